"""Lists 9 and 10: care leavers, children for adoption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from journey.demo.borough.lives import CarePeriod
from journey.demo.files.annex_a.view import View
from journey.demo.files.said import DAY, Said, day_by, is_open, shown_since
from journey.domain.calendar import months_before

_LEAVER: Final = "CareLeaverStatusObserved"
_DECISION: Final = "AdoptionDecisionMade"


def leavers(view: View) -> Iterator[Said]:
    """List 9: whoever is entitled to leaving care services on the day."""
    leaver, day = view.child.leaver, view.last
    if leaver is None or leaver.since > day or not is_open(leaver.until, day):
        return
    lives = next((one for one in reversed(leaver.accommodation) if one.day <= day), None)
    yield {
        **view.holder("", None),
        ("AllocationObserved", "personal_adviser"): leaver.adviser,
        (_LEAVER, "eligibility"): _of_day(leaver.eligibility, day),
        ("PathwayPlanReviewed", DAY): max((one for one in leaver.reviews if one <= day), default=None),
        (_LEAVER, "in_touch"): _of_day(leaver.in_touch, day),
        ("CareLeaverContact", DAY): max((one for one in leaver.contacts if one <= day), default=None),
        (_LEAVER, "accommodation"): lives.type if lives else None,
        (_LEAVER, "suitability"): lives.suitability if lives else None,
        (_LEAVER, "activity"): _of_day(leaver.activity, day),
    }


def for_adoption(view: View) -> Iterator[Said]:
    """List 10: decisions for adoption that stood at any time in the last twelve months."""
    for care in view.child.care:
        one = care.adoption
        if one is None or one.decided_on > view.last:
            continue
        fell = fell_on(care)
        if not shown_since(one.order_on or fell, months_before(view.last, 12), view.last):
            continue
        yield {
            (_DECISION, "entered_care_on"): care.started,
            (_DECISION, DAY): one.decided_on,
            ("PlacementOrderMade", DAY): day_by(one.placement_order_on, view.last),
            ("MatchedForAdoption", DAY): day_by(one.matched_on, view.last),
            ("PlacedForAdoption", DAY): day_by(one.placed_on, view.last),
            ("AdoptionOrderGranted", DAY): day_by(one.order_on, view.last),
            ("AdoptionDecisionReversed", DAY): day_by(fell, view.last),
            ("AdoptionDecisionReversed", "reason"): "RD4" if day_by(fell, view.last) else None,
        }


def fell_on(care: CarePeriod) -> date | None:
    """The day on which a decision for adoption fell because care ended otherwise; None while it stands."""
    return care.ended if care.adoption is not None and care.adoption.order_on is None else None


def _of_day(steps: Sequence[tuple[date, str]], day: date) -> str | None:
    """What was so on a day, of steps in the order of their days."""
    return next((value for since, value in reversed(steps) if since <= day), None)
