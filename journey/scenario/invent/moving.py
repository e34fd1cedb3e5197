"""What is invented, and how far dates are moved: one multiple of seven days for a child, which weekdays survive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from journey.domain.calendar import PUBLISHED_TO
from journey.store.log import Log

_FEWEST, _SPREAD = 8, 97
"""Weeks: at least eight, at most two years."""


def secret_weeks(log: Log, stream: str, as_at: date) -> int:
    """By how many weeks a child's dates are moved: always the same, and known only to whoever has the child's key.

    Later, unless the as-at day would then lie beyond the bank holidays that are proclaimed.
    """
    digest = log.keyring.content_hash(stream, b"invented journey")
    weeks = _FEWEST + int.from_bytes(digest, "big") % _SPREAD
    return weeks if as_at + timedelta(weeks=weeks) <= PUBLISHED_TO else -weeks


@dataclass
class Moving:
    """Moves days by some weeks and gives each real name an invented one, the same wherever it stands.

    Without ``weeks`` nothing is moved, nor is the birth date: the move is judged by what the rules answer then.
    """

    weeks: int
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _given: dict[str, int] = field(default_factory=dict)

    def day(self, day: date) -> date:
        """The day, moved."""
        return day + timedelta(weeks=self.weeks)

    def birth(self, day: date) -> date:
        """A day of birth, moved and put on the first of its month."""
        return self.day(day).replace(day=1) if self.weeks else day

    def name(self, kind: str, real: str) -> str:
        """``Worker 3``, ``Hub 2``: a number for each in the order in which they come."""
        if (kind, real) not in self._names:
            self._given[kind] = self._given.get(kind, 0) + 1
            self._names[kind, real] = f"{kind} {self._given[kind]}"
        return self._names[kind, real]
