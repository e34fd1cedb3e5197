"""Assessments and conferences: in time, and with the child seen."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.timeliness import of_timescale

INDICATORS: Final = (
    Indicator(
        "assessments_in_time",
        "Assessments in forty-five working days",
        "Assessments completed (authorised) in the period within 45 working days, of assessments completed in it",
        "WT15, WT18, WT23 chapter 1; R05",
        "share",
        "period",
        of_timescale("R05", "stopped_on", "from_start"),
        counts=("AssessmentAuthorised",),
    ),
    Indicator(
        "child_seen_in_assessment",
        "Child seen in the assessment",
        "Assessments authorised in the period in which the child was seen, of assessments authorised in it",
        "WT15 chapter 1; AXA list 4; R06",
        "share",
        "period",
        of_check("R06", "seen"),
        counts=("AssessmentAuthorised",),
    ),
    Indicator(
        "child_seen_alone_in_assessment",
        "Child seen alone in the assessment",
        "Assessments authorised in the period in which the child was seen alone, of assessments authorised in it of "
        "children of whom that can be asked",
        "WT15 chapter 1; AXA list 4; R06",
        "share",
        "period",
        of_check("R06", "alone"),
        counts=("AssessmentAuthorised",),
    ),
    Indicator(
        "assessments_without_action",
        "Assessments with no further action",
        "Assessments authorised in the period that ended with no further action, or closure to early help, of "
        "assessments authorised in it",
        "DfE CIN census, closure reasons RC8 and RC9; S2 scrutiny minutes Oct 2016; R07",
        "share",
        "period",
        of_check("R07", "no_further_action"),
        counts=("AssessmentAuthorised",),
    ),
    Indicator(
        "conferences_in_time",
        "Initial conferences in fifteen working days",
        "Initial child protection conferences held in the period within 15 working days of the strategy discussion at "
        "which the section 47 enquiry was initiated, of conferences held in it",
        "WT15, WT18; C05",
        "share",
        "period",
        of_timescale("C05", "stopped_on"),
        counts=("InitialCPConferenceHeld",),
    ),
)
