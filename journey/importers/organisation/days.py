"""Days as exactly as they are known: a day, a month, a year, or only before or after a day. No day is ever invented."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from journey.domain.calendar import month_end
from journey.domain.statements import Precision
from journey.importers.values import NotReadable, as_date, tidy

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_YEAR: Final = re.compile(r"\d{4}")
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_MONTH_NAMED: Final = re.compile(r"([a-z]+) (\d{4})")
_BY: Final = re.compile(r"(?:not after|by) (.+)")
_SINCE: Final = re.compile(r"not before (.+)")
_BETWEEN: Final = re.compile(r"between (.+) and (.+)")
_FORMS: Final = (
    "write a day (2017-01-31), a month (2017-01), a year (2017), 'not after 2017-03-31', 'not before 2017-03-31' or "
    "'between 2016-09 and 2016-11'"
)


class When(NamedTuple):
    """When something happened: on the day ``last`` where ``exact``, else on a day up to it, from ``first`` on if
    that is known."""

    first: date | None
    last: date
    exact: bool

    @property
    def precision(self) -> Precision:
        return "exact" if self.exact else "interval"

    @property
    def occurred_from(self) -> date | None:
        """The first day possible, where only an interval is known."""
        return None if self.exact else self.first


def read_when(written: object, speaks_for: date) -> When:
    """A cell as a day, or as the days between which it lies.

    "Not before" alone means between that day and the one the file speaks for: by then it had happened, or the file
    would not say that it had. Raises NotReadable, also for what lies after that day: a plan is no event.
    """
    when = _read(written, speaks_for)
    if not when.exact and when.first is not None and when.first <= speaks_for:
        when = when._replace(last=min(when.last, speaks_for))
    if when.last > speaks_for:
        raise NotReadable(
            f"lies after {speaks_for:%d/%m/%Y}, for which the file speaks",
            "what is planned has not happened: take it out until it has, or correct the day",
        )
    return when


def _read(written: object, speaks_for: date) -> When:
    if isinstance(written, date):
        return _period(written.isoformat())
    text = tidy(str(written)).casefold()
    if found := _BY.fullmatch(text):
        return When(None, _period(found[1]).last, False)
    if found := _SINCE.fullmatch(text):
        first = _period(found[1]).first
        if first is not None and first > speaks_for:
            raise NotReadable(f"begins after {speaks_for:%d/%m/%Y}, for which the file speaks", _FORMS)
        return When(first, speaks_for, False)
    if found := _BETWEEN.fullmatch(text):
        first, last = _period(found[1]).first, _period(found[2]).last
        if first is None or first >= last:
            raise NotReadable("ends before it begins", _FORMS)
        return When(first, last, False)
    return _period(text)


def _period(text: str) -> When:
    """A day, a month or a year."""
    try:
        if _YEAR.fullmatch(text):
            return When(date(int(text), 1, 1), date(int(text), 12, 31), False)
        if found := _MONTH.fullmatch(text):
            return _month(int(found[1]), int(found[2]))
        if (found := _MONTH_NAMED.fullmatch(text)) and found[1] in _MONTHS:
            return _month(int(found[2]), _MONTHS.index(found[1]) + 1)
        day = as_date(text)
    except ValueError as problem:
        raise NotReadable("is no day, month or year", _FORMS) from problem
    if day is None:
        raise NotReadable("is no day, month or year", _FORMS)
    return When(day, day, True)


def _month(year: int, month: int) -> When:
    first = date(year, month, 1)
    return When(first, month_end(first), False)
