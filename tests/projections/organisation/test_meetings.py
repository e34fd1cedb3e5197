"""Meetings on record: whole weeks and months between the first and the last, of the hubs of one group manager."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from journey.projections.organisation.hub_meetings import Meeting, of_hub

ALWAYS = (date(2016, 1, 1), date(2018, 12, 31))


def meeting(day: date, hub: str = "Hub 4", *, manager: bool | None = False, actions: int | None = 1) -> Meeting:
    return Meeting("999", hub, day, manager, actions)


def test_an_authority_without_a_meeting_on_record_tells_nothing() -> None:
    assert of_hub([Meeting("998", "Hub 4", date(2017, 5, 1))], "999", "Hub 4", ALWAYS) is None


def test_weeks_outside_the_record_are_not_asked() -> None:
    held = [meeting(date(2017, 5, 3)), meeting(date(2017, 5, 24))]

    found = of_hub(held, "999", "Hub 4", ALWAYS)

    assert found is not None
    assert found.weeks_without == (date(2017, 5, 8), date(2017, 5, 15))


def test_a_week_in_which_the_hub_was_not_open_is_not_asked() -> None:
    held = [meeting(date(2017, 5, 1), "Hub 5"), meeting(date(2017, 5, 31), "Hub 5")]

    found = of_hub(held, "999", "Hub 4", (date(2017, 5, 15), date(2017, 12, 31)))

    assert found is not None
    assert found.weeks_without == (date(2017, 5, 15), date(2017, 5, 22))


def test_a_group_manager_at_another_hub_of_the_group_was_there() -> None:
    held = [meeting(date(2017, 4, 28)), meeting(date(2017, 5, 8)), meeting(date(2017, 6, 2))]
    held.append(meeting(date(2017, 5, 9), "Hub 5", manager=True))

    alone = of_hub(held, "999", "Hub 4", ALWAYS)
    together = of_hub(held, "999", "Hub 4", ALWAYS, {"Hub 4": frozenset({"Hub 4", "Hub 5"})})

    assert alone is not None
    assert together is not None
    assert alone.months_without_manager == (date(2017, 5, 1),)
    assert together.months_without_manager == ()


def test_where_it_is_not_recorded_whether_the_manager_came_nobody_can_tell() -> None:
    held = [meeting(date(2017, 4, 28)), meeting(date(2017, 5, 8), manager=None), meeting(date(2017, 6, 2))]

    found = of_hub(held, "999", "Hub 4", ALWAYS)

    assert found is not None
    assert (found.months_without_manager, found.manager_not_recorded) == ((), (date(2017, 5, 1),))


def test_no_action_set_is_not_the_same_as_none_recorded() -> None:
    held = [meeting(date(2017, 5, 1), actions=0), meeting(date(2017, 5, 8), actions=None)]

    found = of_hub(held, "999", "Hub 4", ALWAYS)

    assert found is not None
    assert (found.without_actions, found.actions_not_recorded) == ((date(2017, 5, 1),), 1)


@given(st.sets(st.dates(date(2017, 1, 1), date(2017, 6, 30)), min_size=1))
def test_every_whole_week_of_the_record_is_one_with_or_one_without(days: set[date]) -> None:
    found = of_hub([meeting(day) for day in sorted(days)], "999", "Hub 4", ALWAYS)

    assert found is not None
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    assert not mondays & set(found.weeks_without)
    for week in found.weeks_without:
        assert min(days) <= week
        assert week + timedelta(days=6) <= max(days)
