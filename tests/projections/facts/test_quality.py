"""Findings: each contradiction is found, and its lawful neighbour is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from journey.domain.statements import Source
from journey.domain.values import code
from journey.projections.effective import Fact
from journey.projections.quality import findings
from tests.projections.facts.building import fact

FIRST, SECOND, THIRD = date(2024, 1, 8), date(2024, 3, 4), date(2024, 6, 3)
REGISTERED = fact("ChildRegistered", None, sex="F", ethnicity="WBRI", date_of_birth=date(2015, 5, 4))


def found(*facts: Fact, assessments_from: date | None = None) -> list[str]:
    """The names of what is found; numbers of validation rules left out."""
    return [one.finding.split(" (")[0] for one in findings(facts, assessments_from)]


def stretch(opened: str, ended: str, begun: date, end: date | None, **data: Any) -> list[Fact]:
    return [fact(opened, begun), *([fact(ended, end, of=begun, **data)] if end else [])]


def episode(begun: date, end: date | None = None, reason: str | None = "RC7") -> list[Fact]:
    more = {"reason": reason} if reason else {}
    return [fact("CINEpisodeOpened", begun, need="N1"), *([fact("CaseClosed", end, of=begun, **more)] if end else [])]


def test_an_ordinary_journey_has_no_findings() -> None:
    assert found(REGISTERED, *episode(FIRST, SECOND), *episode(THIRD)) == []


def test_a_value_that_could_not_be_read() -> None:
    unread = {"Referral Source": {"written": "??", "problem": "is in no list"}}

    assert found(fact("ReferralReceived", FIRST, unread=unread)) == ["value not read"]


def test_a_code_that_is_in_no_set() -> None:
    said = fact("ReferralReceived", FIRST)

    assert found(replace(said, data={"source": code(None, "Other LA")})) == ["unknown code"]


def test_a_latest_date_that_went_back() -> None:
    assert found(replace(fact("ChildSeen", FIRST), state="set aside")) == ["date went back"]


def test_two_sources_that_disagree() -> None:
    assert found(replace(fact("ChildSeen", FIRST), disagreements={"occurred_on": [SECOND]})) == ["sources disagree"]


@pytest.mark.parametrize(
    ("known", "names"),
    # Five working days after Monday 8 January are up on Monday 15.
    [(date(2024, 1, 15), []), (date(2024, 1, 16), ["recorded late"])],
)
def test_recorded_more_than_five_working_days_after_it_happened(known: date, names: list[str]) -> None:
    assert found(replace(fact("ReferralReceived", FIRST), known_on=known)) == names


def test_a_file_shows_only_that_the_one_before_lacked_it() -> None:
    said = fact("ReferralReceived", FIRST)
    source = Source("annex-a", THIRD, b"file")
    from_file = replace(said, known_on=THIRD, said=(replace(said.said[0], source=source),))

    assert found(from_file) == []
    assert found(replace(from_file, known_from=date(2024, 2, 1))) == ["recorded late"]


KINDS = [
    ("CINEpisodeOpened", "CaseClosed", "overlapping episodes"),
    ("CPPlanStarted", "CPPlanEnded", "overlapping child protection plans"),
    ("CINPlanStarted", "CINPlanEnded", "overlapping child in need plans"),
    ("AssessmentStarted", "AssessmentAuthorised", "overlapping assessments"),
    ("BecameLookedAfter", "CeasedLookedAfter", "overlapping periods of care"),
]


@pytest.mark.parametrize(("opened", "ended", "finding"), KINDS)
def test_two_of_a_kind_at_once(opened: str, ended: str, finding: str) -> None:
    assert finding in found(*stretch(opened, ended, FIRST, THIRD), *stretch(opened, ended, SECOND, None))
    assert finding in found(*stretch(opened, ended, FIRST, None), *stretch(opened, ended, SECOND, None))
    assert finding not in found(*stretch(opened, ended, FIRST, SECOND), *stretch(opened, ended, SECOND, None))


@pytest.mark.parametrize(("opened", "ended", "_finding"), KINDS)
def test_an_end_before_the_beginning(opened: str, ended: str, _finding: str) -> None:
    assert "ended before it began" in found(*stretch(opened, ended, SECOND, FIRST))


def test_two_kinds_of_plan_at_once() -> None:
    protection = stretch("CPPlanStarted", "CPPlanEnded", FIRST, SECOND)
    name = "child in need and protection plan together"

    assert name in found(*protection, *stretch("CINPlanStarted", "CINPlanEnded", date(2024, 3, 1), None))
    assert name not in found(*protection, *stretch("CINPlanStarted", "CINPlanEnded", SECOND, None))


@pytest.mark.parametrize(
    "activity", ["AssessmentStarted", "Section47Started", "InitialCPConferenceHeld", "CINPlanStarted"]
)
def test_activity_belongs_to_an_open_case(activity: str) -> None:
    case = episode(SECOND, THIRD)

    assert "activity after closure" in found(*case, fact(activity, date(2024, 6, 4)))
    assert "activity before the case opened" in found(*case, fact(activity, date(2024, 3, 3)))
    assert not any(name.startswith("activity") for name in found(*case, fact(activity, SECOND)))


def test_without_any_episode_nobody_can_say_that_there_was_none() -> None:
    assert found(fact("AssessmentStarted", FIRST)) == []


@pytest.mark.parametrize(("day", "wrong"), [(FIRST, False), (date(2024, 1, 9), True), (SECOND, False)])
def test_a_referral_while_the_case_is_open(day: date, wrong: bool) -> None:
    assert (
        "referral while the case was open" in found(*episode(FIRST, SECOND), fact("ReferralReceived", day))
    ) is wrong


def test_a_closure_says_why() -> None:
    assert "closure without a reason" in found(*episode(FIRST, SECOND, reason=None))


@pytest.mark.parametrize(("authorised", "wrong"), [(SECOND, False), (date(2024, 3, 5), True), (None, True)])
def test_a_closed_case_has_no_unfinished_assessment(authorised: date | None, wrong: bool) -> None:
    assessment = stretch("AssessmentStarted", "AssessmentAuthorised", date(2024, 1, 9), authorised)

    assert ("closed with an assessment unfinished" in found(*episode(FIRST, SECOND), *assessment)) is wrong


@pytest.mark.parametrize(
    ("reason", "since", "wrong"),
    [
        ("RC8", FIRST, True),
        ("RC9", FIRST, True),
        ("RC7", FIRST, False),
        ("RC8", date(2024, 1, 9), False),
        ("RC8", None, False),
    ],
)
def test_a_closure_after_assessment_has_one(reason: str, since: date | None, wrong: bool) -> None:
    """Where every assessment since the case opened is held."""
    names = found(*episode(FIRST, SECOND, reason), assessments_from=since)

    assert ("closed after an assessment that is not there" in names) is wrong


def test_a_plan_lasts_longer_than_a_day() -> None:
    assert "plan started and ended on one day" in found(*stretch("CPPlanStarted", "CPPlanEnded", FIRST, FIRST))


def test_a_plan_is_reviewed_after_its_first_day() -> None:
    plan = fact("CPPlanStarted", FIRST, category="NEG")

    assert "review on the day the plan started" in found(plan, fact("CPReviewHeld", FIRST))
    assert found(plan, fact("CPReviewHeld", SECOND)) == []


@pytest.mark.parametrize(
    ("details", "finding"),
    [
        ({}, "no date of birth"),
        ({"date_of_birth": FIRST, "expected_birth_date": SECOND}, "born and expected"),
        ({"expected_birth_date": SECOND, "sex": "F"}, "sex of an unborn child"),
    ],
)
def test_born_or_expected(details: dict[str, Any], finding: str) -> None:
    assert finding in found(fact("ChildRegistered", None, **{"ethnicity": "WBRI", "sex": "U", **details}))


def test_a_sealed_date_of_birth_is_not_missing() -> None:
    sealed = {"sealed": True}

    assert found(fact("ChildRegistered", None, ethnicity="WBRI", sex="F", date_of_birth=sealed)) == []


@pytest.mark.parametrize(("born", "wrong"), [(date(2024, 10, 14), False), (date(2024, 10, 15), True)])
def test_a_referral_at_most_forty_weeks_before_birth(born: date, wrong: bool) -> None:
    unborn = fact("ChildRegistered", None, sex="U", ethnicity="WBRI", date_of_birth=born)

    assert ("referral long before birth" in found(unborn, fact("ReferralReceived", FIRST))) is wrong


@pytest.mark.parametrize(
    ("status", "open_plan", "wrong"),
    [("child-protection-plan", False, True), ("child-protection-plan", True, False), ("child-in-need-plan", True, True),
     ("child-in-need-plan", False, False), ("looked-after", True, True)],
)  # fmt: skip
def test_a_case_status_is_borne_out_by_plans_and_care(status: str, open_plan: bool, wrong: bool) -> None:
    plan = [fact("CPPlanStarted", FIRST, category="NEG")] if open_plan else []

    assert ("case status not borne out" in found(*plan, fact("CaseStatusObserved", SECOND, status=status))) is wrong


@pytest.mark.parametrize(("said", "wrong"), [(0, True), (1, False), (2, False), (5, False)])
def test_a_count_in_a_file_of_fewer_than_the_log_holds(said: int, wrong: bool) -> None:
    earlier = fact("ReferralReceived", FIRST)

    assert (
        "count not borne out" in found(earlier, fact("ReferralReceived", SECOND, asserted_referrals_12m=said))
    ) is wrong


def test_an_age_that_does_not_follow_from_birth() -> None:
    registered = fact("ChildRegistered", None, sex="F", ethnicity="WBRI", date_of_birth=FIRST, asserted_age=9)

    assert found(registered) == ["age not borne out"]


@pytest.mark.parametrize(
    "lacking",
    [fact("ChildRegistered", None, ethnicity="WBRI", date_of_birth=FIRST), fact("CINEpisodeOpened", FIRST),
     fact("CPPlanStarted", FIRST), fact("BecameLookedAfter", FIRST)],
)  # fmt: skip
def test_what_a_list_has_to_say(lacking: Fact) -> None:
    assert found(lacking) == ["missing"]
