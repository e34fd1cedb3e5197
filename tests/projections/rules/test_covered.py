"""Nothing beyond the data is overdue, and what a source does not carry cannot be told."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from journey.projections.batch import COVERAGE_COLUMNS, day_of
from tests.projections.rules.building import LA, Happened, happened, rows

CARE = date(2017, 2, 3)
FIRST, SECOND, THIRD = date(2017, 3, 3), date(2017, 6, 3), date(2017, 12, 3)


def carries(kind: str, *days: tuple[date | None, date], event: str = "LACReviewHeld") -> pl.DataFrame:
    found = [(LA, event, kind, None if first is None else day_of(first), day_of(to)) for first, to in days]
    return pl.DataFrame(found, COVERAGE_COLUMNS, orient="row")


def reviewed(coverage: pl.DataFrame, *days: date, as_at: date = date(2018, 6, 30)) -> list[str]:
    events: list[Happened] = [happened("BecameLookedAfter", CARE)]
    events += [happened("LACReviewHeld", day) for day in days]
    return [row.state for row in rows("L06", events, as_at, coverage=coverage)]


def files(*days: date) -> pl.DataFrame:
    return carries("latest only", *((day, day) for day in days))


def test_what_no_source_carries_cannot_be_told() -> None:
    assert reviewed(carries("every", (None, date(2018, 6, 30)), event="LACVisitMade")) == ["cannot tell"]


@pytest.mark.parametrize(("to", "state"), [(FIRST, "overdue"), (date(2017, 3, 2), "cannot tell")])
def test_data_that_end_before_the_due_day_say_nothing_about_it(to: date, state: str) -> None:
    assert reviewed(carries("every", (None, to))) == [state]


def test_days_over_are_counted_to_the_end_of_the_data_and_no_further() -> None:
    events = [happened("BecameLookedAfter", CARE)]

    def days(to: date) -> int | None:
        return rows("L06", events, date(2018, 6, 30), coverage=carries("every", (None, to)))[0].days_over

    assert days(date(2017, 3, 13)) == 10
    assert days(FIRST) == 0


def test_before_the_due_day_it_is_pending_whatever_the_data() -> None:
    assert reviewed(carries("every", (None, CARE)), as_at=FIRST) == ["pending"]


@pytest.mark.parametrize(("gap", "state"), [(0, "overdue"), (1, "cannot tell")])
def test_a_day_missing_between_two_files_is_enough(gap: int, state: str) -> None:
    joins = date(2017, 2, 20)
    begins = date.fromordinal(joins.toordinal() + 1 + gap)

    assert reviewed(carries("every", (None, joins), (begins, date(2018, 1, 1)))) == [state]


def test_a_stop_in_time_is_met_whatever_the_sources_carry() -> None:
    assert reviewed(carries("latest only"), FIRST)[0] == "met"


def test_a_file_after_the_due_day_that_shows_none_is_enough_though_it_shows_the_latest_only() -> None:
    assert reviewed(files(FIRST)) == ["overdue"]


def test_a_file_before_the_due_day_is_not() -> None:
    assert reviewed(files(date(2017, 3, 2))) == ["cannot tell"]


def test_a_late_review_shown_by_a_later_file_alone_may_hide_one_in_time() -> None:
    late = date(2017, 3, 10)

    assert reviewed(files(date(2017, 3, 20)), late)[0] == "cannot tell"
    assert reviewed(files(date(2017, 3, 9), date(2017, 3, 20)), late)[0] == "late"


@pytest.mark.parametrize(("file", "state"), [(date(2017, 3, 20), "late"), (date(2017, 4, 10), "cannot tell")])
def test_a_list_of_the_latest_says_nothing_of_what_it_never_shows_and_what_ended_before_its_day(
    file: date, state: str
) -> None:
    events = [happened("BecameLookedAfter", CARE), happened("CeasedLookedAfter", date(2017, 4, 9), of=CARE)]

    assert [row.state for row in rows("L06", events, date(2018, 6, 30), coverage=files(file))] == [state]


def test_a_blank_last_visit_of_an_ended_plan_does_not_show_that_there_was_none() -> None:
    start = date(2016, 8, 26)
    events = [happened("CPPlanStarted", start), happened("CPPlanEnded", date(2016, 9, 20), of=start)]
    later, before = date(2016, 9, 30), date(2016, 9, 19)

    def state(file: date) -> str:
        coverage = carries("latest only", (file, file), event="CPVisitMade")
        return rows("C10", events, date(2016, 10, 14), coverage=coverage)[0].state

    assert state(later) == "cannot tell"
    assert state(before) == "late"


def test_where_reviews_may_be_missing_their_number_is_not_known_and_both_limits_are_asked() -> None:
    by_day = [reviewed(files(day), FIRST, as_at=day)[-1] for day in (SECOND, date(2017, 6, 5), date(2017, 9, 4))]

    assert by_day == ["cannot tell", "cannot tell", "overdue"]


def test_where_the_limits_differ_all_that_may_count_are_named_and_no_day_is_due() -> None:
    events = [happened("BecameLookedAfter", CARE), happened("LACReviewHeld", FIRST)]
    unsure, sure = (
        rows("L06", events, SECOND, coverage=carries(kind, (None, SECOND)))[-1] for kind in ("latest only", "every")
    )

    assert (unsure.steps, unsure.due, unsure.state) == ("second or next", None, "cannot tell")
    assert (sure.steps, sure.step, sure.due, sure.state) == (None, "second", SECOND, "pending")


def test_where_every_review_is_carried_the_number_is_known() -> None:
    assert reviewed(carries("every", (None, date(2018, 1, 1))), FIRST, as_at=date(2017, 6, 5))[-1] == "overdue"


def test_a_stop_known_only_to_lie_in_an_interval_is_late_only_when_all_of_it_is() -> None:
    start = date(2017, 3, 1)
    events = [happened("CareProceedingsIssued", start)]

    def over(since: date) -> str:
        end = happened("CareProceedingsConcluded", date(2017, 9, 10), of=start, since=since)
        return rows("L15", [*events, end], date(2018, 1, 1))[0].state

    assert over(date(2017, 8, 30)) == "cannot tell"
    assert over(date(2017, 8, 31)) == "late"


def test_a_start_before_the_first_value_known_cannot_be_judged() -> None:
    events = [happened("ReferralReceived", date(2015, 3, 25)), happened("ReferralReceived", date(2015, 3, 26))]

    assert [row.state for row in rows("R01", events, date(2016, 1, 1))] == ["cannot tell", "overdue"]


def visited(coverage: pl.DataFrame) -> str:
    """The first visit on a plan that began on 26 August, with one known on 20 September that may not count."""
    events = [happened("CPPlanStarted", date(2016, 8, 26)), happened("CPVisitMade", date(2016, 9, 20))]
    return rows("C10", events, date(2016, 10, 14), coverage=coverage)[0].state


def test_a_later_visit_hides_those_before_it_even_where_it_may_not_count_itself() -> None:
    at_the_end, on_the_day = date(2016, 9, 30), date(2016, 9, 12)

    assert visited(carries("latest only", (at_the_end, at_the_end), event="CPVisitMade")) == "cannot tell"
    assert visited(carries("latest only", (on_the_day, on_the_day), event="CPVisitMade")) == "overdue"


@pytest.mark.parametrize(("file", "states"), [(date(2016, 10, 4), ["cannot tell", "overdue"]),
                                              (date(2016, 10, 3), ["cannot tell"])])  # fmt: skip
def test_the_latest_visit_settles_what_is_due_after_it_whether_or_not_it_counts(file: date, states: list[str]) -> None:
    """The visit of 20 September is the latest that the file shows; its own interval ends on 4 October."""
    events = [happened("CPPlanStarted", date(2016, 8, 26)), happened("CPVisitMade", date(2016, 9, 20))]
    found = rows("C10", events, date(2016, 10, 14), coverage=carries("latest only", (file, file), event="CPVisitMade"))

    assert [row.state for row in found] == states


def test_a_source_that_holds_the_event_need_not_hold_a_day_in_a_field_of_it() -> None:
    events = [happened("Section47Started", CARE)]
    event = carries("every", (None, date(2018, 1, 1)), event="Section47Started")
    field = carries("every", (None, date(2018, 1, 1)), event="Section47Started.child_seen_on")

    assert [row.state for row in rows("C04", events, date(2018, 1, 1), coverage=event)] == ["cannot tell"]
    assert [row.state for row in rows("C04", events, date(2018, 1, 1), coverage=field)] == ["overdue"]
