"""Looked-after children at the end of the period: permanence, placements, stability, education plans."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator


def _looked_after(name: str, title: str, definition: str, reference: str, check: tuple[str, str]) -> Indicator:
    """A share of the children who are looked after at the end of the period."""
    units = of_check(*check, at_end=True)
    return Indicator(name, title, definition, reference, "share", "end", units, counts=("BecameLookedAfter",))


INDICATORS: Final = (
    _looked_after(
        "permanence_by_second_review",
        "Permanence plans by the second review",
        "Looked-after children with a plan for permanence at the second review, of children looked after for four "
        "months or whose second review was held",
        "Children Act 1989 guidance and regulations, volume 2; L09",
        ("L09", "second_review"),
    ),
    _looked_after(
        "three_placements",
        "Looked-after children with three or more placements",
        "Children looked after at the end of the period with three or more placements in the twelve months up to it, "
        "of children looked after then",
        "NI62, LG Inform 850: at 31 March; L10",
        ("L10", "placements"),
    ),
    _looked_after(
        "long_term_stability",
        "Looked-after children in stable placements",
        "Children under 16 looked after for two and a half years who had been in the same placement for two years, or "
        "were placed for adoption and that and the placement before lasted two years, of children under 16 looked "
        "after for two and a half years",
        "NI63, DfE EES: at 31 March; L11",
        ("L11", "same_placement"),
    ),
    _looked_after(
        "education_plans_this_term",
        "Education plans in the term",
        "Looked-after children of school age with a personal education plan begun or reviewed in the term so far, of "
        "looked-after children of school age",
        "Promoting the education of looked-after children, July 2014; L12",
        ("L12", "termly"),
    ),
    _looked_after(
        "placed_at_a_distance",
        "Looked-after children placed at a distance",
        "Looked-after children whose placement is more than 20 miles from home and outside the authority, of "
        "looked-after children in a recorded placement",
        "DfE SSDA903; L14",
        ("L14", "distance"),
    ),
    _looked_after(
        "worker_changes",
        "Looked-after children with two or more changes of worker",
        "Children looked after at the end of the period and for twelve months who had two or more changes of lead "
        "worker in them, of children looked after then for twelve months",
        "Children's Commissioner, Stability Index; W02",
        ("W02", "changes"),
    ),
)
