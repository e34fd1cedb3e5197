"""What a Given table becomes: the statements that a person would have recorded, in the order of recording."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from journey.domain.statements import Statement
from journey.scenario.parts import NotAScenario, Scenario
from journey.scenario.read import read_text


def scenario(*rows: str, columns: str = "Date | Event | Who | Known | Details") -> Scenario:
    """A scenario with these rows under **Given**."""
    rule = "|".join("---" for _ in columns.split("|"))
    text = (
        "# Records\nOf the record.\n\n## A row becomes a statement\nAs at: 31 December 2017\n\n**Given**\n"
        f"| {columns} |\n|{rule}|\n" + "".join(f"| {row} |\n" for row in rows) + "\n**Then**\n"
        "| Question | Answer |\n|---|---|\n| referrals | 0 |\n"
    )
    return read_text(text, Path("records.md")).scenarios[0]


def said(*rows: str, columns: str = "Date | Event | Who | Known | Details") -> list[Statement]:
    """The statements of these rows."""
    return list(scenario(*rows, columns=columns).said)


def test_a_row_is_what_a_person_recorded() -> None:
    (statement,) = said(
        "2 March 2017 at 14:30 | Referral received | Priya Shah | 6 March 2017 | source: 2A; team: North"
    )

    assert (statement.stream, statement.fact) == ("child:001:the child", "referral/2017-03-02/1")
    assert (statement.occurred_on, statement.occurred_time) == (date(2017, 3, 2), time(14, 30))
    assert statement.known_on == statement.source.speaks_for == date(2017, 3, 6)
    assert statement.source.system == "person"
    assert statement.data == {"source": {"code": "2A", "written": "2A"}, "team": "North", "worker": "Priya Shah"}


def test_what_is_recorded_later_comes_later() -> None:
    found = said(
        "2 March 2017 | Referral received | | 20 March 2017 |",
        "6 March 2017 | Child seen | | |",
    )

    assert [statement.name for statement in found] == ["ChildSeen", "ReferralReceived"]
    assert [statement.version for statement in found] == [1, 2]


def test_two_of_one_day_are_two_facts() -> None:
    found = said("2 March 2017 | Child seen | | |", "2 March 2017 | Child seen | | |")

    assert [statement.fact for statement in found] == ["seen/2017-03-02/1", "seen/2017-03-02/2"]


def test_an_end_belongs_to_what_began_last_wherever_its_row_stands() -> None:
    found = said(
        "20 June 2017 | Case closed | | | reason: RC7",
        "2 March 2017 | Episode of need opened | | |",
        "2 May 2016 | Episode of need opened | | |",
    )

    assert found[-1].fact == "episode/2017-03-02/1/closed"


def test_an_end_takes_what_has_none_yet() -> None:
    found = said(
        "2 May 2016 | Episode of need opened | | |",
        "2 March 2017 | Episode of need opened | | |",
        "20 June 2017 | Case closed | | |",
        "27 June 2017 | Case closed | | |",
    )

    assert [s.fact for s in found[2:]] == ["episode/2017-03-02/1/closed", "episode/2016-05-02/1/closed"]


def test_an_end_says_on_which_day_that_began_which_it_belongs_to() -> None:
    found = said(
        "2 May 2016 | Episode of need opened | | |",
        "2 March 2017 | Episode of need opened | | |",
        "20 June 2017 | Case closed | | | of: 2 May 2016; reason: RC7",
    )

    assert found[-1].fact == "episode/2016-05-02/1/closed"
    assert found[-1].data == {"reason": {"code": "RC7", "written": "RC7"}}


def test_the_end_of_a_role_is_that_of_the_worker_named() -> None:
    found = said(
        "2 March 2017 | Worker allocated | Priya Shah | |",
        "3 March 2017 | Worker allocated | Ruth Vale | | role: consultant",
        "5 June 2017 | Worker ended | Priya Shah | | reason: LEFTRL",
    )

    assert found[-1].fact == "worker-allocation/2017-03-02/1/ended"
    assert found[-1].data == {"reason": {"code": "LEFTRL", "written": "LEFTRL"}}


def test_the_end_of_a_hub_is_that_of_the_hub_named() -> None:
    found = said(
        "2 March 2017 | Hub opened | | | hub: Hub 4",
        "3 March 2017 | Hub opened | | | hub: Hub 5",
        "5 June 2017 | Hub closed | | | hub: Hub 4",
    )

    assert found[-1].stream == "organisation:001"
    assert found[-1].fact == "hub/2017-03-02/1/closed"


def test_a_day_known_as_an_interval() -> None:
    (statement,) = said("31 March 2017 | Child seen | | | not before: 28 February 2017; seen alone: yes")

    assert (statement.precision, statement.occurred_from) == ("interval", date(2017, 2, 28))


def test_a_correction_names_the_statement_it_is_based_on_and_the_old_value() -> None:
    *_, statement = said(
        "1 March 2017 | Child seen | | |",
        "2 March 2017 | Referral received | | | source: 2A",
        "6 March 2017 | Fact corrected | | | what: Referral received, 2 March 2017; source: 6; reason: typing",
    )

    assert statement.occurred_on is None
    assert statement.fact == "referral/2017-03-02/1"
    assert statement.data == {
        "field": "source",
        "value": {"code": "6", "written": "6"},
        "old": {"code": "2A", "written": "2A"},
        "based_on": 2,
        "reason": "typing",
    }


def test_a_correction_of_two_fields_is_two_statements() -> None:
    found = said(
        "2 March 2017 | Referral received | | | source: 2A",
        "6 March 2017 | Fact corrected | | | what: Referral received, 2 March 2017; source: 6; no further action: yes",
    )

    assert [s.data.get("field") for s in found[1:]] == ["source", "no_further_action"]


def test_a_moved_start_takes_a_key_that_no_other_fact_has() -> None:
    *_, statement = said(
        "2 March 2017 | Child seen | | |",
        "9 March 2017 | Child seen | | |",
        "13 March 2017 | Fact corrected | | | what: Child seen, 2 March 2017; day: 9 March 2017",
    )

    assert statement.data["moved_to"] == "seen/2017-03-09/2"


def test_a_start_moved_back_has_its_own_key_again() -> None:
    *_, statement = said(
        "2 March 2017 | Child seen | | |",
        "13 March 2017 | Fact corrected | | | what: Child seen, 2 March 2017; day: 9 March 2017",
        "14 March 2017 | Fact corrected | | | what: Child seen, 2 March 2017; day: 2 March 2017",
    )

    assert statement.data["moved_to"] == "seen/2017-03-02/1"


def test_a_moved_end_keeps_its_key() -> None:
    *_, statement = said(
        "2 March 2017 | Episode of need opened | | |",
        "20 June 2017 | Case closed | | |",
        "27 June 2017 | Fact corrected | | | what: Case closed, 20 June 2017; day: 19 June 2017",
    )

    assert statement.fact == "episode/2017-03-02/1/closed"
    assert "moved_to" not in statement.data


def test_a_correction_is_retracted_alone() -> None:
    *_, statement = said(
        "2 March 2017 | Referral received | | | source: 2A",
        "6 March 2017 | Fact corrected | | | what: Referral received, 2 March 2017; source: 6",
        "7 March 2017 | Fact retracted | | | what: Fact corrected, 6 March 2017",
    )

    assert statement.data == {"statement": 2}


def test_a_merge_is_written_on_both_records() -> None:
    found = said(
        "2 March 2017 | Ada | Child seen |",
        "3 March 2017 | Bea | Child seen |",
        "4 March 2017 | | Records merged | survivor: Ada; absorbed: Bea",
        columns="Date | Child | Event | Details",
    )

    assert [s.stream for s in found[2:]] == ["child:001:Ada", "child:001:Bea"]
    assert found[2].data == found[3].data == {"survivor": "child:001:Ada", "absorbed": "child:001:Bea"}


def test_two_of_one_day_are_told_apart_by_the_worker() -> None:
    rows = (
        "2 March 2017 | Worker allocated | Priya Shah | |",
        "2 March 2017 | Worker allocated | Ruth Vale | | role: consultant",
    )

    *_, statement = said(*rows, "6 March 2017 | Fact retracted | | | what: Worker allocated, 2 March 2017, Ruth Vale")

    assert statement.fact == "worker-allocation/2017-03-02/2"
    with pytest.raises(NotAScenario, match=r"There are several 'Worker allocated' of 2 March 2017: say whose"):
        said(*rows, "6 March 2017 | Fact retracted | | | what: Worker allocated, 2 March 2017")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("what: Fact corrected, 6 March 2017; source: 6", "it can be retracted, and nothing else"),
        ("what: Child registered, 1 March 2017; day: 2 March 2017", "happens on no day, so there is none to correct"),
    ],
)
def test_what_cannot_be_corrected_is_refused(row: str, says: str) -> None:
    with pytest.raises(NotAScenario, match=says):
        said(
            "1 March 2017 | Child registered | | | date of birth: 4 May 2006",
            "2 March 2017 | Referral received | | | source: 2A",
            "6 March 2017 | Fact corrected | | | what: Referral received, 2 March 2017; source: 3A",
            f"7 March 2017 | Fact corrected | | | {row}",
        )


def test_a_month_is_an_interval() -> None:
    (statement,) = said("January 2017 | Hub opened | | | hub: Hub 4")

    assert (statement.occurred_on, statement.occurred_from) == (date(2017, 1, 31), date(2017, 1, 1))
    assert statement.precision == "interval"


def test_by_a_day_is_an_interval_without_a_beginning() -> None:
    (statement,) = said("by 31 March 2017 | Hub opened | | | hub: Hub 4")

    assert (statement.occurred_on, statement.occurred_from) == (date(2017, 3, 31), None)
    assert statement.precision == "interval"


def test_by_a_day_is_for_the_organisation_alone() -> None:
    with pytest.raises(NotAScenario, match="'by' is for events of the organisation"):
        said("by 31 March 2017 | Referral received | | |")
