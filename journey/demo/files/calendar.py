"""Which files there are, of which days, and when each was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.domain.calendar import month_end, months_after
from journey.importers.cin.header import FIRST_YEAR


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the returns, up to 31 March or to the last day of the borough; returns are made by the end of June."""

    first: date
    last: date
    made: date

    @property
    def number(self) -> int:
        """The year of its 31 March, by which its files are called."""
        return self.first.year + 1

    @property
    def is_whole(self) -> bool:
        """Whether it ended; of one that did not there is no return."""
        return self.last == date(self.number, 3, 31)

    @property
    def has_census(self) -> bool:
        """Whether there is a census of it."""
        return self.is_whole and self.number >= FIRST_YEAR


def months(first: date, last: date) -> list[date]:
    """The month ends of the borough and its last day, on which Annex A is made."""
    ends = [month_end(first)]
    while ends[-1] < last:
        ends.append(month_end(months_after(ends[-1].replace(day=1), 1)))
    return [*ends[:-1], last]


def years(first: date, last: date) -> list[Year]:
    """The years of the borough from 1 April on; the first may begin before it."""
    begins = date(first.year if first >= date(first.year, 4, 1) else first.year - 1, 4, 1)
    found = []
    while begins <= last:
        ends = date(begins.year + 1, 3, 31)
        found.append(Year(begins, min(ends, last), min(date(ends.year, 6, 30), last)))
        begins = date(begins.year + 1, 4, 1)
    return found


def year_before(first: date, last: date) -> Year:
    """The year before the borough's first, whose returns tell what came before."""
    begins = years(first, last)[0].first
    return Year(begins.replace(year=begins.year - 1), date(begins.year, 3, 31), min(date(begins.year, 6, 30), last))
