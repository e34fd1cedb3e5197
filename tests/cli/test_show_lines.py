"""The lines of ``journey show`` that must not say more than the sources do."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from journey.cli.coded import with_label
from journey.cli.show_page import lead
from journey.cli.show_words import details
from journey.domain.carries import Carried
from journey.projections.effective import Fact
from journey.projections.one_child.facts import Child
from journey.projections.organisation.structure import UNKNOWN
from journey.projections.standing.header import workers_held
from journey.projections.standing.standing import not_recorded
from journey.reports.words import words
from tests.cli.running import journey


def test_workers_of_files_that_show_a_few_days_are_at_least_so_many(sample: str) -> None:
    done = journey("show", "1000504", "--format", "json", store=sample)
    now = json.loads(done.stdout)["meta"]["now"]

    assert now["workers_complete"] is False
    shown = journey("show", "1000504", store=sample).stdout
    line = next(line for line in shown.splitlines() if "Workers in twelve months" in line)
    assert f"at least {now['workers_12m']} (" in line


@pytest.mark.parametrize(
    ("beside", "value", "note"),
    [
        ({"workers_complete": True, "workers_unmatched": False}, 3, ""),
        ({"workers_complete": False, "workers_unmatched": False}, "at least 3", "not every day of them is covered"),
        (
            {"workers_complete": False, "workers_unmatched": True},
            "at least 3",
            "by number and by name, which were not matched: the larger count alone",
        ),
    ],
)
def test_the_line_says_why_there_may_have_been_more(beside: dict[str, Any], value: object, note: str) -> None:
    (line,) = lead({"workers_12m": 3, **beside})

    assert (line.value, line.note) == (value, note)


def test_findings_say_of_what_they_are_none() -> None:
    (line,) = lead({"findings": 0})

    assert line.note == "in how facts are written; contradictions: journey quality"


@pytest.mark.parametrize(
    ("code", "codes", "said"),
    [
        ("20", "factors", "20 Other"),
        ("V2", "legal-status", "V2 Single period of accommodation under section 20"),
        ("WBRI", "ethnicity", "WBRI White British"),
        ("yes", "yes-no", "yes"),
    ],
)
def test_a_code_alone_is_shown_with_its_label(code: str, codes: str, said: str) -> None:
    assert words(with_label({"code": code, "written": code}, codes)) == said


def test_what_a_source_wrote_beside_a_code_stays() -> None:
    written = {"code": "N1", "written": "N1 - Abuse, as they call it"}

    assert with_label(written, "need") == written


def allocated(on: date, worker: str, event: str = "WorkerAllocated") -> Fact:
    return Fact(f"allocation/{on}/1", event, on, {"worker": worker}, "effective", on, None, ())


def held(*facts: Fact, carries: Any = "of some", first: date = date(2023, 4, 1)) -> dict[str, Any]:
    as_at = date(2025, 3, 31)
    coverage = (Carried("WorkerAllocated", carries, first, as_at),)
    return workers_held(Child(facts, None, as_at, coverage), UNKNOWN, "999")


def test_exact_allocations_that_cover_the_twelve_months_are_all() -> None:
    said = held(allocated(date(2024, 1, 8), "SW1000"), allocated(date(2024, 9, 2), "SW1001"))

    assert said == {"workers_12m": 2, "workers_complete": True, "workers_unmatched": False}


def test_a_source_of_some_children_says_nothing_of_the_time_before_it_shows_the_child() -> None:
    assert not held(allocated(date(2024, 9, 2), "SW1001"))["workers_complete"]
    assert held(allocated(date(2024, 9, 2), "SW1001"), carries="every")["workers_complete"]


def test_a_source_that_begins_within_the_twelve_months_does_not_hold_them_all() -> None:
    assert not held(allocated(date(2024, 1, 8), "SW1000"), first=date(2024, 10, 1))["workers_complete"]


def test_a_number_and_a_name_are_not_added_up() -> None:
    numbers = [allocated(date(2024, 1, 8), "SW1000"), allocated(date(2024, 9, 2), "SW1001")]
    names = [allocated(date(2025, 3, 30), "w:0958850f7fdf", "AllocationObserved")]

    assert held(*numbers, *names) == {"workers_12m": 2, "workers_complete": False, "workers_unmatched": True}


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("ReferralDecisionMade", {"decided_by": "w:1"}),
        ("SupervisionHeld", {"supervisor": "w:1"}),
        ("FactCorrected", {"field": "decided_by", "old": "w:2", "value": "w:1"}),
        ("FactProgressed", {"fields": {"authorised_by": "w:1"}}),
    ],
)
def test_whoever_had_a_part_in_it_is_named(event: str, data: dict[str, Any]) -> None:
    row = {"event": event, "fact": "referral/2025-03-03/1/decision", "data": data}

    said = details(row, {"w:1": "Priya Shah", "w:2": "Vik Brookmere"})

    assert "Priya Shah" in said
    assert "w:" not in said


@pytest.mark.parametrize(
    ("systems", "said"),
    [
        ([], "by anybody"),
        (["annex-a", "report:visits"], "in List 8 or report:visits"),
        (["annex-a", "report:reviews", "report:visits", "report:supervision"], "in List 8 or any of 3 reports"),
    ],
)
def test_what_is_not_recorded_says_where_it_was_looked_for(systems: list[str], said: str) -> None:
    assert not_recorded(systems, "List 8") == {"not_recorded": said}
