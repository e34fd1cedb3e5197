"""The four questions of a case audit, caseloads, re-referrals, handoffs and drift, over a whole borough from a warm
journal: beside one compiled pass that only counts (`floor`), and beside the plain Python fold of the tests' oracle.

The floor and the product read the same columns of the same log without corrections, loading included, and their totals
must be equal, else the benchmark fails. What corrections cost is the same log with 2 % of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import polars as pl

from benchmarks import python_fold
from benchmarks.alone import alone
from benchmarks.borough import LA, STATEMENTS_A_CHILD
from benchmarks.journeys import LAST
from benchmarks.steps import Watch, cost, in_turns, step
from benchmarks.stores import SIZES, store_of
from benchmarks.targets import Row, at_least, at_most, grown, in_memory, no_promise
from benchmarks.wanted import wanted
from journey.domain.rules import declared
from journey.domain.timescales import rules
from journey.projections.batch_memory import covers
from journey.projections.drift.flags import drift
from journey.projections.holding.case_kinds import KINDS
from journey.projections.holding.caseloads import caseloads
from journey.projections.holding.handoffs import handoffs
from journey.projections.holding.holders import holders
from journey.projections.journal import Journal, open_journal
from journey.projections.journal.build import fold as put_into_buckets
from journey.projections.journal.layout import layout
from journey.projections.rereferrals import Rate, period, rate, referrals, together
from journey.store.log import open_log

Totals = dict[str, dict[str, int]]


WHOLE_UP_TO = 60_000
"""Children up to which the Python fold is over all of them; of more, over so many spread over the store."""

_SAMPLE = 20_000


def main(sizes: Sequence[int] = SIZES) -> list[Row]:
    """One row per size and contestant: seconds, peak memory; then what is promised."""
    wanted("numba")
    rows: list[Row] = []
    promises: list[Row] = []
    taken = {}
    for events in sizes:
        plain, store = store_of(events, corrected=False), store_of(events)
        for one in (plain, store):
            step("journal:ready", one)
        found = in_turns(
            {
                "without corrections": ("questions:ours", plain),
                "without corrections, compiled floor": ("questions:floor", plain),
                "with corrections": ("questions:ours", store),
            }
        )
        ours, least, corrected = found.values()
        must_be_equal("the floor", ours["totals"], least["totals"])
        fold = _python_fold(store, events, corrected["totals"])
        taken[events] = corrected["seconds"]
        rows += [_row(events, what, one) for what, one in {**found, **fold}.items()]
        (folded,) = fold.values()
        promises += [
            at_most(f"times the floor, at {events:,}", ours["seconds"] / least["seconds"], 1.5),
            at_least(f"times as fast as the Python fold, at {events:,}", folded["seconds"] / corrected["seconds"], 80),
            no_promise(f"with corrections, times without, at {events:,}", corrected["seconds"] / ours["seconds"]),
            in_memory(corrected["peak_mib"], events, "four questions"),
        ]
    return [*rows, *promises, *grown(list(sizes), taken, "four questions")]


def _python_fold(store: object, events: int, ours: Totals) -> dict[str, dict[str, Any]]:
    """The fold of the oracle; where only some children were folded, its time is scaled to all, and the row says so."""
    children = events // STATEMENTS_A_CHILD
    found = step("python_fold:fold", store, children if children <= WHOLE_UP_TO else _SAMPLE)
    if found["totals"]:
        must_be_equal("the oracle", python_fold.shared(ours), found["totals"])
        return {"with corrections, Python fold of all children": found}
    share = found["of"] / found["children"]
    found |= {name: found[name] * share for name in ("seconds", "cpu")}
    return {f"with corrections, Python fold, scaled from {found['children']:,} of {found['of']:,} children": found}


_NOT_IN_FLOOR = frozenset(
    {
        "assessment_delay_without_cause from_start",
        "delay any",
        "permanence_drift no_plan",
        "recording_drift late",
        "static_plan reviews",
    }
)
"""Flags that rest on the timescales and checks, which the floor and the fold do not work out, or not whole: of
assessments they know those still open, not those that were completed late."""


def must_be_equal(who: str, ours: Totals, theirs: Totals) -> None:
    """Raises AssertionError, with the totals that are not the same."""
    for name, counts in ours.items():
        if counts != theirs[name]:
            apart = dict(set(counts.items()) ^ set(theirs[name].items()))
            raise AssertionError(f"{who} answers otherwise about {name}: {apart}")


def _row(events: int, what: str, found: dict[str, Any]) -> Row:
    return {"events": events, "four questions": what, **cost(found)}


def ours(store: str) -> dict[str, Any]:
    """A step: the four questions by the product; reading its declarations is left out."""
    layout(), declared(), rules()
    with open_log(store, create=False) as log:
        watch = Watch()
        with open_journal(log) as journal:
            found = totals(journal)
        return {**watch.told(), "totals": found}


def floor(store: str) -> dict[str, Any]:
    """A step: the four questions by the compiled pass; compiling is left out, and reading the limits' declarations."""
    from benchmarks.floor.columns import batches
    from benchmarks.floor.fold import fold, told

    layout(), rules()
    with open_log(store, create=False) as log, open_journal(log) as journal:
        manifest = journal.manifest
        if manifest.tails:  # a small journal is all tails; the floor reads buckets
            manifest = put_into_buckets(journal.folder, manifest)
        fold([next(batches(journal.folder, manifest)).nothing()])
        watch = Watch()
        found = told(fold(batches(journal.folder, manifest)))
        found["drift"] = {one: n for one, n in found["drift"].items() if one not in _NOT_IN_FLOOR}
        return {**watch.told(), "totals": found}


def totals(journal: Journal) -> Totals:
    """What the four questions come to: caseloads by worker and kind of case, handoffs by kind, stage and precision,
    re-referrals of the last twelve months with what the earlier referral had led to, drift by flag and step."""
    held, rates = [], []
    moved: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    first, last = period(None, None, LAST)
    for batch in journal.batches(LAST, LAST, coverage=covers(LA, LAST)):
        of = holders(batch)
        held.append(of)
        found = referrals(batch)
        rates.append(rate(batch, found, first, last, "referrals-only"))
        outcomes.update(_counted(found.filter(pl.col("previous_outcome").is_not_null()), "previous_outcome"))
        moved.update(_counted(handoffs(batch), "kind", "stage", "precision"))
        flags.update(
            {one: n for one, n in _counted(drift(batch, of), "flag", "step").items() if one not in _NOT_IN_FLOOR}
        )
    return {
        "caseloads": _caseloads(pl.concat(held)),
        "handoffs": dict(moved),
        "rereferrals": _rate(together(rates)) | outcomes,
        "drift": dict(flags),
    }


def _caseloads(held: pl.DataFrame) -> dict[str, int]:
    rows = caseloads(held).select("holder", "duty", *KINDS).rows()
    counts = {f"{holder} {kind}": n for holder, _, *of in rows for kind, n in zip(KINDS, of, strict=True)}
    return {what: n for what, n in (counts | {"duty": sum(row[1] for row in rows)}).items() if n}


def _rate(figure: Rate) -> dict[str, int]:
    names = ("numerator", "denominator", "cannot_tell", "while_open", "returned_after_closure")
    return {name: getattr(figure, name) for name in names if getattr(figure, name)}


def _counted(frame: pl.DataFrame, *names: str) -> dict[str, int]:
    return {" ".join(map(str, values)): n for *values, n in frame.group_by(*names).len().rows()}


if __name__ == "__main__":
    alone(main)
