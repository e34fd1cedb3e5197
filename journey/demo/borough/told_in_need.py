"""Episodes of need as happenings: referral, assessment, enquiry, plans."""

from __future__ import annotations

from journey.demo.borough.lives import Assessment, Enquiry, Episode, NeedPlan, ProtectionPlan
from journey.demo.borough.telling import Telling
from journey.domain.values import Data


def tell_episode(telling: Telling, episode: Episode) -> None:
    """The referral and what was decided on it; and, where it was taken on, all that followed."""
    one = episode.referral
    said: Data = {
        "source": telling.code("referral-source", one.source),
        "no_further_action": telling.yes(one.nfa),
        "team": one.team or None,
        "worker": telling.worker(one.worker),
    }
    key = telling.say("ReferralReceived", "referral", one.day, said)
    telling.say_of(
        "ReferralDecisionMade",
        key,
        "decided",
        one.decided_on,
        {"decision": telling.code("referral-decision", one.decision), "decided_by": telling.worker(one.decided_by)},
    )
    telling.say_of(
        "ReferralDecisionAuthorised",
        key,
        "authorised",
        one.authorised_on,
        {"authorised_by": telling.worker(one.authorised_by)},
    )
    telling.say_of("ReferrerInformed", key, "referrer-informed", one.informed_on)
    if one.nfa:
        return
    opened = telling.say("CINEpisodeOpened", "episode", one.day, {"need": telling.code("need", one.need)})
    if episode.closed_on:
        telling.say_of(
            "CaseClosed", opened, "closed", episode.closed_on, {"reason": telling.code("closure", episode.closure)}
        )
    for assessment in episode.assessments:
        _assessment(telling, assessment)
    for held in episode.discussions:
        telling.say(
            "StrategyDiscussionHeld",
            "strategy-discussion",
            held.day,
            {
                **telling.attending(held.agencies),
                "manner": telling.code("manner", held.manner),
                "initiates_enquiry": telling.yes(held.initiates_enquiry),
                "reasonable_cause_on": held.cause_on,
            },
        )
    for enquiry in episode.enquiries:
        _enquiry(telling, enquiry)
    for plan in episode.need_plans:
        _need_plan(telling, plan)
    for protection in episode.protection_plans:
        _protection_plan(telling, protection)


def _assessment(telling: Telling, one: Assessment) -> None:
    key = telling.say(
        "AssessmentStarted",
        "assessment",
        one.started,
        {
            "child_seen": telling.yes(one.seen),
            "seen_alone": telling.code("seen-alone", _alone(one.seen_alone)),
            "team": one.team,
            "worker": telling.worker(one.worker),
        },
    )
    telling.say_of(
        "AssessmentAuthorised",
        key,
        "authorised",
        one.authorised_on,
        {
            "support_required": telling.yes(one.support_required),
            "outcome": telling.code("assessment-outcome", one.outcome),
            "factors": [telling.code("factors", factor) for factor in one.factors],
        },
    )
    telling.say_of("AssessmentDelayExplained", key, "delay-explained", one.delay_explained_on)


def _enquiry(telling: Telling, one: Enquiry) -> None:
    held = one.conference
    said: Data = {
        "conference_unnecessary": telling.yes(one.conference_unnecessary),
        "child_seen_on": one.seen_on,
        "seen_alone": telling.code("seen-alone", _alone(one.seen_alone)),
        "conference_due_on": one.conference_due,
        "team": one.team,
        "worker": telling.worker(one.worker),
    }
    key = telling.say("Section47Started", "section-47", one.started, said)
    telling.say_of(
        "Section47Concluded",
        key,
        "concluded",
        one.concluded_on,
        {"outcome": telling.code("section-47-outcome", one.outcome)},
    )
    if held:
        telling.say(
            "InitialCPConferenceHeld",
            "initial-conference",
            held.day,
            {
                **telling.attending(held.agencies),
                "plan_made": telling.yes(held.plan_made),
                "transfer_in": telling.yes(False),
                "quorate": telling.yes(held.quorate),
                "report_shared_on": held.report_shared_on,
            },
        )


def _need_plan(telling: Telling, plan: NeedPlan) -> None:
    key = telling.say("CINPlanStarted", "cin-plan", plan.started)
    telling.say_of("CINPlanEnded", key, "ended", plan.ended)
    for meeting in plan.reviews:
        telling.say("CINReviewHeld", "cin-review", meeting.day, telling.attending(meeting.agencies))
    for visit in plan.visits:
        telling.say("CINVisitMade", "cin-visit", visit.day, telling.visit(visit, reason=False))


def _protection_plan(telling: Telling, protection: ProtectionPlan) -> None:
    (_, first), *others = protection.categories
    key = telling.say("CPPlanStarted", "cp-plan", protection.started, {"category": telling.code("abuse", first)})
    telling.say_of("CPPlanEnded", key, "ended", protection.ended)
    for day, category in others:
        telling.say("CPCategoryObserved", "cp-category", day, {"category": telling.code("abuse", category)})
    for meeting in protection.reviews:
        telling.say("CPReviewHeld", "cp-review", meeting.day, telling.attending(meeting.agencies))
    for meeting in protection.core_groups:
        telling.say("CoreGroupMet", "core-group", meeting.day, telling.attending(meeting.agencies))
    for visit in protection.visits:
        telling.say("CPVisitMade", "cp-visit", visit.day, telling.visit(visit))


def _alone(said: bool) -> str:
    return "yes" if said else "no"
