"""Workers known by number and by name, and why a worker came: what of it is a handoff."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from journey.projections.batch import COVERAGE_COLUMNS, Batch, day_of
from journey.projections.batch_memory import batch_of
from journey.projections.effective import Fact
from journey.projections.holding.handoffs import handoffs
from journey.projections.organisation.structure import UNKNOWN, Structure
from tests.projections.facts.building import LA, fact, organisation, rows

AS_AT = date(2025, 6, 30)
FIRST, LAST = date(2024, 4, 1), date(2025, 3, 31)
MAY, JULY, OCTOBER = date(2024, 5, 7), date(2024, 7, 2), date(2024, 10, 1)
APRIL = date(2025, 4, 30)


def held_by(worker: str, on: date, reason: str | None = None) -> Fact:
    return fact("WorkerAllocated", on, worker=worker, reason=reason)


def shown(worker: str, on: date, since: date | None = None) -> Fact:
    return fact("AllocationObserved", on, worker=worker, known_from=since)


def journey(*facts: Fact, covered: bool = True, settings: frozenset[str] = frozenset()) -> Batch:
    """One child, of whom the return of 2024-25 holds every allocation."""
    held = [(LA, "WorkerAllocated", "of some", day_of(FIRST), day_of(LAST))] if covered else []
    found = batch_of([(LA, "1", list(facts))], AS_AT, AS_AT, pl.DataFrame(held, COVERAGE_COLUMNS, orient="row"))
    found.settings = settings
    return found


def changes(batch: Batch, *columns: str, structure: Structure = UNKNOWN) -> list[Any]:
    return rows(handoffs(batch, structure), *(columns or ("kind", "from", "to")))


def test_a_number_and_a_name_are_not_compared() -> None:
    assert changes(journey(held_by("SW1", MAY), shown("w:ada", JULY))) == []


def test_a_number_and_a_name_of_one_worker_are_compared() -> None:
    structure = organisation(fact("WorkerIdentified", MAY, reference="w:ada", same_as="SW1"), as_at=AS_AT)

    there = changes(journey(held_by("SW1", MAY), shown("w:ada", JULY)), structure=structure)
    gone = changes(journey(held_by("SW1", MAY), shown("w:ben", APRIL)), structure=structure)

    assert (there, gone) == ([], [])
    known = organisation(
        fact("WorkerIdentified", MAY, reference="w:ada", same_as="SW1"),
        fact("WorkerIdentified", MAY, reference="w:ben", same_as="SW2"),
        as_at=AS_AT,
    )
    assert changes(journey(held_by("SW1", MAY), shown("w:ben", APRIL)), structure=known) == [
        ("worker_handoff", "SW1", "SW2")
    ]


def test_what_files_show_within_the_days_of_the_return_adds_nothing() -> None:
    facts = [held_by("SW1", MAY), held_by("SW2", JULY), shown("w:ada", MAY), shown("w:ben", OCTOBER, date(2024, 6, 1))]

    assert changes(journey(*facts), "kind", "day", "from_on") == [("worker_handoff", JULY, None)]


def test_without_the_return_what_files_show_is_all_there_is() -> None:
    facts = [shown("w:ada", MAY), shown("w:ben", OCTOBER, date(2024, 6, 1))]

    assert changes(journey(*facts), "kind", "day", "from_on") == [("worker_handoff", OCTOBER, date(2024, 6, 1))]


def test_a_change_of_name_that_a_change_of_number_may_explain_is_not_told_twice() -> None:
    facts = [held_by("SW1", MAY), held_by("SW2", JULY), shown("w:ada", MAY), shown("w:ben", OCTOBER, date(2024, 6, 1))]

    assert changes(journey(*facts, covered=False), "kind", "from", "to") == [("worker_handoff", "SW1", "SW2")]


def test_after_the_days_of_the_return_names_tell_again() -> None:
    facts = [held_by("SW1", MAY), shown("w:ada", LAST), shown("w:ben", APRIL, date(2025, 3, 1))]

    assert changes(journey(*facts), "kind", "from", "to", "day", "from_on") == [
        ("worker_handoff", "w:ada", "w:ben", APRIL, date(2025, 4, 1))
    ]


@pytest.mark.parametrize(
    ("reason", "kind"), [("FCONTA", "first_contact"), ("ABSENC", "cover"), ("TSPROC", "worker_handoff")]
)
def test_why_a_worker_came_says_whether_it_is_a_handoff(reason: str, kind: str) -> None:
    found = changes(journey(held_by("SW1", MAY), held_by("SW2", OCTOBER, reason)))

    assert found == [(kind, "SW1", "SW2")]


def test_the_return_from_an_absence_belongs_to_it_however_long_it_was() -> None:
    facts = [held_by("SW1", MAY), held_by("SW2", JULY, "ABSENC"), held_by("SW1", OCTOBER, "ABSENC")]

    assert changes(journey(*facts)) == [("cover", "SW1", "SW2")]


@pytest.mark.parametrize(
    ("setting", "reason"), [("handoff_first_contact_counts", "FCONTA"), ("handoff_absence_counts", "ABSENC")]
)
def test_an_authority_may_count_them_all_the_same(setting: str, reason: str) -> None:
    facts = [held_by("SW1", MAY), held_by("SW2", OCTOBER, reason)]

    assert changes(journey(*facts, settings=frozenset({setting}))) == [("worker_handoff", "SW1", "SW2")]


def test_a_return_to_a_worker_left_by_a_first_contact_is_a_round_trip() -> None:
    facts = [held_by("SW1", MAY), held_by("SW2", JULY, "FCONTA"), held_by("SW1", OCTOBER)]

    assert changes(journey(*facts)) == [
        ("first_contact", "SW1", "SW2"),
        ("round_trip", "SW2", "SW1"),
        ("worker_handoff", "SW2", "SW1"),
    ]
