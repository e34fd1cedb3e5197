"""Pseudonyms: what stands in a report for a child, a worker, a family and a day, under a key that stays behind.

The same key gives the same pseudonyms, so that two reports can be matched; without it they lead back to nobody. It is
pseudonymised, not anonymous: still personal data (UK GDPR, article 4(5)).
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

NOTICE: Final = "Pseudonymised: still personal data. To identify anybody from it again is an offence (DPA 2018, s171)."
WITHHELD: Final = "withheld"

_WEEKS: Final = 52
"""A child's dates are moved by up to so many weeks, either way, and never by none."""

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHES: Final = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_WORDS: Final = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})(?!\d)")
_MONTH: Final = "|".join(_MONTHS)
_SPAN: Final = re.compile(rf"(?<!\d)(\d{{1,2}})(?: ({_MONTH}))? ?– ?(?=\d{{1,2}} ({_MONTH}) (\d{{4}}))")
"""The first day of a span that says once what its two days share: 26 January – 31 March 2025."""
_TOKEN: Final = re.compile(r"[^\s:;,()'\"“”‘’/=\[\]{}<>]+")
_WORKER: Final = re.compile(r"(?<!\w)(?:w:[0-9a-f]{12}|(?:SW|XX)\d+)(?!\w)", re.IGNORECASE)
_FAMILY: Final = re.compile(r"(?<!\w)f:[0-9a-f]{12}(?!\w)")


@dataclass(frozen=True)
class Pseudonyms:
    """``children`` maps every id, and every stream, to the stream that stands for the child; ``workers`` references to
    names."""

    key: bytes
    children: Mapping[str, str]
    workers: Mapping[str, str]

    def child(self, known: str) -> str:
        """The pseudonym of a child, given by an id or stream."""
        return f"P{self._digest('child', self.children.get(known, known))[:10]}"

    def worker(self, known: str) -> str:
        """The pseudonym of a worker, given by reference or name: both give the same."""
        folded = " ".join(known.split()).casefold()
        return f"W{self._digest('worker', self._references.get(folded, folded))[:8]}"

    def shift(self, known: str) -> timedelta:
        """By how much a child's dates are moved: whole weeks, so that a Monday stays one."""
        number = int(self._digest("shift", self.children.get(known, known))[:12], 16) % (2 * _WEEKS)
        return timedelta(weeks=number - _WEEKS if number < _WEEKS else number - _WEEKS + 1)

    def day(self, day: date, child: str | None) -> date:
        """A day, or moment, of a child's life, moved; as it is where it is no child's."""
        if child is None:
            return day
        try:
            return day + self.shift(child)
        except OverflowError:  # no calendar goes so far
            return date.max

    def text(self, text: str, child: str | None) -> str:
        """Words without an id, a name or a true day of a child."""
        if child is not None:
            text = _SPAN.sub(lambda found: f"{found[1]} {found[2] or found[3]} {found[4]} – ", text)
        for pattern, moved in ((_ISO, self._iso), (_SLASHES, self._slashes), (_WORDS, self._words)):
            if child is not None:
                text = pattern.sub(lambda found, moved=moved: moved(found, child), text)  # type: ignore[misc]
        text = _WORKER.sub(lambda found: self.worker(found[0]), text)
        text = _FAMILY.sub(lambda found: f"F{self._digest('family', found[0])[:8]}", text)
        if self._names is not None:
            text = self._names.sub(lambda found: self.worker(found[0]), text)
        return _TOKEN.sub(lambda found: self._id(found[0]), text)

    def _id(self, token: str) -> str:
        known = token.rstrip(".!?…")
        return self.child(known) + token[len(known) :] if known in self.children else token

    def _iso(self, found: re.Match[str], child: str) -> str:
        day = _day(found[1], found[2], found[3])
        return self.day(day, child).isoformat() if day else WITHHELD

    def _slashes(self, found: re.Match[str], child: str) -> str:
        day = _day(found[3], found[2], found[1])
        return f"{self.day(day, child):%d/%m/%Y}" if day else WITHHELD

    def _words(self, found: re.Match[str], child: str) -> str:
        day = _day(found[3], str(_MONTHS.index(found[2]) + 1), found[1])
        if day is None:
            return WITHHELD
        moved = self.day(day, child)
        return f"{moved.day} {_MONTHS[moved.month - 1]} {moved.year}"

    def _digest(self, kind: str, known: str) -> str:
        return hmac.digest(self.key, f"{kind}\0{known}".encode(), "sha256").hex()

    @cached_property
    def _references(self) -> dict[str, str]:
        return {" ".join(name.split()).casefold(): reference.casefold() for reference, name in self.workers.items()}

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        names = sorted({name for name in self.workers.values() if name.strip()}, key=len, reverse=True)
        if not names:
            return None
        return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.IGNORECASE)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
