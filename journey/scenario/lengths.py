"""Lengths of time as people write them: ``10 working days``, ``6 months``, ``72 hours``."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, cast

from journey.domain.calendar import TIME_UNITS, TimeUnit
from journey.scenario.cells import read_day, read_moment
from journey.scenario.parts import Mistake

_LENGTH = re.compile(r"(\d+) (.+?)s?")
_UNITS: Final = {unit.replace("_", " ").removesuffix("s"): (1, unit) for unit in TIME_UNITS} | {"year": (12, "months")}


def read_length(text: str) -> tuple[int, TimeUnit]:
    """``10 working days``, ``1 month``; a year is twelve months. Raises Mistake."""
    found = _LENGTH.fullmatch(text)
    if not found or found[2] not in _UNITS:
        raise Mistake(f"'{text}' is no length of time: write it like 10 working days, 6 months or 72 hours.")
    times, unit = _UNITS[found[2]]
    return int(found[1]) * times, cast(TimeUnit, unit)


def length_and_day(about: str, *, units: tuple[str, ...] = TIME_UNITS) -> tuple[int, TimeUnit, date]:
    """A length, in one of some units, and a day. Raises Mistake."""
    length, day = about.split("; ")
    number, unit = read_length(length)
    if unit not in units:
        known = " or ".join(one.replace("_", " ") for one in units)
        raise Mistake(f"This is asked of {known}, not of {unit.replace('_', ' ')}.")
    return number, unit, read_day(day)


def hours_and_moment(about: str) -> tuple[int, datetime]:
    """Hours, and a day with a time. Raises Mistake."""
    length, moment = about.split("; ")
    number, unit = read_length(length)
    day, at = read_moment(moment)
    if unit != "hours" or at is None:
        raise Mistake("A time is so many hours after another: 72 hours after 2 March 2017 at 14:30.")
    return number, datetime.combine(day, at)


def two_days(about: str) -> tuple[date, date]:
    """Two days. Raises Mistake."""
    first, second = about.split("; ")
    return read_day(first), read_day(second)


def day_and_number(about: str) -> tuple[date, int]:
    """A day and a whole number. Raises Mistake."""
    day, number = about.split("; ")
    if not number.isdecimal():
        raise Mistake(f"'{number}' is no number: write it in figures.")
    return read_day(day), int(number)


def read_year(about: str) -> int:
    """``2017``. Raises Mistake."""
    if not re.fullmatch(r"[1-9]\d{3}", about):
        raise Mistake(f"'{about}' is no year: write it like 2017.")
    return int(about)
