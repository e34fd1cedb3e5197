"""The rule files: each declares what it is called, names steps and events that exist, and reads as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from journey.domain.errors import UsageError
from journey.domain.events import events
from journey.domain.rules import declared, rule
from journey.domain.rules.language import Clock, Ladder, On
from journey.domain.rules.spans import SPANS
from journey.domain.timescales import rules
from journey.projections.batch import SAME_DAY
from journey.projections.timescales.running import TIMESCALE_COLUMNS, timescales
from tests.projections.rules.building import batch, happened
from tests.projections.rules.test_protection import ENQUIRY

ALL = [one for found in declared().values() for one in found.timescales]


def asked(one: Clock | Ladder) -> list[On]:
    if isinstance(one, Clock):
        return [one.starts, *one.stops, *one.ends, *([one.counted_from] if one.counted_from else [])]
    return [one.stops, *(state.on for state in one.states)]


def steps(one: Clock | Ladder) -> Iterator[str]:
    if isinstance(one, Clock):
        yield one.step
    else:
        yield from (rung.step for rung in one.rungs)


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.rule} {next(steps(one))}")
def test_every_step_has_a_limit_that_is_a_length_of_time(one: Clock | Ladder) -> None:
    blocks = {step.name: step for step in rules()[one.rule].steps}

    for name in steps(one):
        limit = blocks[name].limit
        assert limit is not None
        assert limit.span


@pytest.mark.parametrize("on", [on for one in ALL for on in asked(one)] + [span.opens for span in SPANS.values()])
def test_every_event_and_field_exists(on: On) -> None:
    for name in on.events:
        fields = events()[name].model_fields
        codes = events()[name].code_sets()
        assert {field for field, _ in (*on.where, *on.unless)} <= codes.keys()
        assert on.at is None or on.at in fields


def test_what_a_ladder_asks_of_its_span_is_carried_or_is_a_state() -> None:
    for one in ALL:
        if isinstance(one, Ladder):
            known = {*one.span.carry, *(state.name for state in one.states)}
            assert {field for rung in one.rungs for field, _ in rung.where} <= known


@pytest.mark.parametrize("found", declared().values(), ids=lambda found: found.id)
def test_every_rule_begins_with_a_sentence(found: object) -> None:
    first = rule(found.id).says.split("\n\n")[0]  # type: ignore[attr-defined]

    assert first[0].isupper()
    assert first.rstrip().endswith((".", "(local standard)."))


def test_the_order_within_a_day_names_events_that_exist() -> None:
    assert set(SAME_DAY) - {""} <= events().keys()


def test_an_unknown_rule_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match=r"There is no timescale 'R99'\. There are: C01, "):
        rule("R99")


def test_rows_have_the_promised_columns_and_name_the_events_behind_them() -> None:
    day = ENQUIRY
    events_of = [happened("Section47Started", day), happened("InitialCPConferenceHeld", day)]

    found = timescales(batch(events_of, day), ("c05",))

    assert dict(found.schema) == TIMESCALE_COLUMNS
    assert found["positions"].to_list() == [[2, 3]]
    assert found["child_id"].to_list() == ["1"]


def test_nothing_to_ask_about_gives_no_rows() -> None:
    assert timescales(batch([], ENQUIRY)).is_empty()
