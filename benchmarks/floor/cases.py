"""Cases of one child, compiled: what was opened, when it ended, and the stretches in which anything was open."""

from __future__ import annotations

from benchmarks.floor.columns import Columns
from benchmarks.floor.compiled import Counts, compiled
from benchmarks.floor.kinds import (
    ASSESSED,
    AUTHORISED,
    CARED,
    CEASED,
    CLOSED,
    IN_NEED,
    LEAVER,
    NOT_IN_NEED,
    OPENED,
    PROTECTED,
    STATUS,
    UNPROTECTED,
)

NEVER = 1 << 20
"""The end of what has not ended."""

CASE_ASSESSMENT, CASE_IN_NEED, CASE_PROTECTED, CASE_CARED, CASE_LEAVER, CASE_OTHER = range(6)
"""Kinds of case, in the order in which caseloads count them."""

_ENDS = ((OPENED, CLOSED), (PROTECTED, UNPROTECTED), (CARED, CEASED))


@compiled
def ended_on(rows: Columns, last: int, begun: int, end: int) -> int:
    """The day on which an event of a kind ends what a row began; ``NEVER`` without one before the child's ``last``."""
    for row in range(begun + 1, last):
        if rows.kind[row] == end and rows.start[row] == rows.start[begun] and rows.ordinal[row] == rows.ordinal[begun]:
            return int(rows.day[row])
    return NEVER


@compiled
def last_open(rows: Columns, first: int, last: int, opened: int, end: int) -> int:
    """The row that began what is still open and began last; -1 without one."""
    for row in range(last - 1, first - 1, -1):
        if rows.kind[row] == opened and ended_on(rows, last, row, end) == NEVER:
            return row
    return -1


@compiled
def last_of(rows: Columns, first: int, last: int, kind: int) -> int:
    """The last row of a kind; -1 without one."""
    for row in range(last - 1, first - 1, -1):
        if rows.kind[row] == kind:
            return row
    return -1


@compiled
def stretches(rows: Columns, first: int, last: int, begun: Counts, ended: Counts) -> int:
    """Fill in the first and last days of the stretches in which anything was open; how many there are."""
    leaver = last_of(rows, first, last, LEAVER) >= 0
    count = 0
    for row in range(first, last):  # by day, so that a stretch only grows
        for opened, end in _ENDS:
            if rows.kind[row] == opened:
                until = NEVER if opened == CARED and leaver else ended_on(rows, last, row, end)
                if count and rows.day[row] <= ended[count - 1] + 1:
                    ended[count - 1] = max(ended[count - 1], until)
                else:
                    begun[count], ended[count] = rows.day[row], until
                    count += 1
    return count


@compiled
def broken(ended: Counts, count: int, since: int, day: int) -> bool:
    """Whether a case ended, with nothing open the day after, from one day to just before another."""
    for stretch in range(count - 1, -1, -1):
        if ended[stretch] < day:
            return bool(ended[stretch] >= since)
    return False


@compiled
def case_kind(rows: Columns, first: int, last: int, in_need: int, assessing: int) -> int:
    """The kind of a child's case; the two codes are those of the latest status that a file shows."""
    if last_open(rows, first, last, CARED, CEASED) >= 0:
        return CASE_CARED
    if last_open(rows, first, last, PROTECTED, UNPROTECTED) >= 0:
        return CASE_PROTECTED
    if last_of(rows, first, last, LEAVER) >= 0:
        return CASE_LEAVER
    return _by_status(rows, first, last, in_need, assessing)


@compiled
def _by_status(rows: Columns, first: int, last: int, in_need: int, assessing: int) -> int:
    shown = last_of(rows, first, last, STATUS)
    status = rows.detail[shown] if shown >= 0 else 0
    if status and status == in_need:
        return CASE_IN_NEED
    if status and status == assessing:
        return CASE_ASSESSMENT
    if last_open(rows, first, last, IN_NEED, NOT_IN_NEED) >= 0:
        return CASE_IN_NEED
    if last_open(rows, first, last, ASSESSED, AUTHORISED) >= 0:
        return CASE_ASSESSMENT
    return CASE_OTHER
