"""Handoffs: what counts as one, what is only cover, and what is a change of the organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.projections.effective import Fact
from journey.projections.holding.handoffs import HandoffSettings, handoffs
from journey.projections.organisation.structure import UNKNOWN, Structure
from tests.projections.facts.building import batch, fact, organisation, rows

AS_AT = date(2017, 12, 31)
MARCH, MAY = date(2017, 3, 3), date(2017, 5, 1)


def found(*facts: Fact, structure: Structure = UNKNOWN, columns: tuple[str, ...] = ("kind", "from", "to")) -> list[Any]:
    """The changes around one child."""
    return rows(handoffs(batch(list(facts), as_at=AS_AT), structure), *columns)


def held_by(worker: str, on: date, **more: Any) -> Fact:
    return fact("WorkerAllocated", on, worker=worker, **more)


def shown(worker: str | None, on: date, **more: Any) -> Fact:
    return fact("AllocationObserved", on, worker=worker, **more)


def test_a_change_of_the_lead_worker_is_a_handoff() -> None:
    assert found(held_by("w:ada", MARCH), held_by("w:ben", MAY)) == [("worker_handoff", "w:ada", "w:ben")]


def test_one_worker_throughout_is_none() -> None:
    assert found(held_by("w:ada", MARCH), held_by("w:ada", MAY)) == []


def test_one_person_under_two_references_is_none() -> None:
    structure = organisation(fact("WorkerIdentified", MARCH, reference="w:ben", same_as="w:ada"), as_at=AS_AT)

    assert found(held_by("w:ada", MARCH), held_by("w:ben", MAY), structure=structure) == []


@pytest.mark.parametrize(
    ("back", "kinds"),
    [
        # Away from Monday 6 March 2017: ten working days are up on Monday 20 March.
        (date(2017, 3, 16), ["cover"]),
        (date(2017, 3, 20), ["cover"]),
        (date(2017, 3, 21), ["round_trip", "worker_handoff", "worker_handoff"]),
    ],
)
def test_cover_of_ten_working_days_is_no_handoff(back: date, kinds: list[str]) -> None:
    changes = found(held_by("w:ada", MARCH), held_by("w:ben", date(2017, 3, 6)), held_by("w:ada", back))

    assert sorted(kind for kind, *_ in changes) == kinds


def test_cover_without_a_return_is_a_handoff() -> None:
    changes = found(held_by("w:ada", MARCH), held_by("w:ben", date(2017, 3, 6)), held_by("w:cai", date(2017, 3, 9)))

    assert [kind for kind, *_ in changes] == ["worker_handoff", "worker_handoff"]


@pytest.mark.parametrize(("back", "trips"), [(date(2018, 5, 1), 1), (date(2018, 5, 2), 0)])
def test_a_return_within_twelve_months_is_a_round_trip(back: date, trips: int) -> None:
    history = [held_by("w:ada", MARCH), held_by("w:ben", MAY), held_by("w:ada", back)]

    changes = handoffs(batch(history, as_at=date(2018, 12, 31)))

    assert changes["kind"].to_list().count("round_trip") == trips
    assert changes["kind"].to_list().count("worker_handoff") == 2


def test_a_change_of_the_consultant_is_a_formal_reallocation() -> None:
    facts = [held_by("w:ada", MARCH), held_by("w:con", MARCH, ordinal=2, role="consultant"),
             held_by("w:new", MAY, role="consultant")]  # fmt: skip

    assert found(*facts) == [("formal_reallocation", "w:con", "w:new")]


def test_a_merger_of_hubs_is_a_remap_when_the_worker_stays() -> None:
    structure = organisation(fact("HubsMerged", MAY, from_hubs=["Hub 4"], into_hub="Hub 5"), as_at=AS_AT)

    assert found(held_by("w:ada", MARCH, hub="Hub 4"), structure=structure) == [
        ("organisational_remap", "Hub 4", "Hub 5")
    ]


def test_a_merger_does_not_move_a_child_whose_case_had_closed() -> None:
    structure = organisation(fact("HubsMerged", MAY, from_hubs=["Hub 4"], into_hub="Hub 5"), as_at=AS_AT)
    closed = [fact("CINEpisodeOpened", MARCH), fact("CaseClosed", date(2017, 4, 3), of=MARCH)]

    assert found(held_by("w:ada", MARCH, hub="Hub 4"), *closed, structure=structure) == []


def test_after_a_merger_the_old_name_means_the_new_hub() -> None:
    structure = organisation(fact("HubsMerged", MAY, from_hubs=["Hub 4"], into_hub="Hub 5"), as_at=AS_AT)
    later = held_by("w:ben", date(2017, 6, 1), hub="Hub 4")

    kinds = [kind for kind, *_ in found(held_by("w:ada", MARCH, hub="Hub 5"), later, structure=structure)]

    assert kinds == ["worker_handoff"]


def test_each_child_of_a_hub_taken_apart_goes_its_own_way() -> None:
    structure = organisation(fact("HubDisaggregated", MAY, hub="Hub 2", into_hubs=["Hub 4", "Hub 5"]), as_at=AS_AT)
    one = [held_by("w:ada", MARCH, hub="Hub 2"), held_by("w:ada", MAY, hub="Hub 4")]
    other = [held_by("w:ben", MARCH, hub="Hub 2"), held_by("w:ben", MAY, hub="Hub 7")]

    changes = handoffs(batch(one, other, as_at=AS_AT), structure)

    assert rows(changes, "child", "kind", "to") == [(0, "organisational_remap", "Hub 4"), (1, "hub_transfer", "Hub 7")]


def test_a_transfer_moves_the_child_and_returning_is_a_round_trip() -> None:
    there, back = date(2017, 4, 3), date(2017, 7, 3)
    facts = [held_by("w:ada", MARCH, hub="CP-13"),
             fact("HubTransferAgreed", MARCH, to_hub="CLA-17"), fact("HubTransferred", there, of=MARCH),
             fact("HubTransferAgreed", MAY, to_hub="CP-13"), fact("HubTransferred", back, of=MAY)]  # fmt: skip

    assert found(*facts) == [
        ("hub_transfer", "CP-13", "CLA-17"),
        ("hub_transfer", "CLA-17", "CP-13"),
        ("round_trip", "CLA-17", "CP-13"),
    ]


def test_a_team_that_joins_another_hub_is_a_remap() -> None:
    structure = organisation(fact("TeamMapped", MARCH, team="North", hub="Hub 1"),
                             fact("TeamMapped", date(2017, 6, 1), team="North", hub="Hub 2"), as_at=AS_AT)  # fmt: skip
    facts = [shown("w:ada", date(2017, 3, 31), team="North"), shown("w:ada", date(2017, 6, 30), team="North")]

    assert found(*facts, structure=structure) == [("organisational_remap", "Hub 1", "Hub 2")]


def test_two_files_show_a_change_between_them_and_nothing_more() -> None:
    facts = [shown("w:ada", date(2017, 3, 31)), shown("w:ben", date(2017, 6, 30), known_from=date(2017, 6, 1))]

    (row,) = found(*facts, columns=("kind", "day", "from_on", "precision"))

    assert row == ("worker_handoff", date(2017, 6, 30), date(2017, 6, 1), "interval")


def test_a_blank_between_is_unknown_and_widens_the_interval() -> None:
    facts = [shown("w:ada", date(2017, 3, 31)), shown(None, date(2017, 4, 30), known_from=date(2017, 4, 1)),
             shown("w:ben", date(2017, 5, 31), known_from=date(2017, 5, 1))]  # fmt: skip

    assert found(*facts, columns=("day", "from_on")) == [(date(2017, 5, 31), date(2017, 4, 1))]


def test_a_blank_between_the_same_worker_is_nothing() -> None:
    assert found(shown("w:ada", MARCH), shown(None, date(2017, 4, 3)), shown("w:ada", MAY)) == []


def test_another_case_under_another_worker_is_no_handoff() -> None:
    closed = [fact("CINEpisodeOpened", MARCH), fact("CaseClosed", date(2017, 4, 3), of=MARCH)]

    assert found(held_by("w:ada", MARCH), *closed, held_by("w:ben", MAY)) == []


def test_leaving_care_under_another_worker_is_a_handoff() -> None:
    care = [fact("BecameLookedAfter", MARCH), fact("CeasedLookedAfter", date(2017, 4, 3), of=MARCH),
            fact("CareLeaverStatusObserved", MAY)]  # fmt: skip

    assert found(shown("w:ada", MARCH), *care, shown("w:ben", MAY)) == [("worker_handoff", "w:ada", "w:ben")]


@pytest.mark.parametrize(("moved", "stage"), [(date(2017, 3, 17), "planned"), (date(2017, 3, 20), "other")])
def test_soon_after_a_transfer_point_a_handoff_is_planned(moved: date, stage: str) -> None:
    conference = fact("InitialCPConferenceHeld", MARCH)

    changes = found(held_by("w:ada", MARCH), conference, held_by("w:ben", moved), columns=("kind", "stage"))

    assert changes == [("worker_handoff", stage)]


def test_the_worker_that_annex_a_shows_may_be_the_consultant() -> None:
    history = [shown("w:ada", MARCH), shown("w:ben", MAY)]

    changes = handoffs(batch(history, as_at=AS_AT), settings=HandoffSettings(shown_role="consultant"))

    assert changes["kind"].to_list() == ["formal_reallocation"]


def test_every_row_names_the_events_behind_it() -> None:
    history = [held_by("w:ada", MARCH), held_by("w:ben", MAY)]

    (positions,) = handoffs(batch(history, as_at=AS_AT))["positions"].to_list()

    assert positions == [one.said[0].position for one in history]
