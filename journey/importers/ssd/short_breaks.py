"""Short breaks: episodes under legal status V3 or V4 alone, which are no period of being looked after.

An episode does not say its legal status; the table of legal statuses says it, by the child's days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from journey.domain.extract import Claim, Row
from journey.domain.values import Value, code_of
from journey.importers.ssd.tables.in_care import BREAK_ENDED, BREAKS

SHORT_BREAKS: Final = ("V3", "V4")


def is_of_short_breaks(row: Row) -> bool:
    """Whether a row of the legal statuses is about a series of short breaks."""
    return row.main is not None and code_of(row.main.data.get("status")) in SHORT_BREAKS


class Statuses:
    """Each child's legal statuses with their days."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._of: Mapping[str, list[tuple[date, date, Value]]] = defaultdict(list)
        for row in rows:
            if row.main is not None and row.main.occurred_on is not None:
                ended = next((claim.occurred_on for claim in row.claims if claim.occurred_on), None)
                self._of[row.child].append((row.main.occurred_on, ended or date.max, row.main.data.get("status")))

    def agreement(self, row: Row) -> Value:
        """The status under which an episode is a short break; None for one that is not, or where another holds too."""
        day = row.main.occurred_on if row.main else None
        if day is None:
            return None
        held = [
            status for begun, ended, status in self._of.get(row.child, ()) if begun <= day < max(ended, _next(begun))
        ]
        found = [status for status in held if code_of(status) in SHORT_BREAKS]
        return min(found, key=str) if found and len(found) == len(held) else None


def _next(day: date) -> date:
    """The day after, so that a status that ended on its first day held on it."""
    return date.fromordinal(day.toordinal() + 1)


def short_break(row: Row, agreement: Value) -> Row:
    """An episode as a stay in a series of short breaks."""
    assert row.main is not None
    main = Claim(BREAKS.main or "", row.main.occurred_on, {**row.main.data, "agreement": agreement})
    ends = tuple(Claim(BREAK_ENDED, claim.occurred_on, claim.data) for claim in row.claims)
    return replace(row, main=main, claims=ends)
