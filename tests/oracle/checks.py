"""Checks about events of one child, the slow and obvious way, for comparison with the columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from journey.domain.calendar import subtract_working_days
from journey.domain.facts import thing_of
from journey.domain.rules.language import ANY, CANNOT_TELL, NO, NOT_APPLICABLE, YES, Check, On, Says
from journey.domain.rules.referrers import AGENCY, PROFESSIONALS
from journey.domain.timescales import rules
from journey.domain.values import code_of
from journey.projections.effective import Fact
from journey.projections.one_child.facts import Child, order_of
from journey.projections.one_child.rungs import due_day

DAY = timedelta(days=1)
LONG_AGO = date(1900, 1, 1)
ATTENDED_BY_LAW = {"social worker", "manager", "health", "police"}
WITHOUT_THE_MANAGER = ATTENDED_BY_LAW - {"manager"}
OTHER_AGENCIES = {"health", "police", "education", "early help", "probation", "housing", "voluntary", "other"}


class Told(NamedTuple):
    """An answer: what was asked about, on which day, and what it is."""

    fact: str
    day: date
    answer: str


def named(child: Child, *names: str) -> list[Fact]:
    """The facts of some names in time order."""
    return sorted((fact for fact in child.facts if fact.event in names), key=order_of)


def on(fact: Fact) -> date:
    """The day of a dated fact."""
    assert fact.occurred_on
    return fact.occurred_on


def said(fact: Fact | None, field: str) -> str | None:
    """The code of a field."""
    return code_of(fact.data.get(field)) if fact else None


def part(child: Child, fact: Fact, name: str) -> Fact | None:
    """The first part of that name of the thing that a fact is of."""
    return next((one for one in named(child, name) if thing_of(one.key) == thing_of(fact.key)), None)


def sure(yes: bool, no: bool) -> str:
    """A yes first, then a no, else nobody can tell."""
    return YES if yes else NO if no else CANNOT_TELL


def by_codes(child: Child, check: Check) -> Iterator[Told]:
    """The first line of the declaration that says something counts."""
    assert isinstance(check.of, On)
    asked = named(child, *check.of.events)
    for fact in asked[-1:] if check.latest else asked:
        unborn = check.born and child.born and child.born > on(fact)
        answers = [NOT_APPLICABLE] if unborn else [_says(child, one, fact, asked) for one in check.says]
        yield Told(fact.key, on(fact), next((one for one in answers if one), CANNOT_TELL))


def _says(child: Child, one: Says, fact: Fact, asked: list[Fact]) -> str | None:
    about: Fact | None = fact
    if one.event and one.follows:
        after = [f for f in named(child, one.event) if on(f) >= on(fact)]
        later = asked[asked.index(fact) + 1 :]
        about = next((f for f in after[:1] if not later or on(f) < on(later[0])), None)
    elif one.event:
        about = part(child, fact, one.event)
    for codes, answer in ((one.not_applicable, NOT_APPLICABLE), (one.no, NO), (one.yes, YES)):
        if about and (codes == ANY or said(about, one.field) in codes):
            return answer
    return None


def minimum(child: Child) -> Iterator[Told]:
    for fact in named(child, "StrategyDiscussionHeld"):
        first = next(step for step in rules()["C02"].steps if step.name == "minimum")
        needed = ATTENDED_BY_LAW if on(fact) <= date(2018, 7, 3) else WITHOUT_THE_MANAGER
        there = [took_part(fact, agency) for agency in needed] if on(fact) >= first.valid_from else [None]
        yield Told(fact.key, on(fact), sure(all(there), False in there))


def took_part(fact: Fact, agency: str) -> bool | None:
    """Null where nobody said who came, or somebody came whose agency could not be read."""
    attending = fact.data.get("attending")
    if not isinstance(attending, list):
        return None
    codes = [code_of(one) if isinstance(one, dict) else one for one in attending]
    return True if agency in codes else None if None in codes else False


def referrer(child: Child) -> Iterator[Told]:
    for fact in named(child, "StrategyDiscussionHeld"):
        before = [f for f in named(child, "ReferralReceived") if on(f) <= on(fact)]
        last = before[-1] if before else None
        unseen = last and not child.surely_none(["ReferralReceived"], on(last) + DAY, on(fact)) and on(last) < on(fact)
        source = said(last, "source")
        answer = CANNOT_TELL
        if source and not unseen:
            there = [took_part(fact, "referrer"), took_part(fact, AGENCY[source]) if source in AGENCY else False]
            none = all(one is False for one in there)
            answer = sure(True in there, none) if source in PROFESSIONALS else NOT_APPLICABLE
        yield Told(fact.key, on(fact), answer)


def start(child: Child) -> Iterator[Told]:
    for fact in named(child, "Section47Started"):
        held = any(on(f) == on(fact) for f in named(child, "StrategyDiscussionHeld"))
        none = child.surely_none(["StrategyDiscussionHeld"], on(fact), on(fact))
        yield Told(fact.key, on(fact), sure(held, none))


def plan(child: Child) -> Iterator[Told]:
    for fact in named(child, "InitialCPConferenceHeld"):
        that_day, none = _plan_that_day(child, fact)
        made = said(fact, "plan_made")
        yield Told(fact.key, on(fact), made if made in (YES, NO) else sure(that_day, none))


def same_day(child: Child) -> Iterator[Told]:
    for fact in named(child, "InitialCPConferenceHeld"):
        that_day, none = _plan_that_day(child, fact)
        made = said(fact, "plan_made")
        yield Told(fact.key, on(fact), NOT_APPLICABLE if made == NO else sure(that_day, none and made == YES))


def _plan_that_day(child: Child, fact: Fact) -> tuple[bool, bool]:
    that_day = any(on(f) == on(fact) for f in named(child, "CPPlanStarted"))
    return that_day, child.surely_none(["CPPlanStarted"], on(fact), on(fact))


def quorum(child: Child) -> Iterator[Told]:
    for fact in named(child, "InitialCPConferenceHeld", "CPReviewHeld"):
        others = [took_part(fact, agency) for agency in OTHER_AGENCIES]
        own = [took_part(fact, one) for one in ("social worker", "manager")]
        yes = True in own and others.count(True) >= 2
        no = own == [False, False] or others.count(False) > len(others) - 2
        quorate = said(fact, "quorate")
        yield Told(fact.key, on(fact), quorate if quorate in (YES, NO) else sure(yes, no))


def report(child: Child) -> Iterator[Told]:
    for fact in named(child, "InitialCPConferenceHeld"):
        latest = subtract_working_days(on(fact), 2)
        shared = fact.data.get("report_shared_on")
        field = "InitialCPConferenceHeld.report_shared_on"
        never = shared is None and child.surely_none([field], on(fact), on(fact))
        told = isinstance(shared, date)
        yield Told(fact.key, on(fact), sure(told and shared <= latest, (told and shared > latest) or never))


def handed_on(child: Child) -> Iterator[Told]:
    for fact in named(child, "SteppedDown"):
        closed = next((on(f) for f in named(child, "CaseClosed") if on(f) >= on(fact)), None)
        until = closed or child.as_at
        answered = [f for f in named(child, "NextAgencyAnswered") if said(f, "accepted") == YES]
        took = [on(f) for f in answered if thing_of(f.key) == fact.key][:1]
        plans = [*took, *(on(f) for f in named(child, "CINPlanStarted") if on(f) >= on(fact))]
        there, worker = any(day <= until for day in plans), fact.data.get("lead_practitioner") is not None
        none = child.surely_none(["CINPlanStarted", "NextAgencyAnswered"], on(fact), until)
        no = closed is not None and (not worker or (none and not there))
        yield Told(fact.key, on(fact), sure(there and worker, no))


def returned(child: Child, step: str) -> Iterator[Told]:
    for fact in named(child, "SteppedDown"):
        due = due_day("R09", step, on(fact))
        assert due
        up = any(on(fact) <= on(f) <= due for f in named(child, "SteppedUp"))
        yield Told(fact.key, on(fact), sure(up, child.surely_none(["SteppedUp"], on(fact), due)))


def lasted(child: Child, rule: str, step: str) -> Iterator[Told]:
    """Long when the limit was reached, short when it was not."""
    for begun in named(child, "CPPlanStarted"):
        ends = [f for f in named(child, "CPPlanEnded") if thing_of(f.key) == begun.key]
        due = due_day(rule, step, on(begun))
        if ends and due:
            reached = on(ends[-1]) >= due
            yield Told(begun.key, on(ends[-1]), YES if reached == (step == "two_years") else NO)


def again(child: Child, step: str) -> Iterator[Told]:
    plans = named(child, "CPPlanStarted")
    for fact in plans:
        before = [f for f in plans if on(f) < on(fact)]
        last = before[-1] if before else None
        none = child.surely_none(["CPPlanStarted"], on(last) + DAY if last else LONG_AGO, on(fact) - DAY)
        counted = fact.data.get("asserted_previous_plans")
        never = not last and (counted == 0 or (counted is None and none))
        if step == "ever":
            elsewhere = isinstance(counted, int) and counted > 0
            yield Told(fact.key, on(fact), sure(bool(last) or elsewhere, never))
        else:
            soon, long_ago = _recent(child, last, fact) if last else (False, False)
            yield Told(fact.key, on(fact), sure(soon, never or (long_ago and none)))


def _recent(child: Child, last: Fact, fact: Fact) -> tuple[bool, bool]:
    """Whether the plan before ended not long ago, and whether it ended long ago."""
    ends = [f for f in named(child, "CPPlanEnded") if thing_of(f.key) == last.key]
    ended = on(ends[-1]) if ends else None
    begun = due_day("C13", "recent", on(last))
    soon = bool(begun and begun >= on(fact))
    if ended is None:
        return soon or child.surely_none(["CPPlanEnded"], on(last) + DAY, on(fact) - DAY), False
    due = due_day("C13", "recent", ended)
    return soon or ended >= on(fact) or bool(due and due >= on(fact)), bool(due and due < on(fact))


def interview(child: Child, step: str) -> Iterator[Told]:
    """Of each return from being missing, whether an interview was offered, or accepted."""
    for fact in named(child, "ReturnedFromMissing"):
        offer, held = part(child, fact, "ReturnInterviewOffered"), part(child, fact, "ReturnInterviewHeld")
        none = not (offer or held) and child.surely_none(
            ["ReturnInterviewOffered", "ReturnInterviewHeld"], on(fact), child.as_at
        )
        answer = sure(bool(offer or held), none)
        if step == "accepted":
            agreed = said(offer, "accepted")
            answer = NOT_APPLICABLE if none else sure(bool(held) or agreed == YES, agreed == NO)
        yield Told(fact.key, on(fact), answer)
