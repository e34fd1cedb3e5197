"""Being looked after as it went: legal statuses, placements, reviews, visits, health, going missing."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from journey.demo.borough.days import DATES, months_on, number, working_after
from journey.demo.borough.holding import officer
from journey.demo.borough.lives import (
    Adoption,
    CarePeriod,
    CareReview,
    HealthYear,
    LegalStatus,
    Missing,
    Placement,
)
from journey.demo.borough.luck import Luck
from journey.demo.borough.planned import Case, Planned
from journey.demo.borough.visiting import Visiting

_TYPES: Final = ((0.5, "U6"), (0.12, "U4"), (0.12, "U3"), (0.12, "K2"), (0.07, "P1"), (0.03, "R3"), (0.04, "H5"))
_NEEDS: Final = ((0.72, "N1"), (0.06, "N2"), (0.05, "N3"), (0.08, "N4"), (0.09, "N5"))
_CEASED: Final = ((0.42, "E4A"), (0.13, "E4B"), (0.12, "E45"), (0.12, "E47"), (0.1, "E41"), (0.11, "E13"))
_MOVED: Final = ("CARPL", "CREQB", "CREQO", "LAREQ", "CHILD", "STAND")
_TOOK_PART: Final = ("PN1", "PN1", "PN2", "PN3", "PN5", "PN6", "PN7")
_AREAS: Final = ("Northmoor", "Westhaven", "Marlow Bank")
_POSTCODES: Final = ("ZZ1 1AA", "ZZ1 2BB", "ZZ2 3CC", "ZZ3 4DD", "ZZ4 5EE", "ZZ5 6FF")
_FOUR_YEARS: Final = 1461
_ADULT: Final = 6574


class Caring:
    """Makes the periods of care of one child."""

    __slots__ = ("_begin", "_child", "_last", "_luck", "_visiting")

    def __init__(self, luck: Luck, visiting: Visiting, child: Planned, begin: int, last: int) -> None:
        self._luck, self._visiting, self._child = luck, visiting, child
        self._begin, self._last = begin, last

    def _until(self, day: int) -> date | None:
        return DATES[day] if day <= self._last else None

    def period(self, case: Case) -> CarePeriod:
        """The period of care of a case that has one by the last day."""
        luck, begin, end = self._luck, case.care, case.care_end
        until = min(end, self._last + 1)
        since = max(begin, self._begin)
        new = begin >= self._begin
        child = self._child
        proceeds = new and luck.random() < 0.5
        issued = working_after(begin, luck.within(0, 10))
        final = issued + (luck.within(150, 182) if luck.random() < 0.6 else luck.within(183, 260))
        adoption = self._adoption(begin, end) if proceeds and begin - child.born < _FOUR_YEARS else None
        grown = child.leaver == end
        first_plan = "long-term-fostering" if grown else "return-to-family"
        agreed = begin + luck.within(90, 125)
        permanence = [(DATES[begin], first_plan)]
        if agreed < until and luck.random() < 0.8:
            permanence.append((DATES[agreed], "adoption" if adoption else luck.one_of(("guardianship", first_plan))))
        return CarePeriod(
            DATES[begin],
            self._until(end),
            self._ceased(adoption, grown=grown) if end <= self._last else "",
            luck.weighed(_NEEDS),
            luck.one_of(_POSTCODES),
            self._placements(begin, end),
            self._legal(begin, end, issued if proceeds else 0, final),
            self._reviews(since, until, new=new),
            self._visiting.every(since, until, 26, 43, soon=6),
            officer(child.number),
            DATES[min(working_after(begin, luck.within(1, 6)), self._last)] if new else None,
            tuple(DATES[day] for day in self._again(since + 30, until, 60, 120)),
            DATES[min(working_after(begin, luck.within(2, 11)), until - 1)] if new and end - begin > 20 else None,
            tuple(DATES[day] for day in self._health(since, until, new=new)),
            tuple(DATES[day] for day in self._again(since + 40, until, 150, 260)),
            self._until(min(working_after(begin, luck.within(5, 14)), end))
            if new and self._school_age(begin)
            else None,
            tuple(DATES[day] for day in self._again(since + 90, until, 95, 150)) if self._school_age(since) else (),
            tuple(permanence),
            (DATES[issued], self._until(final) if final < end else None) if proceeds and issued < until else None,
            self._health_years(begin, until),
            adoption,
        )

    def _school_age(self, day: int) -> bool:
        return 5 * 365 < day - self._child.born < 16 * 365

    def _ceased(self, adoption: Adoption | None, *, grown: bool) -> str:
        if grown:
            return "E5" if self._luck.random() < 0.6 else "E6"
        return "E11" if adoption and adoption.order_on else self._luck.weighed(_CEASED)

    def _adoption(self, begin: int, end: int) -> Adoption | None:
        """The way to adoption of a young child, as far as it went in care."""
        luck = self._luck
        decided = begin + luck.within(150, 220)
        if luck.random() > 0.4 or decided >= min(end, self._last):
            return None
        ordered, matched = decided + luck.within(20, 60), decided + luck.within(90, 240)
        placed = matched + luck.within(10, 40)
        stop = min(end, self._last)
        order = end if placed + 70 < end <= self._last else 0
        order_made, match, move = (DATES[day] if day < stop else None for day in (ordered, matched, placed))
        return Adoption(DATES[decided], order_made, match, move, DATES[order] if order else None)

    def _placements(self, begin: int, end: int) -> tuple[Placement, ...]:
        luck, found, day = self._luck, list[Placement](), begin
        while day < min(end, self._last + 1):
            stays = luck.within(20, 160) if luck.random() < 0.35 else luck.within(200, 1500)
            until = day + stays if day + stays < end - 10 and len(found) < 6 else end
            kind = luck.weighed(_TYPES)
            provider = "PR0" if kind == "P1" else "PR4" if kind in ("K2", "R3", "H5") or luck.random() < 0.4 else "PR1"
            out = luck.random() < 0.35 and kind != "P1"
            miles = luck.within(18, 60) if out else luck.within(1, 9)
            planned = working_after(day, luck.within(0, 5) if luck.random() < 0.85 else 8)
            urn = str(1_000_000 + luck.within(0, 899_999)) if kind not in ("P1", "R3") else ""
            found.append(
                Placement(DATES[day], self._until(until), kind, provider, "out" if out else "in",
                          luck.one_of(_AREAS) if out else "Invented Borough", luck.one_of(_POSTCODES), urn,
                          bool(found) and luck.random() < 0.04, miles,
                          DATES[planned] if planned < min(until, self._last) else None,
                          luck.one_of(_MOVED) if until < end and until <= self._last else "")
            )  # fmt: skip
            day = until
        return tuple(found)

    def _legal(self, begin: int, end: int, issued: int, final: int) -> tuple[LegalStatus, ...]:
        luck = self._luck
        first = "V2" if luck.random() < 0.55 or issued else "C2"
        turns = [(begin, first)]
        if issued and begin < issued + 10 < end:
            turns.append((issued + 10, "C1"))
            if final < end:
                turns.append((final, "C2"))
        ends = [day for day, _ in turns[1:]] + [end]
        return tuple(LegalStatus(DATES[day], self._until(until), status)
                     for (day, status), until in zip(turns, ends, strict=True) if day <= self._last)  # fmt: skip

    def _reviews(self, since: int, until: int, *, new: bool) -> tuple[CareReview, ...]:
        """The first within twenty working days, the second in three months, then every six; some late."""
        luck = self._luck
        first = working_after(since, luck.within(12, 19) if luck.random() < 0.92 else 23)
        day = first if new else working_after(since + luck.within(0, 150), 0)
        found: list[CareReview] = []
        while day < until:
            young = day - self._child.born < _FOUR_YEARS
            found.append(CareReview(DATES[day], "PN0" if young else luck.one_of(_TOOK_PART)))
            latest = months_on(day, 3 if new and len(found) == 1 else 6)
            day = (
                working_after(latest - luck.within(3, 16), 0) if luck.random() < 0.94 else working_after(latest + 9, 0)
            )
        return tuple(found)

    def _health(self, since: int, until: int, *, new: bool) -> tuple[int, ...]:
        luck = self._luck
        first = working_after(since, luck.within(9, 20) if luck.random() < 0.8 else 28)
        young = since - self._child.born < 5 * 365
        days = self._again(since + luck.within(0, 170), until, 150 if young else 320, 182 if young else 364)
        return (first, *(day for day in days if day > first + 90)) if new and first < until else tuple(days)

    def _again(self, first: int, until: int, least: int, most: int) -> list[int]:
        """Working days, each so many days after the one before."""
        found, day = [], working_after(first, 0)
        while day < until:
            found.append(day)
            day = working_after(day + self._luck.within(least, most), 0)
        return found

    def _health_years(self, begin: int, until: int) -> tuple[HealthYear, ...]:
        """What the return says at each 31 March of a year in care."""
        luck, found = self._luck, list[HealthYear]()
        for year in range(DATES[begin].year, DATES[until - 1].year + 1):
            day = number(date(year, 3, 31))
            if self._begin < day < until and months_on(begin, 12) <= day:
                aged = 4 * 365 < day - self._child.born < 17 * 365
                score = luck.within(4, 26) if aged and luck.random() < 0.85 else None
                reason = "" if score is not None or not aged else "SDQ3"
                usual = [luck.random() < share for share in (0.9, 0.85, 0.9, 0.04, 0.05)]
                found.append(HealthYear(DATES[day], score, reason, *usual))
        return tuple(found)

    def missing(self, period: CarePeriod) -> tuple[Missing, ...]:
        """The times a young person in care went missing, and the interviews after the return."""
        luck, begin = self._luck, max(number(period.started), self._begin, self._child.born + 12 * 365)
        until = min(number(period.ended) if period.ended else self._last, self._last)
        if until - begin < 60 or luck.random() > 0.3:
            return ()
        found, day = list[Missing](), begin + luck.within(10, 50)
        for _ in range(luck.within(1, 5)):
            back = day + luck.within(0, 3)
            if back + 12 >= until:
                break
            left_at, came = time(luck.within(9, 22), luck.within(0, 5) * 10), time(luck.within(6, 23), 30)
            if back == day:
                left_at, came = time(9, 10), time(luck.within(12, 23), 30)
            offered = luck.random() < 0.9
            accepted = offered and luck.random() < 0.8
            held = back + (luck.within(1, 2) if luck.random() < 0.66 else luck.within(4, 9))
            away = "A" if luck.random() < 0.2 else "M"
            found.append(
                Missing(DATES[day], left_at, away, DATES[back], came, DATES[back + 1] if offered else None, accepted,
                        DATES[max(held, back + 1)] if accepted else None, time(14, 0) if accepted else None,
                        "Independent visitor service" if accepted else "")
            )  # fmt: skip
            day = back + luck.within(15, 120)
        return tuple(found)
