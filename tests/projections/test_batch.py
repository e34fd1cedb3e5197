"""A batch and the steps that every question rests on: types, order within a day, and children that never mix."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.calendar import LONDON, hours_after, in_utc
from journey.projections.batch import EVERY, FACT_COLUMNS, date_of, day_of, in_range
from journey.projections.batch_memory import batch_of, covers, field_type
from journey.projections.helpers import following, key_of, look, preceding
from journey.projections.timescales.due import local_day, utc_minute
from tests.projections.rules.building import LA, batch, facts, happened

DAY = date(2016, 2, 29)
AFTER = date(2016, 12, 31)


def test_a_selection_has_its_columns_in_their_types() -> None:
    events = [happened("ReferralReceived", DAY, source="2A"), happened("SteppedDown", DAY, meeting_held_on=DAY)]
    made = batch(events, AFTER)

    referrals = made.select(("ReferralReceived",), "source")
    stepped = made.select(("SteppedDown",), "meeting_held_on")

    assert dict(referrals.schema) == {name: FACT_COLUMNS[name] for name in EVERY} | {"source": pl.String()}
    assert referrals["source"].to_list() == ["2A"]
    assert stepped["meeting_held_on"].to_list() == [day_of(DAY)]
    assert made.select(("ReferralReceived",), "source") is referrals


def test_a_batch_of_some_children_has_their_facts_alone_and_the_numbers_of_all() -> None:
    histories = [
        (LA, child, facts([happened("ReferralReceived", DAY)], AFTER, child=child)) for child in ("1", "2", "3")
    ]
    made = batch_of(histories, AFTER, AFTER, covers(LA, AFTER))

    two = made.only(pl.Series([True, False, True]))
    one = two.only(pl.Series([False, True, True]))

    assert two.select(("ReferralReceived",))["child"].to_list() == [0, 2]
    assert one.select(("ReferralReceived",))["child"].to_list() == [2]
    assert made.select(("ReferralReceived",))["child"].to_list() == [0, 1, 2]
    assert one.children["child_id"].to_list() == ["1", "2", "3"]


def test_a_code_that_is_in_no_code_set_is_null_and_meets_no_condition() -> None:
    events = [
        happened("ReferralReceived", DAY, source={"code": None, "written": "the neighbour"}),
        happened("ReferralReceived", DAY, ordinal=2, source="2A"),
    ]
    made = batch(events, AFTER)

    assert made.select(("ReferralReceived",), "source")["source"].to_list() == [None, "2A"]
    assert made.select(("ReferralReceived",), where=(("source", ("2A",)),))["ordinal"].to_list() == [2]


@pytest.mark.parametrize(
    ("event", "field", "kind"),
    [
        ("ReferralReceived", "source", pl.String()),
        ("ReferralReceived", "asserted_referrals_12m", pl.Int64()),
        ("Section47Started", "child_seen_on", pl.Int32()),
        ("StrategyDiscussionHeld", "attending", pl.List(pl.String())),
        ("ReferralReceived", "no_such_field", pl.String()),
    ],
)
def test_the_type_of_a_field_is_as_its_event_declares_it(event: str, field: str, kind: pl.DataType) -> None:
    assert field_type((event,), field) == kind


def test_events_of_one_day_without_times_are_in_the_order_of_practice() -> None:
    events = [
        happened("CaseClosed", DAY, of=DAY),
        happened("CINEpisodeOpened", DAY),
        happened("ReferralReceived", DAY),
        happened("ContactReceived", DAY),
    ]

    names = ("CINEpisodeOpened", "CaseClosed", "ContactReceived", "ReferralReceived")
    found = batch(events, AFTER).select(names)

    assert found["event"].to_list() == ["ContactReceived", "ReferralReceived", "CINEpisodeOpened", "CaseClosed"]


def test_a_recorded_time_orders_a_day_before_practice_does() -> None:
    events = [
        happened("CaseClosed", DAY, of=date(2016, 1, 4), at=time(9, 0)),
        happened("CINEpisodeOpened", date(2016, 1, 4)),
        happened("CINEpisodeOpened", DAY, at=time(15, 30)),
    ]

    found = batch(events, AFTER).select(("CINEpisodeOpened", "CaseClosed"))

    assert found["event"].to_list() == ["CINEpisodeOpened", "CaseClosed", "CINEpisodeOpened"]
    assert found["minute"].to_list() == [None, 540, 930]


def test_what_happened_after_the_day_or_on_no_possible_day_is_in_no_batch() -> None:
    events = [happened("ContactReceived", AFTER + timedelta(1)), happened("ContactReceived", date(1016, 2, 29))]

    assert batch(events, AFTER).select(("ContactReceived",)).is_empty()


def test_children_are_numbered_in_order_of_authority_and_id() -> None:
    histories = [("872", "1", []), (LA, "9", facts([], AFTER)), (LA, "10", [])]

    made = batch_of(histories, AFTER, AFTER, covers(LA, AFTER))

    assert made.children.select("child", "la", "child_id").rows() == [(0, LA, "10"), (1, LA, "9"), (2, "872", "1")]
    assert made.children["born"].to_list() == [None, day_of(date(2010, 5, 5)), None]


@given(st.dates(date(1900, 1, 1), date(2258, 11, 6)))
def test_a_day_and_its_number_say_the_same(day: date) -> None:
    assert in_range(day)
    assert date_of(day_of(day)) == day


pairs = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([0, 1, 5, 131071])), min_size=1, max_size=12)


def keyed(rows: list[tuple[int, int]]) -> pl.DataFrame:
    frame = pl.DataFrame(sorted(rows), {"child": pl.UInt32(), "day": pl.Int32()}, orient="row")
    return frame.with_columns(key=key_of("child", "day")).with_row_index("row")


@given(pairs, pairs, st.booleans())
def test_following_and_preceding_never_leave_the_child(
    rows: list[tuple[int, int]], others: list[tuple[int, int]], strict: bool
) -> None:
    frame, other = keyed(rows), keyed(others)

    after = following(frame, other, ["day"], "found_", strict=strict)["found_day"].to_list()
    before = preceding(frame, other, ["day"], "found_", strict=strict)["found_day"].to_list()

    for (child, day), found_after, found_before in zip(sorted(rows), after, before, strict=True):
        own = [d for c, d in others if c == child and (d != day or not strict)]
        assert found_after == min((d for d in own if d >= day), default=None)
        assert found_before == max((d for d in own if d <= day), default=None)


@given(pairs, pairs, st.booleans())
def test_of_several_events_of_one_day_the_first_follows_and_the_last_precedes(
    rows: list[tuple[int, int]], others: list[tuple[int, int]], strict: bool
) -> None:
    frame, other = keyed(rows), keyed(others)
    keys = other["key"].to_list()

    after = following(frame, other, ["row"], "found_", strict=strict)["found_row"].to_list()
    before = preceding(frame, other, ["row"], "found_", strict=strict)["found_row"].to_list()

    assert all(row is None or keys.index(keys[row]) == row for row in after)
    assert all(row is None or keys.index(keys[row]) + keys.count(keys[row]) - 1 == row for row in before)


def test_where_there_are_no_others_nothing_is_found() -> None:
    found = following(keyed([(0, 1)]), keyed([(0, 1)]).clear(), ["day"], "found_")

    assert found.select("found_key", "found_day").rows() == [(None, None)]
    assert found.schema["found_day"] == pl.Int32


def test_looking_up_a_day_outside_the_table_finds_nothing() -> None:
    table = pl.Series([10, None, 30])

    found = pl.DataFrame({"day": [0, 1, 2, 3, -1, None]}).select(look(table, "day").alias("due"))

    assert found["due"].to_list() == [10, None, 30, None, None, None]


CHANGES = (date(2016, 3, 27), date(2016, 10, 30), date(2017, 3, 24), date(2017, 10, 26))
"""Days on which, or some hours before which, the clocks change."""


@given(st.sampled_from(CHANGES) | st.dates(date(1990, 1, 1), date(2037, 12, 31)), st.times(), st.integers(0, 100))
def test_minutes_of_utc_are_those_of_the_calendar(on: date, at: time, hours: int) -> None:
    when = datetime.combine(on, at.replace(second=0, microsecond=0, fold=0))
    frame = pl.DataFrame({"day": [day_of(when.date())], "minute": [when.hour * 60 + when.minute]})

    minutes, ends = (
        frame.select(utc_minute("day", "minute").alias("at"))
        .select("at", local_day(pl.col("at") + hours * 60).alias("ends"))
        .row(0)
    )

    start = datetime.combine(date(1900, 1, 1), time(), in_utc(when).tzinfo)
    assert minutes == (in_utc(when) - start) // timedelta(minutes=1)
    assert date_of(ends) == hours_after(when, hours).astimezone(LONDON).date()
