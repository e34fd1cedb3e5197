"""The invented borough: so many children, from one day to another, by a seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from msgspec import structs

from journey.demo.borough.calibrated import share_reviews, share_visits
from journey.demo.borough.days import Months, number
from journey.demo.borough.hours import share_hours
from journey.demo.borough.life import life
from journey.demo.borough.lives import Child
from journey.demo.borough.organisation import Organisation
from journey.demo.borough.plan import Plan, standard
from journey.demo.borough.planned import Planned
from journey.demo.borough.staffing import Staffing
from journey.demo.borough.structure import organisation
from journey.demo.borough.worker import Worker

LA: Final = "999"
_RUN_IN: Final = 2
"""Years of lives before the first day, so that a year before it is known and plans of a year are there."""


@dataclass(frozen=True)
class Borough:
    """A borough. Its lives begin two years before ``first``; nothing after ``last`` has happened.

    One larger than the standard size is made as several parts, each with workers of its own, so that memory does not
    grow with it.
    """

    first: date = date(2014, 4, 1)
    last: date = date(2018, 3, 31)
    children: int = 0
    """Not given: as many as give the published counts."""
    seed: int = 1

    def __post_init__(self) -> None:
        if not self.children:
            object.__setattr__(self, "children", standard(self.months))

    @cached_property
    def months(self) -> Months:
        """The months planned, run-in included."""
        return Months(self.first.replace(year=self.first.year - _RUN_IN, day=1), self.last)

    @property
    def parts(self) -> int:
        """In how many parts it is made."""
        return max(1, round(self.children / standard(self.months)))

    def planned(self, part: int) -> tuple[list[Planned], list[Worker]]:
        """The children of a part with who holds them, and the workers of the part."""
        first, last = (self.children * n // self.parts for n in (part, part + 1))
        plan = Plan(self.seed, part, first, last - first, self.months)
        staffing = Staffing(self.seed, part, plan.children, self.months, plan.scale)
        share_visits(self.seed, part, plan.children, self.months)
        share_reviews(self.seed, part, plan.children, self.months)
        share_hours(plan.children, staffing.workers, self.months)
        return plan.children, staffing.workers

    def lives_of(self, part: int, turn: int = 0, turns: int = 1) -> Iterator[Child]:
        """The lives of a part, one after another; or of every ``turns``-th child of it, so that several may make it."""
        children, _ = self.planned(part)
        yield from self.lived(children[turn::turns])

    def lived(self, children: Iterable[Planned]) -> Iterator[Child]:
        """The lives of planned children."""
        first, last = number(self.first), number(self.last)
        for child in children:
            yield life(self.seed, child, self.months, first, last)

    def lives(self) -> Iterator[Child]:
        """Every child's life, one after another: the same for the same borough, in bounded memory."""
        for part in range(self.parts):
            yield from self.lives_of(part)

    def organisation(self) -> Organisation:
        """Units, posts and changes of structure. Plans every part to know its workers."""
        first, *others = (self.organised(part, self.planned(part)[1]) for part in range(self.parts))
        return structs.replace(first, posts=tuple(post for one in (first, *others) for post in one.posts))

    def organised(self, part: int, workers: Iterable[Worker]) -> Organisation:
        """The whole structure with the workers of the first part; of another part its workers alone."""
        return organisation(LA, self.first, self.last, workers, whole=part == 0)
