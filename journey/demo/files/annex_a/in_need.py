"""Lists 4 to 7: assessments, section 47 enquiries and conferences, children in need, child protection plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from journey.demo.borough.lives import Child, Enquiry, Episode, ProtectionPlan
from journey.demo.files.annex_a.view import View
from journey.demo.files.said import DAY, Said, day_by, is_open, shown_since
from journey.domain.calendar import months_before

_ENQUIRY: Final = "Section47Started"
_CONFERENCE: Final = "InitialCPConferenceHeld"
_PLAN: Final = "CPPlanStarted"
_EMERGENCY: Final = ("L1", "L2")
"""Police protection and emergency protection order."""


def assessments(view: View) -> Iterator[Said]:
    """List 4: assessments open at any time in the last six months."""
    for episode in view.child.episodes:
        for one in episode.assessments:
            if one.started > view.last or not shown_since(one.authorised_on, view.first, view.last):
                continue
            done = day_by(one.authorised_on, view.last)
            yield {
                ("AssessmentStarted", DAY): one.started,
                ("AssessmentStarted", "child_seen"): one.seen,
                ("AssessmentAuthorised", DAY): done,
                ("AssessmentAuthorised", "support_required"): one.support_required if done else None,
                ("AssessmentStarted", "team"): one.team,
                ("AssessmentStarted", "worker"): one.worker,
            }


def enquiries(view: View) -> Iterator[Said]:
    """List 5: enquiries begun in the last six months."""
    every = [one for episode in view.child.episodes for one in episode.enquiries]
    held = [one.conference.day for one in every if one.conference is not None]
    for one in every:
        if view.first <= one.started <= view.last:
            since = months_before(one.started, 12)
            yield {
                (_ENQUIRY, DAY): one.started,
                ("StrategyDiscussionHeld", DAY): one.started,
                **_became(one, view.last),
                (_ENQUIRY, "asserted_section_47_12m"): sum(since <= other.started < one.started for other in every),
                (_ENQUIRY, "asserted_conferences_12m"): sum(since <= day < one.started for day in held),
                (_ENQUIRY, "team"): one.team,
                (_ENQUIRY, "worker"): one.worker,
            }


def _became(one: Enquiry, last: date) -> Said:
    """Whether a conference was needed, once that is known, and the conference that was held."""
    conference = one.conference if one.conference is not None and one.conference.day <= last else None
    known = conference is not None or day_by(one.concluded_on, last) is not None
    return {
        (_ENQUIRY, "conference_unnecessary"): one.conference_unnecessary if known else None,
        (_CONFERENCE, DAY): conference.day if conference else None,
        (_CONFERENCE, "plan_made"): conference.plan_made if conference else None,
    }


def in_need(view: View) -> Iterator[Said]:
    """List 6: episodes of need open at any time in the last six months, once the referral was taken on."""
    for episode in view.child.episodes:
        one = episode.referral
        if one.nfa or max(one.day, one.decided_on) > view.last:
            continue
        if not shown_since(episode.closed_on, view.first, view.last):
            continue
        closed = day_by(episode.closed_on, view.last)
        yield {
            ("CINEpisodeOpened", DAY): one.day,
            ("CINEpisodeOpened", "need"): one.need,
            ("ChildSeen", DAY): _last_seen(view.child, episode, closed or view.last),
            ("CaseClosed", DAY): closed,
            ("CaseClosed", "reason"): episode.closure if closed else None,
            ("CaseStatusObserved", "status"): "closed" if closed else _status(view.child, episode, view.last),
            **view.holder("CaseClosed", closed),
        }


def _status(child: Child, episode: Episode, day: date) -> str:
    """The status of an open case at the end of a day: care before protection before need."""
    if any(one.started <= day and is_open(one.ended, day) for one in child.care):
        return "looked-after"
    if any(one.started <= day and is_open(one.ended, day) for one in episode.protection_plans):
        return "child-protection-plan"
    if any(one.started <= day and is_open(one.ended, day) for one in episode.need_plans):
        return "child-in-need-plan"
    return "open-assessment"


def _last_seen(child: Child, episode: Episode, until: date) -> date | None:
    """The last day in an episode on which somebody saw the child."""
    seen = [one.seen_on for one in episode.enquiries if one.seen_on is not None]
    visits = chain.from_iterable(
        holder.visits for holders in (episode.need_plans, episode.protection_plans, child.care) for holder in holders
    )
    seen += [visit.day for visit in visits if visit.seen]
    return max((day for day in seen if episode.referral.day <= day <= until), default=None)


def protection_plans(view: View) -> Iterator[Said]:
    """List 7: plans open at any time in the last six months."""
    for episode in view.child.episodes:
        for plan in episode.protection_plans:
            if plan.started <= view.last and shown_since(plan.ended, view.first, view.last):
                yield _plan(view, plan)


def _plan(view: View, plan: ProtectionPlan) -> Said:
    ended = day_by(plan.ended, view.last)
    until = ended or view.last
    visit = max((one for one in plan.visits if one.day <= until), key=lambda one: one.day, default=None)
    alone = visit.alone if visit is not None and visit.alone != "not-applicable" else None
    return {
        (_PLAN, DAY): plan.started,
        (_PLAN, "category"): plan.categories[0][1],
        ("CPCategoryObserved", "category"): [code for day, code in plan.categories if day <= until][-1],
        ("CPVisitMade", DAY): visit.day if visit else None,
        ("CPVisitMade", "seen_alone"): alone,
        ("CPReviewHeld", DAY): max((one.day for one in plan.reviews if one.day <= until), default=None),
        ("CPPlanEnded", DAY): ended,
        (_PLAN, "emergency_protection"): _was_protected_at_once(view),
        (_PLAN, "asserted_previous_plans"): plan.previous,
        **view.holder("CPPlanEnded", ended),
    }


def _was_protected_at_once(view: View) -> bool:
    return any(
        status.status in _EMERGENCY and status.started <= view.last and shown_since(status.ended, view.first, view.last)
        for care in view.child.care
        for status in care.legal
    )
