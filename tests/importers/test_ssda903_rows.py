"""What a row of each other file of the return claims, and what it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.events import event
from journey.domain.extract import Claim, Row
from tests.importers.building import claim, data, every_claim, refer
from tests.importers.returns import LAST, one_refusal, one_row


def main(row: Row) -> Claim:
    assert row.main is not None
    return row.main


def code(value: str, written: str | None = None) -> dict[str, Any]:
    return {"code": value, "written": written or value}


def test_the_header_says_who_the_child_is(tmp_path: Path) -> None:
    cells = {"SEX": "2", "DOB": "03/02/2014", "ETHNIC": "wbri", "UPN": "UN1", "MOTHER": "1", "MC_DOB": "01/01/2024"}

    row = one_row(tmp_path, "Header", cells)

    assert row.person == {
        "sex": code("F", "2"),
        "date_of_birth": date(2014, 2, 3),
        "ethnicity": code("WBRI", "wbri"),
        "upn_unknown": code("UN1"),
        "mother": code("yes", "1"),
    }
    assert every_claim(row) == []


def test_a_birth_date_that_cannot_be_read_is_kept_with_the_child(tmp_path: Path) -> None:
    row = one_row(tmp_path, "Header", {"DOB": "99/99/2010", "UPN": "A123"})

    assert row.person["unread"] == {"DOB": {"written": "99/99/2010", "problem": "is not a date"}}
    assert row.person["upn"] == "A123"


def test_a_review_says_how_the_child_took_part(tmp_path: Path) -> None:
    row = one_row(tmp_path, "Reviews", {"REVIEW": "05/06/2024", "REVIEW_CODE": "PN3"})

    assert (main(row).event, main(row).occurred_on) == ("LACReviewHeld", date(2024, 6, 5))
    assert main(row).data == {"participation": code("PN3")}


def test_a_missing_episode_has_its_return_beside_it(tmp_path: Path) -> None:
    row = one_row(tmp_path, "Missing", {"MIS_START": "05/06/2024", "MIS_END": "07/06/2024", "MISSING": "A"})

    assert (main(row).event, main(row).data) == ("WentMissing", {"type": code("A")})
    returned = claim(row, "ReturnedFromMissing")
    assert returned is not None
    assert (returned.occurred_on, row.is_open) == (date(2024, 6, 7), False)


def test_a_worker_is_known_by_number_and_anybody_else_by_reference(tmp_path: Path) -> None:
    cells = {"SW_DECOM": "05/06/2024", "SW_DEC": "07/06/2024", "SW_REASON": "PCCHAN "}

    numbered = one_row(tmp_path / "a", "SWEpisodes", cells | {"SW_ID": "sw1234"})
    other = one_row(tmp_path / "b", "SWEpisodes", cells | {"SW_ID": "XX99"})

    assert main(numbered).data == {"worker": "SW1234", "reason": code("PCCHAN")}
    assert main(other).data["worker"] == refer("worker", "XX99")
    assert data(numbered, "WorkerEnded") == {}


def test_health_outcomes_are_those_on_31_march(tmp_path: Path) -> None:
    row = one_row(tmp_path, "OC2", {"SDQ_SCORE": "12", "CONVICTED": "0", "TEETH_CHECK": "1", "SDQ_REASON": "SDQ9"})

    assert (main(row).event, main(row).occurred_on, main(row).precision) == ("HealthOutcomesObserved", LAST, "exact")
    assert main(row).data == {
        "sdq_score": 12,
        "sdq_reason": {"code": None, "written": "SDQ9"},
        "convicted": code("no", "0"),
        "teeth_check": code("yes", "1"),
    }


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("01/05/2004", date(2024, 5, 1)),
        ("31/03/2006", LAST),
        ("29/02/2004", date(2025, 3, 1)),
        ("", LAST),
        ("99/99/2004", LAST),
    ],
)
def test_a_care_leavers_status_is_that_around_the_birthday_of_the_year(tmp_path: Path, born: str, day: date) -> None:
    row = one_row(tmp_path, "OC3", {"DOB": born, "IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "B1"})

    assert (main(row).occurred_on, main(row).precision) == (day, "inferred")
    said = {name: value for name, value in main(row).data.items() if name != "unread"}
    assert said == {
        "in_touch": code("YES"),
        "activity": code("F2"),
        "accommodation": code("B", "B1"),
        "suitability": code("suitable", "B1"),
    }


def test_of_a_leaver_out_of_touch_nothing_is_known(tmp_path: Path) -> None:
    row = one_row(tmp_path, "OC3", {"IN_TOUCH": "NO", "ACTIV": "0", "ACCOM": "0"})

    assert main(row).data == {"in_touch": code("NO")}


def test_an_adoption_has_its_decision_and_its_match(tmp_path: Path) -> None:
    cells = {"DATE_INT": "01/05/2023", "DATE_MATCH": "01/06/2024", "FOSTER_CARE": "1", "NB_ADOPTR": "2"}

    row = one_row(tmp_path, "AD1", cells | {"SEX_ADOPTR": "MF", "LS_ADOPTR": "L11"})

    assert (main(row).event, main(row).occurred_on, main(row).data) == ("AdoptionDecisionMade", date(2023, 5, 1), {})
    match = claim(row, "MatchedForAdoption")
    assert match is not None
    assert (match.occurred_on, match.data) == (date(2024, 6, 1), {"foster_carer": code("yes", "1"), "adopters": 2})


def test_a_placement_for_adoption_may_cease(tmp_path: Path) -> None:
    cells = {"DATE_PLACED": "01/05/2024", "DATE_PLACED_CEASED": "01/06/2024", "REASON_PLACED_CEASED": "RD2"}

    row = one_row(tmp_path, "PlacedAdoption", cells)

    assert main(row).event == "PlacedForAdoption"
    assert data(row, "PlacementForAdoptionCeased") == {"reason": code("RD2")}


@pytest.mark.parametrize(
    ("written", "day", "precision", "since"),
    [
        ("01/02/2016", date(2016, 2, 1), "exact", None),
        ("zz/05/2015", date(2015, 5, 31), "interval", date(2015, 5, 1)),
        ("ZZ/ZZ/2015", date(2015, 12, 31), "interval", date(2015, 1, 1)),
        ("zz/zz/zzzz", LAST, "inferred", None),
        ("31/02/2015", LAST, "inferred", None),
        ("01/05/2030", LAST, "inferred", None),
        ("", LAST, "inferred", None),
    ],
)
def test_an_earlier_permanent_home_was_left_on_a_day_perhaps_known_in_part(
    tmp_path: Path, written: str, day: date, precision: str, since: date | None
) -> None:
    row = one_row(tmp_path, "PrevPerm", {"PREV_PERM": "P1", "LA_PERM": "999", "DATE_PERM": written})

    found = main(row)
    assert (found.occurred_on, found.precision, found.occurred_from) == (day, precision, since)
    assert found.data.get("date_written", "") == ("" if precision == "exact" else written)


def test_a_child_who_never_had_one_has_no_such_event(tmp_path: Path) -> None:
    assert every_claim(one_row(tmp_path, "PrevPerm", {"PREV_PERM": "Z1"})) == []


@pytest.mark.parametrize(("ceased", "events"), [("", []), ("01/02/2025", ["UASCStatusEnded"])])
def test_a_child_in_the_file_is_or_was_unaccompanied(tmp_path: Path, ceased: str, events: list[str]) -> None:
    row = one_row(tmp_path, "UASC", {"SEX": "M", "DOB": "01/02/2008", "DUC": ceased})

    assert row.person["unaccompanied"] == code("yes", "UASC")
    assert [found.event for found in every_claim(row)] == events


def test_deprivation_of_liberty_begins_and_ends(tmp_path: Path) -> None:
    row = one_row(tmp_path, "DoLo", {"DOLO_START": "01/02/2025", "DOLO_END": "01/03/2025"})

    assert [found.event for found in every_claim(row)] == ["DeprivationOfLibertyStarted", "DeprivationOfLibertyEnded"]


@pytest.mark.parametrize(
    ("name", "cells", "column"),
    [
        ("Reviews", {"REVIEW": "soon"}, "REVIEW"),
        ("Missing", {}, "MIS_START"),
        ("SWEpisodes", {"SW_DECOM": "01/01/1900"}, "SW_DECOM"),
        ("Header", {"CHILD": " "}, "CHILD"),
        ("AD1", {"DATE_MATCH": "01/06/2024"}, "DATE_INT"),
    ],
)
def test_only_a_row_without_its_child_or_its_own_start_is_refused(
    tmp_path: Path, name: str, cells: dict[str, str], column: str
) -> None:
    refused = one_refusal(tmp_path, name, {"DOB": "01/02/2010", **cells})

    assert refused.column == column
    assert refused.remedy
    assert dict(refused.cells)["DOB"] == "01/02/2010"


def test_every_claim_is_an_event(tmp_path: Path) -> None:
    for name, cells in {
        "Missing": {"MIS_START": "05/06/2024", "MIS_END": "x"},
        "OC2": {"SDQ_SCORE": "high"},
        "PrevPerm": {"PREV_PERM": "P9", "DATE_PERM": "zz/zz/2014"},
    }.items():
        row = one_row(tmp_path, name, cells)
        for said in every_claim(row):
            assert event(said.event).model_validate(said.data).plain() == said.data
