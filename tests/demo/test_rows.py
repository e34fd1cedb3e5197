"""Single rows of the borough's files: what a month shows, how care is cut into episodes, what a census says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from journey.demo.borough.lives import CarePeriod, Contact, EarlyHelp, LegalStatus, Placement
from journey.demo.files.annex_a import rows
from journey.demo.files.annex_a.view import View
from journey.demo.files.census import Census
from journey.demo.files.ssda903.episodes import episodes
from tests.demo.invented import IN_CARE, PROTECTED, UNBORN

END = date(2015, 9, 30)
"""The day of an extract, whose six months begin on 30 March."""


def shown(child: Any, end: date = END) -> dict[str, list[dict[str, Any]]]:
    """The rows of a child by list."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, row in rows(View(child, end)):
        found.setdefault(name, []).append(row)
    return found


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [(date(2015, 3, 29), False), (date(2015, 3, 30), True), (END, True), (date(2015, 10, 1), False)],
)
def test_a_month_shows_the_contacts_of_six_months(day: date, is_shown: bool) -> None:
    child = replace(UNBORN, contacts=(Contact(day, "6", "information", day, "Priya Shah"),), episodes=())

    assert ("List 1" in shown(child)) == is_shown


@pytest.mark.parametrize(
    ("started", "completed", "is_shown"),
    [
        (date(2014, 1, 6), None, True),
        (date(2014, 1, 6), date(2015, 3, 29), False),
        (date(2014, 1, 6), date(2015, 3, 30), True),
        (date(2015, 10, 1), None, False),
    ],
)
def test_a_month_shows_the_help_that_was_open_in_six_months(
    started: date, completed: date | None, is_shown: bool
) -> None:
    child = replace(UNBORN, early_help=(EarlyHelp(started, completed, "Elm House"),), contacts=(), episodes=())

    assert ("List 2" in shown(child)) == is_shown


def test_what_happens_after_the_day_is_not_in_a_row() -> None:
    (plan,) = shown(PROTECTED)["List 7"]
    (later,) = shown(PROTECTED, date(2016, 10, 31))["List 7"]

    assert (plan["Latest Category of Abuse"], later["Latest Category of Abuse"]) == ("a) Neglect", "d) Emotional abuse")
    assert "Child Protection Plan End Date" not in plan
    assert later["Child Protection Plan End Date"] == date(2016, 9, 20)


def test_labels_are_those_of_annex_a() -> None:
    (care,) = shown(IN_CARE, date(2016, 6, 30))["List 8"]

    assert care["Child's Legal Status"] == "E1: Placement order"
    assert care["Placement Type"] == "d) U4: Foster placement - long term"
    assert care["Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"] == 1


def test_a_decision_for_adoption_falls_with_care_that_ends_otherwise() -> None:
    care = replace(IN_CARE.care[0], ended=date(2016, 9, 1), ceased="E47")
    child = replace(IN_CARE, care=(care,))

    (stands,) = shown(child, date(2016, 8, 31))["List 10"]
    (fell,) = shown(child, date(2016, 9, 30))["List 10"]

    assert "Date of Decision that Child Should No Longer be Placed for Adoption" not in stands
    assert fell["Date of Decision that Child Should No Longer be Placed for Adoption"] == date(2016, 9, 1)
    assert fell["Reason Why Child No Longer Placed for Adoption"] == "RD4 other"


def _placement(started: date, *, same_carer: bool = False) -> Placement:
    return Placement(started, None, "U6", "PR1", "in", "Northmoor", "SL1 2BB", "", same_carer, 2, None, "CARPL")


@pytest.mark.parametrize(
    ("legal_moves", "placement_moves", "same_carer", "rne"),
    [
        (True, False, False, "L"),
        (False, True, False, "P"),
        (False, True, True, "T"),
        (True, True, False, "B"),
        (True, True, True, "U"),
    ],
)
def test_the_reason_for_a_new_episode(legal_moves: bool, placement_moves: bool, same_carer: bool, rne: str) -> None:
    start, change, end = date(2015, 5, 1), date(2015, 6, 1), date(2015, 7, 1)
    legal = (LegalStatus(start, None, "V2"), *([LegalStatus(change, None, "C1")] if legal_moves else []))
    placed = (_placement(start), *([_placement(change, same_carer=same_carer)] if placement_moves else []))
    care: CarePeriod = replace(IN_CARE.care[0], started=start, ended=end, ceased="E4A", legal=legal, placements=placed)

    first, second = episodes(care, date(2016, 3, 31))

    assert (first.rne, first.dec, first.rec) == ("S", change, "X1")
    assert first.why == ("CARPL" if placement_moves else "")
    assert (second.rne, second.dec, second.rec) == (rne, end, "E4A")


def test_care_that_ends_after_the_year_goes_on_in_its_return() -> None:
    care = replace(IN_CARE.care[0], ended=date(2016, 6, 1), ceased="E4A")

    assert [(one.dec, one.rec) for one in episodes(care, date(2016, 3, 31))][-1] == (None, "")


def test_a_census_knows_a_factor_by_the_code_of_its_year() -> None:
    of_year = Census("999", date(2016, 3, 31), date(2016, 6, 30)).child(PROTECTED)

    assert "<AssessmentFactors>18A</AssessmentFactors>" in of_year
    assert "18C" not in of_year


def test_a_census_has_no_sex_of_an_unborn_child() -> None:
    of_year = Census("999", date(2016, 3, 31), date(2016, 6, 30)).child(UNBORN)

    assert "<ExpectedPersonBirthDate>2016-04-20</ExpectedPersonBirthDate><GenderCurrent>0</GenderCurrent>" in of_year
