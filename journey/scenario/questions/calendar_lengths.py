"""Questions about the calendar: which day is so long after, or before, another.

A day is worked out alone, and looked up in the tables that a borough is answered from: one that ends with the start and
one that begins with it. Where they differ, all of them are the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from journey.domain.calendar import (
    Window,
    birthday,
    corresponding_days,
    days_after,
    due_day,
    due_table,
    earliest_within_months,
    hours_after,
    last_working_days,
    months_before,
    subtract_working_days,
)
from journey.domain.errors import OutsideTables
from journey.scenario.cells import in_words
from journey.scenario.lengths import day_and_number, hours_and_moment, length_and_day
from journey.scenario.view import View
from journey.scenario.words import NOT_KNOWN, Question

_AROUND: Final = 45
"""So many days a table holds before or after a start: the end of a month is among them."""

_BACK: Final[dict[str, Callable[[date, int], date]]] = {
    "days": lambda day, n: days_after(day, -n),
    "months": months_before,
    "working_days": subtract_working_days,
}
_counted_back = partial(length_and_day, units=tuple(_BACK))
_in_months = partial(length_and_day, units=("months",))
_in_working_days = partial(length_and_day, units=("working_days",))


def _after(view: View, _child: str, about: str, *, start_counts: bool = False) -> str:
    number, unit, start = length_and_day(about)
    return _both(
        lambda: due_day(start, number, unit, start_counts),
        lambda first, last: due_table(number, unit, first, last, start_counts),
        start,
    )


def _before(view: View, _child: str, about: str) -> str:
    number, unit, end = _counted_back(about)
    return _said(lambda: _BACK[unit](end, number))


def _within(view: View, _child: str, about: str) -> str:
    months, _, end = _in_months(about)
    return _both(lambda: earliest_within_months(end, months), partial(corresponding_days, -months), end)


def _last(view: View, _child: str, about: str) -> str:
    days, _, end = _in_working_days(about)
    return _said(lambda: last_working_days(end, days))


def _birthday(view: View, _child: str, about: str) -> str:
    born, age = day_and_number(about)
    return _both(lambda: birthday(born, age), partial(corresponding_days, 12 * age), born)


def _time(view: View, _child: str, about: str) -> str:
    hours, start = hours_and_moment(about)
    end = hours_after(start, hours)
    return f"{in_words(end.date())} at {end:%H:%M}"


def _both(alone: Callable[[], date], table: Callable[[date, date], tuple[int | None, ...]], start: date) -> str:
    """A day worked out alone, with what the tables say instead where they do."""
    before = days_after(start, -min(_AROUND, (start - date.min).days))
    after = days_after(start, min(_AROUND, (date.max - start).days))
    ends, begins = table(before, start)[-1], table(start, after)[0]
    looked_up = {_looked_up(before, ends), _looked_up(start, begins)}
    said = _said(alone)
    return "; by the table ".join([said, *sorted(looked_up - {said})])


def _looked_up(first: date, days: int | None) -> str:
    return NOT_KNOWN if days is None else in_words(days_after(first, days))


def _said(answer: Callable[[], date | Window]) -> str:
    try:
        told = answer()
        return "; ".join(map(in_words, told)) if isinstance(told, Window) else in_words(told)
    except OutsideTables:
        return NOT_KNOWN


QUESTIONS = (
    Question("what day is LENGTH after DAY", "The last day in time: the start is day 0.", "day", _after,
             about="nobody", check_about=length_and_day),
    Question("what day is LENGTH from DAY", "The last day in time where the start is day 1.", "day",
             partial(_after, start_counts=True), about="nobody", check_about=length_and_day),
    Question("what day is LENGTH before DAY", "So long before; the day itself is day 0.", "day", _before,
             about="nobody", check_about=_counted_back),
    Question("first day within LENGTH of DAY", "The earliest from which so many months reach the day.", "day", _within,
             about="nobody", check_about=_in_months),
    Question("last LENGTH up to DAY", "The first and the last of the last so many working days.", "days", _last,
             about="nobody", check_about=_in_working_days),
    Question("when is someone born on DAY aged NUMBER", "The birthday on which that age is reached.", "day", _birthday,
             about="nobody", check_about=day_and_number),
    Question("what time is LENGTH after TIME", "Hours that passed, whatever the clocks did.", "text", _time,
             about="nobody", check_about=hours_and_moment),
)  # fmt: skip
"""Questions of this file."""
