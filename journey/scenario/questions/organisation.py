"""Questions about the organisation as at the day: hubs, posts and meetings; workers and what they hold."""

from __future__ import annotations

from functools import partial

import polars as pl

from journey.projections.holding.holders import holders
from journey.projections.organisation.hub_meetings import MeetingsOfHub, discussed, meetings_of, of_hub
from journey.projections.organisation.hubs_on_day import HubOnDay, hubs_on
from journey.projections.organisation.workers_on_day import WorkerOnDay, very_high_from, workers_on
from journey.scenario.rows import said
from journey.scenario.view import View
from journey.scenario.words import CANNOT_TELL, NONE, NOT_KNOWN, Question


def _hub(view: View, hub: str) -> HubOnDay | None:
    found = view.once("hubs", lambda: hubs_on(view.organisation_whenever, view.as_at, view.structure.same_as))
    return next((one for one in found if one.hub == hub), None)


def _is_open(view: View, _child: str, hub: str) -> str:
    one = _hub(view, hub)
    if one is None:
        opens_later = any(f.event == "HubOpened" and f.data.get("hub") == hub for f in view.organisation_whenever)
        return "no" if opens_later else CANNOT_TELL
    return one.is_open


def _called(view: View, _child: str, hub: str) -> str:
    one = _hub(view, hub)
    return (one.title if one else None) or NOT_KNOWN


def _manager(view: View, _child: str, hub: str) -> str:
    one = _hub(view, hub)
    return "; ".join(one.managers) if one and one.managers else NOT_KNOWN


def _posts(state: str, view: View, _child: str, hub: str) -> str:
    one = _hub(view, hub)
    return "; ".join(role for role, is_so in one.posts.items() if is_so == state) or NONE if one else NOT_KNOWN


def _meetings(view: View, hub: str) -> MeetingsOfHub | None:
    one = _hub(view, hub)
    facts = [fact for fact in view.organisation if fact.occurred_on is not None]
    found = view.once("meetings", lambda: meetings_of(facts, discussed(view.batch)))
    if one is None or one.opened is None:
        return None
    return of_hub(found, view.la, hub, (one.opened, min(view.as_at, one.ended or view.as_at)))


def _weeks(view: View, _child: str, hub: str) -> str:
    met = _meetings(view, hub)
    return CANNOT_TELL if met is None else str(len(met.weeks_without))


def _months(view: View, _child: str, hub: str) -> str:
    met = _meetings(view, hub)
    if met is None or met.manager_not_recorded:
        return CANNOT_TELL
    return str(len(met.months_without_manager))


def _no_actions(view: View, _child: str, hub: str) -> str:
    met = _meetings(view, hub)
    return CANNOT_TELL if met is None else str(len(met.without_actions))


def _worker(view: View, worker: str) -> WorkerOnDay | None:
    def everybody() -> list[WorkerOnDay]:
        held = holders(view.batch, view.structure).filter(pl.col("open"))
        children = dict(held.group_by("lead_worker").len().rows())
        return workers_on(view.organisation_whenever, view.as_at, children, view.structure.same_as)

    reference = view.structure.same_as.get(worker, worker)
    return next((one for one in view.once("workers", everybody) if one.worker == reference), None)


def _in_post(view: View, _child: str, worker: str) -> str:
    one = _worker(view, worker)
    return one.in_post if one else "no"


def _qualified(view: View, _child: str, worker: str) -> str:
    one = _worker(view, worker)
    return CANNOT_TELL if one is None or one.qualified not in ("yes", "no") else one.qualified


def _very_high(view: View, _child: str, worker: str) -> str:
    one = _worker(view, worker)
    return "yes" if one is not None and one.children >= very_high_from(view.as_at) else "no"


def _post(name: str, view: View, _child: str, worker: str) -> str:
    one = _worker(view, worker)
    return NOT_KNOWN if one is None else said(getattr(one, name))


_POSTS = (
    ("hubs in which WORKER works", "hubs", "In which hubs a worker had a post."),
    ("roles that WORKER has", "roles", "In which roles."),
    ("employment of WORKER", "employment", "Whether a worker is agency or permanent."),
    ("children held by WORKER", "children", "How many children a worker held."),
    ("children per full-time post of WORKER", "per_full_time", "Children for each full-time equivalent."),
)

QUESTIONS = (
    *(Question(name, says, "text", partial(_post, field), about="all") for name, field, says in _POSTS),
    Question("is HUB open", "Whether a hub was open at the end of the day.", "yes or no", _is_open, about="all",
             twins=True),
    Question("what is HUB called", "What a hub was called.", "text", _called, about="all"),
    Question("group manager of HUB", "Who managed a hub.", "text", _manager, about="all"),
    Question("posts filled in HUB", "Core posts that were filled.", "text", partial(_posts, "filled"), about="all"),
    Question("posts vacant in HUB", "Core posts recorded as vacant.", "text", partial(_posts, "vacant"), about="all"),
    Question("posts not recorded in HUB", "Core posts of which nothing is said.", "text",
             partial(_posts, "not recorded"), about="all"),
    Question("weeks without a meeting of HUB", "Whole weeks, between the authority's first and last meeting on record.",
             "count", _weeks, about="all", twins=True),
    Question("months without the manager in HUB", "Whole months in which the group manager was at no meeting.",
             "count", _months, about="all", twins=True),
    Question("meetings without actions of HUB", "Meetings at which no action was set.", "count", _no_actions,
             about="all", twins=True),
    Question("is WORKER in post", "Whether a worker had a post.", "yes or no", _in_post, about="all", twins=True),
    Question("is WORKER qualified", "Whether a worker is recorded as a qualified social worker.", "yes or no",
             _qualified, about="all", twins=True),
    Question("has WORKER a very high caseload", "Whether a worker held 30 children or more (W01).", "yes or no",
             _very_high, about="all", twins=True),
)  # fmt: skip
"""Questions of this file."""
