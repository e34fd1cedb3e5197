"""The header of a journey: where things stand, what is next due and overdue, how often the worker and hub changed.

All of it in plain Python for one child, so that a page does not wait for the columns; they answer for a borough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from journey.domain.calendar import earliest_within_months, months_before
from journey.domain.shapes import shapes
from journey.domain.statements import organisation_stream, split_stream
from journey.projections.cluster import Cluster
from journey.projections.coverage.holdings import Declarations, holdings
from journey.projections.effective import Fact, effective_history, standing_statements
from journey.projections.one_child.cases import (
    EPISODE,
    NUMBER,
    case_stretches,
    referred_on,
    same_case,
    stretches,
    workers,
)
from journey.projections.one_child.cover import Cover
from journey.projections.one_child.facts import Child, born_of, child_of, is_expected
from journey.projections.organisation.rule_settings import on_among
from journey.projections.organisation.structure import Structure, structure_of
from journey.projections.standing.due import what_is_due
from journey.projections.standing.last_held import last_held
from journey.projections.standing.standing import not_recorded, systems_of, where_things_stand
from journey.projections.standpoint import Standpoint
from journey.store.log import Log

MONTHS: Final = 12
"""Months back that the header counts."""

ALLOCATED: Final = "WorkerAllocated"

NOTHING_KNOWN: Final[dict[str, Any]] = {"nothing_known": True, "events": 0, "overdue": [], "sources": []}


def header(
    log: Log, cluster: Cluster, facts: Sequence[Fact], at: Standpoint, declarations: Declarations
) -> dict[str, Any]:
    """``now`` of ``journey show``: what ``where_things_stand`` and ``what_is_due`` say, ``workers_12m``
    (``workers_complete``) and ``referrals_12m`` (``referrals_complete``: whether every one of the twelve months is
    held), and ``sources`` by the last file that held the child. ``nothing_known`` where nothing was.
    """
    _, la, _ = split_stream(cluster.survivor)
    organisation = _organisation(log, la, at)
    structure = structure_of(organisation, at.as_at)
    now = where_things_stand(facts, at.as_at, structure, la)
    if not facts:
        return {**dict.fromkeys(now), **NOTHING_KNOWN, **dict.fromkeys(("next_due", "workers_12m", "referrals_12m"))}
    held = [one for of, one in holdings(log, at, declarations, [la]) if of == la]
    child = child_of(facts, born_of(facts), at.as_at, held, on_among(organisation), expected=is_expected(facts))
    return {
        **now,
        **what_is_due(child),
        **workers_held(child, structure, la),
        **referrals_held(child),
        "sources": _sources(log, cluster, at),
        "hubs": structure.has_hubs or now["hub"] is not None,
    }


def _organisation(log: Log, la: str, at: Standpoint) -> list[Fact]:
    """What is known of the authority's hubs, workers and settings; workers' names are not asked for."""
    names = [name for name, cls in shapes().items() if cls.stage == "The organisation" or cls.series == "record"]
    stream = organisation_stream(la)
    said = log.statements([stream], names=names, upto=at.position)[stream]
    return effective_history(said, at.as_at, at.known_at, at.position)


def workers_held(child: Child, structure: Structure, la: str) -> dict[str, Any]:
    """How many lead workers held the case in the last twelve months, as far as was recorded or shown.

    A number of Social Work England and a name may be of one person: unless they were matched, only the more frequent
    of the two is counted (``workers_unmatched``). All are told (``workers_complete``) only by a source that covers
    every day with exact allocations.
    """
    said = workers(child.facts, structure, la, child.born)
    if not any(one.value for one in said):
        missing = not_recorded(systems_of(child.facts), "Lists 6 to 9")
        return {"workers_12m": missing, "workers_complete": False, "workers_unmatched": False}
    since = months_before(child.as_at, MONTHS)
    before = [one for one in said if one.on <= since]
    kept = before[-1:] if before and same_case(case_stretches(child.facts), before[-1].on, since) else []
    held = {one.value for one in (*kept, *(one for one in said if one.on > since)) if one.value}
    numbered = {worker for worker in held if re.match(NUMBER, worker)}
    unmatched = bool(numbered) and numbered != held
    return {
        "workers_12m": max(len(numbered), len(held) - len(numbered)),
        "workers_complete": not unmatched and _every_allocation(child, since, of_this_child=bool(kept)),
        "workers_unmatched": unmatched,
    }


def _every_allocation(child: Child, since: date, *, of_this_child: bool) -> bool:
    """Whether every allocation from a day up to the as-at day is held. A source that holds those of some children
    alone answers only for a child whom it shows to be one of them on the first day."""
    kinds = ("every", "of some") if of_this_child else ("every",)
    held = [one._replace(carries="every") for one in child.coverage if one.event == ALLOCATED and one.carries in kinds]
    return Cover(held, child.as_at).surely_all([ALLOCATED], since, child.as_at)


def referrals_held(child: Child) -> dict[str, Any]:
    """Days with a referral in the last twelve months; one while the case was open is none."""
    since = earliest_within_months(child.as_at, MONTHS)
    episodes = [(referred_on(child.facts, one.first), one.last) for one in stretches(child.facts, *EPISODE)]
    days = {
        fact.occurred_on
        for fact in child.named("ReferralReceived")
        if fact.occurred_on
        and fact.occurred_on >= since
        and not any(first < fact.occurred_on < last for first, last in episodes)
    }
    held_from = child.cover.held_from("ReferralReceived", child.as_at)
    if held_from is None and not days:
        missing = not_recorded(systems_of(child.facts), "List 3")
        return {"referrals_12m": missing, "referrals_complete": False}
    return {"referrals_12m": len(days), "referrals_complete": held_from is not None and held_from <= since}


def _sources(log: Log, cluster: Cluster, at: Standpoint) -> list[dict[str, Any]]:
    """The sources of all the child's records, each with the day its last file with a row of the child speaks for."""
    latest: dict[str, date] = {}
    for stream, said in cluster.statements.items():
        visible = [s for s in said if s.known_on <= at.known_at and s.position <= at.position]
        of_rows = [s for s in standing_statements(visible) if s.source.row or not s.source.file]
        for system, day in last_held(log, stream, of_rows or visible, at).items():
            latest[system] = max(day, latest.get(system, day))
    return [{"system": system, "speaks_for": day} for system, day in sorted(latest.items())]
