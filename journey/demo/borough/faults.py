"""What the record gets wrong on purpose: visits recorded late, days and values put right later, things twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from journey.demo.borough.days import DATES, number, working_after
from journey.demo.borough.lives import Contact, EarlyHelp, Episode, Fault, Meeting, Visit
from journey.demo.borough.luck import Luck

_LATE: Final = 0.025
_WRONG_DAY: Final = 0.02
_WRONG_VALUE: Final = 0.02
_TWICE: Final = 0.036
"""Of referrals with no further action."""
_TWO_RECORDS: Final = 0.004
_A_WEEK: Final = 7
_OTHER_SOURCES: Final = ("1A", "2A", "3A", "5B", "6")
TWIN: Final = 90_000_000
"""Added to a child's number, the number of a second record of it."""


def _files_made(day: date) -> date:
    """When the returns and reports of the year of a day are made, each of which shows it once."""
    return date(day.year + (day.month > 3), 6, 30)


class Faults:
    """Plants faults in the record of one child; each is put right by the last day."""

    __slots__ = ("_begin", "_found", "_last", "_luck")

    def __init__(self, luck: Luck, begin: int, last: int) -> None:
        self._luck, self._begin, self._last = luck, begin, last
        self._found: list[Fault] = []

    def visits(self, kind: str, visits: Iterable[Visit]) -> None:
        """Some visits come to the record weeks after they were made."""
        draw = self._luck.random
        for visit in visits:
            if draw() < _LATE:
                day = number(visit.day)
                known = working_after(day, 18 + int(draw() * 30))
                if self._begin <= day and known <= self._last:
                    self._found.append(Fault("late", kind, visit.day, DATES[known]))

    def episodes(self, episodes: Iterable[Episode]) -> None:
        """Assessments authorised on another day than is recorded, referrals by another source, referrals twice."""
        draw = self._luck.random
        for episode in episodes:
            referral = episode.referral
            if number(referral.day) < self._begin:
                continue
            for one in episode.assessments:
                if one.authorised_on and draw() < _WRONG_DAY:
                    self._wrong_day("assessment/authorised", one.started, one.authorised_on)
            if draw() < _WRONG_VALUE:
                self._wrong_source(referral.day, referral.source)
            elif referral.nfa and draw() < _TWICE:
                self._twice(referral.day)

    def contacts(self, number_of: int, contacts: Iterable[Contact]) -> None:
        """A few contacts stand on an earlier day; one of a few children under a second id, until somebody sees that
        both are one child. Those that became referrals are right."""
        for contact in contacts:
            day = number(contact.day)
            if contact.outcome != "referral" and self._luck.random() < _WRONG_DAY and day - _A_WEEK > self._begin:
                self._wrong_day("contact", DATES[day - _A_WEEK], contact.day)
                continue
            put_right = self._put_right(day)
            if (
                contact.outcome != "referral"
                and self._luck.random() < _TWO_RECORDS
                and day >= self._begin
                and put_right
            ):
                other = str(TWIN + number_of)
                self._found.append(Fault("duplicate-record", "contact", contact.day, contact.day, put_right,
                                         "child", "", other))  # fmt: skip
                return

    def early_help(self, some: Iterable[EarlyHelp]) -> None:
        """Early help that ended on another day than is recorded."""
        for one in some:
            if one.completed and number(one.started) >= self._begin and self._luck.random() < _WRONG_DAY:
                self._wrong_day("early-help/completed", one.started, one.completed)

    def meetings(self, kind: str, since: date, meetings: Iterable[Meeting]) -> None:
        """Meetings about a plan that began on a day: some stand on another day than that on which they were held."""
        after = since
        for one in meetings:
            if number(one.day) >= self._begin and self._luck.random() < _WRONG_DAY:
                self._wrong_day(kind, after, one.day)
            after = one.day

    def _put_right(self, day: int) -> date | None:
        """A day two to five months later on which it was put right; None where that would be after the last."""
        later = working_after(day + 45 + int(self._luck.random() * 90), 0)
        return DATES[later] if later <= self._last else None

    def _wrong_day(self, fact: str, since: date, day: date) -> None:
        recorded = DATES[max(number(since) + 1, number(day) - 1 - int(self._luck.random() * 6))]
        put_right = self._put_right(number(day))
        if put_right and recorded < day and put_right <= _files_made(day):
            said = (day.isoformat(), recorded.isoformat())
            self._found.append(Fault("wrong-day", fact, day, day, put_right, "occurred_on", *said))

    def _wrong_source(self, day: date, source: str) -> None:
        other, put_right = self._luck.one_of(_OTHER_SOURCES), self._put_right(number(day))
        if put_right and other != source:
            self._found.append(Fault("wrong-value", "referral", day, day, put_right, "source", source, other))

    def _twice(self, day: date) -> None:
        again, put_right = DATES[working_after(number(day), 1)], self._put_right(number(day))
        if put_right:
            self._found.append(Fault("duplicate", "referral", day, again, put_right, "occurred_on", day.isoformat(),
                                     again.isoformat()))  # fmt: skip

    def __iter__(self) -> Iterator[Fault]:
        """In the order of the days on which they come into the record."""
        return iter(sorted(self._found, key=lambda one: (one.known_on, one.fact, one.day)))
