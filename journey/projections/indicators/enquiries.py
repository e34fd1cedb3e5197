"""Strategy discussions, section 47 enquiries and conferences: who took part, and what they led to."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator

INDICATORS: Final = (
    Indicator(
        "strategy_discussions_minimum",
        "Strategy discussions with everybody of the minimum",
        "Strategy discussions held in the period in which everybody took part whom the guidance of the day names as "
        "the minimum, of all held in it",
        "WT15, WT18 chapter 1; S4 joint delivery plan, recommendation 3; C02",
        "share",
        "period",
        of_check("C02", "minimum"),
        counts=("StrategyDiscussionHeld",),
    ),
    Indicator(
        "strategy_discussions_with_referrer",
        "Strategy discussions with the referrer",
        "Strategy discussions held in the period in which the agency that referred took part, of those after a "
        "referral by a professional",
        "WT15, WT18 chapter 1, where appropriate; S4 joint delivery plan, recommendation 3; C02",
        "share",
        "period",
        of_check("C02", "referrer"),
        counts=("StrategyDiscussionHeld",),
    ),
    Indicator(
        "enquiries_without_action",
        "Section 47 enquiries with no further action",
        "Section 47 enquiries started in the period that ended with no further action, of enquiries started in it",
        "DfE CIN census, section 47; C03",
        "share",
        "period",
        of_check("C03", "no_further_action"),
        counts=("Section47Started",),
    ),
    Indicator(
        "conferences_to_plan",
        "Initial conferences that led to a plan",
        "Children who became the subject of a protection plan, of children about whom an initial conference was held "
        "in the period",
        "DfE CIN census; C07",
        "share",
        "period",
        of_check("C07", "plan"),
        counts=("InitialCPConferenceHeld",),
    ),
    Indicator(
        "conferences_quorate",
        "Quorate conferences",
        "Initial and review conferences held in the period that were quorate, with children's social care and at least "
        "two other agencies, of those held in it",
        "SSD; C15",
        "share",
        "period",
        of_check("C15", "quorum"),
        counts=("InitialCPConferenceHeld", "CPReviewHeld"),
    ),
)
