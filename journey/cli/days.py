"""Days on the command line: 2025-03-31, 31/03/2025 or "31 March 2025"."""

from __future__ import annotations

import re
from datetime import date

import click

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_BRITISH = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
_WORDS = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\s+(?P<year>\d{4})")


def parse_day(text: str) -> date:
    """A day as written on the command line. Raises ValueError saying what is wrong and how to write it."""
    folded = " ".join(text.split()).lower()
    for form in (_ISO, _BRITISH, _WORDS):
        if found := form.fullmatch(folded):
            try:
                return date(int(found["year"]), _month(found["month"]), int(found["day"]))
            except ValueError:
                raise ValueError(f"{text!r} is not a day of the calendar.") from None
    raise ValueError(f'{text!r} is not a date: write 2025-03-31, 31/03/2025 or "31 March 2025".')


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(text):
            return number
    raise ValueError(text)


class Day(click.ParamType[date]):
    """A click parameter that is a day."""

    name = "day"

    def convert(self, value: date | str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


DAY = Day()
