"""Caseloads and holders: who holds which open cases, and that nobody is overlooked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from journey.projections.effective import Fact
from journey.projections.holding.caseloads import BY, By, caseloads
from journey.projections.holding.holders import holders
from tests.projections.facts.building import batch, fact, organisation

AS_AT = date(2025, 3, 31)
OPENED = date(2024, 11, 4)


def case(*more: Fact, worker: str | None = None) -> list[Fact]:
    """An open episode, with a worker when one is named."""
    held = [fact("AllocationObserved", AS_AT, worker=worker, team="North")] if worker else []
    return [fact("CINEpisodeOpened", OPENED), *held, *more]


def loads(*histories: list[Fact], by: By = "lead_worker") -> dict[str, int]:
    frame = caseloads(holders(batch(*histories, as_at=AS_AT)), by)
    return dict(zip(frame["holder"], frame["children"], strict=True))


def test_each_worker_is_counted_by_the_open_cases_they_hold() -> None:
    assert loads(case(worker="w:ada"), case(worker="w:ada"), case(worker="w:ben")) == {
        "w:ada": 2,
        "w:ben": 1,
        "unallocated": 0,
    }


@pytest.mark.parametrize("by", BY)
def test_there_is_always_a_row_of_those_without(by: By) -> None:
    assert loads(by=by) == {"unallocated": 0}


def test_a_long_list_is_answered_as_a_short_one_is() -> None:
    shown = fact("AllocationObserved", AS_AT, worker="w:ada", team="North")
    lines = [replace(shown, key=f"allocation/{AS_AT}/{number}") for number in range(17_000)]

    assert loads([fact("CINEpisodeOpened", OPENED), *lines]) == {"w:ada": 1, "unallocated": 0}


def test_a_closed_case_is_in_no_caseload() -> None:
    closed = fact("CaseClosed", date(2025, 3, 3), of=OPENED)

    assert loads(case(closed, worker="w:ada")) == {"unallocated": 0}


def test_an_open_case_that_no_worker_holds_is_unallocated() -> None:
    blank = fact("AllocationObserved", AS_AT, no_worker="#N/A", team="North")

    assert loads(case(blank)) == {"unallocated": 1}


def test_a_worker_who_left_holds_nothing() -> None:
    ended = [fact("WorkerAllocated", OPENED, worker="w:ada"), fact("WorkerEnded", date(2025, 2, 3), of=OPENED)]

    assert loads(case(*ended)) == {"unallocated": 1}


def test_the_worker_of_an_earlier_case_does_not_hold_this_one() -> None:
    before = date(2023, 5, 2)
    earlier = [fact("CINEpisodeOpened", before), fact("WorkerAllocated", before, worker="w:ada"),
               fact("CaseClosed", date(2023, 8, 1), of=before)]  # fmt: skip

    assert loads(case(*earlier)) == {"unallocated": 1}


def test_where_no_source_holds_allocations_the_worker_is_not_known() -> None:
    held = holders(batch(case(), as_at=AS_AT, names=("CINEpisodeOpened",)))

    assert held["lead_worker"].to_list() == ["not known"]


def test_a_duty_tray_is_marked() -> None:
    on_duty = fact("AllocationObserved", AS_AT, no_worker="Duty Team")

    frame = caseloads(holders(batch(case(on_duty), case(), as_at=AS_AT)))

    assert frame.select("holder", "children", "duty").rows() == [("unallocated", 2, 1)]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ([], "other"),
        ([fact("AssessmentStarted", OPENED)], "assessment"),
        ([fact("CINPlanStarted", OPENED)], "cin"),
        ([fact("CaseStatusObserved", AS_AT, status="open-assessment")], "assessment"),
        ([fact("CaseStatusObserved", AS_AT, status="child-in-need-plan"), fact("AssessmentStarted", OPENED)], "cin"),
        ([fact("CPPlanStarted", OPENED), fact("CINPlanStarted", OPENED)], "cp"),
        ([fact("CPPlanStarted", OPENED), fact("BecameLookedAfter", OPENED)], "looked_after"),
        ([fact("CareLeaverStatusObserved", AS_AT)], "leaver"),
    ],
)
def test_a_child_is_counted_under_one_kind(more: list[Fact], kind: str) -> None:
    frame = caseloads(holders(batch(case(*more, worker="w:ada"), as_at=AS_AT)))

    row = frame.rows(named=True)[0]
    assert row["children"] == row[kind] == 1


def test_families_are_counted_once() -> None:
    of_family = [fact("ChildRegistered", None, family="f:1")]

    siblings = batch(case(*of_family, worker="w:ada"), case(*of_family, worker="w:ada"), as_at=AS_AT)

    assert caseloads(holders(siblings)).select("children", "families").rows()[0] == (2, 1)


def test_full_time_equivalents_are_those_of_the_posts() -> None:
    structure = organisation(fact("WorkerPostStarted", OPENED, worker="w:ada", fte_hundredths=60), as_at=AS_AT)

    frame = caseloads(holders(batch(case(worker="w:ada"), as_at=AS_AT)), "lead_worker", structure)

    assert frame.select("holder", "fte").rows() == [("w:ada", 0.6), ("unallocated", None)]


def test_the_events_behind_a_holder_are_each_there_once_and_in_order() -> None:
    shown = fact("AllocationObserved", AS_AT, worker="w:ada", team="North")
    care = fact("BecameLookedAfter", OPENED)
    held = holders(batch([care, shown], [], as_at=AS_AT))

    assert held["positions"].to_list() == [[shown.said[0].position, care.said[0].position], []]


def test_holders_by_one_organisation_are_not_those_by_another() -> None:
    of = batch(case(worker="w:ada"), as_at=AS_AT)
    known = organisation(fact("WorkerIdentified", OPENED, reference="w:ada", same_as="SW1"), as_at=AS_AT)

    assert holders(of)["lead_worker"].to_list() == ["w:ada"]
    assert holders(of, known)["lead_worker"].to_list() == ["SW1"]
