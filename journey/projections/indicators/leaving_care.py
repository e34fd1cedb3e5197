"""Care leavers, and children about to be: pathway plans, in touch, occupied, suitably housed."""

from __future__ import annotations

from typing import Final, Literal

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.timed import in_time


def _leavers(
    name: str,
    title: str,
    definition: str,
    reference: str,
    check: tuple[str, str],
    *,
    at: Literal["end", "period"] = "end",
    counts: tuple[str, ...] = (),
) -> Indicator:
    """A share of care leavers, or of children who are eligible to become some."""
    units = of_check(*check, at_end=at == "end")
    return Indicator(name, title, definition, reference, "share", at, units, counts=counts)


INDICATORS: Final = (
    _leavers(
        "pathway_plans_reviewed",
        "Pathway plans reviewed in six months",
        "Proportion of care leavers (excluding qualifying) whose Pathway Plan was reviewed within the last six months "
        "at month end",
        "S1 evaluation report 2018; K02",
        ("K02", "window"),
    ),
    _leavers(
        "eligible_with_pathway_plan",
        "Eligible children with a pathway plan",
        "Eligible children with a pathway plan at the end of the period, of eligible children (looked after, 16 or 17, "
        "and for 13 weeks since 14)",
        "SI 2010/959, reg 42; K01",
        ("K01", "plan"),
        counts=("BecameLookedAfter",),
    ),
    _leavers(
        "leavers_in_touch_at_birthday",
        "Care leavers in touch around a birthday",
        "Care leavers with whom the service was in touch from three months before to one month after a birthday from "
        "the 17th to the 21st, of those whose birthday fell in the period",
        "DfE SSDA903, care leavers; K04",
        ("K04", "birthday"),
        at="period",
    ),
    _leavers(
        "leavers_in_touch",
        "Care leavers in touch in eight weeks",
        "Care leavers with whom there was contact in the eight weeks up to the end of the period, of the cohort",
        "Local standard; K04",
        ("K04", "monthly"),
    ),
    _leavers(
        "leavers_occupied",
        "Care leavers in education, training or employment",
        "Care leavers in education, training or employment by the latest status, of the cohort, those not in touch "
        "included",
        "DfE SSDA903, activity; K05",
        ("K05", "occupied"),
    ),
    _leavers(
        "leavers_suitably_housed",
        "Care leavers in suitable accommodation",
        "Care leavers in suitable accommodation by the latest status, of the cohort, those not in touch included",
        "DfE SSDA903, accommodation; K06",
        ("K06", "suitable"),
    ),
    in_time(
        "leavers_first_visits",
        "Care leavers visited in a week of moving in",
        "Care leavers for whom accommodation was provided in the period whom the personal adviser visited within seven "
        "days, of those visited or whose visit is overdue",
        "SI 2010/2571, reg 8",
        ("K03", "first"),
        "LeaverAccommodationStarted",
        "started_on",
    ),
    in_time(
        "leavers_second_visits",
        "Care leavers visited again in 28 days of moving in",
        "Care leavers first visited in the period in accommodation provided for them whom the personal adviser visited "
        "again within 28 days of its start, of those visited again or whose visit is overdue",
        "SI 2010/2571, regs 7 and 8",
        ("K03", "before_review"),
        "LeaverAccommodationStarted",
        "started_on",
    ),
    in_time(
        "leavers_visits",
        "Care leavers visited every two months",
        "Later visits of the personal adviser in the period within two months of the one before, of those visits",
        "SI 2010/2571, reg 8",
        ("K03", "next"),
        "LeaverVisitMade",
    ),
)
