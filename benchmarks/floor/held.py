"""Who held one child's case, compiled: what was said, what changed, cover, round trips, planned changes."""

from __future__ import annotations

from benchmarks.floor.cases import broken
from benchmarks.floor.columns import Columns
from benchmarks.floor.compiled import Counts, compiled
from benchmarks.floor.kinds import ALLOCATED, CARED, CONFERENCE, IN_NEED, PROTECTED, REVIEWED, SHOWN
from benchmarks.floor.tables import Tables

SAID_DAY, SAID_EXACT, SAID_SINCE, SAID_WORKER, SAID_TEAM, SAID_HUB, SAID_DUTY = range(7)
"""Columns of what was said of the lead worker: a row of numbers for each thing said."""

DAY, FROM_ON, EXACT, BEFORE, AFTER, PART = range(6)
"""Columns of changes. ``FROM_ON`` is the first day possible; ``PART`` 0 for a change, 1 for cover, 2 for a return."""

HANDOFF, COVER, ROUND_TRIP, HUB, TEAM = range(5)
NONE, PLANNED, ELSE = range(3)
_UNKNOWN_DAY = -1


@compiled
def said(rows: Columns, first: int, last: int, lead: int, into: Counts) -> int:
    """Fill in what was said of the lead worker, in order; how many. A file says nothing of a day with a recording."""
    count = 0
    for row in range(first, last):
        exact = rows.kind[row] == ALLOCATED and (rows.detail[row] == 0 or rows.detail[row] == lead)
        shown = rows.kind[row] == SHOWN
        if shown:
            other = row - 1
            while other >= first and rows.day[other] == rows.day[row]:
                shown = shown and rows.kind[other] != ALLOCATED
                other -= 1
            other = row + 1
            while other < last and rows.day[other] == rows.day[row]:
                shown = shown and rows.kind[other] != ALLOCATED
                other += 1
        if exact or shown:
            into[count, SAID_DAY], into[count, SAID_EXACT] = rows.day[row], exact
            into[count, SAID_SINCE] = rows.day[row] if exact else rows.known_from[row]
            into[count, SAID_WORKER], into[count, SAID_TEAM] = rows.worker[row], rows.team[row]
            into[count, SAID_HUB] = rows.hub[row] if exact else 0
            into[count, SAID_DUTY] = rows.detail[row] if shown else 0
            count += 1
    return count


@compiled
def changes(
    told: Counts,
    number: int,
    value: int,
    ended: Counts,
    stretches: int,
    into: Counts,
) -> int:
    """Fill in where a value became another within one case; how many."""
    count, before, since = 0, -1, _UNKNOWN_DAY
    for this in range(number):
        if this and told[this - 1, value]:
            since = told[this, SAID_SINCE]
        if not told[this, value]:
            continue
        if before >= 0 and told[this, value] != told[before, value]:
            day = told[this, SAID_DAY]
            if not broken(ended, stretches, told[before, SAID_DAY], day):
                shown_to = told[before, SAID_DAY] + (0 if told[before, SAID_EXACT] else 1)
                into[count, DAY], into[count, EXACT] = day, told[this, SAID_EXACT]
                into[count, FROM_ON] = day if told[this, SAID_EXACT] else min(day, max(shown_to, since))
                into[count, BEFORE], into[count, AFTER], into[count, PART] = told[before, value], told[this, value], 0
                count += 1
        before = this
    return count


@compiled
def with_cover(changed: Counts, count: int, tables: Tables) -> None:
    """Mark cover and returns: only exact changes within the limit, after which the same worker is back."""
    at = 0
    while at < count:
        back = -1
        for later in range(at, count):
            away = tables.working[changed[later, DAY]] - tables.working[changed[at, DAY]]
            if not changed[later, EXACT] or away > tables.cover:
                break
            if changed[later, AFTER] == changed[at, BEFORE]:
                back = later
                break
        if back >= 0:
            changed[at, PART] = 1
            changed[at + 1 : back + 1, PART] = 2
            at = back
        at += 1


@compiled
def round_trip(changed: Counts, this: int, tables: Tables) -> bool:
    """Whether a change goes back to what was left not long before."""
    for before in range(this):
        if (
            changed[before, PART] == 0
            and changed[before, BEFORE] == changed[this, AFTER]
            and changed[this, DAY] <= tables.back_by[changed[before, DAY]]
        ):
            return True
    return False


@compiled
def stage(rows: Columns, first: int, last: int, changed: Counts, this: int, tables: Tables) -> int:
    """Whether a change may have followed a transfer point of the model."""
    for row in range(first, last):
        if rows.day[row] > changed[this, DAY]:
            break
        point = rows.kind[row] in (CONFERENCE, PROTECTED, IN_NEED, CARED, REVIEWED)
        if point and changed[this, FROM_ON] <= tables.planned_to[rows.day[row]]:
            return PLANNED
    return ELSE


@compiled
def count_handoffs(
    rows: Columns,
    first: int,
    last: int,
    told: Counts,
    number: int,
    ended: Counts,
    stretches: int,
    tables: Tables,
    scratch: Counts,
    totals: Counts,
) -> None:
    """Add one child's changes to ``totals[kind, stage, exact]``."""
    worker, hub = scratch[0], scratch[1]
    count = changes(told, number, SAID_WORKER, ended, stretches, worker)
    with_cover(worker, count, tables)
    for this in range(count):
        exact = worker[this, EXACT]
        if worker[this, PART] == 1:
            totals[COVER, NONE, exact] += 1
        elif worker[this, PART] == 0:
            when = stage(rows, first, last, worker, this, tables)
            totals[HANDOFF, when, exact] += 1
            if round_trip(worker, this, tables):
                totals[ROUND_TRIP, when, exact] += 1
    moved = changes(told, number, SAID_HUB, ended, stretches, hub)
    for this in range(moved):
        totals[HUB, NONE, 1] += 1
        if round_trip(hub, this, tables):
            totals[ROUND_TRIP, stage(rows, first, last, hub, this, tables), 1] += 1
    team = scratch[2]
    for this in range(changes(told, number, SAID_TEAM, ended, stretches, team)):
        with_hub = False
        for other in range(moved):
            with_hub = with_hub or hub[other, DAY] == team[this, DAY]
        if not with_hub:
            totals[TEAM, NONE, team[this, EXACT]] += 1
