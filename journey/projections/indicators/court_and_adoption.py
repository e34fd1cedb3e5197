"""Court and adoption: pre-proceedings and proceedings that ended in time, decisions and matches."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.lengths import OfLength
from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.timed import in_time

_STANDARDS: Final = "Adoption national minimum standards and guidance"

INDICATORS: Final = (
    in_time(
        "pre_proceedings_in_time",
        "Pre-proceedings ended in sixteen weeks",
        "Pre-proceedings of a child ending in the period within 16 weeks of their start, of those ending in it",
        "Local standard; Public Law Outline 2014",
        ("L16", "exit"),
        "PreProceedingsEnded",
    ),
    in_time(
        "care_proceedings_in_time",
        "Care proceedings concluded in 26 weeks",
        "Care proceedings about a child concluded in the period within 26 weeks of issue, of those concluded in it",
        "Children Act 1989, s32",
        ("L15", "final_order"),
        "CareProceedingsConcluded",
    ),
    Indicator(
        "care_proceedings_length",
        "Weeks of care proceedings",
        "Mean weeks from issue to the final order, over the care proceedings about a child concluded in the period",
        "Children Act 1989, s32; L15",
        "mean",
        "period",
        OfLength("L15", "final_order"),
        counts=("CareProceedingsConcluded",),
        mean_of="weeks",
    ),
    in_time(
        "adoption_decisions_in_time",
        "Adoption decisions in two months",
        "Decisions in the period that a child should be placed for adoption within two months of the review that "
        "agreed it, of those after such a review",
        _STANDARDS,
        ("L19", "decision"),
        "AdoptionDecisionMade",
    ),
    in_time(
        "adoption_matches_in_time",
        "Adoption matches in six months",
        "Matches in the period within six months of the decision that the child should be placed for adoption, of "
        "matches after such a decision",
        _STANDARDS,
        ("L19", "match"),
        "MatchedForAdoption",
    ),
)
