"""Questions about the calendar: what a day is, and how many lie between two."""

from __future__ import annotations

from collections.abc import Callable

from journey.domain.calendar import (
    age_on,
    bank_holidays,
    each_in_working_days,
    easter_sunday,
    is_working_day,
    term_start,
    working_days_between,
)
from journey.domain.errors import OutsideTables
from journey.scenario.cells import in_words, read_day
from journey.scenario.lengths import read_year, two_days
from journey.scenario.view import View
from journey.scenario.words import NOT_KNOWN, Question


def _between(_view: View, _child: str, about: str) -> str:
    """Counted from day to day, and as a difference in the table; where the two differ, both."""
    first, last = two_days(about)

    def counted() -> str:
        between = working_days_between(first, last)
        table = each_in_working_days(min(first, last), max(first, last))
        looked_up = (table[-1] or 0) - (table[0] or 0)
        return str(between) if looked_up == abs(between) else f"{between}; by the table {looked_up}"

    return _told(counted)


def _is_working(_view: View, _child: str, about: str) -> str:
    return _told(lambda: "yes" if is_working_day(read_day(about)) else "no")


def _holidays(_view: View, _child: str, about: str) -> str:
    return _told(lambda: "; ".join(in_words(day) for day in bank_holidays(read_year(about))))


def _easter(_view: View, _child: str, about: str) -> str:
    return _told(lambda: in_words(easter_sunday(read_year(about))))


def _term(_view: View, _child: str, about: str) -> str:
    return _told(lambda: in_words(term_start(read_day(about))))


def _age(_view: View, _child: str, about: str) -> str:
    day, born = two_days(about)
    return "unborn" if day < born else str(age_on(born, day))


def _told(answer: Callable[[], str]) -> str:
    try:
        return answer()
    except OutsideTables:
        return NOT_KNOWN


QUESTIONS = (
    Question("working days from DAY to DAY", "After the first day, up to and with the second.", "text", _between,
             about="nobody", check_about=two_days),
    Question("is DAY a working day", "Monday to Friday, and no bank holiday of England and Wales.", "yes or no",
             _is_working, about="nobody", check_about=read_day, twins=True),
    Question("bank holidays of YEAR", "Those that fall on Monday to Friday.", "days", _holidays,
             about="nobody", check_about=read_year),
    Question("Easter of YEAR", "Easter Sunday.", "day", _easter, about="nobody", check_about=read_year),
    Question("first day of the term on DAY", "Of the school term that holds the day.", "day", _term,
             about="nobody", check_about=read_day),
    Question("age on DAY of someone born on DAY", "In years; unborn is an answer.", "text", _age,
             about="nobody", check_about=two_days),
)  # fmt: skip
"""Questions of this file."""
