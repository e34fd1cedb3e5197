"""The rows of each file of the return about one child, as recorded when the return was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from journey.demo.borough.lives import CarePeriod, Child, HealthYear
from journey.demo.files.said import DAY, PERSON, Said, day_by, shown_since
from journey.demo.files.ssda903.episodes import episodes
from journey.domain.calendar import birthday
from journey.importers.ssda903.codes import NOT_IN_TOUCH, SUITABLE

_CARE, _CEASED, _STATUS, _PLACEMENT = "BecameLookedAfter", "CeasedLookedAfter", "LegalStatusChanged", "PlacementStarted"
_MISSING: Final = "WentMissing"
_HEALTH: Final = "HealthOutcomesObserved"
_LEAVER: Final = "CareLeaverStatusObserved"
_AGES: Final = range(17, 22)
"""The birthdays around which care leavers are asked after."""
_SIGN: Final = {suitability: sign for sign, suitability in SUITABLE.items()}


@dataclass(frozen=True, slots=True)
class ReturnOf:
    """A child in the return of the year from ``first`` to ``last``."""

    child: Child
    first: date
    last: date

    def care(self) -> list[CarePeriod]:
        """The periods of care open at any time in the year."""
        return [
            one for one in self.child.care if one.started <= self.last and shown_since(one.ended, self.first, self.last)
        ]


def _header(of: ReturnOf) -> Iterator[Said]:
    child = of.child
    if of.care() or any(True for _ in _oc3(of)):
        yield {
            (PERSON, "sex"): child.sex,
            (PERSON, "date_of_birth"): child.born,
            (PERSON, "ethnicity"): child.ethnicity,
            (PERSON, "upn"): child.upn or "UN1",
        }


def _episodes(of: ReturnOf) -> Iterator[Said]:
    for care in of.care():
        for one in episodes(care, of.last):
            if one.dec is None or one.dec >= of.first:
                yield {
                    (_CARE, DAY): one.decom,
                    (_PLACEMENT, "same_carer"): one.rne,
                    (_STATUS, "status"): one.legal.status,
                    (_CARE, "need"): care.need,
                    (_PLACEMENT, "type"): one.placement.type,
                    (_PLACEMENT, "provider"): one.placement.provider,
                    (_CEASED, DAY): one.dec,
                    (_CEASED, "reason"): one.rec,
                    ("PlacementEnded", "reason"): one.why,
                    ("", "HOME_POST"): care.home_postcode,
                    (_PLACEMENT, "postcode"): one.placement.postcode,
                    (_PLACEMENT, "urn"): one.placement.urn,
                }


def _reviews(of: ReturnOf) -> Iterator[Said]:
    for care in of.care():
        for one in care.reviews:
            if of.first <= one.day <= of.last:
                yield {("LACReviewHeld", DAY): one.day, ("LACReviewHeld", "participation"): one.participation}


def _missing(of: ReturnOf) -> Iterator[Said]:
    for one in of.child.missing:
        in_care = any(care.started <= one.day <= (care.ended or of.last) for care in of.care())
        if in_care and one.day <= of.last and shown_since(one.returned_on, of.first, of.last):
            yield {
                (_MISSING, "type"): one.type,
                (_MISSING, DAY): one.day,
                ("ReturnedFromMissing", DAY): day_by(one.returned_on, of.last),
            }


def _oc2(of: ReturnOf) -> Iterator[Said]:
    for care in of.care():
        for one in care.health_years:
            if one.day == of.last:
                yield _health(one)


def _health(one: HealthYear) -> Said:
    return {
        (_HEALTH, "sdq_score"): one.sdq_score,
        (_HEALTH, "sdq_reason"): one.sdq_reason,
        (_HEALTH, "convicted"): one.convicted,
        (_HEALTH, "immunisations"): one.immunised,
        (_HEALTH, "teeth_check"): one.dental,
        (_HEALTH, "health_assessment"): one.assessed,
        (_HEALTH, "substance_misuse"): one.substance_misuse,
    }


def _oc3(of: ReturnOf) -> Iterator[Said]:
    """A care leaver around a birthday of the year: what was so on that day."""
    leaver = of.child.leaver
    days = [birthday(of.child.born, age) for age in _AGES]
    day = next((day for day in days if of.first <= day <= of.last), None)
    if leaver is None or day is None or leaver.since > day or (leaver.until is not None and leaver.until <= day):
        return
    touch = [code for since, code in leaver.in_touch if since <= day]
    lives = [one for one in leaver.accommodation if one.day <= day]
    does = [code for since, code in leaver.activity if since <= day]
    known = bool(touch) and touch[-1] == "YES"
    home = f"{lives[-1].type}{_SIGN[lives[-1].suitability]}" if known and lives else NOT_IN_TOUCH
    yield {
        (_LEAVER, "in_touch"): touch[-1] if touch else "NO",
        (_LEAVER, "activity"): does[-1] if known and does else NOT_IN_TOUCH,
        (_LEAVER, "accommodation"): home,
    }


def _adopted(of: ReturnOf) -> Iterator[Said]:
    for care in of.care():
        one = care.adoption
        if one is not None and one.order_on is not None and of.first <= one.order_on <= of.last:
            yield {
                ("AdoptionDecisionMade", DAY): one.decided_on,
                ("MatchedForAdoption", DAY): one.matched_on,
                ("MatchedForAdoption", "foster_carer"): False,
                ("MatchedForAdoption", "adopters"): 2,
                ("", "SEX_ADOPTR"): "MF",
                ("", "LS_ADOPTR"): "L12",
            }


def _placed(of: ReturnOf) -> Iterator[Said]:
    for care in of.care():
        one = care.adoption
        if one is not None and one.placed_on is not None and of.first <= one.placed_on <= of.last:
            yield {("PlacedForAdoption", DAY): one.placed_on}


def _unaccompanied(of: ReturnOf) -> Iterator[Said]:
    if of.child.asylum_seeking and of.care():
        yield {(PERSON, "sex"): of.child.sex}


TABLES: Final[Mapping[str, Callable[[ReturnOf], Iterator[Said]]]] = MappingProxyType(
    {
        "Header": _header,
        "Episodes": _episodes,
        "Reviews": _reviews,
        "Missing": _missing,
        "OC2": _oc2,
        "OC3": _oc3,
        "AD1": _adopted,
        "PlacedAdoption": _placed,
        "UASC": _unaccompanied,
    }
)
"""The files by name. None of earlier permanent homes and of deprivation of liberty, of which the borough knows nothing,
and of social workers, asked for since 2023-24, whose numbers in the register it does not have."""
