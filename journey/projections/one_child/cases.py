"""One child's cases and who held them, in plain Python; ``cases``, ``allocations`` and ``hubs`` do it in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from journey.domain.facts import thing_of
from journey.domain.rules.language import ADULT
from journey.domain.values import code_of
from journey.projections.days import OPENED_BEFORE, date_of
from journey.projections.effective import Fact
from journey.projections.one_child.facts import age_day, order_of
from journey.projections.organisation.local_settings import ALLOCATED_WORKER, on_day, stands_for_nobody
from journey.projections.organisation.structure import Merger, Structure

KINDS: Final = (
    ("CINEpisodeOpened", "CaseClosed"),
    ("CPPlanStarted", "CPPlanEnded"),
    ("BecameLookedAfter", "CeasedLookedAfter"),
)
"""What makes a case."""

EPISODE: Final = KINDS[0]
LEAVER: Final = "CareLeaverStatusObserved"
LEAD: Final = "lead worker"
CONSULTANT: Final = "consultant"
ADVISER: Final = "personal adviser"
NUMBER: Final = r"^SW\d+$"
"""A worker's own number of Social Work England; every other reference stands for a name."""

_DAY: Final = timedelta(days=1)


class Said(NamedTuple):
    """Something said about who holds a case: a lead worker (None: nobody, or not who), a team, or a hub."""

    on: date
    value: str | None
    team: str | None = None


class Stretch(NamedTuple):
    """First and last day of something; ``date.max`` while it is open."""

    first: date
    last: date


def stretches(facts: Sequence[Fact], opened: str, ended: str) -> list[Stretch]:
    """Everything of a kind. What is still open and no longer listed, for a lawful reason, has ended."""
    ends = {thing_of(fact.key): fact for fact in facts if fact.event == ended}
    found = []
    for fact in facts:
        if fact.event == opened and fact.occurred_on:
            end = ends.get(fact.key)
            left = fact.data.get("not_listed_since")
            last = end.occurred_on if end else left if isinstance(left, date) else None
            found.append(Stretch(fact.occurred_on, last or date.max))
    return found


def case_stretches(facts: Sequence[Fact]) -> list[Stretch]:
    """When anything was open. Care that leads to a care leaver's entitlement has not ended."""
    is_leaver = any(fact.event == LEAVER for fact in facts)
    found = []
    for opened, ended in KINDS:
        own = stretches(facts, opened, ended)
        stays = is_leaver and opened == "BecameLookedAfter"
        found += [Stretch(one.first, date.max) for one in own] if stays else own
    return found


def is_open(facts: Sequence[Fact]) -> bool:
    """Whether anything the child has is open: an episode, a plan, care, a care leaver's entitlement."""
    return any(one.last == date.max for one in case_stretches(facts)) or any(f.event == LEAVER for f in facts)


def referred_on(facts: Sequence[Fact], opened: date) -> date:
    """The day of the referral that opened an episode, where that came up to three days after; else its own."""
    referred = [fact.occurred_on for fact in facts if fact.event == "ReferralReceived" and fact.occurred_on]
    about = [day for day in referred if abs((day - opened).days) <= OPENED_BEFORE]
    return max(opened, min(about, default=opened))


def same_case(cases: Sequence[Stretch], one: date, other: date) -> bool:
    """Whether no case ended, with nothing open the day after, from one day to just before the other."""
    ends = {last for _, last in cases if one <= last < other}
    return all(any(first <= end + _DAY <= last for first, last in cases) for end in ends)


def workers(facts: Sequence[Fact], structure: Structure, la: str, born: date | None, role: str = LEAD) -> list[Said]:
    """What was said of the worker in a role, in order: recorded, and shown by files on days without a record.

    Which role files show is a setting of the authority, and so are the words that stand for nobody. From the 18th
    birthday on the personal adviser leads, where one is said.
    """
    adult = age_day(born, ADULT) or date.max
    recorded = list(_recorded(facts, role, adult))
    days = {said.on for said in recorded}
    shown = [
        said
        for fact in facts
        if fact.event == "AllocationObserved" and fact.occurred_on and fact.occurred_on not in days
        for said in _shown(fact, structure, la, fact.occurred_on, role, adult)
    ]
    both = sorted([*recorded, *shown], key=lambda said: said.on)
    return [said._replace(value=structure.same_as.get(said.value or "", said.value)) for said in both]


def _role_shown(structure: Structure, la: str, day: date) -> str:
    return next(iter(on_day(structure.settings, ALLOCATED_WORKER, la, day)), LEAD)


def _shown(fact: Fact, structure: Structure, la: str, day: date, role: str, adult: date) -> Iterator[Said]:
    """What a file shows on a day of who has the role, if anything."""
    adviser = _somebody(fact, "personal_adviser", structure, la, day) if role == LEAD and day >= adult else None
    if adviser or _role_shown(structure, la, day) == role:
        yield Said(day, adviser or _somebody(fact, "worker", structure, la, day), _text(fact, "team"))


def _somebody(fact: Fact, field: str, structure: Structure, la: str, day: date) -> str | None:
    worker = _text(fact, field)
    return None if worker and stands_for_nobody(structure.settings, la, day, worker) else worker


def _recorded(facts: Sequence[Fact], role: str, adult: date) -> Iterator[Said]:
    """Recorded allocations, and the ends of those that no other allocation had ended before."""
    holds = None
    for fact in sorted((f for f in facts if f.event in ("WorkerAllocated", "WorkerEnded")), key=order_of):
        if fact.occurred_on is None:
            continue
        roles = (role,) if role != LEAD else (None, LEAD) if fact.occurred_on < adult else (None, LEAD, ADVISER)
        if fact.event == "WorkerAllocated" and code_of(fact.data.get("role")) in roles:
            holds = fact.key
            yield Said(fact.occurred_on, _text(fact, "worker"), _text(fact, "team"))
        elif fact.event == "WorkerEnded" and thing_of(fact.key) == holds:
            yield Said(fact.occurred_on, None)


def hubs(facts: Sequence[Fact], structure: Structure, la: str) -> list[Said]:
    """What was said of the hub, in order; mergers move the child with its hub."""
    said = sorted(_of_hubs(facts, structure, la), key=lambda one: one[0])
    found = [Said(key[0], hub) for key, hub in said]
    cases = case_stretches(facts)
    for merger in sorted((one for one in structure.mergers if one.la == la), key=lambda one: one.day):
        found = list(_after(merger, found, cases))
    return found


def _of_hubs(
    facts: Sequence[Fact], structure: Structure, la: str
) -> Iterator[tuple[tuple[date, tuple[object, ...]], str]]:
    agreed = {fact.key: _text(fact, "to_hub") for fact in facts if fact.event == "HubTransferAgreed"}
    for fact in facts:
        hub = None
        if fact.event == "WorkerAllocated":
            hub = _text(fact, "hub") or _of_team(fact, structure, la)
        elif fact.event == "AllocationObserved":
            hub = _of_team(fact, structure, la)
        elif fact.event == "HubTransferred":
            hub = agreed.get(thing_of(fact.key))
        if hub and fact.occurred_on:
            yield (fact.occurred_on, order_of(fact)), hub


def _of_team(fact: Fact, structure: Structure, la: str) -> str | None:
    """The hub to which the fact's team belonged on its day."""
    team, day = _text(fact, "team"), fact.occurred_on
    known = [one for one in structure.teams if (one.la, one.team) == (la, team) and day and date_of(one.day) <= day]
    return max(known, key=lambda one: one.day).hub if known else None


def _after(merger: Merger, said: Sequence[Said], cases: Sequence[Stretch]) -> Iterator[Said]:
    day = date_of(merger.day)
    renamed = [one._replace(value=merger.into) if one.on >= day and one.value == merger.hub else one for one in said]
    before = [one for one in renamed if one.on < day]
    moved = bool(before) and before[-1].value == merger.hub and same_case(cases, before[-1].on, day)
    yield from before
    if moved:
        yield Said(day, merger.into)
    yield from (one for one in renamed if one.on >= day)


def last_said(said: Iterable[Said], cases: Sequence[Stretch], as_at: date) -> tuple[Said, date] | None:
    """What was said last of the present case, and since when it was so without a change; None for nothing."""
    told = list(said)
    if not told or not same_case(cases, told[-1].on, as_at + _DAY):
        return None
    since = told[-1].on
    for one in reversed(told):
        if one.value != told[-1].value:
            break
        since = one.on
    return told[-1], since


def _text(fact: Fact, field: str) -> str | None:
    value = fact.data.get(field)
    return value if isinstance(value, str) else None
