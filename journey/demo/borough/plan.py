"""The light first pass: who is contacted about and referred when, how far each case goes, and when it ends.

What must come out right over the borough is assigned by quota, month by month, so that every seed gives the published
figures; the rest is drawn. A borough larger than the standard is planned as several of that size, one after another.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

from journey.demo.borough import targets
from journey.demo.borough.cases import expected, taken_on
from journey.demo.borough.days import Months, last_working, months_on, working_from
from journey.demo.borough.planned import Case, Planned
from journey.demo.borough.stock import opening_stock
from journey.demo.borough.targets import within

_YEAR: Final = 360
"""Days back to a referral that makes another a repeat; a little less than twelve months, so that no day is doubtful."""

_LONG_AGO: Final = 380
"""Days since the last contact or referral after which another is no repeat by any rule."""

_GAP: Final = 14
"""Fewest days between two referrals of a child; between two contacts a week."""

_TRIES: Final = 400

_LATE: Final = 18
"""Months until children come back whom the service knew more than a year before."""

REFERRED: Final = ((0.17, "nfa"), (0.575, "assessed"), (0.07, "enquiry"), (0.07, "need"), (0.07, "protection"),
                   (0.045, "care"))  # fmt: skip
"""Shares of how far referrals go; none was published. Of those assessed, a quota has a plan of more than a year."""

LONG_SHARE: Final = 0.042
"""Of referrals, those that lead to a child in need plan of more than a year."""


def standard(months: Months) -> int:
    """The children of a borough of these months whose counts are those published."""
    return targets.standard_children([months.ym(month) for month in range(len(months))], _LATE)


class Plan:
    """The children of one part of the borough, in the order in which they became known."""

    def __init__(self, seed: int, part: int, first: int, children: int, months: Months) -> None:
        """``months`` begin two years before the borough's first day; ``first`` is the number of the first child."""
        self.months, self.scale = months, children / standard(months)
        self._chance = Random(f"plan {seed} {part}")
        self._first, self._wanted = first, children
        self.children: list[Planned] = []
        self._referred: list[tuple[int, Planned]] = []
        self._units: list[tuple[int, Planned]] = []
        self._long: list[tuple[Planned, Case]] = []
        self._since_referred = self._since_units = self._referrals = 0
        for child in opening_stock(self._chance, months, self.scale, self._new):
            if child.cases[-1].long:
                self._long.append((child, child.cases[-1]))
        self._fresh_left = sum(sum(some) - sum(again) for some, again in map(self._received, range(len(months))))
        self._due = 0.5
        for month in range(len(months)):
            self._end_long_plans(month)
            self._receive(month)
        self._fill()

    def _new(self, born: int) -> Planned:
        number = self._first + len(self.children)
        before = self.children[-1] if self.children else None
        together = before is not None and self._chance.random() < 0.3
        child = Planned(number, before.family if together and before else number, born)
        child.disabled = self._chance.random() < 0.19
        self.children.append(child)
        return child

    def _counts(self, month: int) -> tuple[int, int]:
        """Referrals and contacts that become none, of a month: of their year, as evenly as whole numbers go."""
        ym = self.months.ym(month)
        place = (ym[1] - 4) % 12

        def share(table: dict[int, int]) -> int:
            year = targets.per_year(table, ym) * self.scale
            return int(year * (place + 1) / 12 + 0.5) - int(year * place / 12 + 0.5)

        return share(targets.REFERRALS), share(targets.CONTACTS)

    def _received(self, month: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Referrals and contacts of a month, and how many of each are repeats."""
        repeat = targets.repeat(self.months.ym(month))
        referrals, contacts = self._counts(month)
        again = int(referrals * repeat + 0.5)
        return (referrals, contacts), (again, int((referrals + contacts) * repeat + 0.5) - again)

    def _receive(self, month: int) -> None:
        """A month's referrals and contacts, each new, repeat or come back, on working days in order."""
        chance, ym = self._chance, self.months.ym(month)
        kinds = [
            (kind, place < repeats)
            for kind, several, repeats in zip(("referral", "contact"), *self._received(month), strict=True)
            for place in range(several)
        ]
        chance.shuffle(kinds)
        working = working_from(self.months.starts[month], self.months.ends[month])
        days = sorted(working[int(chance.random() * len(working))] for _ in kinds)
        received: list[Case] = []
        for day, (kind, is_repeat) in zip(days, kinds, strict=True):
            child = self._whose(day, kind, is_repeat)
            if child is None:
                continue
            self._units.append((day, child))
            child.last_unit = day
            if kind == "contact":
                child.contacts.append(day)
            else:
                received.append(self._refer(child, day))
        chance.shuffle(received)
        for place, case in enumerate(received):
            case.in_time = within(place, targets.decided_in_time(ym))

    def _refer(self, child: Planned, day: int) -> Case:
        self._referred.append((day, child))
        child.last_referral = day
        self._referrals += 1
        long = within(self._referrals, LONG_SHARE)
        case = taken_on(self._chance, child, day, "need" if long else self._path(), long=long)
        if case.long:
            self._long.append((child, case))
        child.cases.append(case)
        child.open_until = case.closed
        return case

    def _path(self) -> str:
        at = self._chance.random()
        for share, path in REFERRED:
            at -= share
            if at < 0:
                return path
        return "assessed"

    def _whose(self, day: int, kind: str, is_repeat: bool) -> Planned | None:
        """The child whom a referral or contact is about; None where nobody is left who may be."""
        if is_repeat:
            return self._repeat_referral(day) if kind == "referral" else self._repeat_contact(day)
        left = self._wanted - len(self.children)
        self._due += 1 if self.months.of(day) < _LATE else left / max(1, self._fresh_left)
        self._fresh_left -= 1
        found = None if left > 0 and self._due >= 1 else self._long_ago(day)
        if found is None and left > 0:
            found = self._new(expected(self._chance, day))
            self._due -= 1
        return found

    def _repeat_referral(self, day: int) -> Planned | None:
        while self._since_referred < len(self._referred) and self._referred[self._since_referred][0] < day - _YEAR:
            self._since_referred += 1
        return self._pick(
            lambda: _some(self._chance, self._referred, self._since_referred),
            lambda child: child.open_until < day and day - child.last_referral >= _GAP
            and day - child.last_unit >= _GAP and day < child.adult - 200 and not child.leaver,
        )  # fmt: skip

    def _repeat_contact(self, day: int) -> Planned | None:
        while self._since_units < len(self._units) and self._units[self._since_units][0] < day - _YEAR:
            self._since_units += 1
        return self._pick(
            lambda: _some(self._chance, self._units, self._since_units),
            lambda child: day - child.last_unit >= 7 and day < child.adult - 60 and not child.leaver,
        )

    def _long_ago(self, day: int) -> Planned | None:
        return self._pick(
            lambda: self.children[int(self._chance.random() * len(self.children))] if self.children else None,
            lambda child: day - child.last_unit > _LONG_AGO and day - child.last_referral > _LONG_AGO
            and child.open_until < day - _LONG_AGO // 8 and day < child.adult - 200 and not child.leaver,
        )  # fmt: skip

    def _pick(self, draw: Callable[[], Planned | None], fits: Callable[[Planned], bool]) -> Planned | None:
        for _ in range(_TRIES):
            child = draw()
            if child is not None and fits(child):
                return child
        return None

    def _end_long_plans(self, month: int) -> None:
        """End as many child in need plans of more than a year as leaves the number that the month has to show."""
        last = self.months.ends[month]
        old = [one for one in self._long if months_on(one[1].need, 12) <= last]
        surplus = len(old) - int(targets.long_plans(self.months.ym(month)) * self.scale + 0.5)
        if surplus <= 0:
            return
        old.sort(key=lambda one: (one[1].need, one[0].number))
        must = [one for one in old if one[0].adult - 60 < last]
        eldest = [one for one in old[: max(surplus * 2, len(old) // 2)] if one not in must]
        self._chance.shuffle(eldest)
        days = working_from(self.months.starts[month], last)
        for child, case in (must + eldest)[:surplus]:
            case.need_end = days[int(self._chance.random() * len(days))]
            case.closed = child.open_until = case.need_end + 3 + int(self._chance.random() * 12)
            self._long.remove((child, case))

    def _fill(self) -> None:
        """In a very small borough there may be too few repeats: contacts about children who are still to come."""
        while len(self.children) < self._wanted:
            month = len(self.months) - 1 - int(self._chance.random() * 12)
            day = last_working(self.months.ends[max(0, month)], 5)
            child = self._new(expected(self._chance, day))
            child.contacts.append(day)
            child.last_unit = day


def _some(chance: Random, pool: list[tuple[int, Planned]], since: int) -> Planned | None:
    left = len(pool) - since
    return pool[since + int(chance.random() * left)][1] if left else None
