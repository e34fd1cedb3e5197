"""Findings about the journey: what cannot all be true, or should not be so, by the validation rules of the DfE.

They are warnings, never a reason to refuse: the record says what it says. Numbers are those of the CIN census.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from journey.domain.events import event
from journey.domain.values import code_of
from journey.projections.quality_history import Finding, History, Stretch, pairs

_ACTIVITY = ("AssessmentStarted", "Section47Started", "InitialCPConferenceHeld", "CPPlanStarted", "CINPlanStarted")
_LONGEST_PREGNANCY = timedelta(weeks=40)
_AFTER_ASSESSMENT = ("RC8", "RC9")
_KINDS = (
    ("overlapping episodes (8820)", "CINEpisodeOpened", "CaseClosed"),
    ("overlapping child protection plans (8940)", "CPPlanStarted", "CPPlanEnded"),
    ("overlapping child in need plans (4014)", "CINPlanStarted", "CINPlanEnded"),
    ("overlapping assessments (8863Q)", "AssessmentStarted", "AssessmentAuthorised"),
    ("overlapping periods of care", "BecameLookedAfter", "CeasedLookedAfter"),
)


def overlaps(history: History) -> Iterator[Finding]:
    """Two of a kind open on one day; ending on the day the next begins is no overlap."""
    for finding, opened, ended in _KINDS:
        for one, other in pairs(history.stretches(opened, ended)):
            if one.last is None or one.last > other.first:
                yield Finding(finding, other.first, _both(one, other), one.facts + other.facts)


def plans_together(history: History) -> Iterator[Finding]:
    """A child in need plan while a child protection plan runs."""
    in_need = history.stretches("CINPlanStarted", "CINPlanEnded")
    for one, other in product(in_need, history.stretches("CPPlanStarted", "CPPlanEnded")):
        if (one.last or date.max) > other.first and (other.last or date.max) > one.first:
            finding = "child in need and protection plan together (4001)"
            yield Finding(finding, max(one.first, other.first), _both(one, other), one.facts + other.facts)


def outside_episode(history: History) -> Iterator[Finding]:
    """An assessment, enquiry, conference or plan that began while no episode was open."""
    episodes = history.episodes
    for fact in history.named(*_ACTIVITY) if episodes else ():
        day = fact.occurred_on
        if day is not None and not any(episode.holds(day) for episode in episodes):
            closed = any(episode.last is not None and episode.last < day for episode in episodes)
            finding = "activity after closure (8565)" if closed else "activity before the case opened (1103)"
            yield Finding(finding, day, event(fact.event).TITLE, (fact,))


def referred_while_open(history: History) -> Iterator[Finding]:
    """A referral while the case is open is a contact on the open episode, not a referral."""
    for fact in history.named("ReferralReceived"):
        day = fact.occurred_on
        for episode in history.episodes:
            if day is not None and episode.first < day and (episode.last is None or day < episode.last):
                yield Finding("referral while the case was open", day, "counted as no referral", (fact, episode.begun))


def closures(history: History) -> Iterator[Finding]:
    """Closures without a reason, after unfinished work, or for an assessment that is not there."""
    assessments = history.stretches("AssessmentStarted", "AssessmentAuthorised")
    for episode in history.episodes:
        if episode.ended is None or episode.last is None:
            continue
        reason = code_of(episode.ended.data.get("reason"))
        if "reason" not in episode.ended.data:
            yield Finding("closure without a reason (8805)", episode.last, "", (episode.ended,))
        own = [one for one in assessments if episode.holds(one.first)]
        for one in own:
            if one.last is None or one.last > episode.last:
                detail = f"assessment started on {one.first.isoformat()}"
                yield Finding("closed with an assessment unfinished (8867)", episode.last, detail, one.facts)
        since = history.assessments_from
        if reason in _AFTER_ASSESSMENT and not own and since is not None and since <= episode.first:
            detail = f"closed for {reason}, no assessment in the episode"
            yield Finding("closed after an assessment that is not there (8825Q)", episode.last, detail, episode.facts)


def plan_days(history: History) -> Iterator[Finding]:
    """Plans that start and end on one day, ends before beginnings, and reviews not after the plan's start."""
    plans = history.stretches("CPPlanStarted", "CPPlanEnded")
    for plan in plans:
        if plan.last == plan.first:
            yield Finding("plan started and ended on one day (8840)", plan.first, "", plan.facts)
    for finding, opened, ended in _KINDS:
        for one in history.stretches(opened, ended):
            if one.last is not None and one.last < one.first:
                yield Finding("ended before it began", one.last, finding.split(" (")[0].partition(" ")[2], one.facts)
    for review in history.named("CPReviewHeld"):
        for plan in plans:
            if review.occurred_on == plan.first:
                yield Finding("review on the day the plan started (8841)", plan.first, "", (review, plan.begun))


def the_child(history: History) -> Iterator[Finding]:
    """Birth: neither or both dates, sex of an unborn child, referred long before birth."""
    born, expected = history.person.get("date_of_birth"), history.person.get("expected_birth_date")
    if not history.registered or any(isinstance(day, dict) for day in (born, expected)):
        return
    if born is None and expected is None:
        yield Finding("no date of birth (8525Q)", None, "neither born nor expected", history.registered)
    if born is not None and expected is not None:
        yield Finding("born and expected (8525Q)", None, "both dates are recorded", history.registered)
    sex = code_of(history.person.get("sex"))
    if born is None and expected is not None and sex in ("M", "F"):
        yield Finding("sex of an unborn child (8750)", None, "recorded before birth", history.registered)
    begins = born or expected
    for fact in history.named("ReferralReceived"):
        if isinstance(begins, date) and fact.occurred_on and begins - fact.occurred_on > _LONGEST_PREGNANCY:
            detail = "more than forty weeks before birth"
            yield Finding("referral long before birth (8606)", fact.occurred_on, detail, (fact, *history.registered))


def statuses(history: History) -> Iterator[Finding]:
    """A case status, as a file shows it, that the plans and care of the same day do not bear out."""
    protection = history.stretches("CPPlanStarted", "CPPlanEnded")
    care = history.stretches("BecameLookedAfter", "CeasedLookedAfter")
    for fact in history.named("CaseStatusObserved"):
        status, day = code_of(fact.data.get("status")), fact.occurred_on
        if day is None or status is None:
            continue
        on_plan, in_care = (any(one.holds(day) for one in kind) for kind in (protection, care))
        wrong = {
            "child-protection-plan": not on_plan and "no protection plan is open",
            "looked-after": not in_care and "no period of care is open",
            "child-in-need-plan": (on_plan and "a protection plan is open") or (in_care and "the child is in care"),
        }.get(status)
        if wrong and not _ended_on(protection + care, day):
            yield Finding("case status not borne out", day, f"{status.replace('-', ' ')}, but {wrong}", (fact,))


def _ended_on(stretches: list[Stretch], day: date) -> bool:
    return any(one.last == day for one in stretches)


def _both(one: Stretch, other: Stretch) -> str:
    return f"begun {one.first.isoformat()} and {other.first.isoformat()}"


CHECKS = (
    overlaps,
    plans_together,
    outside_episode,
    referred_while_open,
    closures,
    plan_days,
    the_child,
    statuses,
)
