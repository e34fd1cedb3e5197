"""The interpreter of one child agrees with the columns on every span and every timescale of every journey."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.carries import Carried
from journey.domain.rules import declared, events_of
from journey.domain.rules.spans import SPANS
from journey.projections.batch import date_of
from journey.projections.one_child import Child, child_of, spans_of
from journey.projections.one_child_timescales import timescales_of
from journey.projections.spans import spans
from journey.projections.timescales import timescales
from tests.projections.rules.building import facts
from tests.projections.rules.journeys import GAPS, Journey, journeys
from tests.projections.rules.test_oracle import EXAMPLES, SETTING, as_rows, starts_and_stops, together


def plain(made: list[Journey], as_at: date, setting: frozenset[str] = frozenset()) -> list[Child]:
    """The journeys as the interpreter of one child takes them."""
    return [
        child_of(
            facts(journey.events, as_at, child=str(number), born=journey.born),
            journey.born,
            as_at,
            [Carried(*held) for held in journey.coverage],
            setting,
        )
        for number, journey in enumerate(made)
    ]


@pytest.mark.parametrize("rule", declared())
@given(data=st.data())
@settings(EXAMPLES, max_examples=25)
def test_every_timescale_is_the_same(rule: str, data: st.DataObject) -> None:
    wanted = declared()[rule].timescales
    names = sorted({name for one in wanted for name in events_of(one)})
    always = data.draw(st.sampled_from(wanted))
    made = data.draw(st.lists(journeys(names, starts_and_stops(always)), min_size=1, max_size=3))
    last = max(one.on for journey in made for one in journey.events)
    as_at = last + timedelta(data.draw(st.sampled_from((-30, *GAPS))))
    setting = data.draw(st.sampled_from((frozenset[str](), SETTING)))

    found = timescales(together(made, as_at)[0], (rule,), setting)

    for number, child in enumerate(plain(made, as_at, setting)):
        assert as_rows(found, number) == sorted(timescales_of(child, wanted), key=str)


@pytest.mark.parametrize("name", SPANS)
@given(data=st.data())
@settings(EXAMPLES, max_examples=20)
def test_every_span_is_the_same(name: str, data: st.DataObject) -> None:
    made = data.draw(st.lists(journeys(), min_size=1, max_size=3))
    as_at = max(one.on for journey in made for one in journey.events) + timedelta(data.draw(st.sampled_from(GAPS)))

    found = spans(together(made, as_at)[0], SPANS[name])

    for number, child in enumerate(plain(made, as_at)):
        mine = found.filter(pl.col("child") == number)
        columns = [
            (fact, date_of(first), None if last is None else date_of(last), by, position)
            for fact, first, last, by, position in mine.select(
                "fact", "started_on", "ended_on", "ended_by", "end_position"
            ).iter_rows()
        ]
        assert columns == [
            (s.opened.fact.key, s.first, s.last, s.ended_by, s.end_position) for s in spans_of(child, SPANS[name])
        ]
