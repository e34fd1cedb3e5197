"""A child as the record stood on a day, asked as the lists of Annex A ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from journey.demo.borough.lives import Allocation, Child
from journey.demo.files.said import PERSON, Said, is_open
from journey.domain.calendar import age_on, months_before
from journey.importers.annex_a.columns import ANNEX_A

_ASKED = {
    listing.name: frozenset(column.field for column in listing.columns if column.event == PERSON)
    for listing in ANNEX_A.listings
}


@dataclass(frozen=True)
class View:
    """``child`` as recorded at the end of ``last``, the day of the extract."""

    child: Child
    last: date

    @cached_property
    def first(self) -> date:
        """The first day of the six months that most lists show."""
        return months_before(self.last, 6)

    @cached_property
    def is_born(self) -> bool:
        return not self.child.unborn and self.child.born <= self.last

    def person(self, name: str) -> Said:
        """Who the child is, as far as a list asks."""
        return {target: value for target, value in self._person.items() if target[1] in _ASKED[name]}

    @cached_property
    def _person(self) -> Said:
        child = self.child
        return {
            (PERSON, "sex"): child.sex if self.is_born else "U",
            (PERSON, "ethnicity"): child.ethnicity,
            (PERSON, "date_of_birth"): child.born,
            (PERSON, "asserted_age"): age_on(child.born, self.last) if child.born <= self.last else None,
            (PERSON, "disability"): bool(child.disabilities),
            (PERSON, "unaccompanied"): child.asylum_seeking,
            (PERSON, "family"): child.family,
        }

    def held(self, role: str, day: date) -> Allocation | None:
        """Who held the case in a role at the end of a day; None where nobody ever had by then."""
        held = [one for one in self.child.allocations if one.role == role and one.started <= day]
        return next((one for one in reversed(held) if is_open(one.ended, day)), None)

    def held_at_end(self, role: str, ended: date) -> Allocation | None:
        """Who held the case when it ended."""
        held = [one for one in self.child.allocations if one.role == role and one.started <= ended]
        return next((one for one in reversed(held) if one.ended is None or one.ended >= ended), None)

    def holder(self, event: str, ended: date | None) -> Said:
        """Team and worker: those of the day, said of the child, or those at the end, said with ``event``."""
        if ended is None:
            one, about = self.held(LEAD, self.last), "AllocationObserved"
        else:
            one, about = self.held_at_end(LEAD, ended), event
        return {(about, "team"): one.unit, (about, "worker"): one.worker} if one is not None else {}


LEAD = "lead worker"
