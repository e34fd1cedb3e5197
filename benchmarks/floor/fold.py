"""The pass itself: every child's rows once, into totals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from benchmarks.floor import drifting, held, referred
from benchmarks.floor.cases import broken, case_kind, last_of, last_open, stretches
from benchmarks.floor.columns import Columns, number_of, texts
from benchmarks.floor.compiled import Counts, compiled
from benchmarks.floor.kinds import CARED, CEASED, CLOSED, LEAVER, OPENED, PROTECTED, UNPROTECTED, is_purposeful
from benchmarks.floor.tables import Tables, tables

_ROWS_A_CHILD = 4_096
_WORKERS = 1 << 17


class Totals(NamedTuple):
    """What the pass counts: caseloads by worker and kind of case, duty, handoffs, referrals, flags."""

    caseloads: Counts
    duty: Counts
    handoffs: Counts
    referrals: Counts
    flags: Counts


class Said(NamedTuple):
    """The numbers of the codes that the pass compares with."""

    lead: int
    in_need: int
    assessing: int
    section_20: int
    unseen: int
    on_duty: int
    referred: Counts


def fold(batches: Iterable[Columns]) -> Totals:
    """The totals of all rows. Raises ValueError for a child with more rows than there is room for."""
    totals = Totals(*(np.zeros(size, np.int64) for size in ((_WORKERS, 6), (_WORKERS,), (5, 3, 2), (9,), (16,))))
    limits, purposeful = tables(), is_purposeful()
    said = Said(
        lead=number_of("lead worker"),
        in_need=number_of("child-in-need-plan"),
        assessing=number_of("open-assessment"),
        section_20=number_of("V2"),
        unseen=number_of("no"),
        on_duty=number_of("Duty"),
        referred=np.array([number_of(code) for code in ("yes", "no", "RC8", "RC9")]),
    )
    for rows in batches:
        edges = np.flatnonzero(np.diff(rows.child)) + 1
        edges = np.concatenate(([0], edges, [len(rows.child)]))
        if np.diff(edges).max() > _ROWS_A_CHILD:
            raise ValueError(f"the floor has room for {_ROWS_A_CHILD} rows a child")
        _pass(rows, edges, limits, said, purposeful, totals)
    return totals


@compiled
def _pass(rows: Columns, edges: Counts, limits: Tables, said: Said, purposeful: Any, totals: Totals) -> None:
    told = np.zeros((_ROWS_A_CHILD, 7), np.int64)
    scratch = np.zeros((3, _ROWS_A_CHILD, 6), np.int64)
    begun, ended = np.zeros(_ROWS_A_CHILD, np.int64), np.zeros(_ROWS_A_CHILD, np.int64)
    for place in range(len(edges) - 1):
        first, last = edges[place], edges[place + 1]
        number = stretches(rows, first, last, begun, ended)
        count = held.said(rows, first, last, said.lead, told)
        held.count_handoffs(rows, first, last, told, count, ended, number, limits, scratch, totals.handoffs)
        referred.count_referrals(rows, first, last, limits, said.referred, totals.referrals)
        drifting.flag_plans(rows, first, last, said.section_20, limits, totals.flags)
        if _is_open(rows, first, last):
            _open_case(rows, first, last, told, count, begun, ended, number, limits, said, purposeful, totals)


@compiled
def _is_open(rows: Columns, first: int, last: int) -> bool:
    return (
        last_open(rows, first, last, OPENED, CLOSED) >= 0
        or last_open(rows, first, last, PROTECTED, UNPROTECTED) >= 0
        or last_open(rows, first, last, CARED, CEASED) >= 0
        or last_of(rows, first, last, LEAVER) >= 0
    )


@compiled
def _open_case(
    rows: Columns,
    first: int,
    last: int,
    told: Any,
    count: int,
    begun: Any,
    ended: Any,
    number: int,
    limits: Tables,
    said: Said,
    purposeful: Any,
    totals: Totals,
) -> None:
    case = case_kind(rows, first, last, said.in_need, said.assessing)
    opened = -1
    for row in range(last - 1, first - 1, -1):
        if rows.kind[row] == LEAVER:
            opened = rows.day[row]
    if number and ended[number - 1] > limits.as_at:
        opened = begun[number - 1]
    worker, unheld = 0, opened
    if count and not broken(ended, number, told[count - 1, held.SAID_DAY], limits.as_at + 1):
        worker = told[count - 1, held.SAID_WORKER]
        since = count - 1
        while since and told[since - 1, held.SAID_WORKER] == worker:
            since -= 1
        unheld = told[since, held.SAID_DAY]
        totals.duty[worker] += worker == 0 and told[count - 1, held.SAID_DUTY] == said.on_duty
    totals.caseloads[worker, case] += 1
    drifting.flag_open(
        rows, first, last, case, opened, -1 if worker else unheld, purposeful, said.unseen, limits, totals.flags
    )


_HANDOFFS = ("worker_handoff", "cover", "round_trip", "hub_transfer", "team_transfer")
_STAGES = (None, "planned", "other")
_OUTCOMES = ("plan closed", "no further action after assessment", "case closed", "no further action", "not known")
_FLAGS = (
    "inactivity protection_or_looked_after",
    "inactivity in_need",
    "inactivity care_leaver",
    "inactivity other",
    "static_plan unchanged",
    "static_plan in_need",
    "long_plan protection_early",
    "long_plan protection",
    "long_plan two_years",
    "long_plan ongoing",
    "long_episode ongoing",
    "allocation_gap gap",
    "permanence_drift section_20",
    "revolving_door referrals",
    "revolving_door second_plan",
    "assessment_delay_without_cause from_start",
)


def told(totals: Totals) -> dict[str, dict[str, int]]:
    """The totals under the same names as the product's (``questions.totals``); what is nought is left out."""
    names = texts()
    workers = {
        f"{names[worker]} {kind}": int(totals.caseloads[worker, number])
        for worker in np.flatnonzero(totals.caseloads.any(axis=1))
        for number, kind in enumerate(("assessment", "cin", "cp", "looked_after", "leaver", "other"))
    }
    handoffs = {
        f"{kind} {stage} {precision}": int(totals.handoffs[number, place, exact])
        for number, kind in enumerate(_HANDOFFS)
        for place, stage in enumerate(_STAGES)
        for exact, precision in enumerate(("interval", "exact"))
    }
    referrals = ("numerator", "denominator", "while_open", "returned_after_closure", *_OUTCOMES)
    every = {
        "caseloads": workers | {"duty": int(totals.duty[0])},
        "handoffs": handoffs,
        "rereferrals": dict(zip(referrals, totals.referrals.tolist(), strict=True)),
        "drift": dict(zip(_FLAGS, totals.flags.tolist(), strict=True)),
    }
    return {name: {what: n for what, n in counts.items() if n} for name, counts in every.items()}
