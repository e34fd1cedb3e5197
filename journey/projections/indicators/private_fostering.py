"""Private fostering: the first visit, and those after it."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.timed import in_time

_BY: Final = "SI 2005/1533"

INDICATORS: Final = (
    in_time(
        "private_fostering_initial_visits",
        "Private fostering notifications visited in seven working days",
        "Notifications of private fostering in the period after which the child was visited and seen within seven "
        "working days, of notifications in it whose visit was made or is overdue",
        f"{_BY}, regs 4 and 7",
        ("R14", "initial"),
        "PrivateFosteringNotified",
        "started_on",
    ),
    in_time(
        "private_fostering_first_year_visits",
        "Private fostering visits in the first year",
        "Visits to privately fostered children in the period within six weeks of the one before, of such visits in "
        "the first year of the arrangement",
        f"{_BY}, reg 8",
        ("R14", "first_year"),
        "PrivateFosteringVisitMade",
    ),
    in_time(
        "private_fostering_later_visits",
        "Private fostering visits after the first year",
        "Visits to privately fostered children in the period within twelve weeks of the one before, of such visits "
        "after the first year of the arrangement",
        f"{_BY}, reg 8",
        ("R14", "later"),
        "PrivateFosteringVisitMade",
    ),
)
