"""What a row of each list claims."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.importers.building import (
    START,
    claim,
    data,
    every_claim,
    headers,
    one_row,
    read,
    refer,
    the_list,
    unread,
    values,
    workbook,
)

LATER = date(2025, 2, 20)
TEAM, WORKER = "Allocated Team", "Allocated Worker"


def names(path: Path, name: str, **cells: object) -> list[str]:
    return [said.event for said in every_claim(one_row(path, name, cells))]


def test_a_referral_keeps_its_own_team_and_worker(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 3",
        {
            "Referral Source": "q) 6: Police",
            "Referral NFA?": "b) No",
            "Number of Referrals in Last 12 Months": 2,
            TEAM: "MASH",
            WORKER: "Priya Shah",
        },
    )

    assert row.claims == ()
    assert row.main is not None
    assert row.main.occurred_on == START
    assert row.main.data == {
        "source": {"code": "6", "written": "q) 6: Police"},
        "no_further_action": {"code": "no", "written": "b) No"},
        "asserted_referrals_12m": 2,
        "team": "MASH",
        "worker": refer("worker", "Priya Shah"),
    }


def test_an_enquiry_begins_with_a_strategy_discussion_and_may_lead_to_a_conference(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 5",
        {
            "Date of Initial Child Protection Conference": LATER,
            "Did the Initial Child Protection Conference Result in a Child Protection Plan": "a) Yes",
        },
    )

    assert [(said.event, said.occurred_on) for said in every_claim(row)] == [
        ("Section47Started", START),
        ("StrategyDiscussionHeld", START),
        ("InitialCPConferenceHeld", LATER),
    ]
    assert data(row, "InitialCPConferenceHeld")["plan_made"]["code"] == "yes"


def test_an_open_case_shows_who_holds_it(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {TEAM: "North", WORKER: "Priya Shah", "Case Status": "c) Child in need plan"})

    assert row.is_open
    assert data(row, "AllocationObserved") == {"team": "North", "worker": refer("worker", "Priya Shah")}
    assert data(row, "CaseStatusObserved")["status"]["code"] == "child-in-need-plan"
    assert claim(row, "CaseClosed") is None


@pytest.mark.parametrize(
    ("name", "end", "event"),
    [
        ("List 6", "CIN Closure Date", "CaseClosed"),
        ("List 7", "Child Protection Plan End Date", "CPPlanEnded"),
        ("List 8", "Date Ceased to be Looked After", "CeasedLookedAfter"),
    ],
)
def test_an_ended_row_keeps_its_team_and_worker_with_the_end(tmp_path: Path, name: str, end: str, event: str) -> None:
    row = one_row(tmp_path, name, {end: LATER, TEAM: "North", WORKER: "Priya Shah"})

    assert not row.is_open
    assert data(row, event) == {"team": "North", "worker": refer("worker", "Priya Shah")}
    assert claim(row, "AllocationObserved") is None
    assert not unread(row)


@pytest.mark.parametrize("written", [None, "  ", "#N/A", "Duty", "UNALLOCATED", "Vacancy"])
def test_what_stands_where_a_worker_should_is_kept(tmp_path: Path, written: str | None) -> None:
    row = one_row(tmp_path, "List 6", {TEAM: "North", WORKER: written})

    expected = written.strip() if written and written.strip() else "blank"
    assert data(row, "AllocationObserved") == {"team": "North", "no_worker": expected}


def test_an_authority_has_its_own_words_for_no_worker(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "annex_a.xlsx", {"List 6": [headers("List 6"), values("List 6", {WORKER: "Front Door Pool"})]}
    )

    row = the_list(read(path, words={"front door pool"}), "List 6").rows[0]

    assert data(row, "AllocationObserved") == {"no_worker": "Front Door Pool"}


def test_a_social_work_england_number_is_its_own_reference(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 7", {WORKER: "sw123456"})

    assert data(row, "AllocationObserved")["worker"] == "SW123456"


def test_a_plan_shows_its_categories_visit_and_review(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 7",
        {
            "Initial Category of Abuse": "a) Neglect",
            "Latest Category of Abuse": "d) Emotional abuse",
            "Date of the Last Statutory Visit": LATER,
            "Was the Child Seen Alone?": "a) Yes",
            "Date of latest review conference": LATER,
            "Number of Previous Child Protection Plans": 1,
        },
    )

    assert data(row, "CPPlanStarted")["category"]["code"] == "NEG"
    assert data(row, "CPCategoryObserved")["category"]["code"] == "EMO"
    assert claim(row, "CPCategoryObserved").occurred_on is None  # type: ignore[union-attr]
    assert data(row, "CPVisitMade")["seen_alone"]["code"] == "yes"
    assert claim(row, "CPReviewHeld").occurred_on == LATER  # type: ignore[union-attr]
    assert data(row, "CPPlanStarted")["asserted_previous_plans"] == 1


def test_a_child_in_care_shows_the_current_status_and_placement(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 8",
        {
            "Start date of current legal status": LATER,
            "Child's Legal Status": "C2",
            "Start Date of Most Recent Placement": START,
            "Placement Type": "U4",
            "Placement postcode": "ZZ1 1ZZ",
            "URN of Placement": 5779286,
            "What is the permanence plan for this child?": "f) Long-term fostering",
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months": 3,
        },
    )

    assert claim(row, "LegalStatusChanged").occurred_on == LATER  # type: ignore[union-attr]
    assert data(row, "LegalStatusChanged")["status"]["code"] == "C2"
    assert data(row, "PlacementStarted") == {
        "type": {"code": "U4", "written": "U4"},
        "postcode": "ZZ1 1ZZ",
        "urn": "5779286",
    }
    assert data(row, "PermanencePlanObserved")["plan"]["code"] == "long-term-fostering"
    assert data(row, "MissingEpisodesObserved") == {"asserted_missing_12m": 3}


def test_a_care_leaver_is_a_snapshot_with_a_personal_adviser(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 9",
        {
            "Allocated Personal Advisor": "Ade Bello",
            "Eligibility Category": "b) Former relevant child",
            "LA in Touch": "a) Yes",
            "Type of Accommodation": "U: Independent living",
            "Suitability of Accommodation": "a) Suitable",
            "Activity Status": "F4",
            "Latest Date of Contact": LATER,
            "Latest Pathway Plan Review Date": START,
        },
    )

    assert row.main is None
    status = data(row, "CareLeaverStatusObserved")
    assert {key: value["code"] for key, value in status.items()} == {
        "eligibility": "former-relevant",
        "in_touch": "YES",
        "accommodation": "U",
        "suitability": "suitable",
        "activity": "F4",
    }
    assert data(row, "AllocationObserved") == {
        "no_worker": "blank",
        "personal_adviser": refer("worker", "Ade Bello"),
    }
    assert claim(row, "CareLeaverContact").occurred_on == LATER  # type: ignore[union-attr]
    assert claim(row, "PathwayPlanReviewed").occurred_on == START  # type: ignore[union-attr]


def test_an_adoption_goes_from_decision_to_order(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 10",
        {
            "Family identifier": "F-17",
            "Date the Child Entered Care": date(2024, 6, 1),
            "Date of Placement Order": LATER,
            "Date of Adoption Order": LATER,
        },
    )

    assert data(row, "AdoptionDecisionMade") == {"entered_care_on": date(2024, 6, 1)}
    assert [said.event for said in row.claims] == ["PlacementOrderMade", "AdoptionOrderGranted"]
    assert row.person["family"] == refer("family", "F-17")
    assert not row.is_open


def test_prospective_adopters_are_counted_and_nothing_of_them_is_kept(tmp_path: Path) -> None:
    rows = [["A-1", "F-17", "b) Female"], ["A-2", "F-17", "a) Male"], [None, None]]
    path = workbook(tmp_path / "annex_a.xlsx", {"List 11": [headers("List 11"), *rows]})

    found = the_list(read(path), "List 11")

    assert (found.not_child, found.rows, found.refused) == (2, (), ())


def test_an_episode_may_have_no_start(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {"CIN Start Date": None, "Primary Need Code": "N1"})

    assert row.main is not None
    assert row.main.occurred_on is None
    assert row.main.data["need"]["code"] == "N1"


def test_a_reason_without_its_date_is_kept_as_written(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {"Reason for Closure": "RC2 - Died"})

    assert row.is_open
    assert claim(row, "CaseClosed") is None
    assert unread(row)["Reason for Closure"]["written"] == "RC2 - Died"


def test_no_without_its_date_says_nothing(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 7", {"Was the Child Seen Alone?": "b) No"})

    assert claim(row, "CPVisitMade") is None
    assert not unread(row)


def test_the_other_lists_claim_a_start_and_an_end(tmp_path: Path) -> None:
    assert names(tmp_path, "List 1") == ["ContactReceived"]
    assert names(tmp_path, "List 2", **{"Assessment completion date": LATER}) == [
        "EarlyHelpAssessmentStarted",
        "EarlyHelpAssessmentCompleted",
    ]
    assert names(tmp_path, "List 4", **{"Continuous Assessment Date of Authorisation": LATER}) == [
        "AssessmentStarted",
        "AssessmentAuthorised",
    ]
