"""Where things stand with a child: what the facts say without any rule, and what they do not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from journey.domain.calendar import age_on
from journey.domain.events import event
from journey.domain.facts import PERSON
from journey.domain.values import UNREAD, Value, code_of
from journey.projections.effective import Fact
from journey.projections.standpoint import data_dates

UNALLOCATED = "unallocated"
NOT_KNOWN = "not known"

_OPENED_AND_ENDED = (
    ("CINEpisodeOpened", "CaseClosed"),
    ("CPPlanStarted", "CPPlanEnded"),
    ("BecameLookedAfter", "CeasedLookedAfter"),
)


def not_recorded(where: str) -> dict[str, str]:
    """A field without evidence, and where the evidence would be."""
    return {"not_recorded": f"in {where}"}


def where_things_stand(facts: Sequence[Fact], as_at: date) -> dict[str, Any]:
    """The header of a journey, by field; a field without evidence says where it would be recorded.

    ``facts`` is the effective history as at ``as_at``. Nothing here needs a rule, a deadline or a clock.
    """
    standing = [fact for fact in facts if fact.stands]
    person = next((fact.data for fact in standing if fact.key == PERSON), {})
    dated = [fact.occurred_on for fact in standing if fact.occurred_on is not None]
    statements = [statement for fact in facts for statement in fact.said]
    return {
        "age": _age(person, as_at),
        **_status(standing),
        **_legal_status(standing),
        **_plan(standing),
        **_holder(standing),
        "last_seen": _last(standing, "ChildSeen") or not_recorded("List 6"),
        "family": person.get("family") or not_recorded("List 10"),
        "findings": sum(_findings(fact) for fact in facts),
        "events": len({(s.stream, s.version) for s in statements}),
        "first": min(dated, default=None),
        "last": max(dated, default=None),
        "sources": [{"system": system, "speaks_for": day} for system, day in sorted(data_dates(statements).items())],
    }


def _age(person: dict[str, Value], as_at: date) -> Any:
    born, expected = person.get("date_of_birth"), person.get("expected_birth_date")
    if isinstance(born, date):
        return age_on(born, as_at) if born <= as_at else "unborn"
    if isinstance(expected, date):
        return "unborn"
    return {"sealed": True} if isinstance(born, dict) else not_recorded("any list (date of birth)")


def _named(facts: Iterable[Fact], *names: str) -> list[Fact]:
    return [fact for fact in facts if fact.event in names]


def _latest(facts: Sequence[Fact], name: str) -> Fact | None:
    """What is so now: of each file source what its latest file shows, of people all they recorded; then the latest."""
    shown: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(_named(facts, name), key=lambda f: f.said[-1].source.speaks_for):
        source = fact.said[-1].source
        shown[(source.system,) if source.file else (source.system, fact.key)] = fact
    return max(shown.values(), key=lambda f: (f.occurred_on or date.min, f.key), default=None)


def _last(facts: Sequence[Fact], name: str) -> date | None:
    return max((fact.occurred_on for fact in _named(facts, name) if fact.occurred_on), default=None)


def open_of(facts: Sequence[Fact], opened: str, ended: str) -> list[Fact]:
    """The facts of one kind that nothing has ended yet and that are still listed, the latest last."""
    ends = {fact.key.rsplit("/", 1)[0] for fact in _named(facts, ended)}
    return [fact for fact in _named(facts, opened) if fact.key not in ends and not has_left(fact)]


def has_left(fact: Fact) -> bool:
    """Whether the latest file that should hold it, still open, holds it no more: turned 18, moved to another list …"""
    return fact.data.get("not_listed_since") is not None


def is_open(facts: Sequence[Fact]) -> bool:
    """Whether anything the child has is open: an episode, a plan, a period of care, care leaver's entitlement."""
    return any(open_of(facts, *pair) for pair in _OPENED_AND_ENDED) or bool(_named(facts, "CareLeaverStatusObserved"))


def _status(facts: Sequence[Fact]) -> dict[str, Any]:
    shown = _latest(facts, "CaseStatusObserved")
    if shown is None or "status" not in shown.data:
        return {"case_status": not_recorded("List 6"), "since": None}
    if _named(facts, "CINEpisodeOpened") and not is_open(facts) and code_of(shown.data["status"]) != "closed-episode":
        return {"case_status": not_recorded("List 6 any more"), "since": None}
    return {"case_status": shown.data["status"], "since": shown.occurred_on}


def _legal_status(facts: Sequence[Fact]) -> dict[str, Any]:
    if not _named(facts, "BecameLookedAfter"):
        return {"legal_status": not_recorded("List 8"), "legal_status_since": None}
    shown = _latest(facts, "LegalStatusChanged")
    if not open_of(facts, "BecameLookedAfter", "CeasedLookedAfter"):
        return {"legal_status": None, "legal_status_since": None}
    if shown is None or "status" not in shown.data:
        return {"legal_status": not_recorded("List 8"), "legal_status_since": None}
    return {"legal_status": shown.data["status"], "legal_status_since": shown.occurred_on}


def _plan(facts: Sequence[Fact]) -> dict[str, Any]:
    """The plan the child is on. From Annex A alone, a child in need plan has no start date."""
    protection = open_of(facts, "CPPlanStarted", "CPPlanEnded")
    if protection:
        return {"plan": "child protection plan", "plan_since": protection[-1].occurred_on}
    status = _latest(facts, "CaseStatusObserved")
    code = code_of(status.data.get("status")) if status else None
    if code == "child-in-need-plan":
        return {"plan": "child in need plan", "plan_since": not_recorded("List 6")}
    in_care = open_of(facts, "BecameLookedAfter", "CeasedLookedAfter")
    if in_care:
        return {"plan": "looked after", "plan_since": in_care[-1].occurred_on}
    if code is not None or _named(facts, "CPPlanStarted", "BecameLookedAfter"):
        return {"plan": None, "plan_since": None}
    return {"plan": not_recorded("Lists 6, 7 and 8"), "plan_since": None}


def _holder(facts: Sequence[Fact]) -> dict[str, Any]:
    """Who holds the case: the team and worker shown last, while anything is open."""
    nobody = {"lead_worker": None, "team": None, "held_since": None, "hub": None}
    seen = sorted(_named(facts, "AllocationObserved"), key=lambda f: f.occurred_on or date.min)
    if not seen:
        missing = not_recorded("Lists 6 to 9")
        return {**nobody, "lead_worker": missing, "team": missing}
    if not is_open(facts):
        return nobody
    worker = seen[-1].data.get("worker")
    since = seen[-1]
    for observed in reversed(seen):
        if observed.data.get("worker") != worker:
            break
        since = observed
    return {
        "lead_worker": worker or UNALLOCATED,
        "team": seen[-1].data.get("team") or not_recorded("Lists 6 to 9"),
        "held_since": since.occurred_on,
        "hub": None,
    }


def _findings(fact: Fact) -> int:
    """What somebody should look at: values that could not be read, latest dates that went back, disagreements."""
    unread = fact.data.get(UNREAD)
    return (
        (len(unread) if isinstance(unread, dict) else 0)
        + (fact.state == "set aside")
        + len(fact.disagreements)
        + _unknown_codes(fact)
    )


def _unknown_codes(fact: Fact) -> int:
    values = fact.data.values() if event(fact.event).SERIES != "record" else ()
    return sum(isinstance(v, dict) and v.keys() == {"code", "written"} and v["code"] is None for v in values)
