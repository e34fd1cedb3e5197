"""What must not stand in anything that leaves with pseudonyms."""

from __future__ import annotations

import re

from journey.reports.pseudonyms import Pseudonyms

_WORDS = re.compile(r"[\w:-]+")


def names(known: Pseudonyms) -> set[str]:
    """Every name that the store knows, of workers and auditors."""
    return {name for name in known.workers.values() if name}


def assert_tells_nobody(text: str, known: Pseudonyms) -> None:
    """No id of a child, no name and no reference stands in a text."""
    ids = {word.rstrip(".") for word in _WORDS.findall(text)} & set(known.children)
    assert not ids
    assert not [name for name in names(known) if name in text]
    assert not re.search(r"\b[wf]:[0-9a-f]{12}\b", text)
