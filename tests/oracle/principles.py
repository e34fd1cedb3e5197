"""What the record shows of the seven principles, the slow and obvious way, for comparison with the columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from journey.domain.calendar import earliest_within_months
from journey.domain.facts import parse_fact_key, thing_of
from journey.domain.rules import checks_of
from journey.domain.rules.language import CANNOT_TELL, NO, NOT_APPLICABLE, YES
from journey.domain.rules.spans import EPISODE
from journey.domain.values import Value, code_of
from journey.projections.effective import Fact
from journey.projections.one_child.facts import Child
from journey.projections.one_child.rungs import due_day
from tests.oracle.cases import none, opened, told, within
from tests.oracle.checks import DAY, LONG_AGO, Told, by_codes, named, on, said, sure
from tests.oracle.facts import handoffs

ACTS = ("CINVisitMade", "CPVisitMade", "DirectWorkDone", "LACVisitMade", "LeaverVisitMade", "SupervisionHeld")
MEETINGS = ("CINReviewHeld", "CPReviewHeld", "CoreGroupMet", "InitialCPConferenceHeld", "StrategyDiscussionHeld")


def codes(value: Value) -> list[str | None]:
    """The codes of a list; one that is empty or not recorded says nothing of anybody."""
    listed = value if isinstance(value, list) else []
    return [code_of(one) if isinstance(one, dict) else one for one in listed] or [None]


def soon_after(child: Child, day: date, step: tuple[str, str], *names: str) -> tuple[bool, bool]:
    """Whether one of some events came after a day within the limit, and whether it is certain that none did."""
    due = due_day(*step, day)
    assert due
    soon = bool(within(child, day + DAY, due, *names))
    return soon, not soon and none(child, names, day + DAY, due)


def came_back(child: Child) -> Iterator[Told]:
    for fact in named(child, "CaseClosed"):
        yield Told(fact.key, on(fact), sure(*soon_after(child, on(fact), ("P01", "return"), "ReferralReceived")))


def early_no_action(child: Child) -> Iterator[Told]:
    (ended,) = (check for check in checks_of("R07") if check.step == "no_further_action")
    for key, day, answer in by_codes(child, ended):
        more, no_more = soon_after(child, day, ("P01", "early_no_action"), "Section47Started", "SteppedUp")
        yield Told(key, day, {YES: sure(more, no_more), NO: NOT_APPLICABLE}.get(answer, CANNOT_TELL))


def same_worker(child: Child) -> Iterator[Told]:
    moved = [(day, since or day) for day, since, kind, *_ in handoffs(child.facts) if kind == "worker_handoff"]
    for one, shown in opened(child, EPISODE):
        first = max(one.first, earliest_within_months(child.as_at, 12))
        perhaps = [since for day, since in moved if day > first]
        every = child.surely_all(["WorkerAllocated"], first, child.as_at)
        changed = any(since > first for since in perhaps)
        yield told(one, child, sure(shown and every and not perhaps, shown and changed))


def same_hub(child: Child) -> Iterator[Told]:
    for one, shown in opened(child, EPISODE):
        first = max(one.first, earliest_within_months(child.as_at, 12)) + DAY
        moved = bool(within(child, first, child.as_at, "HubTransferred"))
        stayed = not moved and none(child, ["HubTransferred"], first, child.as_at)
        yield told(one, child, sure(shown and stayed, shown and moved))


def second_review(child: Child) -> Iterator[Told]:
    for fact in named(child, "HubTransferAgreed"):
        begun = [one for one in named(child, "BecameLookedAfter") if on(one) <= on(fact)]
        if not begun:
            never = child.surely_none(["BecameLookedAfter"], LONG_AGO, on(fact))
            yield Told(fact.key, on(fact), NOT_APPLICABLE if never else CANNOT_TELL)
            continue
        ends = [one for one in named(child, "CeasedLookedAfter") if thing_of(one.key) == begun[-1].key]
        since = on(begun[-1])
        held = {on(one) for one in within(child, since, on(fact), "LACReviewHeld")}
        every = child.surely_all(["LACReviewHeld"], since, on(fact))
        over = bool(ends) and on(ends[-1]) <= on(fact)
        yield Told(fact.key, on(fact), NOT_APPLICABLE if over else sure(len(held) >= 2, every))


def resilient_exit(child: Child) -> Iterator[Told]:
    for fact in named(child, "SteppedDown"):
        if said(fact, "to_tier") == "early-help":
            step = ("P04", "resilient_exit")
            back, away = soon_after(child, on(fact), step, "ReferralReceived", "SteppedUp")
            nobody = fact.data.get("lead_practitioner") is None
            yield Told(fact.key, on(fact), sure(away and not nobody, back or nobody))


def took_part(child: Child) -> Iterator[Told]:
    four = child.age_day(("P05", "age"))
    for fact in named(child, "LACReviewHeld"):
        code = said(fact, "participation")
        young = on(fact) < four if four else code == "PN0"
        untold = NOT_APPLICABLE if young else CANNOT_TELL
        answer = NO if code in ("PN4", "PN7") else YES if code and code != "PN0" else untold
        yield Told(fact.key, on(fact), answer)


def views(child: Child) -> Iterator[Told]:
    for fact in named(child, "AssessmentAuthorised"):
        begun = parse_fact_key(fact.key).start
        assert begun
        whose = [said(one, "whose") for one in within(child, begun, on(fact), "ViewsRecorded")]
        every = begun <= on(fact) and child.surely_all(["ViewsRecorded"], begun, on(fact))
        unborn = child.born is not None and child.born > on(fact)
        answer = NOT_APPLICABLE if unborn else sure("child" in whose, every and None not in whose)
        yield Told(fact.key, on(fact), answer)


def active(child: Child) -> Iterator[Told]:
    since = child.as_at - timedelta(90)
    acts = [fact.data.get("worker") for fact in within(child, since, child.as_at, *ACTS)]
    lists = [fact.data.get("attending") for fact in within(child, since, child.as_at, *MEETINGS)]
    came = [one for each in lists for one in codes(each)]
    unsaid = None in acts or None in came
    ended = {thing_of(fact.key) for fact in named(child, "InvolvementEnded")}
    for fact in named(child, "ProfessionalInvolved"):
        worker, agency = fact.data.get("worker"), said(fact, "agency")
        did = (worker is not None and worker in acts) or (agency is not None and agency in came)
        maybe = unsaid or (worker is None and bool(acts)) or (agency is None and bool(lists))
        every = child.surely_all([*ACTS, *MEETINGS], since, child.as_at)
        over = fact.key in ended or on(fact) >= since
        yield Told(fact.key, on(fact), NOT_APPLICABLE if over else sure(did, every and not maybe))


def family_told(child: Child, step: str) -> Iterator[Told]:
    for fact in named(child, "CaseClosed"):
        if said(fact, "reason") in ("RC8", "RC9"):
            asked = said(fact, "reason") == "RC9" or fact.data.get("receiving_agency") is not None
            yield Told(fact.key, on(fact), _family(child, fact, step) if asked else NOT_APPLICABLE)


def _family(child: Child, closed: Fact, step: str) -> str:
    begun, day, name = parse_fact_key(closed.key).start, on(closed), "FamilyInformedOfNextAgency"
    assert begun
    again = [on(one) - DAY for one in named(child, "CINEpisodeOpened") if on(one) > day]
    last = min([child.as_at, *again])
    before, after = within(child, begun, day, name), within(child, day + DAY, last, name)
    silent = sure(False, none(child, [name], begun, last))
    if step == "in_time":
        return sure(bool(before), none(child, [name], begun, day))
    if step == "taken_on":
        return _taken_on(child, begun, day)
    if step == "child":
        ten = child.age_day(("P07", "age"))
        answer = _told_child((before[-1:] or after)[0]) if before or after else silent
        return NOT_APPLICABLE if ten and day < ten else CANNOT_TELL if not ten and answer != YES else answer
    if not (before or after):
        return silent
    data = (before[-1:] or after)[0].data
    whole = all(data.get(field) is not None for field in ("agency", "starts_on", "how"))
    return YES if step == "told" or whole else NO


def _told_child(fact: Fact) -> str:
    who = codes(fact.data.get("told"))
    return sure("child" in who, None not in who or fact.data.get("told") == [])


def _taken_on(child: Child, begun: date, closed: date) -> str:
    down = within(child, begun, closed, "SteppedDown")
    things = [thing_of(one.key) for one in down[-1:]]
    replies = [said(one, "accepted") for one in named(child, "NextAgencyAnswered") if thing_of(one.key) in things]
    return sure(replies[:1] == [YES], replies[:1] == [NO])
