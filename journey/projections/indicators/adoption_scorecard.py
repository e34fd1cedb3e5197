"""The adoption scorecard: mean days from care to family and from the court's authority to a match, over three years."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.means import of_mean
from journey.projections.indicators.measure import Indicator


def _mean(name: str, title: str, definition: str, reference: str, step: tuple[str, str]) -> Indicator:
    """A mean over the children adopted in the three years up to the end of the period."""
    return Indicator(
        name,
        title,
        f"{definition}, over the children adopted in the three years up to the end of the period",
        f"DfE adoption scorecards, {reference}; {step[0]}",
        "mean",
        "period",
        of_mean(*step),
        counts=("AdoptionOrderGranted|CeasedLookedAfter",),
        mean_of="days",
        over=step,
    )


INDICATORS: Final = (
    _mean(
        "care_to_adoptive_family",
        "Days from care to adoptive family",
        "Mean days from entering care to moving in with the adopters",
        "A1 (threshold 14 months, about 426 days, in 2013 to 2016)",
        ("L17", "average"),
    ),
    _mean(
        "care_to_adoptive_family_fostered",
        "Days from care to adoptive family, fostering counted",
        "Mean days from entering care to moving in with the adopters or, of children adopted by their own foster "
        "carers, to the start of that fostering",
        "A10",
        ("L17", "fostered"),
    ),
    _mean(
        "placement_order_to_match",
        "Days from placement order to match",
        "Mean days from the placement or freeing order to the match with adopters, none where the match came first, "
        "without children who had no order or were placed before it",
        "A2, LG Inform 912 (threshold 121 days in 2013 to 2016)",
        ("L18", "average"),
    ),
)
