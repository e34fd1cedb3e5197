"""What a file newly says: said, progressed, corrected, retracted, reinstated — and when it stays quiet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.domain.extract import Claim, Row
from journey.domain.intake.plan import plan_import
from journey.domain.values import Data
from tests.domain.intake.months import APRIL, MARCH, MAY, START, log_of, named, said
from tests.domain.intake.sources import MONTHLY, MemoryLog, care, contact, enquiry, episode, extract, n, refusal

SEEN = date(2025, 1, 7)


def test_a_fact_is_said_once_with_the_dates_of_its_file() -> None:
    log = log_of({"Contacts": [contact("1", START)]})

    (statement,) = said(log)

    assert (statement.name, statement.fact) == ("ContactReceived", "contact/2024-12-02/1")
    assert (statement.occurred_on, statement.known_on, statement.known_from) == (START, MARCH, None)
    assert statement.source.row == 2


def test_a_file_that_repeats_the_one_before_says_nothing() -> None:
    rows = {"Contacts": [contact("1", START)], "Episodes": [episode("1", START, worker="w:a", status="cin", seen=SEEN)]}

    log = log_of(rows, rows)

    assert said(log, of=APRIL) == []


def test_a_blank_that_is_filled_in_is_progress() -> None:
    closed = date(2025, 1, 20)
    log = log_of(
        {"Episodes": [episode("1", START, worker="w:a")]}, {"Episodes": [episode("1", START, closed, reason="RC7")]}
    )

    (statement,) = said(log, of=APRIL)

    assert (statement.name, statement.fact) == ("CaseClosed", "episode/2024-12-02/1/closed")
    assert statement.occurred_on == closed
    assert statement.known_from == date(2025, 4, 1)


def test_a_filled_in_value_that_changes_is_a_correction() -> None:
    one, other = date(2025, 1, 20), date(2025, 1, 27)
    log = log_of({"Episodes": [episode("1", START, one)]}, {"Episodes": [episode("1", START, other)]})

    (statement,) = said(log, of=APRIL)

    assert statement.name == "FactCorrected"
    assert statement.data == {"field": "occurred_on", "value": other, "old": one, "based_on": 2}


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("unknown", "yes", "FactProgressed"),
        ("unknown", "no", "FactProgressed"),
        ("no", "yes", "FactCorrected"),
        ("yes", "unknown", "FactCorrected"),
    ],
)
def test_what_was_unknown_is_filled_in_and_what_was_known_is_corrected(before: str, after: str, name: str) -> None:
    log = log_of(*({"Enquiries": [enquiry("1", START, SEEN, plan)]} for plan in (before, after)))

    (statement,) = said(log, of=APRIL)

    assert (statement.name, statement.fact) == (name, "initial-conference/2025-01-07/1")


def test_a_fixed_value_that_changes_is_a_correction() -> None:
    log = log_of({"Contacts": [contact("1", START, "6")]}, {"Contacts": [contact("1", START, "8")]})

    (statement,) = said(log, of=APRIL)

    assert (statement.name, statement.data["field"]) == ("FactCorrected", "source")
    assert (statement.data["old"], statement.data["value"]) == (n("6"), n("8"))


def test_another_wording_of_the_same_code_is_no_change() -> None:
    before, after = contact("1", START), contact("1", START)
    assert after.main is not None
    after.main.data["source"] = {"code": "6", "written": "q) 6: Police"}

    log = log_of({"Contacts": [before]}, {"Contacts": [after]})

    assert said(log, of=APRIL) == []


def test_what_is_so_now_is_observed_again_when_it_changes_and_only_then() -> None:
    log = log_of(
        {"Episodes": [episode("1", START, worker="w:a", status="cin")]},
        {"Episodes": [episode("1", START, worker="w:b", status="cin")]},
    )

    (statement,) = said(log, of=APRIL)

    assert (statement.name, statement.fact) == ("AllocationObserved", "allocation/2025-04-30/1")
    assert statement.data["worker"] == "w:b"


def test_a_later_last_date_is_a_new_event_and_one_that_goes_back_does_not_count() -> None:
    log = log_of(
        {"Episodes": [episode("1", START, seen=date(2025, 1, 7))]},
        {"Episodes": [episode("1", START, seen=date(2025, 1, 21))]},
        {"Episodes": [episode("1", START, seen=date(2025, 1, 14))]},
    )

    seen = {f.occurred_on: f.state for f in log.facts("1", MAY) if f.event == "ChildSeen"}

    assert seen == {
        date(2025, 1, 7): "effective",
        date(2025, 1, 14): "set aside",
        date(2025, 1, 21): "effective",
    }


@pytest.mark.parametrize(
    ("before", "known_from"),
    [
        ([[episode("1", START)]], date(2025, 4, 1)),
        ([[episode("1", START, seen=date(2025, 1, 7))]], date(2025, 4, 1)),
        ([[episode("2", START)]], None),
        ([[episode("1", START)], [episode("2", START)]], None),
    ],
    ids=["listed without one", "listed with an earlier one", "another child", "listed, and then not"],
)
def test_only_a_list_that_had_the_child_shows_that_a_last_date_was_not_yet_known(
    before: list[list[Row]], known_from: date | None
) -> None:
    day = date(2025, 1, 21)
    log = log_of(*({"Episodes": rows} for rows in (*before, [episode("1", START, seen=day)])))

    (seen,) = [f for f in log.facts("1", MAY) if f.event == "ChildSeen" and f.occurred_on == day]

    assert seen.known_from == known_from


def test_a_moved_start_date_is_one_correction_and_joins_the_keys() -> None:
    log = log_of(
        {"Episodes": [episode("1", START, worker="w:a")]},
        {"Episodes": [episode("1", date(2024, 11, 29), worker="w:a")]},
    )

    (statement,) = said(log, of=APRIL)
    (fact,) = [f for f in log.facts("1", APRIL) if f.event == "CINEpisodeOpened"]

    assert statement.name == "FactCorrected"
    assert statement.data["moved_to"] == "episode/2024-11-29/1"
    assert (fact.key, fact.occurred_on, fact.state) == ("episode/2024-11-29/1", date(2024, 11, 29), "corrected")


def test_a_start_date_that_moves_as_the_child_comes_into_another_list_is_still_one_correction() -> None:
    moved = date(2024, 11, 29)
    log = log_of(
        {"Episodes": [episode("1", START)]},
        {"Episodes": [episode("1", moved)], "Care": [care("1", date(2025, 4, 7))]},
    )

    episodes = [(f.key, f.state) for f in log.facts("1", APRIL) if f.event == "CINEpisodeOpened"]
    assert episodes == [("episode/2024-11-29/1", "corrected")]


def test_a_start_date_that_moves_too_far_is_a_deletion_and_a_new_fact() -> None:
    far = date(2025, 1, 6)
    log = log_of({"Episodes": [episode("1", START)]}, {"Episodes": [episode("1", far)]})

    assert named(log, APRIL)[:2] == [
        ("FactRetracted", "episode/2024-12-02/1"),
        ("CINEpisodeOpened", "episode/2025-01-06/1"),
    ]


def test_a_start_after_the_file_that_held_the_fact_is_another_fact() -> None:
    log = log_of(
        {"Contacts": [contact("1", date(2025, 3, 20))]},
        {"Contacts": [contact("1", date(2025, 4, 10))]},
    )

    assert named(log, APRIL) == [
        ("FactRetracted", "contact/2025-03-20/1"),
        ("ContactReceived", "contact/2025-04-10/1"),
    ]


def test_a_key_that_a_moved_fact_had_is_never_given_to_another() -> None:
    log = log_of(
        {"Contacts": [contact("1", date(2024, 12, 9), "6")]},
        {"Contacts": [contact("1", date(2024, 12, 2), "6")]},
        {"Contacts": [contact("1", date(2024, 12, 2), "6"), contact("1", date(2024, 12, 9), "8")]},
    )

    assert named(log, MAY) == [("ContactReceived", "contact/2024-12-09/2")]


def test_two_contacts_on_one_day_are_two_facts_and_losing_one_retracts_the_right_one() -> None:
    both = [contact("1", START, "6"), contact("1", START, "8")]

    log = log_of({"Contacts": both}, {"Contacts": both[1:]})

    retracted = [f for f in log.facts("1", APRIL) if f.state == "retracted"]
    assert [f.data["source"] for f in retracted] == [n("6")]


def test_the_order_of_rows_decides_nothing() -> None:
    both = [contact("1", START, "6"), contact("1", START, "8")]

    one, other = log_of({"Contacts": both}), log_of({"Contacts": both[::-1]})

    assert [(s.fact, s.data) for s in said(one)] == [(s.fact, s.data) for s in said(other)]


def test_an_end_that_a_later_file_leaves_blank_is_taken_back() -> None:
    log = log_of({"Episodes": [episode("1", START, date(2025, 1, 20))]}, {"Episodes": [episode("1", START)]})

    assert ("FactRetracted", "episode/2024-12-02/1/closed") in named(log, APRIL)


def test_a_row_without_a_start_attaches_to_the_only_open_episode() -> None:
    log = log_of({"Episodes": [episode("1", START, worker="w:a")]})

    plan = log.take(extract(APRIL, {"Episodes": [episode("1", None, date(2025, 1, 20))]}))

    assert [(s.name, s.fact) for s in plan.statements] == [("CaseClosed", "episode/2024-12-02/1/closed")]


@pytest.mark.parametrize("known", [[], [episode("1", START), episode("1", date(2025, 1, 6))]])
def test_a_row_without_a_start_is_refused_when_it_could_belong_to_none_or_several(known: list[Row]) -> None:
    log = log_of({"Episodes": known})

    plan = log.take(extract(APRIL, {"Episodes": [episode("1", None)]}))

    assert plan.counts["Episodes"]["rejected"] == 1
    assert "could belong" in plan.refused[0][1].problem
    assert plan.totals["retracted"] == 0


def test_a_placement_under_another_date_is_the_same_placement() -> None:
    log = log_of(
        {"Care": [care("1", START, placed=date(2025, 1, 8))]}, {"Care": [care("1", START, placed=date(2025, 1, 6))]}
    )

    (statement,) = said(log, of=APRIL)

    assert (statement.name, statement.data["moved_to"]) == ("FactCorrected", "placement/2025-01-06/1")


def test_another_placement_is_a_new_one_and_the_earlier_one_stays() -> None:
    log = log_of(
        {"Care": [care("1", START, placed=date(2025, 1, 8))]},
        {"Care": [care("1", START, placed=date(2025, 1, 15), urn="2")]},
    )

    assert named(log, APRIL) == [("PlacementStarted", "placement/2025-01-15/1")]
    assert [f.stands for f in log.facts("1", APRIL) if f.event == "PlacementStarted"] == [True, True]


def test_details_of_the_child_are_said_once_filled_in_and_corrected_but_a_blank_says_nothing() -> None:
    born, corrected = date(2015, 1, 1), date(2015, 2, 1)
    log = log_of(
        {"Contacts": [contact("1", START)]},
        {"Contacts": [contact("1", START, date_of_birth=born)]},
        {"Contacts": [contact("1", START, date_of_birth=corrected)]},
    )
    log.take(extract(date(2025, 6, 1), {"Contacts": [contact("1", START)]}))

    assert [s.name for s in said(log) if s.fact == "person"] == ["ChildRegistered", "FactCorrected"]


def test_lists_that_disagree_about_a_child_keep_what_the_others_say() -> None:
    born, other = date(2015, 1, 1), date(2015, 1, 2)
    rows = {
        "Contacts": [contact("1", START, date_of_birth=born), contact("1", date(2025, 1, 6), date_of_birth=born)],
        "Episodes": [episode("1", START, date_of_birth=other)],
    }

    log = log_of(rows)

    person = next(s for s in said(log) if s.name == "ChildRegistered")
    assert person.data == {"date_of_birth": born, "also_written": ["date_of_birth: 2015-01-02 (Episodes)"]}


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ({"team": "South", "worker": "w:b"}, ["team: South (Care)", "worker: w:b (Care)"]),
        ({"team": "North", "worker": "w:b"}, ["worker: w:b (Care)"]),
        ({"team": "North", "worker": "w:a"}, None),
        ({"team": "North", "no_worker": "blank"}, None),
        ({"team": "North", "worker": "SW1001"}, None),
    ],
    ids=["team and worker", "worker", "the same", "nobody", "by number"],
)
def test_lists_that_show_another_worker_or_team_keep_what_the_others_say(shown: Data, kept: list[str] | None) -> None:
    looked_after = replace(care("1", START), claims=(Claim("AllocationObserved", None, shown),))
    rows = {"Care": [looked_after], "Episodes": [episode("1", START, worker="w:a")]}

    log = log_of(rows, rows)

    (observed,) = [s for day in (MARCH, APRIL) for s in said(log, of=day) if s.name == "AllocationObserved"]
    assert (observed.data["worker"], observed.data.get("also_written")) == ("w:a", kept)


def test_a_person_who_corrected_a_fact_is_not_overruled_by_a_file_that_repeats_itself() -> None:
    rows = {"Episodes": [episode("1", START, need="N1")]}
    log = log_of(rows)
    log.correct("1", "episode/2024-12-02/1", "need", n("N4"), date(2025, 4, 2))
    log.take(extract(APRIL, rows))

    (fact,) = [f for f in log.facts("1", APRIL) if f.event == "CINEpisodeOpened"]

    assert fact.data["need"] == n("N4")
    assert fact.disagreements == {"need": [n("N1")]}


def test_what_was_known_before_a_correction_is_still_told() -> None:
    log = log_of({"Contacts": [contact("1", START, "6")]}, {"Contacts": [contact("1", START, "8")]})

    before, after = log.facts("1", APRIL, MARCH), log.facts("1", APRIL, APRIL)

    assert (before[0].data["source"], before[0].state) == (n("6"), "effective")
    assert (after[0].data["source"], after[0].state) == (n("8"), "corrected")


def test_every_row_ends_in_exactly_one_outcome() -> None:
    rows = {
        "Contacts": [contact("1", START), contact("2", START)],
        "Episodes": [episode("1", START), episode("3", None)],
    }
    log = MemoryLog()

    plan = log.take(extract(MARCH, rows, refused={"Contacts": [refusal("4")]}))

    assert plan.counts["Contacts"] == {"rows": 3, "rejected": 1, "new": 2, **_none("Contacts")}
    assert plan.counts["Episodes"] == {"rows": 2, "rejected": 1, "new": 1, **_none("Episodes")}


def _none(_name: str) -> dict[str, int]:
    return dict.fromkeys(
        ("not_child", "reinstated", "corrected", "progressed", "unchanged", "retracted", "aged_out"), 0
    )


def test_statements_are_handed_over_some_children_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journey.domain.intake.plan.AT_A_TIME", 2)
    file = extract(MARCH, {"Contacts": [contact(child, START) for child in "12345"]})
    kept = plan_import(file, MONTHLY, (), lambda streams: dict.fromkeys(streams, ()), lambda _, rows: [b""] * len(rows))
    handed: list[list[str]] = []

    plan = plan_import(
        file, MONTHLY, (), lambda streams: dict.fromkeys(streams, ()), lambda _, rows: [b""] * len(rows),
        hand_over=lambda some: handed.append([s.stream for s in some]),
    )  # fmt: skip

    assert [len(set(streams)) for streams in handed] == [2, 2, 1]
    assert [stream for streams in handed for stream in streams] == [s.stream for s in kept.statements]
    assert (plan.statements, plan.events) == ([], kept.events)
