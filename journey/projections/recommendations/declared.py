"""The 22 recommendations of the joint delivery plan (S4), and by which figures the log can speak to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Evidence = Literal["figures", "partly", "not at case level"]
"""What a log of cases can ever show of a recommendation: all that can be counted, a part of it, or nothing."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation.

    ``indicators`` are by name; ``measures`` are rules and steps counted by journeys, as in the principles; ``events``
    are counted by how many there were and of how many children. ``missing`` says what could stand in a log of cases
    and in this one has no event; ``not_provable`` what no log of cases proves.
    """

    number: int
    title: str
    evidence: Evidence
    not_provable: str
    indicators: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    events: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


RECOMMENDATIONS: Final = (
    Recommendation(
        1,
        "Multi-agency response and thresholds",
        "partly",
        "that the threshold document is known and used",
        ("referral_decisions_in_time", "referrals_without_action", "enquiries_without_action"),
        (("R08", ""),),
        missing=("screening by the multi-agency hub", "what agencies gave to it", "decisions that were reversed"),
    ),
    Recommendation(
        2,
        "Contingency, escalation, step up and step down",
        "partly",
        "that thresholds are understood at all levels",
        ("step_downs_handed_on", "step_downs_returned_early", "step_downs_returned"),
        (("P04", "resilient_exit"),),
        missing=("contingency in plans", "escalations and how they were settled"),
    ),
    Recommendation(
        3,
        "Everybody of the minimum at strategy discussions",
        "figures",
        "the quality of the discussion",
        ("strategy_discussions_minimum", "strategy_discussions_with_referrer", "conferences_in_time"),
        events=("StrategyDiscussionHeld",),
    ),
    Recommendation(
        4,
        "Edge of care and return home",
        "partly",
        "how well support was co-ordinated",
        events=("BecameLookedAfter", "CeasedLookedAfter"),
        missing=("support at the edge of care", "plans for the return home"),
    ),
    Recommendation(
        5,
        "Assessments, care plans and pathway plans that are current",
        "figures",
        "that the analysis is thorough: a case audit grades that",
        ("assessments_in_time", "pathway_plans_reviewed", "eligible_with_pathway_plan"),
        (("C09", ""), ("L06", ""), ("P05", "views")),
    ),
    Recommendation(
        6,
        "Contact with care leavers",
        "figures",
        "the quality of the contact and what it changed",
        ("leavers_in_touch", "leavers_first_visits", "leavers_visits", "decisions_with_reasons"),
        events=("CareLeaverContact",),
    ),
    Recommendation(
        7,
        "Life story work",
        "partly",
        "that workers were trained for it",
        events=("AdoptionOrderGranted",),
        missing=("life story work, begun and completed", "later life letters"),
    ),
    Recommendation(
        8,
        "A stable workforce",
        "partly",
        "vacancy, turnover and sickness: those are figures of staff, not of cases",
        ("caseload_per_social_worker", "very_high_caseloads", "worker_changes"),
        (("P02", "same_worker"),),
    ),
    Recommendation(
        9,
        "Early help that is evaluated",
        "partly",
        "the strategy, and what would have happened without the help",
        measures=(("P04", "resilient_exit"),),
        events=("EarlyHelpAssessmentStarted", "EarlyHelpAssessmentCompleted"),
        missing=("early help plans and their reviews",),
    ),
    Recommendation(10, "Corporate parenting strategy", "not at case level", "a strategy"),
    Recommendation(
        11, "Terms of reference of the corporate parenting panel", "not at case level", "terms of reference"
    ),
    Recommendation(
        12,
        "Breadth of the children in care council, and consultation",
        "partly",
        "how groups are run",
        measures=(("P05", "took_part"), ("P05", "acted_on")),
        missing=("consultation of children about services",),
    ),
    Recommendation(
        13,
        "Challenge by reviewing officers",
        "figures",
        "how rigorous a challenge was",
        measures=(("L08", ""),),
        events=("ChallengeRaised", "ChallengeResolved", "IROContactMade"),
        missing=("looks at progress midway between reviews",),
    ),
    Recommendation(
        14,
        "Learning from complaints and audits",
        "partly",
        "what learning changed in practice",
        ("complaints_answered", "complaint_investigations_ended", "complaint_panels_held", "cases_supervised"),
        events=("ComplaintReceived", "ActionSet", "ActionDone"),
    ),
    Recommendation(
        15,
        "The extent of sexual exploitation, and intelligence about it",
        "partly",
        "what the police know and disrupt",
        events=("WentMissing",),
        missing=("recorded risks of exploitation", "screening for them", "panels that discuss children at risk"),
    ),
    Recommendation(
        16,
        "Return home interviews",
        "figures",
        "that an interview explores what happened: a case audit reads that",
        ("return_interviews_offered", "return_interviews_accepted", "return_interviews_in_time"),
    ),
    Recommendation(
        17,
        "Risk assessment of missing and exploited children",
        "figures",
        "how well help answers to the risk",
        events=("WentMissing", "ReturnInterviewHeld"),
        missing=("recorded risks of exploitation", "their assessment", "help offered after it"),
    ),
    Recommendation(18, "Commissioning responsibility", "not at case level", "who commissions what"),
    Recommendation(
        19,
        "Advocacy",
        "partly",
        "that there is enough of it",
        measures=(("P05", "took_part"),),
        missing=("advocacy offered and taken up", "advocates at conferences and reviews"),
    ),
    Recommendation(
        20,
        "Accommodation and staying put",
        "partly",
        "the range of accommodation there is",
        ("leavers_suitably_housed", "three_placements", "long_term_stability", "placed_at_a_distance"),
        missing=("staying put with former foster carers",),
    ),
    Recommendation(
        21,
        "Education of looked-after children",
        "partly",
        "attainment: that needs other data",
        ("education_plans_this_term",),
        (("L12", ""),),
        missing=("attendance and exclusions",),
    ),
    Recommendation(
        22,
        "Organisation of support for care leavers",
        "partly",
        "the review of the organisation",
        ("pathway_plans_reviewed", "leavers_in_touch", "leavers_occupied", "leavers_suitably_housed"),
        missing=("since when each care leaver has a personal adviser",),
    ),
)
"""All of them, by number."""
