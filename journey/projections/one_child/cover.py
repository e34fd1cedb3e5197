"""What the sources of one child's authority cover: whether something that is not there did not happen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from journey.domain.carries import Carried

_DAY = timedelta(days=1)


class Cover:
    """The holdings of one authority, up to the as-at day, by event."""

    def __init__(self, held: Iterable[Carried], as_at: date) -> None:
        self._as_at = as_at
        self._every: dict[str, list[tuple[date, date]]] = {}
        self._files: dict[str, list[date]] = {}
        for one in held:
            if one.carries == "every":
                self._every.setdefault(one.event, []).append((one.first or date.min, one.last))
            elif one.carries == "latest only" and one.last <= as_at:
                self._files.setdefault(one.event, []).append(one.last)
        self._every = {name: _joined(stretches) for name, stretches in self._every.items()}

    def surely_all(self, events: Iterable[str], first: date, last: date) -> bool:
        """Whether every one of these events from a day to another is known; not beyond the as-at day."""
        return last <= self._as_at and all(self._holds(event, first, last) for event in events)

    def surely_none(
        self, events: Iterable[str], days: Sequence[date], first: date, due: date, listed_to: date | None = None
    ) -> bool:
        """Whether none of these events happened from ``first`` to ``due``, given that none is known.

        ``days`` are those of the events that are known, sorted by nothing in particular. A file of the latest only
        after ``listed_to`` may not have listed the thing any more, and shows nothing by a blank.
        """
        return due <= self._as_at and all(
            self._holds(event, first, due) or self._shown(event, days, due, listed_to or date.max) for event in events
        )

    def held_from(self, event: str, day: date) -> date | None:
        """The first day from which every such event up to a day is held; None where the day itself is not."""
        found = [first for first, last in self._every.get(event, ()) if first <= day <= last]
        return found[0] if found else None

    def says(self, event: str) -> bool:
        """Whether a source says anything of an event."""
        return event in self._every or event in self._files

    def _holds(self, event: str, first: date, last: date) -> bool:
        if first > last:
            return True
        return any(begin <= first and last <= end for begin, end in self._every.get(event, ()))

    def _shown(self, event: str, days: Sequence[date], due: date, listed_to: date) -> bool:
        """Whether a file of the latest only, of the due day or later, still shows one from before the due day."""
        following = min((day for day in days if day > due), default=date.max)
        return any(due <= file < following and file <= listed_to for file in self._files.get(event, ()))


def _joined(stretches: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Stretches of days that overlap or touch, as one."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if joined and (joined[-1][1] == date.max or first <= joined[-1][1] + _DAY):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined
