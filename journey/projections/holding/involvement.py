"""Whether somebody had a part in a child's case, as far as the log shows: who may read about it, who may audit it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from journey.domain.statements import PERSON_SYSTEM, Statement, organisation_stream
from journey.domain.worker_fields import WORKER_FIELDS
from journey.store.log import Log

REFERENCE: Final = re.compile(r"w:[0-9a-f]{12}")
"""How a keyed reference to a worker's name looks: it stands for itself."""


def references_of(log: Log, la: str, who: str) -> frozenset[str] | None:
    """Every reference that stands for somebody named, those said to be the same among them; None where the authority's
    names are sealed to this reader, so that nobody can tell."""
    stream = organisation_stream(la)
    key = log.keyring.get(stream)
    if key is None:
        return None
    found = {who if REFERENCE.fullmatch(who) else key.reference("worker", who)}
    same = [
        {str(one.data.get("reference")), str(one.data.get("same_as"))}
        for one in log.statements([stream], names=("WorkerIdentified",))[stream]
    ]
    while more := {one for pair in same if pair & found for one in pair} - found:
        found |= more
    return frozenset(found)


def has_part(said: Iterable[Statement], who: str, references: frozenset[str]) -> bool:
    """Whether any statement is about one of the references, or was recorded by them by hand; importing is no part."""
    return any(
        (one.by == who and one.source.system == PERSON_SYSTEM)
        or any(one.data.get(field) in references for field in WORKER_FIELDS)
        for one in said
    )
