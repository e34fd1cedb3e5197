"""What is only shown to be going on: nothing is counted from a beginning of which nobody says when it was."""

from __future__ import annotations

from datetime import date

import pytest

from tests.projections.rules.building import happened, rows

SHOWN = date(2017, 4, 3)
AFTER = date(2018, 6, 29)
REVIEWS = (date(2017, 6, 5), date(2017, 11, 6))


@pytest.mark.parametrize("rule", ["L02", "L04", "L08", "L12"])
def test_what_is_due_on_entering_care_cannot_be_told(rule: str) -> None:
    shown = happened("BecameLookedAfter", SHOWN, ongoing=True)
    began = happened("BecameLookedAfter", SHOWN)

    assert [row.state for row in rows(rule, [shown], AFTER)] == ["cannot tell"]
    assert [row.state for row in rows(rule, [began], AFTER)] == ["overdue"]


def test_reviews_are_judged_from_one_to_the_next() -> None:
    """From June to November are five months: late after a first review, in time after any later one."""
    held = [happened("LACReviewHeld", day) for day in REVIEWS]

    shown = rows("L06", [happened("BecameLookedAfter", SHOWN, ongoing=True), *held], AFTER)
    began = rows("L06", [happened("BecameLookedAfter", SHOWN), *held], AFTER)

    assert [row.state for row in shown] == ["cannot tell", "cannot tell", "overdue"]
    assert [row.state for row in began] == ["late", "late", "overdue"]


def test_a_gap_too_long_for_any_review_is_late_all_the_same() -> None:
    held = [happened("LACReviewHeld", day) for day in (REVIEWS[0], date(2018, 1, 8))]

    shown = rows("L06", [happened("BecameLookedAfter", SHOWN, ongoing=True), *held], AFTER)

    assert [(row.state, row.days_over) for row in shown][1] == ("late", (date(2018, 1, 8) - date(2017, 12, 5)).days)


def test_a_placement_that_began_nobody_knows_when_may_be_past_its_first_year() -> None:
    care = happened("BecameLookedAfter", date(2010, 1, 4))
    visits = [happened("LACVisitMade", day) for day in (date(2017, 4, 5), date(2017, 6, 26))]

    shown = rows(
        "L07",
        [care, happened("PlacementStarted", SHOWN, ongoing=True, type="U4", intended_to_18="yes"), *visits],
        AFTER,
    )
    began = rows("L07", [care, happened("PlacementStarted", SHOWN, type="U4", intended_to_18="yes"), *visits], AFTER)

    assert [row.state for row in shown][:2] == ["cannot tell", "cannot tell"]
    assert [row.state for row in began][:2] == ["met", "late"]


def test_a_clock_that_starts_with_it_cannot_be_read() -> None:
    shown = [happened("CareProceedingsIssued", SHOWN, ongoing=True)]
    began = [happened("CareProceedingsIssued", SHOWN)]

    assert {row.state for row in rows("L15", shown, AFTER)} == {"cannot tell"}
    assert "cannot tell" not in {row.state for row in rows("L15", began, AFTER)}
