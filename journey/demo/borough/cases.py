"""How a case goes: which days its assessment, enquiry, plans and care begin and end, as far as that can be drawn."""

from __future__ import annotations

from random import Random
from typing import Final

from journey.demo.borough.days import working_after
from journey.demo.borough.planned import OPEN, Case, Planned

_UNBORN: Final = 0.03
_NO_PLAN: Final = 0.2
"""Of enquiries that lead to no plan, those about which a conference was held."""
_OLDEST_FOR_LONG: Final = 11 * 365
_OLDEST_FOR_CARE: Final = 13 * 365


def expected(chance: Random, day: int) -> int:
    """When a child who becomes known on a day was born, or will be."""
    if chance.random() < _UNBORN:
        return day + 20 + int(chance.random() * 110)
    return day - 20 - int(chance.random() * 15.8 * 365)


def taken_on(chance: Random, child: Planned, day: int, path: str, *, long: bool) -> Case:
    """A case from its referral on; one with ``long`` has no end yet."""
    age = day - child.born
    if age < 0 and path != "nfa":
        path, long = "assessed", False
    if age > _OLDEST_FOR_CARE and path == "care":
        path = "need"
    long = long and path == "need" and age < _OLDEST_FOR_LONG
    case = Case(day, path)
    if path == "nfa":
        return case
    _assess(chance, case)
    if path in ("enquiry", "protection"):
        _enquire(chance, case)
    if path == "protection":
        _protect(chance, case)
    if path == "need":
        _help(chance, case, case.assessed, long)
    if path == "care" or (path == "protection" and age < _OLDEST_FOR_CARE and chance.random() < 0.12):
        _look_after(chance, child, case)
    elif path == "protection" and chance.random() < 0.6:
        _help(chance, case, case.protection_end, long=False)
    _close(chance, child, case)
    return case


def _assess(chance: Random, case: Case) -> None:
    luck = chance.random()
    days = 6 + int(chance.random() * 15) if luck < 0.9 else 46 + int(chance.random() * 15)
    case.assessed = working_after(case.day, days)


def _enquire(chance: Random, case: Case) -> None:
    case.enquiry = working_after(case.day, int(chance.random() * 8))
    if case.path == "protection":
        days = 8 + int(chance.random() * 7) if chance.random() < 0.85 else 16 + int(chance.random() * 6)
        case.conference = working_after(case.enquiry, days)
        case.assessed = min(case.assessed, working_after(case.enquiry, days - 3))
    else:
        if chance.random() < _NO_PLAN:
            case.conference = working_after(case.enquiry, 9 + int(chance.random() * 6))
        case.assessed = max(case.assessed, working_after(case.enquiry, 12), case.conference)


def _protect(chance: Random, case: Case) -> None:
    case.protection = case.conference
    case.protection_end = case.protection + int(chance.triangular(75, 740, 250))


def _help(chance: Random, case: Case, since: int, long: bool) -> None:
    case.need = since + (1 + int(chance.random() * 6) if since == case.assessed else 0)
    case.long = long
    case.need_end = OPEN if long else case.need + 50 + int(chance.random() * 200)


def _look_after(chance: Random, child: Planned, case: Case) -> None:
    case.care = case.protection_end or working_after(case.assessed, 1 + int(chance.random() * 10))
    days = 20 + int(chance.expovariate(1 / 330))
    case.care_end = max(case.care + 3, min(case.care + days, child.born + 5800))


def _close(chance: Random, child: Planned, case: Case) -> None:
    """The end of all work, before the child comes of age."""
    adult = child.adult - 10
    if case.need > adult:
        case.need = case.need_end = 0
    for begin, end in (("protection", "protection_end"), ("need", "need_end"), ("care", "care_end")):
        if getattr(case, end) not in (0, OPEN) and getattr(case, end) > adult:
            setattr(case, end, max(getattr(case, begin) + 2, adult))
    last = max(case.assessed, case.protection_end, case.need_end, case.care_end)
    case.closed = OPEN if last == OPEN else last + int(chance.random() * 12)
