"""Who holds a case, as a cell says it: a person, or a word for nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from journey.importers.cells import Cell, Unreadable
from journey.importers.values import as_text

Refer = Callable[[str, str], str]
"""The keyed reference for a kind (``worker``, ``family``) and a text; the same text always gives the same reference."""

NO_WORKER_WORDS: Final = frozenset(
    {
        "#n/a",
        "-",
        "awaiting allocation",
        "duty",
        "duty social worker",
        "duty team",
        "duty worker",
        "n/a",
        "no allocated worker",
        "no worker",
        "none",
        "not allocated",
        "not known",
        "null",
        "tbc",
        "to be allocated",
        "unallocated",
        "unassigned",
        "unknown",
        "vacancy",
        "vacant",
    }
)
"""What stands where a worker should when there is none, in small letters; an authority may have others."""

BLANK: Final = "blank"

_REGISTERED = re.compile(r"SW\d{1,10}", re.IGNORECASE)


class Workers:
    """Turns worker cells into references and remembers the name behind each."""

    def __init__(self, refer: Refer, no_worker_words: Iterable[str]) -> None:
        self._refer = refer
        self._nobody = frozenset(word.casefold() for word in no_worker_words)
        self._references: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def read(self, cell: Cell | None) -> tuple[str | None, str | None]:
        """The worker's reference and None; or None and what stands there instead (``blank``, ``Duty``)."""
        if isinstance(cell, Unreadable):
            return None, cell.written
        text = as_text(cell)
        if text is None:
            return None, BLANK
        if text.casefold() in self._nobody:
            return None, text
        return self._reference(text), None

    def _reference(self, text: str) -> str:
        """A Social Work England number stays as it is; a name becomes a keyed reference."""
        if text not in self._references:
            reference = text.upper() if _REGISTERED.fullmatch(text) else self._refer("worker", text)
            self._references[text] = reference
            self.names.setdefault(reference, text)
        return self._references[text]
