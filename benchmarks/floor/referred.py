"""Re-referrals of one child, compiled."""

from __future__ import annotations

from benchmarks.floor.cases import ended_on
from benchmarks.floor.columns import Columns
from benchmarks.floor.compiled import Counts, compiled
from benchmarks.floor.kinds import AUTHORISED, CLOSED, NOT_IN_NEED, OPENED, REFERRED, UNPROTECTED
from benchmarks.floor.tables import Tables

NUMERATOR, DENOMINATOR, WHILE_OPEN, RETURNED = range(4)
PLAN_CLOSED, ASSESSED, CASE_CLOSED, NO_ACTION, NOT_KNOWN = range(4, 9)
"""Places of the totals; the later ones count what the earlier referral had led to, of all re-referrals ever."""


@compiled
def while_open(rows: Columns, first: int, last: int, referral: int) -> bool:
    """Whether an episode had begun before the day of a referral, and had not ended by the end of it."""
    for row in range(first, last):
        if rows.day[row] >= rows.day[referral]:
            break
        if rows.kind[row] == OPENED and ended_on(rows, last, row, CLOSED) > rows.day[referral]:
            return True
    return False


@compiled
def count_referrals(
    rows: Columns,
    first: int,
    last: int,
    tables: Tables,
    said: Counts,
    totals: Counts,
) -> None:
    """Add one child's referrals to the totals. ``said``: the numbers of yes, no, RC8 and RC9."""
    before, seen = -1, -1
    for row in range(first, last):
        if rows.kind[row] != REFERRED or (seen >= 0 and rows.day[row] == rows.day[seen]):
            continue
        seen, day = row, rows.day[row]
        counted = day >= tables.period_from
        if while_open(rows, first, last, row):
            totals[WHILE_OPEN] += counted
            if before >= 0 and rows.day[before] >= tables.referred_from[day]:
                totals[_led_to(rows, first, last, before, row, said)] += 1
            continue
        totals[DENOMINATOR] += counted
        closed = -1
        for other in range(first, last):
            if rows.kind[other] == CLOSED and rows.day[other] <= day:
                closed = rows.day[other]
        totals[RETURNED] += counted and closed >= tables.referred_from[day]
        if before >= 0 and rows.day[before] >= tables.referred_from[day]:
            totals[NUMERATOR] += counted
            totals[_led_to(rows, first, last, before, row, said)] += 1
        before = row


@compiled
def _led_to(rows: Columns, first: int, last: int, before: int, row: int, said: Counts) -> int:
    """What a referral had led to before the child was referred again."""
    found = NO_ACTION if rows.detail[before] == said[0] else NOT_KNOWN
    for other in range(first, last):
        if rows.day[other] > rows.day[row]:
            break
        if rows.day[other] >= rows.day[before]:
            kind, detail = rows.kind[other], rows.detail[other]
            if kind in (UNPROTECTED, NOT_IN_NEED):
                found = min(found, PLAN_CLOSED)
            elif (kind == AUTHORISED and detail == said[1]) or (
                kind == CLOSED and detail >= 1 and (detail in said[2:])
            ):
                found = min(found, ASSESSED)
            elif kind == CLOSED:
                found = min(found, CASE_CLOSED)
    return found
