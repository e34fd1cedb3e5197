"""Which of the facts that are another now moved a unit: found by asking again with one of them as it was.

A fact moves a unit when it alone, put into what was known then, gives another answer; or when without it what is known
now gives another answer. So a visit said late is named, and a correction that made no difference is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from journey.domain.statements import split_stream
from journey.projections.batch import Batch
from journey.projections.batch_memory import History, batch_of
from journey.projections.coverage.carried import cut
from journey.projections.effective import Fact
from journey.projections.indicators.asking import Wanted
from journey.projections.indicators.changed import Changed
from journey.projections.indicators.figures import units_of
from journey.projections.indicators.groups import groups
from journey.projections.indicators.lives import Life
from journey.projections.indicators.measure import Indicator, Period
from journey.projections.organisation.structure import Structure

Told = tuple[str, str, str | None]
"""What is told of a unit: answer (of a mean, how many days), group, and the worker where workers are counted."""

Answers = Mapping[str, Told]
"""Unit → what is told of it. A unit is called by the fact it is of, and numbered where there are several."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the children's facts: what the files cover, the settings, the organisation."""

    coverage: pl.DataFrame
    settings: frozenset[str]
    structure: Structure


def answers(units: pl.DataFrame, facts: Mapping[int, str], of: Mapping[str, int]) -> dict[int, dict[str, Told]]:
    """Life → unit → what is told of it. ``facts`` leads from a position to the fact it is about, ``of`` from a stream
    to the number of its life; others are left out. Where workers are counted a unit is a child, and has no fact."""
    of_children = "worker" in units.columns
    found: dict[int, dict[str, Told]] = {}
    for row in units.sort("stream", "positions", "answer").iter_rows(named=True):
        if row["stream"] in of:
            own = found.setdefault(of[row["stream"]], {})
            name = facts.get(row["positions"][0], "") if row["positions"] and not of_children else ""
            number = next(n for n in range(1, len(own) + 2) if f"{name}#{n}" not in own)
            answer = row["answer"] if row.get("days") is None else f"{row['days']:,} days"
            own[f"{name}#{number}"] = (answer, row["group"], row.get("worker"))
    return found


@dataclass(frozen=True, slots=True)
class Asking:
    """One indicator and period, asked of histories that nobody lived: some facts as then, some as now."""

    indicator: Indicator
    period: Period
    wanted: Wanted
    as_at: date
    known_at: date

    def of(self, histories: Sequence[tuple[str, list[Fact]]], beside: Around) -> pl.DataFrame:
        """The units (``figures.units_of``); history n is of stream ``child:<la>:<n>``."""
        numbered = [(split_stream(stream)[1], str(n), facts) for n, (stream, facts) in enumerate(histories)]
        end, grouping = min(self.period.last, self.as_at), self.wanted.grouping
        asked = self._batch(numbered, end if self.indicator.at == "end" else self.as_at, beside)
        told_apart = None
        if not grouping.is_whole:
            told_apart = groups(self._batch(numbered, end, beside), grouping, beside.structure)
        return units_of(asked, self.indicator, self.period, self.wanted.rule, told_apart, beside.structure)

    def _batch(self, histories: Sequence[History], day: date, beside: Around) -> Batch:
        coverage = beside.coverage if day == self.as_at else cut(beside.coverage, day)
        batch = batch_of(histories, day, self.known_at, coverage)
        batch.settings = beside.settings
        return batch


@dataclass(frozen=True, slots=True)
class Causes:
    """What moved the units of one life: the facts by unit, and which units what the files cover, or what the
    organisation said, moved."""

    by_unit: Mapping[str, list[Changed]]
    by_files: frozenset[str]
    by_organisation: frozenset[str]


def causes(
    asking: Asking, moved: Sequence[tuple[Life, Answers, Answers]], beside: tuple[Around, Around]
) -> Iterator[Causes]:
    """What moved the units of each life, given what was told then and what is told now.

    ``beside`` is what the files cover now with the organisation as known then, and both as known now. Where records
    were merged or taken apart, or no fact alone made the difference, all facts that are another are named.
    """
    files_now, all_now = beside
    tried = [_Tried(life) for life, _, _ in moved]
    covered = _asked(asking, [one.as_then for one in tried], tried, files_now)
    known = _asked(asking, [history for one in tried for history in one.histories], tried, all_now)
    position = 0
    for number, (one, (life, then, now)) in enumerate(zip(tried, moved, strict=True)):
        own = known[position : position + len(one.histories)]
        position += len(one.histories)
        yield _judged(life, then, now, covered[number], own)


def _judged(life: Life, then: Answers, now: Answers, covered: Answers, known: Sequence[Answers]) -> Causes:
    by_unit: dict[str, list[Changed]] = {}
    by_files, by_organisation = set(), set()
    as_then, singly = known[0], known[1:]
    for unit in (unit for unit in dict.fromkeys((*then, *now)) if then.get(unit) != now.get(unit)):
        if life.is_rearranged:
            by_unit[unit] = life.changed
            continue
        if covered.get(unit) != then.get(unit):
            by_files.add(unit)
        if as_then.get(unit) != covered.get(unit):
            by_organisation.add(unit)
        alone = [
            one
            for one, put_in, left_out in zip(life.changed, singly[::2], singly[1::2], strict=True)
            if put_in.get(unit) != as_then.get(unit) or left_out.get(unit) != now.get(unit)
        ]
        moved_by_facts = as_then.get(unit) != now.get(unit)
        by_unit[unit] = alone or (life.changed if moved_by_facts else [])
    return Causes(by_unit, frozenset(by_files), frozenset(by_organisation))


class _Tried:
    """The histories that are asked of one life: as then; and for each fact that is another, with it alone as now, and
    without it alone. Of a life whose records were merged or taken apart nothing is asked."""

    def __init__(self, life: Life) -> None:
        self.life = life
        then, now = (self._by_name(histories) for histories in (life.then, life.now))
        stream = life.streams[0]
        self.as_then = (stream, list(then.values()))
        self.histories = [self.as_then]
        for one in [] if life.is_rearranged else life.changed:
            self.histories += [(stream, _with(then, now, one.name)), (stream, _with(now, then, one.name))]

    def _by_name(self, histories: Mapping[str, list[Fact]]) -> dict[str, Fact]:
        return {self.life.facts[fact.said[0].position]: fact for own in histories.values() for fact in own}


def _with(base: Mapping[str, Fact], other: Mapping[str, Fact], name: str) -> list[Fact]:
    """The facts of one, with one of them as the other has it."""
    kept = [fact for called, fact in base.items() if called != name]
    return [*kept, other[name]] if name in other else kept


def _asked(
    asking: Asking, histories: Sequence[tuple[str, list[Fact]]], tried: Iterable[_Tried], beside: Around
) -> list[Answers]:
    """What is told of each history."""
    facts = {position: name for one in tried for position, name in one.life.facts.items()}
    of = {f"child:{split_stream(stream)[1]}:{n}": n for n, (stream, _) in enumerate(histories)}
    found = answers(asking.of(histories, beside), facts, of)
    return [found.get(n, {}) for n in range(len(histories))]
