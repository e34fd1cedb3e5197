"""Flags of drift agree with plain Python: delay, no plan for permanence, unchanged reviews, late recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.rules.language import NO
from journey.domain.rules.spans import CARE
from journey.domain.statements import Source
from journey.projections.batch import date_of
from journey.projections.drift.delay import delays, static_over_reviews, without_permanence
from journey.projections.drift.recording import recording_drift
from journey.projections.effective import Fact
from journey.projections.holding.holders import holders
from journey.projections.one_child.facts import Child
from tests.oracle import drift as oracle
from tests.oracle.cases import opened, second_review
from tests.projections.checks.journeys import FIELDS, NAMES
from tests.projections.facts.building import batch, fact
from tests.projections.rules.journeys import GAPS, Journey, journeys
from tests.projections.rules.test_oracle import EXAMPLES, together

TIMED = ("AssessmentStarted", "AssessmentAuthorised", "CPPlanStarted", "CPPlanEnded", "CPReviewHeld", "CoreGroupMet")


def as_at_of(made: list[Journey], gap: int) -> date:
    return max(one.on for journey in made for one in journey.events) + timedelta(gap)


@given(st.lists(journeys(TIMED, ("CPPlanStarted", "AssessmentStarted")), min_size=2, max_size=4), st.sampled_from(GAPS))
@settings(EXAMPLES, max_examples=12)
def test_a_delay_is_what_the_timescales_of_a_child_say(made: list[Journey], gap: int) -> None:
    batch_, children = together(made, as_at_of(made, gap))

    found = delays(batch_).select("child", "since", "days", "detail").rows()

    told = {child: (date_of(since), days, detail) for child, since, days, detail in found}
    assert told == {n: answer for n, child in enumerate(children) if (answer := oracle.delay(child))}


@given(
    st.lists(journeys(NAMES["L09"], ("BecameLookedAfter", "LACReviewHeld", "LACReviewHeld"), FIELDS), min_size=1,
             max_size=3),
    st.sampled_from(GAPS),
)  # fmt: skip
@settings(EXAMPLES, max_examples=30)
def test_no_plan_for_permanence_follows_l09(made: list[Journey], gap: int) -> None:
    batch_, children = together(made, as_at_of(made, gap))

    found = without_permanence(batch_).select("child", "since", "days").rows()

    told = {(child, date_of(since), days) for child, since, days in found}
    assert told == {(n, *row) for n, child in enumerate(children) for row in _without_plan(child)}


def _without_plan(child: Child) -> Iterator[tuple[date, int]]:
    if any(answer.answer == NO for answer in second_review(child)):
        for one, _ in opened(child, CARE):
            yield one.first, (child.told_to - one.first).days


BEGAN = date(2024, 1, 8)
some_days = st.lists(st.integers(0, 40), max_size=4).map(lambda found: [BEGAN + timedelta(n) for n in found])


@given(some_days, some_days, st.sampled_from((None, ("CPPlanStarted", "CPReviewHeld"))), st.booleans())
@settings(EXAMPLES, max_examples=60)
def test_reviews_that_changed_nothing(
    reviews: list[date], revised: list[date], held: tuple[str, ...] | None, ended: bool
) -> None:
    as_at = BEGAN + timedelta(60)
    facts = [fact("CPPlanStarted", BEGAN)]
    facts += [fact("CPReviewHeld", day, place) for place, day in enumerate(reviews)]
    facts += [fact("PlanRevised", day, place) for place, day in enumerate(revised)]
    facts += [fact("CPPlanEnded", as_at, of=BEGAN)] if ended else []
    of = batch(facts, as_at=as_at, names=held)

    found = static_over_reviews(of).select(pl.col("since"), "days").rows()

    expected = oracle.unchanged_over(2, BEGAN, reviews, revised)
    known = held is None and not ended
    assert [date_of(since) for since, _ in found] == ([expected] if expected and known else [])
    assert [days for _, days in found] == ([(as_at - expected).days] if expected and known else [])


@st.composite
def recordings(draw: st.DrawFn) -> list[Fact]:
    """Days on which a child was seen, each recorded by a person or shown by a file some days later."""
    facts = []
    for place in range(draw(st.integers(0, 4))):
        day, lag = BEGAN + timedelta(draw(st.integers(-9, 30))), draw(st.sampled_from((0, 5, 6, 7, 8, 9, 11, 14, 60)))
        said = fact("ChildSeen", day, place)
        known_on = day + timedelta(lag)
        if draw(st.booleans()):
            facts.append(replace(said, known_on=known_on))
        else:
            source = Source("annex-a", known_on + timedelta(20), b"file")
            known_from = draw(st.sampled_from((known_on, None)))
            shown = replace(said.said[0], source=source)
            facts.append(replace(said, known_on=source.speaks_for, known_from=known_from, said=(shown,)))
    return facts


@given(recordings())
@settings(EXAMPLES, max_examples=60)
def test_what_was_recorded_late_in_the_open_case(seen: list[Fact]) -> None:
    of = batch([fact("CINEpisodeOpened", BEGAN), *seen], as_at=BEGAN + timedelta(90))

    found = recording_drift(of, holders(of)).select("since", "days").rows()

    expected = oracle.recorded_late(seen, BEGAN)
    assert [(date_of(since), days) for since, days in found] == ([expected] if expected else [])
