"""Where things stand with a child: what the facts say without any rule, and what they do not say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from journey.domain.calendar import age_on
from journey.domain.facts import PERSON
from journey.domain.statements import LATEST_MARK, PERSON_SYSTEM, SHOW_THE_LATEST
from journey.domain.values import Value, code_of
from journey.projections.effective import Fact
from journey.projections.one_child.cases import CONSULTANT, case_stretches, hubs, is_open, last_said, workers
from journey.projections.organisation.structure import UNKNOWN, Structure
from journey.projections.quality.remarks import remarks_on
from journey.projections.standing.risks import recorded_risks
from journey.projections.standpoint import data_dates

UNALLOCATED = "unallocated"
NOT_KNOWN = "not known"


_ANNEX_A: Final = "annex-a"
_REPORT: Final = "report:"
_REPORTS_NAMED: Final = 2
_PROTECTION: Final = ("CPPlanStarted", "CPPlanEnded")
_IN_NEED: Final = ("CINPlanStarted", "CINPlanEnded")
_IN_CARE: Final = ("BecameLookedAfter", "CeasedLookedAfter")
_IN_NEED_PLAN: Final = "child in need plan"

Missing = Callable[[str], dict[str, str]]
"""A field without evidence, from the lists of Annex A that would hold it."""


def not_recorded(systems: Iterable[str], lists: str) -> dict[str, str]:
    """A field without evidence, and where it was looked for.

    ``systems`` are the sources that hold the child; of Annex A the lists are named that would say it, and of many
    reports of the case system how many they are.
    """
    looked_in = [lists if system == _ANNEX_A else system for system in systems if system != PERSON_SYSTEM]
    reports = [system for system in looked_in if system.startswith(_REPORT)]
    if len(reports) > _REPORTS_NAMED:
        looked_in = [*(one for one in looked_in if one not in reports), f"any of {len(reports)} reports"]
    return {"not_recorded": f"in {' or '.join(looked_in)}" if looked_in else "by anybody"}


def systems_of(facts: Iterable[Fact]) -> list[str]:
    """The sources of some facts, sorted."""
    return sorted(data_dates(statement for fact in facts for statement in fact.said))


def where_things_stand(
    facts: Sequence[Fact], as_at: date, structure: Structure = UNKNOWN, la: str = ""
) -> dict[str, Any]:
    """The header of a journey, by field; a field without evidence says where it would be recorded.

    ``facts`` is the effective history as at ``as_at``, ``structure`` the organisation of the authority ``la``. Nothing
    here needs a rule, a deadline or a clock.
    """
    standing = [fact for fact in facts if fact.stands]
    person = next((fact.data for fact in standing if fact.key == PERSON), {})
    born = told if isinstance(told := person.get("date_of_birth"), date) else None
    dated = [fact.occurred_on for fact in standing if fact.occurred_on is not None]
    statements = [statement for fact in facts for statement in fact.said]
    missing = partial(not_recorded, systems_of(facts))
    return {
        "age": _age(person, as_at, missing),
        **_status(standing, missing),
        **_legal_status(standing, missing),
        **_plan(standing, missing),
        **_holder(standing, as_at, structure, la, born, missing),
        "not_exact": _not_exact(standing),
        "last_seen": _last_seen(standing) or missing("List 6"),
        "family": person.get("family") or missing("List 10"),
        "recorded_risks": recorded_risks(standing, as_at),
        "findings": sum(1 for fact in facts for _ in remarks_on(fact)),
        "events": len({(s.stream, s.version) for s in statements}),
        "first": min(dated, default=None),
        "last": max(dated, default=None),
        "sources": [{"system": system, "speaks_for": day} for system, day in sorted(data_dates(statements).items())],
    }


def _age(person: dict[str, Value], as_at: date, missing: Missing) -> Any:
    born, expected = person.get("date_of_birth"), person.get("expected_birth_date")
    if isinstance(born, date):
        return age_on(born, as_at) if born <= as_at else "unborn"
    if isinstance(expected, date):
        return "unborn"
    return {"sealed": True} if isinstance(born, dict) else missing("any list (date of birth)")


def _named(facts: Iterable[Fact], *names: str) -> list[Fact]:
    return [fact for fact in facts if fact.event in names]


def _latest(facts: Sequence[Fact], name: str) -> Fact | None:
    """What is so now: of a source that shows the one of its day what its latest file shows, of others all they tell;
    then the latest."""
    shown: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(_named(facts, name), key=lambda f: f.said[-1].source.speaks_for):
        system = fact.said[-1].source.system
        of_its_day = system in SHOW_THE_LATEST or system.endswith(LATEST_MARK)
        shown[(system,) if of_its_day else (system, fact.key)] = fact
    return max(shown.values(), key=lambda f: (f.occurred_on or date.min, f.key), default=None)


def _last_seen(facts: Sequence[Fact]) -> date | None:
    """The last day the child was seen: said so by itself, or of a visit."""
    days = [fact.occurred_on for fact in facts if fact.event == "ChildSeen" or _was_seen(fact)]
    return max((day for day in days if day), default=None)


def _was_seen(fact: Fact) -> bool:
    return "yes" in (code_of(fact.data.get("seen")), code_of(fact.data.get("seen_alone")))


def open_of(facts: Sequence[Fact], opened: str, ended: str) -> list[Fact]:
    """The facts of one kind that nothing has ended yet and that are still listed, the latest last."""
    ends = {fact.key.rsplit("/", 1)[0] for fact in _named(facts, ended)}
    return [fact for fact in _named(facts, opened) if fact.key not in ends and not has_left(fact)]


def has_left(fact: Fact) -> bool:
    """Whether the latest file that should hold it, still open, holds it no more: turned 18, moved to another list …"""
    return fact.data.get("not_listed_since") is not None


def _status(facts: Sequence[Fact], missing: Missing) -> dict[str, Any]:
    shown = _latest(facts, "CaseStatusObserved")
    if shown is None or "status" not in shown.data:
        return {"case_status": missing("List 6"), "since": None}
    if _named(facts, "CINEpisodeOpened") and not is_open(facts) and code_of(shown.data["status"]) != "closed":
        return {"case_status": missing("List 6 any more"), "since": None}
    return {"case_status": shown.data["status"], "since": shown.occurred_on}


def _legal_status(facts: Sequence[Fact], missing: Missing) -> dict[str, Any]:
    if not _named(facts, "BecameLookedAfter"):
        return {"legal_status": missing("List 8"), "legal_status_since": None}
    shown = _latest(facts, "LegalStatusChanged")
    if not open_of(facts, *_IN_CARE):
        return {"legal_status": None, "legal_status_since": None}
    if shown is None or "status" not in shown.data:
        return {"legal_status": missing("List 8"), "legal_status_since": None}
    return {"legal_status": shown.data["status"], "legal_status_since": shown.occurred_on}


def _plan(facts: Sequence[Fact], missing: Missing) -> dict[str, Any]:
    """The plan the child is on: that of its care, else of protection, else of need; ``other_plans`` run beside it."""
    status = _latest(facts, "CaseStatusObserved")
    code = code_of(status.data.get("status")) if status else None
    running: list[dict[str, Any]] = [{"plan": name, "since": said.occurred_on} for name, said in _plans(facts)]
    by_status = code == "child-in-need-plan" and (is_open(facts) or not _named(facts, "CINEpisodeOpened"))
    if by_status and _IN_NEED_PLAN not in (one["plan"] for one in running):
        # Annex A has no start of a child in need plan.
        running.append({"plan": _IN_NEED_PLAN, "since": missing("List 6")})
    if running:
        first, *others = running
        return {"plan": first["plan"], "plan_since": first["since"], "other_plans": others}
    if code is not None or _named(facts, "CINPlanStarted", "CPPlanStarted", "BecameLookedAfter"):
        return {"plan": None, "plan_since": None, "other_plans": []}
    return {"plan": missing("Lists 6, 7 and 8"), "plan_since": None, "other_plans": []}


def _plans(facts: Sequence[Fact]) -> list[tuple[str, Fact]]:
    """What runs, with the fact that began it last, the one that counts first."""
    kinds = (("looked after", _IN_CARE), ("child protection plan", _PROTECTION), (_IN_NEED_PLAN, _IN_NEED))
    found = [(name, open_of(facts, *events)) for name, events in kinds]
    return [(name, openly[-1]) for name, openly in found if openly]


def _not_exact(facts: Sequence[Fact]) -> dict[str, Any]:
    """Of the days since when: those that are no exact ones, as ``precision`` and ``occurred_from``."""
    plan = next((said for _, said in _plans(facts)), None)
    status = _latest(facts, "LegalStatusChanged")
    return {
        name: {"precision": fact.precision, "occurred_from": fact.occurred_from}
        for name, fact in (("legal_status_since", status), ("plan_since", plan))
        if fact and fact.precision != "exact"
    }


def _holder(
    facts: Sequence[Fact], as_at: date, structure: Structure, la: str, born: date | None, missing: Missing
) -> dict[str, Any]:
    """Who holds the case: what was recorded or shown last of the worker, team and hub, while anything is open."""
    nobody = {"lead_worker": None, "team": None, "held_since": None, "hub": None}
    if not _named(facts, "AllocationObserved", "WorkerAllocated"):
        return {**nobody, "lead_worker": missing("Lists 6 to 9"), "team": missing("Lists 6 to 9")}
    if not is_open(facts):
        return nobody
    cases = case_stretches(facts)
    lead = last_said(workers(facts, structure, la, born), cases, as_at)
    formal = last_said(workers(facts, structure, la, born, CONSULTANT), cases, as_at)
    hub = last_said(hubs(facts, structure, la), cases, as_at)
    worker = lead[0].value if lead else None
    team = next((said[0].team for said in (lead, formal) if said and said[0].team), None)
    return {
        "lead_worker": worker or UNALLOCATED,
        "team": team or missing("Lists 6 to 9"),
        "held_since": lead[1] if lead else None,
        "hub": hub[0].value if hub else None,
    }
