"""Findings: each contradiction is found, and its lawful neighbour is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from journey.domain.statements import Source
from journey.domain.values import code
from journey.projections.batch_memory import batch_of, covers
from journey.projections.effective import Fact, State
from journey.projections.quality.findings import findings, quality
from journey.projections.quality.names import FINDINGS
from tests.projections.facts.building import LA, batch, fact

FIRST, SECOND, THIRD = date(2024, 1, 8), date(2024, 3, 4), date(2024, 6, 3)
REGISTERED = fact("ChildRegistered", None, sex="F", ethnicity="WBRI", date_of_birth=date(2015, 5, 4))


AS_AT = date(2024, 12, 31)


def found(*facts: Fact, since: date | None = None) -> list[str]:
    """The names of what is found, numbers of validation rules left out; every event is held, or from a day on."""
    told = findings(batch(list(facts), as_at=AS_AT, since=since))
    assert set(told["finding"]) <= FINDINGS.keys()
    return [name.split(" (")[0] for name in told["finding"]]


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


@pytest.mark.parametrize(("state", "detail"), [("effective", "no longer states it"), ("retracted", "states it")])
def test_one_source_says_that_it_is_so_and_another_that_it_is_not(state: State, detail: str) -> None:
    plan = replace(fact("CPPlanStarted", FIRST), is_disputed=True, state=state)

    rows = [row for row in quality([batch([plan], as_at=THIRD)]) if row["finding"] == "sources disagree"]

    assert [detail in row["detail"] for row in rows] == [True]


def test_a_value_not_read_is_of_the_list_in_which_it_stands() -> None:
    problem = {"Date": {"written": "??", "problem": "is not a date"}}
    said = replace(fact("ReferralReceived", FIRST, unread=problem), unread_in="List 2")

    rows = [row for row in quality([batch([said], as_at=THIRD)]) if row["finding"] == "value not read"]

    assert [row["list"] for row in rows] == ["List 2"]


def test_two_rows_of_one_missing_episode() -> None:
    twice = [fact("WentMissing", FIRST, ordinal, type="M") for ordinal in (1, 2)]

    assert "identical rows" in found(*twice)
    assert "identical rows" not in found(twice[0], replace(twice[1], data={"type": code("A", "A")}))


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


def test_where_not_every_episode_is_held_nobody_can_say_that_none_was_open() -> None:
    case = episode(SECOND, THIRD)

    assert "activity before the case opened" in found(*case, fact("AssessmentStarted", FIRST), since=FIRST)
    assert found(*case, fact("AssessmentStarted", FIRST), since=date(2024, 1, 9)) == []


def test_without_any_episode_nobody_can_say_that_there_was_none() -> None:
    assert found(fact("AssessmentStarted", FIRST)) == []


@pytest.mark.parametrize(
    ("day", "wrong"), [(FIRST, False), (date(2024, 1, 11), False), (date(2024, 1, 12), True), (SECOND, False)]
)
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


@pytest.mark.parametrize(("concluded", "wrong"), [(SECOND, False), (date(2024, 3, 5), True), (None, True)])
def test_a_closed_case_has_no_unfinished_enquiry(concluded: date | None, wrong: bool) -> None:
    enquiry = stretch("Section47Started", "Section47Concluded", date(2024, 1, 9), concluded)

    assert ("closed with an enquiry unfinished" in found(*episode(FIRST, SECOND), *enquiry)) is wrong


@pytest.mark.parametrize(
    ("reason", "since", "wrong"),
    [
        ("RC8", FIRST, True),
        ("RC9", FIRST, True),
        ("RC7", FIRST, False),
        ("RC8", date(2024, 1, 9), False),
        ("RC8", AS_AT, False),
    ],
)
def test_a_closure_after_assessment_has_one(reason: str, since: date, wrong: bool) -> None:
    """Where every assessment since the case opened is held."""
    names = found(*episode(FIRST, SECOND, reason), since=since)

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


@pytest.mark.parametrize(
    ("expected", "wrong"),
    # Thirty days before the data date, and nine months after it.
    [(date(2024, 12, 1), False), (date(2024, 11, 30), True), (date(2025, 9, 30), False), (date(2025, 10, 1), True)],
)
def test_a_birth_is_expected_about_now(expected: date, wrong: bool) -> None:
    unborn = fact("ChildRegistered", None, sex="U", ethnicity="WBRI", expected_birth_date=expected)

    assert found(unborn) == (["birth expected long ago or far ahead"] if wrong else [])


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


@pytest.mark.parametrize(
    ("died", "day", "wrong"),
    [
        ({"date_of_death": SECOND}, SECOND, False),
        ({"date_of_death": SECOND}, date(2024, 3, 5), True),
        ({}, date(2024, 3, 5), False),
    ],
)
def test_nothing_begins_after_death(died: dict[str, Any], day: date, wrong: bool) -> None:
    registered = replace(REGISTERED, data={**REGISTERED.data, **died})

    assert found(registered, fact("ChildSeen", day)) == (["after death"] if wrong else [])


@pytest.mark.parametrize(("reason", "wrong"), [("RC2", True), ("RC7", False)])
def test_a_case_closed_because_the_child_died_says_so_too(reason: str, wrong: bool) -> None:
    names = found(REGISTERED, *episode(FIRST, SECOND, reason), fact("ReferralReceived", THIRD))

    assert names == (["after death"] if wrong else [])


def test_the_lists_of_one_file_that_disagree_on_the_child() -> None:
    written = ["sex: a) Male (List 4, List 6)"]
    registered = replace(REGISTERED, data={**REGISTERED.data, "also_written": written})

    told = findings(batch([registered], as_at=AS_AT))

    assert told.select("finding", "detail").rows() == [
        ("lists disagree", "Child registered: sex (List 4, List 6)"),
    ]


@pytest.mark.parametrize(
    ("source", "wrong"), [("1A", ["identical rows"]), ("2A", ["two referrals on one day"]), (None, [])]
)
def test_a_row_that_is_there_twice(source: str | None, wrong: list[str]) -> None:
    """Two contacts of one day may both be true; two referrals that say the same are one, by two sources two."""
    one, again = (fact("ReferralReceived", FIRST, source="1A"), fact("ReferralReceived", FIRST, 2, source=source))

    told = findings(batch([one, again], as_at=AS_AT))

    assert told["finding"].to_list() == wrong
    assert [set(keys) for keys in told["events"].to_list()] == [{one.key, again.key} for _ in wrong]
    assert found(fact("ContactReceived", FIRST, source="1A"), fact("ContactReceived", FIRST, 2, source="1A")) == []


def of_two(one: list[Fact], other: list[Fact]) -> list[tuple[str, str, str, list[str]]]:
    """The findings about two children: of whom, what, the other child's part in it, the facts."""
    histories = [(LA, "100", one), (LA, "200", other)]
    # A child in each batch, as in a large store.
    batches = [batch_of([each], AS_AT, AS_AT, covers(LA, AS_AT)) for each in histories]
    told = quality(batches)
    assert told == quality([batch_of(histories, AS_AT, AS_AT, covers(LA, AS_AT))])
    return [(row["child_id"], row["finding"], row["detail"], row["events"]) for row in told]


@pytest.mark.parametrize(("number", "wrong"), [("Z123456789012", True), ("Z123456789013", False), (None, False)])
def test_one_pupil_number_on_two_children(number: str | None, wrong: bool) -> None:
    one = replace(REGISTERED, data={**REGISTERED.data, "upn": "Z123456789012"})
    other = replace(REGISTERED, data={**REGISTERED.data, **({"upn": number} if number else {})})

    name = "unique pupil number of two children (1520)"
    assert of_two([one], [other]) == (
        [("100", name, "also that of 200", ["person"]), ("200", name, "also that of 100", ["person"])] if wrong else []
    )


@pytest.mark.parametrize(
    ("born", "known_on", "known_from", "wrong"),
    [
        (date(2015, 5, 4), THIRD, date(2024, 5, 1), True),
        (date(2015, 5, 5), THIRD, date(2024, 5, 1), False),
        (date(2015, 5, 4), THIRD, None, False),
        (date(2015, 5, 4), SECOND, date(2024, 2, 1), False),
    ],
)
def test_a_fact_that_went_on_under_another_id(born: date, known_on: date, known_from: date | None, wrong: bool) -> None:
    """Of both children, each with the other's id: born on one day, newly shown by the file that no longer lists it."""
    left = fact("CINEpisodeOpened", FIRST, need="N1", not_listed_since=THIRD, not_listed_because="under another id")
    stays = replace(fact("CINEpisodeOpened", FIRST, need="N1"), known_on=known_on, known_from=known_from)
    other = replace(REGISTERED, data={**REGISTERED.data, "date_of_birth": born})

    told = [row for row in of_two([REGISTERED, left], [other, stays]) if row[1] == "possible merge"]

    expected = [
        ("100", "possible merge", "also under 200, since the file that no longer lists it here", [left.key]),
        ("200", "possible merge", "stood under 100 before", [stays.key]),
    ]
    assert told == (expected if wrong else [])
