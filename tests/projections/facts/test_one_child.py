"""Who holds one child's case, told in plain Python, is who the columns say."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.projections.batch import date_of
from journey.projections.effective import Fact
from journey.projections.holding.holders import UNALLOCATED, holders
from journey.projections.one_child.cases import CONSULTANT, case_stretches, hubs, is_open, last_said, workers
from journey.projections.organisation.structure import UNKNOWN, Structure
from tests.depth import examples
from tests.projections.facts.building import LA, batch, fact, organisation
from tests.projections.facts.journeys import AS_AT, FIRST, days, journeys

HUBS = ("Hub 4", "Hub 5", "Hub 6")


@st.composite
def with_hubs(draw: st.DrawFn) -> list[Fact]:
    """A journey with recorded hubs and teams."""
    facts = draw(journeys())
    for day in draw(st.lists(days, max_size=4, unique=True)):
        hub, team = draw(st.sampled_from((*HUBS, None))), draw(st.sampled_from(("North", "South", None)))
        told = {name: value for name, value in (("hub", hub), ("team", team)) if value}
        if not any(f.event == "WorkerAllocated" and f.occurred_on == day for f in facts):
            facts.append(fact("WorkerAllocated", day, worker="w:ada", **told))
    return facts


@st.composite
def organisations(draw: st.DrawFn) -> Structure:
    a_hub, a_team = st.sampled_from(HUBS), st.sampled_from(("North", "South"))
    some_days = st.lists(days, max_size=3, unique=True)
    merged = [fact("HubsMerged", day, from_hubs=[draw(a_hub)], into_hub=draw(a_hub)) for day in draw(some_days)]
    mapped = [
        fact("TeamMapped", day, number, team=draw(a_team), hub=draw(a_hub))
        for number, day in enumerate(draw(some_days), 1)
    ]
    role = st.sampled_from(("lead worker", "consultant"))
    settings = [
        fact("SettingSet", day, number, setting="allocated_worker", value=draw(role))
        for number, day in enumerate(draw(some_days), 1)
    ]
    nobody = [
        fact("SettingSet", day, number, setting="no_worker_words", value="Ben", as_workers=["w:ben"])
        for number, day in enumerate(draw(some_days), 11)
    ]
    return organisation(*merged, *mapped, *settings, *nobody, as_at=AS_AT)


def told(facts: list[Fact], structure: Structure) -> tuple[bool, str | None, str | None, date | None, str | None]:
    """Whether the case is open; lead worker, team, since when the worker, hub."""
    if not is_open(facts):
        return False, None, None, None, None
    cases = case_stretches(facts)
    born = next((f.data["date_of_birth"] for f in facts if f.event == "ChildRegistered"), None)
    assert born is None or isinstance(born, date)
    lead = last_said(workers(facts, structure, LA, born), cases, AS_AT)
    formal = last_said(workers(facts, structure, LA, born, CONSULTANT), cases, AS_AT)
    hub = last_said(hubs(facts, structure, LA), cases, AS_AT)
    worker = lead[0].value if lead else None
    return (
        True,
        worker or UNALLOCATED,
        next((said[0].team for said in (lead, formal) if said and said[0].team), "not known"),
        lead[1] if lead and worker else None,
        hub[0].value if hub else None,
    )


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(with_hubs(), min_size=1, max_size=3), st.one_of(st.just(UNKNOWN), organisations()))
def test_who_holds_the_case(histories: list[list[Fact]], structure: Structure) -> None:
    found = holders(batch(*histories, as_at=AS_AT), structure)

    columns = found.select("open", "lead_worker", "team", "held_since", "hub").rows()
    expected = [
        (is_so, worker, team, None if day is None else date_of(day), hub) for is_so, worker, team, day, hub in columns
    ]
    assert [told(facts, structure) for facts in histories] == expected


def test_a_worker_known_by_two_references_is_one_person() -> None:
    facts = [fact("CINEpisodeOpened", FIRST), fact("WorkerAllocated", FIRST, worker="w:cai")]
    same = fact("WorkerIdentified", FIRST, reference="w:cai", same_as="w:ada")

    assert told(facts, organisation(same, as_at=AS_AT))[1] == "w:ada"
