"""The columns and the interpreter of one child agree on every span and every timescale of every journey."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.domain.rules import declared, events_of
from journey.domain.rules.language import Clock, Ladder
from journey.domain.rules.spans import SPANS
from journey.projections.batch import COVERAGE_COLUMNS, Batch, date_of, day_of
from journey.projections.batch_memory import batch_of
from journey.projections.one_child.facts import Child, spans_of
from journey.projections.one_child.timescales import Running, timescales_of
from journey.projections.timescales.running import timescales
from journey.projections.timescales.spans import spans
from tests.depth import examples
from tests.projections.rules.building import facts
from tests.projections.rules.journeys import GAPS, Journey, journeys

EXAMPLES = settings(deadline=None, suppress_health_check=list(HealthCheck))
SETTING = frozenset({"statutory_visit_implies_seen"})


def starts_and_stops(one: Clock | Ladder) -> tuple[str, ...]:
    """What a journey must hold for a timescale of this rule to run and, perhaps, to stop."""
    if isinstance(one, Clock):
        return (*one.starts.events, *(name for stop in one.stops for name in stop.events))
    return (*one.span.opens.events, *one.stops.events, *one.stops.events)


def together(made: list[Journey], as_at: date) -> tuple[Batch, list[Child]]:
    """A batch with each journey in an authority of its own, and the same children in plain Python."""
    children, histories, coverage = [], [], []
    for number, journey in enumerate(made):
        la = f"87{number}"
        history = facts(journey.events, as_at, child=str(number), born=journey.born)
        dated = tuple(f for f in history if f.stands and f.occurred_on)
        children.append(Child(dated, journey.born, as_at, journey.coverage))
        histories.append((la, str(number), history))
        coverage += [
            (la, c.event, c.carries, None if c.first is None else day_of(c.first), day_of(c.last))
            for c in journey.coverage
        ]
    return batch_of(histories, as_at, as_at, pl.DataFrame(coverage, COVERAGE_COLUMNS, orient="row")), children


def as_rows(frame: pl.DataFrame, child: int) -> list[Running]:
    found = []
    for row in frame.filter(pl.col("child") == child).iter_rows(named=True):
        days = [
            row[name] if row[name] is None else date_of(row[name])
            for name in ("started_on", "due", "stopped_on", "ended_on")
        ]
        found.append(
            Running(row["rule"], row["step"], row["steps"], row["rung"], row["fact"], *days, row["state"],
                row["days_over"], tuple(sorted(row["positions"])))
        )  # fmt: skip
    return sorted(found, key=str)


@pytest.mark.parametrize("rule", declared())
@given(data=st.data())
@settings(EXAMPLES, max_examples=examples(15))
def test_every_timescale_is_the_same(rule: str, data: st.DataObject) -> None:
    wanted = declared()[rule].timescales
    names = sorted({name for one in wanted for name in events_of(one)})
    always = data.draw(st.sampled_from(wanted))
    made = data.draw(st.lists(journeys(names, starts_and_stops(always), unsettled=True), min_size=1, max_size=3))
    last = max(one.on for journey in made for one in journey.events)
    as_at = last + timedelta(data.draw(st.sampled_from((-30, *GAPS))))
    setting = data.draw(st.sampled_from((frozenset[str](), SETTING)))

    batch, children = together(made, as_at)
    found = timescales(batch, (rule,), setting)

    for number, child in enumerate(children):
        asked = Child(child.facts, child.born, child.as_at, child.coverage, setting)
        assert as_rows(found, number) == sorted(timescales_of(asked, wanted), key=str)


@pytest.mark.parametrize("name", SPANS)
@given(data=st.data())
@settings(EXAMPLES, max_examples=examples(12))
def test_every_span_is_the_same(name: str, data: st.DataObject) -> None:
    made = data.draw(st.lists(journeys(unsettled=True), min_size=1, max_size=3))
    as_at = max(one.on for journey in made for one in journey.events) + timedelta(data.draw(st.sampled_from(GAPS)))

    batch, children = together(made, as_at)
    found = spans(batch, SPANS[name])

    for number, child in enumerate(children):
        plain = [
            (s.opened.fact.key, s.first, s.begun_before, s.last, s.ended_by, s.end_position)
            for s in spans_of(child, SPANS[name])
        ]
        mine = found.filter(pl.col("child") == number)
        columns = [
            (fact, date_of(first), before, None if last is None else date_of(last), by, position)
            for fact, first, before, last, by, position in mine.select(
                "fact", "started_on", "begun_before", "ended_on", "ended_by", "end_position"
            ).iter_rows()
        ]
        assert columns == plain
