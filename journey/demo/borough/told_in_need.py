"""Episodes of need as happenings: referral, assessment, enquiry, plans."""

from __future__ import annotations

from journey.demo.borough.lives import Assessment, Enquiry, Episode, NeedPlan, ProtectionPlan
from journey.demo.borough.telling import Telling
from journey.domain.values import Data


def tell_episode(telling: Telling, episode: Episode) -> None:
    """The referral and what was decided on it; and, where it was taken on, all that followed."""
    one = episode.referral
    said = telling.kept[_referral][one.source, one.nfa, one.team, one.worker]
    key = telling.say("ReferralReceived", "referral", one.day, said)
    said = telling.kept[_decision][one.decision, one.decided_by]
    telling.say_of("ReferralDecisionMade", key, "decided", one.decided_on, said)
    said = telling.kept[_authorised][(one.authorised_by,)]
    telling.say_of("ReferralDecisionAuthorised", key, "authorised", one.authorised_on, said)
    telling.say_of("ReferrerInformed", key, "referrer-informed", one.informed_on)
    if one.nfa:
        return
    opened = telling.say("CINEpisodeOpened", "episode", one.day, telling.kept[_need][(one.need,)])
    if episode.closed_on:
        telling.say_of("CaseClosed", opened, "closed", episode.closed_on, telling.kept[_closure][(episode.closure,)])
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
    said = telling.kept[_seen][one.seen, one.seen_alone, one.team, one.worker]
    key = telling.say("AssessmentStarted", "assessment", one.started, said)
    said = telling.kept[_assessed][one.support_required, one.outcome, one.factors]
    telling.say_of("AssessmentAuthorised", key, "authorised", one.authorised_on, said)
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
    telling.say_of("Section47Concluded", key, "concluded", one.concluded_on, telling.kept[_concluded][(one.outcome,)])
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
    telling.visits("CINVisitMade", "cin-visit", plan.visits, reason=False)


def _protection_plan(telling: Telling, protection: ProtectionPlan) -> None:
    (_, first), *others = protection.categories
    key = telling.say("CPPlanStarted", "cp-plan", protection.started, telling.kept[_category][(first,)])
    telling.say_of("CPPlanEnded", key, "ended", protection.ended)
    for day, category in others:
        telling.say("CPCategoryObserved", "cp-category", day, telling.kept[_category][(category,)])
    for meeting in protection.reviews:
        telling.say("CPReviewHeld", "cp-review", meeting.day, telling.attending(meeting.agencies))
    for meeting in protection.core_groups:
        telling.say("CoreGroupMet", "core-group", meeting.day, telling.attending(meeting.agencies))
    telling.visits("CPVisitMade", "cp-visit", protection.visits)


def _alone(said: bool) -> str:
    return "yes" if said else "no"


def _referral(telling: Telling, source: str, nfa: bool, team: str, worker: str) -> Data:
    return {
        "source": telling.code("referral-source", source),
        "no_further_action": telling.yes(nfa),
        "team": team or None,
        "worker": telling.worker(worker),
    }


def _decision(telling: Telling, decision: str, by: str) -> Data:
    return {"decision": telling.code("referral-decision", decision), "decided_by": telling.worker(by)}


def _authorised(telling: Telling, by: str) -> Data:
    return {"authorised_by": telling.worker(by)}


def _need(telling: Telling, need: str) -> Data:
    return {"need": telling.code("need", need)}


def _closure(telling: Telling, reason: str) -> Data:
    return {"reason": telling.code("closure", reason)}


def _seen(telling: Telling, seen: bool, alone: bool, team: str, worker: str) -> Data:
    return {
        "child_seen": telling.yes(seen),
        "seen_alone": telling.code("seen-alone", _alone(alone)),
        "team": team,
        "worker": telling.worker(worker),
    }


def _assessed(telling: Telling, support_required: bool, outcome: str, factors: tuple[str, ...]) -> Data:
    return {
        "support_required": telling.yes(support_required),
        "outcome": telling.code("assessment-outcome", outcome),
        "factors": [telling.code("factors", factor) for factor in factors],
    }


def _concluded(telling: Telling, outcome: str) -> Data:
    return {"outcome": telling.code("section-47-outcome", outcome)}


def _category(telling: Telling, category: str) -> Data:
    return {"category": telling.code("abuse", category)}
