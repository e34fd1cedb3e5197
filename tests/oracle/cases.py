"""Checks about what is open of a child's life at a day, the slow and obvious way, for comparison with the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from journey.domain.calendar import birthday, earliest_within_months, in_utc, last_working_days, months_before
from journey.domain.calendar import term_start as start_of_term
from journey.domain.rules.language import CANNOT_TELL, NO, NOT_APPLICABLE, YES, Span
from journey.domain.rules.spans import CARE, CIN_PLAN, CP_PLAN, EPISODE, LEGAL_STATUS, PLACEMENT, SHORT_BREAK
from journey.projections.effective import Fact
from journey.projections.one_child.facts import Child, SpanOf, spans_of
from journey.projections.one_child.rungs import due_day
from tests.oracle.checks import DAY, Told, named, on, said, sure
from tests.oracle.facts import handoffs

TEMPORARY = ("T0", "T1", "T2")
NOT_LEAVERS = ("qualifying", "eligible")


def opened(child: Child, span: Span) -> Iterator[tuple[SpanOf, bool]]:
    """What is open at the day, and whether the sources show that it is."""
    ends = span.closes.events if span.closes else span.opens.events
    for one in spans_of(child, span):
        if one.last is None:
            yield one, none(child, ends, one.first + DAY, child.as_at)


def none(child: Child, events: Iterable[str], first: date, last: date) -> bool:
    """Whether it is certain that nothing happened from a day to another."""
    return first > last or child.surely_none(events, first, last)


def told(one: SpanOf, child: Child, answer: str) -> Told:
    return Told(one.opened.fact.key, child.as_at, answer)


def within(child: Child, first: date, last: date, *names: str) -> list[Fact]:
    return [fact for fact in named(child, *names) if first <= on(fact) <= last]


def seen(child: Child, fact: Fact) -> bool | None:
    code, alone = said(fact, "seen"), said(fact, "seen_alone")
    if code in (YES, NO):
        return code == YES
    return True if alone == YES or "statutory_visit_implies_seen" in child.settings else None


def window(child: Child) -> Iterator[Told]:
    for one, _ in opened(child, CP_PLAN):
        first = last_working_days(child.as_at, 10).first
        visits = [seen(child, fact) for fact in within(child, first, child.as_at, "CPVisitMade")]
        every = child.surely_all(["CPVisitMade"], first, child.as_at)
        nobody = (not visits and child.surely_none(["CPVisitMade"], first, child.as_at)) or every
        answer = sure(True in visits, None not in visits and nobody)
        yield told(one, child, NOT_APPLICABLE if one.first > child.as_at - timedelta(14) else answer)


def visit(child: Child, facts: Iterable[Fact], of_all_visited: bool = False) -> Iterator[Told]:
    """Of some visits, whether the child was seen alone."""
    for fact in facts:
        old_enough = birthday(child.born, 4) <= on(fact) if child.born else None
        unborn = child.born is not None and child.born > on(fact)
        code, alone = seen(child, fact), said(fact, "seen_alone")
        answer = sure(alone == YES, alone == NO) if code else CANNOT_TELL
        if of_all_visited and alone == NO:
            answer = NO
        if code is False or alone == "not-applicable" or unborn or old_enough is False:
            answer = NOT_APPLICABLE
        elif old_enough is None and answer == NO:
            answer = CANNOT_TELL
        yield Told(fact.key, on(fact), answer)


def last_visit(child: Child) -> Iterator[Told]:
    began = [one.first for span in (CP_PLAN, CARE) for one, _ in opened(child, span)]
    visits = named(child, "CPVisitMade", "LACVisitMade")[-1:]
    yield from visit(child, [fact for fact in visits if began and on(fact) >= min(began)], True)


def open_for_two_years(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, CP_PLAN):
        due = due_day("C12", "open", one.first)
        yield told(one, child, sure(shown and bool(due and due <= child.as_at), shown and bool(due)))


def ongoing(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, CIN_PLAN):
        due = due_day("R10", "ongoing", one.first)
        yield told(one, child, sure(shown and bool(due and due <= child.as_at), shown and bool(due)))


def dual(child: Child) -> Iterator[Told]:
    care = list(opened(child, CARE))
    for one, shown in opened(child, CP_PLAN):
        at_home = not care and child.surely_none(["BecameLookedAfter"], child.as_at, child.as_at)
        yield told(one, child, sure(shown and any(sure for _, sure in care), shown and at_home))


def accommodated(child: Child) -> Iterator[Told]:
    for one in spans_of(child, CARE):
        until = one.last or child.as_at
        orders = [f for f in within(child, one.first, until, "LegalStatusChanged") if said(f, "status") in ("C1", "C2")]
        shown = one.last is not None or none(child, ["CeasedLookedAfter"], one.first + DAY, until)
        ends = [f for f in named(child, "CeasedLookedAfter") if f.said[0].position == one.end_position]
        begun, ended = one.opened.fact.occurred_time, ends[0].occurred_time if ends else None
        least, most = _hours(one.first, until, begun, ended if one.last else None)
        yield Told(
            one.opened.fact.key, one.first, sure(bool(orders) or (least >= 24 and shown), most and bool(one.last))
        )


def _hours(first: date, last: date, begun: time | None, ended: time | None) -> tuple[float, bool]:
    """Hours that a stay lasted at least (24 for more than that), and whether it was no more than 24."""
    if begun and ended:
        took = in_utc(datetime.combine(last, ended)) - in_utc(datetime.combine(first, begun))
        return (24 if took > timedelta(hours=24) else 0), took <= timedelta(hours=24)
    days = (last - first).days
    return (days - 1) * 24, days == 0


def stays(child: Child) -> list[tuple[SpanOf, date | None, bool]]:
    """Stays in order, each with its end and whether the yearly return says it; the next one ends the one before."""
    own = {one.first: (one, True) for one in reversed(spans_of(child, SHORT_BREAK))}
    shown = [one for one in spans_of(child, LEGAL_STATUS) if said(one.opened.fact, "status") == "V3"]
    all_of_them = {one.first: (one, False) for one in reversed(shown)} | own
    days = sorted(all_of_them)
    found = []
    for place, day in enumerate(days):
        one, returned = all_of_them[day]
        ends = [end for end in (one.last, *days[place + 1 : place + 2]) if end]
        found.append((one, min(ends, default=None), returned))
    return found


def short_break_stay(child: Child) -> Iterator[Told]:
    for one, last, returned in stays(child):
        due = due_day("L01", "short_break_stay", one.first)
        on_time, late = bool(last and due and last <= due), bool(last and due and last > due)
        if due and last is None and due < child.as_at:
            ends = ["ShortBreakEnded"] if returned else ["LegalStatusEnded", "LegalStatusChanged"]
            late = none(child, ends, one.first + DAY, due + DAY)
        yield Told(one.opened.fact.key, one.first, sure(on_time, late))


def short_break_year(child: Child) -> Iterator[Told]:
    for one, last, returned in stays(child):
        if last:
            first = months_before(last, 12)
            nights = {s.first + timedelta(n) for s, end, _ in stays(child) if end for n in range((end - s.first).days)}
            spent = sum(first <= night < last for night in nights)
            known = none(child, ["ShortBreakStayed" if returned else "LegalStatusChanged"], first, last)
            yield Told(one.opened.fact.key, one.first, sure(spent <= 75 and known, spent > 75))


def second_review(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, CARE):
        reviews = sorted({on(f) for f in within(child, one.first, child.as_at, "LACReviewHeld")})
        until = reviews[1] if len(reviews) > 1 else child.as_at
        plans = within(child, one.first, until, "PermanencePlanAgreed")
        plans += [f for f in within(child, one.first, until, "PermanencePlanObserved") if said(f, "plan")]
        numbered = child.surely_all(["LACReviewHeld"], one.first, until)
        never = not plans and none(child, ["PermanencePlanAgreed"], one.first, until)
        answer = sure(bool(plans) and numbered, never and shown and (len(reviews) > 1 or numbered))
        cohort = due_day("L09", "cohort", one.first)
        short = len(reviews) < 2 and bool(cohort and child.as_at < cohort)
        yield told(one, child, NOT_APPLICABLE if short else answer)


class Home:
    """Placements with the same carers, one after the other."""

    def __init__(self, first: SpanOf, care: SpanOf, since: date) -> None:
        self.first, self.last, self.care, self.since = first.first, first.last, care, since
        self.type = said(first.opened.fact, "type")


def homes(child: Child) -> list[Home]:
    found: list[Home] = []
    for one in spans_of(child, PLACEMENT):
        periods = [care for care in spans_of(child, CARE) if care.first <= one.first]
        if not periods or _left_out(child, one):
            continue
        fact, before = one.opened.fact, found[-1] if found else None
        if before and before.care != periods[-1]:
            before = None
        if before and (said(fact, "same_carer") == YES or said(fact, "type") in ("A3", "A5")):
            before.last = one.last
            continue
        adoptive = said(fact, "type") in ("A4", "A6")
        found.append(Home(one, periods[-1], before.first if before and adoptive else one.first))
    return found


def _left_out(child: Child, one: SpanOf) -> bool:
    kind = said(one.opened.fact, "type")
    limit = {"T3": timedelta(21), "T4": timedelta(7)}.get(kind or "")
    legal = [f for f in named(child, "LegalStatusChanged") if on(f) <= one.first]
    short_break = bool(legal) and said(legal[-1], "status") in ("V3", "V4")
    return kind in TEMPORARY or short_break or bool(limit and (one.last or child.as_at) - one.first <= limit)


def placements(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, CARE):
        first = months_before(child.as_at, 12) + DAY
        number = sum(home.last is None or home.last >= first for home in homes(child))
        every = child.surely_all(["PlacementStarted"], first, child.as_at)
        yield told(one, child, sure(number >= 3 and shown, number < 3 and every and shown))


def same_placement(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, CARE):
        grown = birthday(child.born, 16) if child.born else None
        asked_from, living = due_day("L11", "in_care", one.first), homes(child)[-1:]
        placed = any(span.last is None for span in spans_of(child, PLACEMENT))
        answer = CANNOT_TELL
        if grown and placed and shown and living and living[0].care == one:
            home = living[0]
            due = due_day("L11", "same_placement", home.since)
            stayed = none(child, ["PlacementStarted"], home.first + DAY, child.as_at)
            known = (home.type or "U")[0] != "A" or child.surely_all(["PlacementStarted"], one.first, child.as_at)
            answer = sure(bool(due and due <= child.as_at) and stayed, bool(due and due > child.as_at) and known)
        not_asked = bool(grown and grown <= child.as_at) or bool(asked_from and asked_from > child.as_at)
        yield told(one, child, NOT_APPLICABLE if not_asked else answer)


def initiated(child: Child) -> Iterator[Told]:
    for one in spans_of(child, CARE):
        due = due_day("L12", "initiated", one.first)
        school = birthday(child.born, 5) <= one.first if child.born else None
        begun = [on(f) for f in named(child, "PEPInitiated") if on(f) >= one.first][:1]
        in_time = bool(due and begun and begun[0] <= due and not (one.last and begun[0] > one.last))
        status = within(child, one.first, one.first, "LegalStatusChanged")
        emergency = any(said(f, "status") in ("L1", "L2") for f in status)
        never = bool(due) and emergency and child.surely_none(["PEPInitiated"], one.first, due or one.first)
        over = bool(due and ((one.last and one.last <= due) or due >= child.as_at))
        answer = sure(in_time, never)
        if school is False or (school and over and not in_time):
            answer = NOT_APPLICABLE
        yield Told(one.opened.fact.key, one.first, CANNOT_TELL if school is None else answer)


def termly(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, CARE):
        first = max(start_of_term(child.as_at), one.first)
        plans = within(child, first, child.as_at, "PEPInitiated", "PEPReviewed")
        never = all(none(child, [name], first, child.as_at) for name in ("PEPInitiated", "PEPReviewed"))
        school = birthday(child.born, 5) <= child.as_at if child.born else None
        due = due_day("L12", "available", one.first)
        answer = sure(bool(plans), never) if shown and school else CANNOT_TELL
        if school is False or (due and due >= child.as_at and not plans):
            answer = NOT_APPLICABLE
        yield told(one, child, answer)


def pathway(child: Child, step: str) -> Iterator[Told]:
    for one, shown in opened(child, CARE):
        eligible = _eligible_on(child, one)
        answer = CANNOT_TELL
        if eligible and eligible > child.as_at:
            answer = NOT_APPLICABLE
        elif eligible and shown:
            answer = _assessed(child, one, eligible) if step == "assessment" else _planned(child, one)
        yield told(one, child, answer)


def _eligible_on(child: Child, one: SpanOf) -> date | None:
    """The first day on which a child of 16 has been looked after for 13 weeks since the 14th birthday."""
    if child.born is None:
        return None
    since = birthday(child.born, 14)
    before = [s for s in spans_of(child, CARE) if s.last]
    spent = sum(max(0, (s.last - max(s.first, since)).days) for s in before if s.last)
    return max(max(one.first, since) + timedelta(max(0, 91 - spent)), birthday(child.born, 16))


def _assessed(child: Child, one: SpanOf, eligible: date) -> str:
    due = due_day("K01", "assessment", eligible)
    assert due
    done = any(on(f) <= min(due, child.as_at) for f in named(child, "PathwayNeedsAssessed"))
    if not done and due > child.as_at:
        return NOT_APPLICABLE
    return sure(done, child.surely_none(["PathwayNeedsAssessed"], one.first, due))


def _planned(child: Child, one: SpanOf) -> str:
    names = ("PathwayPlanMade", "PathwayPlanReviewed")
    return sure(bool(named(child, *names)), child.surely_none(names, one.first, child.as_at))


def reviewed(child: Child) -> Iterator[Told]:
    for fact in named(child, "CareLeaverStatusObserved")[-1:]:
        first = earliest_within_months(child.as_at, 6)
        plans = within(child, first, child.as_at, "PathwayPlanMade", "PathwayPlanReviewed")
        answer = sure(bool(plans), child.surely_none(["PathwayPlanReviewed"], first, child.as_at))
        yield Told(fact.key, child.as_at, NOT_APPLICABLE if said(fact, "eligibility") == "qualifying" else answer)


def contacts(child: Child, first: date, last: date) -> bool:
    visits = within(child, first, last, "LeaverVisitMade")
    return bool(within(child, first, last, "CareLeaverContact")) or any(said(f, "seen") == YES for f in visits)


def monthly(child: Child) -> Iterator[Told]:
    for fact in named(child, "CareLeaverStatusObserved")[-1:]:
        first = child.as_at - timedelta(56)
        met = contacts(child, first, child.as_at)
        gone = said(fact, "eligibility") in NOT_LEAVERS or said(fact, "in_touch") in ("DIED", "RHOM")
        answer = sure(met, child.surely_none(["CareLeaverContact"], first, child.as_at))
        yield Told(fact.key, child.as_at, NOT_APPLICABLE if gone else answer)


def birthdays(child: Child) -> Iterator[Told]:
    latest = named(child, "CareLeaverStatusObserved")[-1:]
    for fact in latest if child.born and said(latest[-1] if latest else None, "eligibility") not in NOT_LEAVERS else []:
        for age in range(17, 22):
            assert child.born
            day = birthday(child.born, age)
            care = [s for s in spans_of(child, CARE) if s.first <= day][-1:]
            if day <= child.as_at and not (care and (care[0].last is None or care[0].last > day)):
                yield Told(fact.key, day, _around(child, day))


def _around(child: Child, day: date) -> str:
    first, last = earliest_within_months(day, 3), due_day("K04", "after_birthday", day)
    assert last
    codes = {said(f, "in_touch") for f in within(child, first, last, "CareLeaverStatusObserved")}
    met = contacts(child, first, last) or "YES" in codes
    if not met and (codes & {"DIED", "RHOM"} or last > child.as_at):
        return NOT_APPLICABLE
    never = child.surely_none(["CareLeaverContact"], first, last)
    return sure(met, bool(codes & {"NO", "REFU", "NREQ"}) or never)


def supervised(child: Child) -> Iterator[Told]:
    month, weeks = earliest_within_months(child.as_at, 1), child.as_at - timedelta(42)
    open_now = {span: list(opened(child, span)) for span in (CP_PLAN, CARE)}
    shorter = any(shown and one.first <= month for found in open_now.values() for one, shown in found)
    longer = all(one.first > month and not one.begun_before for found in open_now.values() for one, _ in found) and all(
        found or child.surely_none(span.opens.events, child.as_at, child.as_at) for span, found in open_now.items()
    )
    held = [on(fact) for fact in named(child, "SupervisionHeld")]
    for one, shown in opened(child, EPISODE):
        since = {first: any(day >= first for day in held) for first in (month, weeks)}
        none_since = {
            first: not since[first] and none(child, ["SupervisionHeld"], first, child.as_at) for first in (month, weeks)
        }
        young = one.first > weeks and not one.begun_before
        yes = since[month] or (since[weeks] and longer)
        no = (shorter and none_since[month]) or (not young and none_since[weeks])
        yield told(one, child, NOT_APPLICABLE if young and longer else sure(yes and shown, no and shown))


def distance(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, PLACEMENT):
        miles, place = one.opened.fact.data.get("distance_miles"), said(one.opened.fact, "location")
        far = miles > 20 if isinstance(miles, int) else None
        yield told(
            one, child, sure(shown and far is True and place == "out", shown and (far is False or place == "in"))
        )


def worker_changes(child: Child) -> Iterator[Told]:
    first = earliest_within_months(child.as_at, 12)
    moved = [(day, since or day) for day, since, kind, *_ in handoffs(child.facts) if kind == "worker_handoff"]
    for one, shown in opened(child, CARE):
        least, most = (sum(days[n] > first for days in moved) for n in (1, 0))
        known = shown and one.first <= first
        answer = sure(
            known and least >= 2, known and most < 2 and child.surely_all(["WorkerAllocated"], first, child.as_at)
        )
        yield told(one, child, NOT_APPLICABLE if one.first > first and not one.begun_before else answer)
