"""List 8: children in care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from journey.demo.borough.lives import CarePeriod, Missing, Placement
from journey.demo.files.annex_a.view import View
from journey.demo.files.said import DAY, Said, day_by, shown_since
from journey.domain.calendar import months_before

_CARE: Final = "BecameLookedAfter"
_PLACEMENT: Final = "PlacementStarted"
_MISSING: Final = "MissingEpisodesObserved"
_A_YEAR: Final = 12
"""Months."""


def looked_after(view: View) -> Iterator[Said]:
    """List 8: periods of care open at any time in the last six months."""
    for care in view.child.care:
        if care.started <= view.last and shown_since(care.ended, view.first, view.last):
            yield _row(view, care)


def _row(view: View, care: CarePeriod) -> Said:
    ended = day_by(care.ended, view.last)
    until = ended or view.last
    legal = [one for one in care.legal if one.started <= until][-1]
    placed = [one for one in care.placements if one.started <= until]
    return {
        (_CARE, DAY): care.started,
        (_CARE, "need"): care.need,
        (_CARE, "second_period"): _is_second(view, care),
        ("LegalStatusChanged", DAY): legal.started,
        ("LegalStatusChanged", "status"): legal.status,
        ("LACReviewHeld", DAY): _latest((one.day for one in care.reviews), until),
        ("LACVisitMade", DAY): _latest((one.day for one in care.visits), until),
        ("PermanencePlanObserved", "plan"): next((p for day, p in reversed(care.permanence) if day <= until), None),
        ("IROContactMade", DAY): _latest(care.officer_contacts, until),
        ("HealthAssessmentDone", DAY): _latest(care.health_assessments, until),
        ("DentalCheckDone", DAY): _latest(care.dental_checks, until),
        (_CARE, "asserted_placements_12m"): _placements(placed, until),
        ("CeasedLookedAfter", DAY): ended,
        ("CeasedLookedAfter", "reason"): care.ceased if ended else None,
        **_placement(placed[-1]),
        **_missing(view.child.missing, until),
        **view.holder("CeasedLookedAfter", ended),
    }


def _placement(one: Placement) -> Said:
    return {
        (_PLACEMENT, DAY): one.started,
        (_PLACEMENT, "type"): one.type,
        (_PLACEMENT, "provider"): one.provider,
        (_PLACEMENT, "postcode"): one.postcode,
        (_PLACEMENT, "urn"): one.urn,
        (_PLACEMENT, "location"): one.location,
        (_PLACEMENT, "authority"): one.authority,
    }


def _placements(placed: list[Placement], until: date) -> int:
    """Placements of the year up to a day, the one in which it began included."""
    first = months_before(until, _A_YEAR)
    return sum(one.started > first for one in placed) + any(one.started <= first for one in placed)


def _missing(every: tuple[Missing, ...], until: date) -> Said:
    """Episodes of the last twelve months, and what came of the interview after the last."""
    first = months_before(until, _A_YEAR)
    some = [one for one in every if first <= one.day <= until]
    back = [one for one in some if day_by(one.returned_on, until) is not None]
    offered = bool(back) and day_by(back[-1].offered_on, until) is not None
    return {
        (_MISSING, "asserted_missing_12m"): sum(one.type == "M" for one in some),
        (_MISSING, "asserted_absent_12m"): sum(one.type == "A" for one in some),
        (_MISSING, "return_interview_offered"): offered if back else None,
        (_MISSING, "return_interview_accepted"): offered and back[-1].accepted if back else None,
    }


def _is_second(view: View, care: CarePeriod) -> bool:
    since = months_before(care.started, _A_YEAR)
    return any(one.ended is not None and since <= one.ended <= care.started for one in view.child.care)


def _latest(days: Iterable[date], until: date) -> date | None:
    return max((day for day in days if day <= until), default=None)
