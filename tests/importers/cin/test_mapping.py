"""What each element of the census says happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.importers.census import (
    assessment,
    bare,
    census,
    child,
    element,
    enquiry,
    in_need_plan,
    plan,
    read,
    referral,
    said,
    the_list,
)
from tests.importers.census import rows as rows_of

ON = date(2024, 9, 18)


def test_a_referral_opens_an_episode_of_need(tmp_path: Path) -> None:
    file = census(tmp_path / "cin.xml", child(referral(ON)))

    [row] = rows_of(file, "CINdetails")

    assert said(row) == {
        "ReferralReceived": (ON, {"source": "1A", "no_further_action": "no"}),
        "CINEpisodeOpened": (ON, {"need": "N1"}),
    }
    assert row.is_open


def test_a_closed_episode_ends_with_its_reason(tmp_path: Path) -> None:
    closed = referral(ON, CINclosureDate="2024-12-01", ReasonForClosure="RC8")

    [row] = rows_of(census(tmp_path / "cin.xml", child(closed)), "CINdetails")

    assert said(row)["CaseClosed"] == (date(2024, 12, 1), {"reason": "RC8"})
    assert not row.is_open


@pytest.mark.parametrize("written", ["1", "true", "TRUE"])
def test_a_referral_with_no_further_action_opens_no_episode(tmp_path: Path, written: str) -> None:
    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON, ReferralNFA=written))), "CINdetails")

    assert said(row) == {"ReferralReceived": (ON, {"source": "1A", "no_further_action": "yes", "need": "N1"})}


@pytest.mark.parametrize("written", ["0", "false", "FALSE", None, "perhaps"])
def test_unless_it_says_so_a_referral_opens_an_episode(tmp_path: Path, written: str | None) -> None:
    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON, ReferralNFA=written))), "CINdetails")

    assert "CINEpisodeOpened" in said(row)


def test_a_closure_beside_no_further_action_is_kept_as_written(tmp_path: Path) -> None:
    both = referral(ON, ReferralNFA="1", CINclosureDate="2024-12-01", ReasonForClosure="RC8")

    [row] = rows_of(census(tmp_path / "cin.xml", child(both)), "CINdetails")

    assert said(row).keys() == {"ReferralReceived"}
    assert row.main is not None
    unread = row.main.data["unread"]
    assert isinstance(unread, dict)
    assert {name: told["written"] for name, told in unread.items()} == {
        "CINclosureDate": "2024-12-01",
        "ReasonForClosure": "RC8",
    }


def test_an_assessment_is_completed_by_its_authorisation_with_its_factors(tmp_path: Path) -> None:
    inside = assessment("2024-09-20", "2024-11-01", "3A", "1B", "3A")

    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON, inside))), "Assessments")

    assert said(row) == {
        "AssessmentStarted": (date(2024, 9, 20), {}),
        "AssessmentAuthorised": (date(2024, 11, 1), {"factors": ["1B", "3A"]}),
    }


def test_an_enquiry_began_with_the_discussion_and_led_to_its_conference(tmp_path: Path) -> None:
    inside = enquiry("2025-03-20", "2025-03-30", InitialCPCtarget="2025-04-10")

    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON, inside))), "Section47")

    assert said(row) == {
        "Section47Started": (
            date(2025, 3, 20),
            {"conference_due_on": date(2025, 4, 10), "conference_unnecessary": "no"},
        ),
        "StrategyDiscussionHeld": (date(2025, 3, 20), {}),
        "InitialCPConferenceHeld": (date(2025, 3, 30), {}),
    }


def test_an_enquiry_that_still_runs_says_nothing_of_whether_a_conference_is_required(tmp_path: Path) -> None:
    inside = enquiry("2025-03-20", None, ICPCnotRequired="false")

    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON, inside))), "Section47")

    assert said(row) == {"Section47Started": (date(2025, 3, 20), {}), "StrategyDiscussionHeld": (date(2025, 3, 20), {})}


def test_an_enquiry_that_ended_without_a_conference_says_that_none_was_required(tmp_path: Path) -> None:
    inside = enquiry("2025-03-20", None, ICPCnotRequired="true")

    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON, inside))), "Section47")

    assert said(row)["Section47Started"] == (date(2025, 3, 20), {"conference_unnecessary": "yes"})


def test_a_conference_of_the_referral_itself_is_a_transfer_in(tmp_path: Path) -> None:
    file = census(tmp_path / "cin.xml", child(referral(ON, DateOfInitialCPC="2024-10-01")))

    [row] = rows_of(file, "DateOfInitialCPC")

    assert said(row) == {"InitialCPConferenceHeld": (date(2024, 10, 1), {"transfer_in": "yes"})}


def test_a_plan_its_latest_category_and_every_review(tmp_path: Path) -> None:
    inside = plan("2024-10-01", "2025-02-01", "2024-12-15", "2024-11-15", category="NEG", latest="EMO")
    file = census(tmp_path / "cin.xml", child(referral(ON, inside)))

    [row] = rows_of(file, "ChildProtectionPlans")
    reviews = rows_of(file, "Reviews")

    assert said(row) == {
        "CPPlanStarted": (date(2024, 10, 1), {"category": "NEG", "asserted_previous_plans": 0}),
        "CPCategoryObserved": (None, {"category": "EMO"}),
        "CPPlanEnded": (date(2025, 2, 1), {}),
    }
    assert [review.main.occurred_on for review in reviews if review.main] == [date(2024, 12, 15), date(2024, 11, 15)]
    assert {review.within for review in reviews} == {row.number}


def test_a_child_in_need_plan(tmp_path: Path) -> None:
    file = census(tmp_path / "cin.xml", child(referral(ON, in_need_plan("2024-10-01", "2025-01-10"))))

    [row] = rows_of(file, "CINPlanDates")

    assert said(row) == {"CINPlanStarted": (date(2024, 10, 1), {}), "CINPlanEnded": (date(2025, 1, 10), {})}


def test_what_is_nested_says_what_holds_it_whatever_its_dates(tmp_path: Path) -> None:
    early, late = assessment("2024-05-01"), assessment("2024-12-01")
    file = census(tmp_path / "cin.xml", child(referral("2024-11-30", early), referral("2024-04-30", late)))

    holders = {row.number: row.main.occurred_on for row in rows_of(file, "CINdetails") if row.main}

    held = {row.main.occurred_on: holders[row.within or 0] for row in rows_of(file, "Assessments") if row.main}
    assert held == {date(2024, 5, 1): date(2024, 11, 30), date(2024, 12, 1): date(2024, 4, 30)}


def test_who_the_child_is(tmp_path: Path) -> None:
    file = census(
        tmp_path / "cin.xml",
        child(
            referral(ON),
            disability=("LD", "MOB"),
            UPN="A123456789012",
            FormerUPN="B123456789012",
            PersonDeathDate="2025-03-01",
        ),
    )

    [identified] = rows_of(file, "ChildIdentifiers")
    [described] = rows_of(file, "ChildCharacteristics")

    assert {name: bare(value) for name, value in identified.person.items()} == {
        "upn": "A123456789012",
        "former_upn": "B123456789012",
        "date_of_birth": date(2014, 5, 6),
        "date_of_death": date(2025, 3, 1),
        "sex": "F",
    }
    assert {name: bare(value) for name, value in described.person.items()} == {
        "ethnicity": "WBRI",
        "disabilities": ["LD", "MOB"],
        "disability": "yes",
    }


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"ExpectedPersonBirthDate": "2025-06-01"}, {"expected_birth_date": date(2025, 6, 1)}),
        ({"PersonBirthDate": "2025-06-01"}, {"expected_birth_date": date(2025, 6, 1)}),
        ({"PersonBirthDate": "2025-03-31"}, {"date_of_birth": date(2025, 3, 31)}),
    ],
)
def test_a_birth_after_the_year_is_expected(tmp_path: Path, values: dict[str, str], expected: dict[str, date]) -> None:
    told = {"PersonBirthDate": None, "Sex": "U", **values}

    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON), **told)), "ChildIdentifiers")

    assert {name: day for name, day in row.person.items() if name.endswith(("birth", "birth_date"))} == expected


@pytest.mark.parametrize(
    ("values", "sex"),
    [
        ({"GenderCurrent": "1"}, "M"),
        ({"GenderCurrent": "2"}, "F"),
        ({"GenderCurrent": "0"}, "U"),
        ({"GenderCurrent": "9"}, "N"),
        ({"Sex": "M"}, "M"),
        ({"Sex": "U"}, "U"),
    ],
)
def test_sex_and_the_gender_of_older_files_are_one_detail(tmp_path: Path, values: dict[str, str], sex: str) -> None:
    told = {"Sex": None, **values}

    [row] = rows_of(census(tmp_path / "cin.xml", child(referral(ON), **told)), "ChildIdentifiers")

    assert bare(row.person["sex"]) == sex


def test_every_element_is_a_row_of_its_list(tmp_path: Path) -> None:
    everything = referral(
        ON,
        assessment("2024-09-20"),
        assessment("2024-10-20"),
        in_need_plan("2024-10-01"),
        enquiry("2024-11-01"),
        plan("2024-11-15", None, "2025-02-01"),
        DateOfInitialCPC="2024-11-12",
    )
    extract = read(census(tmp_path / "cin.xml", child(everything), child(referral(ON), of="1000014")))

    assert {listed.listing.name: listed.read for listed in extract.lists} == {
        "ChildIdentifiers": 2,
        "ChildCharacteristics": 2,
        "CINdetails": 2,
        "Assessments": 2,
        "CINPlanDates": 1,
        "Section47": 1,
        "DateOfInitialCPC": 1,
        "ChildProtectionPlans": 1,
        "Reviews": 1,
    }


def test_an_element_without_its_own_date_is_handed_back_with_its_line(tmp_path: Path) -> None:
    broken = assessment(None, "2024-11-01")
    file = census(tmp_path / "cin.xml", child(referral(ON, element("Section47", S47ActualStartDate=ON), broken)))

    [refused] = the_list(read(file), "Assessments").refused

    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if "<Assessments>" in text)
    assert (refused.line, refused.child, refused.column) == (line, "1000007", "AssessmentActualStartDate")
    assert refused.problem == "is blank"
    assert dict(refused.cells)["AssessmentAuthorisationDate"] == "2024-11-01"
