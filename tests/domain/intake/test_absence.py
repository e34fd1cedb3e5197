"""Facts that a file lacks: deletions, lawful exits, and what a refused row leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from journey.domain.errors import TooManyRetractions
from journey.domain.extract import Row
from journey.projections.standing.standing import open_of
from tests.domain.intake.months import APRIL, MARCH, MAY, START, log_of, named, said
from tests.domain.intake.sources import MemoryLog, care, contact, enquiry, episode, extract, refusal


def test_a_fact_that_a_list_should_hold_and_lacks_is_retracted_and_reinstated_when_it_returns() -> None:
    row = {"Contacts": [contact("1", START)]}
    log = log_of(row, {"Contacts": []}, row)

    assert named(log, APRIL) == [("FactRetracted", "contact/2024-12-02/1")]
    assert named(log, MAY) == [("FactReinstated", "contact/2024-12-02/1")]


def test_a_retracted_enquiry_takes_what_belongs_to_it_along() -> None:
    log = log_of({"Enquiries": [enquiry("1", START, date(2024, 12, 16))]}, {"Enquiries": []})

    assert {f.event: f.state for f in log.facts("1", APRIL)} == {
        "Section47Started": "retracted",
        "StrategyDiscussionHeld": "retracted",
        "InitialCPConferenceHeld": "retracted",
    }


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ({"Contacts": [contact("1", date(2024, 10, 20))]}, {"Contacts": []}, "aged out of the window"),
        ({"Contacts": [contact("1", date(2024, 10, 31))]}, {"Contacts": []}, "aged out of the window"),
        ({"Episodes": [episode("1", START, date(2024, 10, 20))]}, {"Episodes": []}, "aged out of the window"),
        ({"Contacts": [contact("1", START, date_of_birth=date(2007, 4, 30))]}, {"Contacts": []}, "18 or over"),
        ({"Episodes": [episode("1", START)]}, {"Episodes": [], "Care": [care("1", START)]}, "moved to another list"),
        (
            {"Episodes": [episode("1", START, date(2025, 1, 20), reason="RC2")]},
            {"Episodes": []},
            "died",
        ),
        (
            {"Contacts": [contact("1", START)]},
            {"Contacts": [contact("2", START)]},
            "under another id",
        ),
    ],
)
def test_a_lawful_exit_retracts_nothing(before: dict[str, list[Row]], after: dict[str, list[Row]], why: str) -> None:
    log = MemoryLog()
    log.take(extract(MARCH, before))

    plan = log.take(extract(APRIL, after))

    assert plan.totals["retracted"] == 0
    assert plan.reasons == {why: 1}
    assert not any(s.name == "FactRetracted" for s in said(log))


def test_eighteen_tomorrow_is_not_eighteen() -> None:
    log = log_of({"Contacts": [contact("1", START, date_of_birth=date(2007, 5, 1))]}, {"Contacts": []})

    assert named(log, APRIL) == [("FactRetracted", "contact/2024-12-02/1")]


def test_a_brother_born_another_day_is_not_the_same_child() -> None:
    log = log_of(
        {"Contacts": [contact("1", START, date_of_birth=date(2015, 1, 1))]},
        {"Contacts": [contact("2", START, date_of_birth=date(2017, 1, 1))]},
    )

    assert named(log, APRIL) == [("FactRetracted", "contact/2024-12-02/1")]


def test_an_open_case_may_have_ended_and_aged_out_between_two_files_far_apart() -> None:
    log = MemoryLog()
    log.take(extract(date(2024, 3, 31), {"Episodes": [episode("1", date(2024, 1, 8))]}))

    plan = log.take(extract(MAY, {"Episodes": []}))

    assert plan.reasons == {"aged out of the window": 1}


def test_a_list_that_the_file_lacks_says_nothing() -> None:
    log = log_of({"Contacts": [contact("1", START)], "Care": []}, {"Care": []})

    assert said(log, of=APRIL) == []


@pytest.mark.parametrize("refused", [refusal("1"), refusal(None)])
def test_a_refused_row_counts_as_present_and_the_question_stays_open(refused: object) -> None:
    log = MemoryLog()
    log.take(extract(MARCH, {"Contacts": [contact("1", START)]}))
    log.take(extract(APRIL, {"Contacts": []}, refused={"Contacts": [refused]}))  # type: ignore[list-item]

    plan = log.take(extract(MAY, {"Contacts": []}))

    assert said(log, of=APRIL) == []
    assert plan.totals["retracted"] == 1


def test_what_a_refused_row_may_be_is_counted_until_a_file_settles_it() -> None:
    rows = {"Contacts": [contact("1", START), contact("2", START)]}
    log = MemoryLog()
    log.take(extract(MARCH, rows))

    unknown = log.take(extract(APRIL, {"Contacts": [contact("2", START)]}, refused={"Contacts": [refusal(None)]}))
    settled = log.take(extract(MAY, rows))

    assert unknown.reasons == {"a refused row may be it": 1}
    assert (unknown.totals["retracted"], unknown.totals["aged_out"]) == (0, 0)
    assert settled.reasons == {}


def test_the_guard_says_which_of_the_missing_only_earlier_files_held() -> None:
    log = MemoryLog()
    log.take(extract(MARCH, {"Contacts": [contact(str(i), START) for i in range(4)]}))
    kept = [contact(str(i), START) for i in (2, 3)]
    log.take(extract(APRIL, {"Contacts": kept}, refused={"Contacts": [refusal(None)]}))

    with pytest.raises(TooManyRetractions, match="1 of the 2 rows of the file of 30/04/2025 and 2 that only files bef"):
        log.take(extract(MAY, {"Contacts": kept[1:]}), strict=True)


def test_a_refused_row_of_another_child_shields_nobody_else() -> None:
    log = MemoryLog()
    log.take(extract(MARCH, {"Contacts": [contact("1", START)]}))

    plan = log.take(extract(APRIL, {"Contacts": []}, refused={"Contacts": [refusal("2")]}))

    assert plan.totals["retracted"] == 1


def test_a_value_that_cannot_be_read_neither_ends_nor_reopens_anything() -> None:
    unread = {"Closed": {"written": "31/02/2025", "problem": "is not a date"}}
    log = log_of(
        {"Episodes": [episode("1", START, date(2025, 1, 20))]},
        {"Episodes": [episode("1", START, unread=unread, worker="w:a")]},  # type: ignore[arg-type]
    )

    facts = {f.event: f for f in log.facts("1", APRIL)}

    assert facts["CaseClosed"].stands
    assert facts["CINEpisodeOpened"].data["unread"] == unread


def test_a_list_that_would_lose_more_than_a_fifth_stops_the_import() -> None:
    rows = [contact(str(i), START) for i in range(10)]
    log = log_of({"Contacts": rows})

    with pytest.raises(TooManyRetractions, match="Contacts: 3 of the 10 rows"):
        log.take(extract(APRIL, {"Contacts": rows[3:]}), strict=True)
    plan = log.take(extract(MAY, {"Contacts": rows[2:]}), strict=True)

    assert plan.totals["retracted"] == 2


def test_a_later_file_may_not_lose_a_fifth_against_one_that_arrives_after_it() -> None:
    rows = [contact(str(i), START) for i in range(10)]
    log = MemoryLog()
    log.take(extract(APRIL, {"Contacts": rows[:3]}))

    with pytest.raises(TooManyRetractions, match="Contacts: 7 of the 10 rows of the file of 31/03/2025"):
        log.take(extract(MARCH, {"Contacts": rows}), strict=True)


def test_a_file_without_the_current_lists_makes_no_child_newly_listed() -> None:
    listed = {"Episodes": [episode("1", START)], "Care": [care("1", START)]}
    log = log_of(listed, {"Contacts": []})

    plan = log.take(extract(MAY, {"Episodes": [], "Care": [care("1", START)], "Contacts": []}))

    assert plan.totals["retracted"] == 1


def test_what_leaves_a_list_while_open_says_since_when_and_why_and_takes_it_back_when_it_returns() -> None:
    adult = {"Episodes": [episode("1", START, worker="w:a", date_of_birth=date(2007, 4, 10))]}
    log = log_of(adult, {"Episodes": []})

    (statement,) = said(log, of=APRIL)
    (before,) = [f for f in log.facts("1", APRIL) if f.event == "CINEpisodeOpened"]
    log.take(extract(MAY, adult))
    (after,) = [f for f in log.facts("1", MAY) if f.event == "CINEpisodeOpened"]

    gone = {"not_listed_since": APRIL, "not_listed_because": "18 or over"}
    assert (statement.name, statement.data) == ("FactProgressed", {"fields": gone})
    assert before.stands
    assert before.data["not_listed_since"] == APRIL
    assert not open_of([before], "CINEpisodeOpened", "CaseClosed")
    assert open_of([after], "CINEpisodeOpened", "CaseClosed") == [after]


def test_what_ended_before_it_left_a_list_says_nothing_more() -> None:
    log = log_of({"Episodes": [episode("1", START, date(2024, 10, 20))]}, {"Episodes": []})

    assert said(log, of=APRIL) == []


def test_only_children_of_whom_the_file_speaks_are_counted() -> None:
    log = log_of({"Contacts": [contact("1", START), contact("2", START)]})

    plan = log.take(extract(APRIL, {"Contacts": [contact("1", START)]}))

    assert plan.children == 1
