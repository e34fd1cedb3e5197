"""One row a hub as at a day, put together from its history, the children it holds and the meetings on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from journey.domain.timescales import timescale
from journey.projections.holding.holders import holders
from journey.projections.organisation.hub_meetings import MeetingsOfHub, discussed, meetings_of, of_hub
from journey.projections.organisation.hubs_on_day import HubOnDay, hubs_on
from journey.projections.questions import Asked

_POSTS = {"filled": "filled", "vacant": "vacant", "not_recorded": "not recorded"}


def hub_rows(question: Asked, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every hub that is named by the as-at day, also those that have ended; ``names`` are those of workers.

    ``size`` is whether the children are ``below``, ``within`` or ``above`` the size of a hub: None where the hub may
    not have been open, or no source says of any child of the authority whose hub it is. What is said of meetings is
    None where the authority has no meeting on record.
    """
    day = question.at.as_at
    held, seen = [], []
    for batch in question.batches():
        held.append(holders(batch, question.structure).filter("open").select("la", "hub"))
        seen += discussed(batch)
    children = {(la, hub): n for la, hub, n in pl.concat(held).group_by("la", "hub").len().rows()} if held else {}
    told = {la for la, hub in children if hub}
    facts = [
        fact for fact in question.organisation_whenever if fact.occurred_on is not None and fact.occurred_on <= day
    ]
    meetings = [one for one in meetings_of(facts, seen) if one.on <= day]
    hubs = hubs_on(question.organisation_whenever, day, question.structure.same_as)
    rows = []
    for one in hubs:
        n = children.get((one.la, one.hub), 0)
        is_hub = one.unit == "hub"
        opened, ended = one.opened or date.min, min(day, one.ended or day)
        met = of_hub(meetings, one.la, one.hub, (opened, ended), _with_manager(one, hubs)) if is_hub else None
        size = _size(n, day) if is_hub and one.is_open == "yes" and one.la in told else None
        rows.append({**_about(one, names), "children": n, "size": size, **_meetings(met), "positions": one.positions})
    return rows


def _about(one: HubOnDay, names: Mapping[str, str]) -> dict[str, Any]:
    posts = {
        name: [role for role, is_so in one.posts.items() if is_so == state] if one.unit == "hub" else []
        for name, state in _POSTS.items()
    }
    return {
        "la": one.la,
        "hub": one.hub,
        "title": one.title,
        "may_be_called": one.may_be_called,
        "unit": one.unit,
        "group": one.group,
        "open": one.is_open,
        "opened": one.opened,
        "opened_from": None if one.opened_exactly else one.opened_from,
        "opened_precision": None if one.opened is None else "exact" if one.opened_exactly else "interval",
        "ended": one.ended,
        "became": list(one.became),
        "group_manager": list(one.managers),
        "group_manager_name": ", ".join(names.get(ref, ref) for ref in one.managers) or None,
        "posts": dict(one.posts),
        **posts,
        "fte": {role: hundredths / 100 for role, hundredths in one.fte.items()},
    }


def _meetings(met: MeetingsOfHub | None) -> dict[str, Any]:
    return {
        "meetings": met and met.meetings,
        "weeks_without_meeting": met and list(met.weeks_without),
        "months_without_manager": met and [f"{month:%Y-%m}" for month in met.months_without_manager],
        "manager_not_recorded": met and [f"{month:%Y-%m}" for month in met.manager_not_recorded],
        "meetings_without_actions": met and list(met.without_actions),
        "actions_not_recorded": met and met.actions_not_recorded,
    }


def _with_manager(one: HubOnDay, hubs: list[HubOnDay]) -> dict[str, frozenset[str]]:
    """The hub with those of the same group manager; by itself where it has none on record."""
    same = {other.hub for other in hubs if other.la == one.la and set(other.managers) & set(one.managers)}
    return {one.hub: frozenset(same | {one.hub})}


def _size(children: int, day: date) -> str:
    size = timescale("hub_size", day)
    smallest, largest = size.step("smallest").limit, size.step("largest").limit
    assert smallest is not None
    assert largest is not None
    return "below" if children < smallest.value else "above" if children > largest.value else "within"
