"""Flags of drift of one child, compiled: for each limit one comparison of a day with a table."""

from __future__ import annotations

from benchmarks.floor.cases import (
    CASE_CARED,
    CASE_IN_NEED,
    CASE_LEAVER,
    CASE_PROTECTED,
    NEVER,
    ended_on,
    last_of,
    last_open,
)
from benchmarks.floor.columns import Columns
from benchmarks.floor.compiled import Counts, compiled
from benchmarks.floor.kinds import (
    ASSESSED,
    AUTHORISED,
    CARED,
    CEASED,
    CLOSED,
    IN_NEED,
    LEGAL,
    NOT_IN_NEED,
    OPENED,
    PROTECTED,
    REFERRED,
    REVISED,
    UNPROTECTED,
    VISIT,
)
from benchmarks.floor.referred import while_open
from benchmarks.floor.tables import (
    ACTIVE_CARE,
    ACTIVE_LEAVER,
    ACTIVE_NEED,
    ACTIVE_OTHER,
    ASSESSING,
    GAP,
    LONG,
    LONG_EARLY,
    LONG_TWO_YEARS,
    ONGOING,
    PERIOD,
    SECTION_20,
    STATIC,
    STATIC_NEED,
    Tables,
)

(INACTIVE_CARE, INACTIVE_NEED, INACTIVE_LEAVER, INACTIVE_OTHER, STATIC_PLAN, STATIC_IN_NEED, LONG_PLAN_EARLY, LONG_PLAN,
 LONG_PLAN_TWO_YEARS, LONG_IN_NEED, LONG_EPISODE, NOBODY, ACCOMMODATED, REFERRED_OFTEN, SECOND_PLAN,
 UNEXPLAINED) = range(16)  # fmt: skip


@compiled
def last_purposeful(rows: Columns, first: int, last: int, purposeful: Counts, unseen: int) -> int:
    """The day of the last purposeful event; -1 without one. A visit that did not find the child is none."""
    for row in range(last - 1, first - 1, -1):
        if purposeful[rows.kind[row]] or (rows.kind[row] == VISIT and rows.detail[row] != unseen):
            return int(rows.day[row])
    return -1


@compiled
def flag_open(
    rows: Columns,
    first: int,
    last: int,
    case: int,
    opened: int,
    unheld: int,
    purposeful: Counts,
    unseen: int,
    tables: Tables,
    totals: Counts,
) -> None:
    """Flags of a case that is open since ``opened``. ``unheld``: since when nobody holds it; -1 where somebody does."""
    reached = tables.reached
    active = max(opened, last_purposeful(rows, first, last, purposeful, unseen))
    if case in (CASE_PROTECTED, CASE_CARED):
        totals[INACTIVE_CARE] += reached[ACTIVE_CARE, active]
    elif case == CASE_IN_NEED:
        totals[INACTIVE_NEED] += reached[ACTIVE_NEED, active]
    elif case == CASE_LEAVER:
        totals[INACTIVE_LEAVER] += reached[ACTIVE_LEAVER, active]
    else:
        totals[INACTIVE_OTHER] += reached[ACTIVE_OTHER, active]
    if unheld >= 0:
        totals[NOBODY] += reached[GAP, max(opened, unheld)]
    if case == CASE_IN_NEED and last_open(rows, first, last, IN_NEED, NOT_IN_NEED) < 0:
        episode = last_open(rows, first, last, OPENED, CLOSED)
        totals[LONG_EPISODE] += episode >= 0 and reached[ONGOING, rows.day[episode]]
    _flag_coming_back(rows, first, last, tables, totals)


@compiled
def _flag_coming_back(rows: Columns, first: int, last: int, tables: Tables, totals: Counts) -> None:
    referrals, before = 0, -1
    for row in range(first, last):
        kind, day = rows.kind[row], rows.day[row]
        if kind == REFERRED and tables.reached[PERIOD, day] and not (before >= 0 and rows.day[before] == day):
            before = row
            referrals += not while_open(rows, first, last, row)
        elif kind == PROTECTED and ended_on(rows, last, row, UNPROTECTED) == NEVER:
            ended = -1
            for other in range(first, last):
                if rows.kind[other] == UNPROTECTED and rows.day[other] <= day:
                    ended = rows.day[other]
            totals[SECOND_PLAN] += ended >= 0 and day <= tables.again_by[ended]
    totals[REFERRED_OFTEN] += referrals >= tables.often


@compiled
def flag_plans(rows: Columns, first: int, last: int, section_20: int, tables: Tables, totals: Counts) -> None:
    """Flags of plans and of what is itself unfinished."""
    reached = tables.reached
    change = last_of(rows, first, last, REVISED)
    revised = rows.day[change] if change >= 0 else -1
    plan = last_open(rows, first, last, PROTECTED, UNPROTECTED)
    if plan >= 0:
        day = rows.day[plan]
        totals[STATIC_PLAN] += reached[STATIC, max(day, revised)]
        if reached[LONG_TWO_YEARS, day]:
            totals[LONG_PLAN_TWO_YEARS] += 1
        elif reached[LONG, day]:
            totals[LONG_PLAN] += 1
        else:
            totals[LONG_PLAN_EARLY] += reached[LONG_EARLY, day]
    in_need = last_open(rows, first, last, IN_NEED, NOT_IN_NEED)
    if in_need >= 0:
        totals[STATIC_IN_NEED] += reached[STATIC_NEED, max(rows.day[in_need], revised)]
        totals[LONG_IN_NEED] += reached[ONGOING, rows.day[in_need]]
    care = last_open(rows, first, last, CARED, CEASED)
    if care >= 0:
        totals[STATIC_PLAN] += reached[STATIC, max(rows.day[care], revised)]
        status = last_of(rows, first, last, LEGAL)
        totals[ACCOMMODATED] += (
            status >= 0 and rows.detail[status] == section_20 and reached[SECTION_20, rows.day[status]]
        )
    assessment = last_open(rows, first, last, ASSESSED, AUTHORISED)
    totals[UNEXPLAINED] += assessment >= 0 and reached[ASSESSING, rows.day[assessment]]
