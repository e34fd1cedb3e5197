"""Periods of care from their episodes: an episode begins whenever legal status or placement changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from journey.domain.extract import Row
from journey.domain.values import code_of

CONTINUES = "X1"
"""The reason that an episode ended for another to begin the same day."""


def periods_of_care(rows: Iterable[Row], periods: Mapping[int, str]) -> list[Row]:
    """One row a period: it begins with its first episode and ends with its last, if that ended for good.

    ``periods`` holds the period's id by the number of the row; a row without one is a period of its own.
    """
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.child, periods.get(row.number) or f"row {row.number}"].append(row)
    return [_period(sorted(episodes, key=_began)) for episodes in grouped.values()]


def _period(episodes: list[Row]) -> Row:
    first, last = episodes[0], episodes[-1]
    ends = tuple(claim for claim in last.claims if code_of(claim.data.get("reason")) != CONTINUES)
    return replace(first, claims=ends, is_open=not ends)


def _began(row: Row) -> tuple[date, date, int]:
    assert row.main is not None
    ended = next((claim.occurred_on for claim in row.claims if claim.occurred_on), None)
    return (row.main.occurred_on or date.min, ended or date.max, row.number)
