"""Cells as dates, counts, ids and text: lenient in form, strict in sense. What cannot be read says why."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from journey.importers.cells import Cell, Unreadable, as_written
from journey.importers.xlsx.styles import day_of

FIRST_DAY: Final = date(1900, 1, 2)
LAST_DAY: Final = date(2100, 12, 31)
LONGEST_TEXT: Final = 500
LONGEST_ID: Final = 64
LARGEST_COUNT: Final = 10_000

NO_DATE: Final = "is what a system writes for no date"
_PLAUSIBLE_DAY_NUMBERS = range(18_264, 73_416)
"""1950 to 2100: numbers in a date column that can only be days counted by a spreadsheet."""

_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mar apr may jun jul aug sept oct nov dec",
)
_MONTH_NUMBERS = {name: n for names in _MONTHS for n, name in enumerate(names.split(), start=1)}
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})" + _TIME)
_MONTH_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/]([a-z]{3,9})\.?,?[ \-/](\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\u00ad\ufeff]")
_DECIMAL = re.compile(r"\d{1,3}\.\d+")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[Ee]\+?\d{1,3}")


class NotReadable(ValueError):
    """A cell that cannot be read. The text continues "the cell is …, which"; ``remedy`` says what to do."""

    def __init__(self, problem: str, remedy: str = "correct it in the case system and run the report again") -> None:
        super().__init__(problem)
        self.remedy = remedy


def tidy(text: str) -> str:
    """Text without invisible characters, with single ordinary spaces and none at either end."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def is_blank(text: str) -> bool:
    """Whether a text holds nothing that can be seen."""
    return not text or text.isspace() or not (len(text) > LONGEST_TEXT or tidy(text))


def shortened(text: str) -> str:
    """Text as it is quoted: tidy, no longer than kept text, a sign for every character that cannot be shown."""
    text = tidy(text[: 4 * LONGEST_TEXT])[:LONGEST_TEXT]
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)


def as_text(cell: Cell | None) -> str | None:
    """A cell as tidy text; None when blank. Raises NotReadable for errors, control characters and overlong text."""
    if cell is None:
        return None
    if isinstance(cell, Unreadable):
        raise NotReadable(cell.problem, cell.remedy)
    written = as_written(cell)
    text = tidy(written[: 4 * LONGEST_TEXT])
    if len(text) > LONGEST_TEXT or len(written) > 4 * LONGEST_TEXT:
        raise NotReadable(f"is longer than {LONGEST_TEXT} characters")
    if not text.isprintable() and any(unicodedata.category(c) == "Cc" for c in text):
        raise NotReadable("holds control characters")
    return text or None


def as_id(cell: Cell | None) -> str:
    """A child's id as text: a number without decimals, leading zeros kept where the file has them as text.

    Raises NotReadable for a blank, an error, a decimal, a number that a spreadsheet has rounded, control characters and
    more than 64 characters.
    """
    text = as_text(cell)
    if text is None:
        raise NotReadable("is blank", "give the child's id")
    if isinstance(cell, bool | date) or text.casefold() in {"#n/a", "n/a", "null", "none"}:
        raise NotReadable("is not a child's id", "give the child's id")
    if len(text) > LONGEST_ID:
        raise NotReadable(f"is longer than {LONGEST_ID} characters", "give the child's id alone")
    if isinstance(cell, float) or _SHORTENED.fullmatch(text) or (isinstance(cell, int) and abs(cell) >= 10**15):
        raise NotReadable(
            "is a number that a spreadsheet has rounded or shortened", "format the column as text and export again"
        )
    return text[:-2] if text.endswith(".0") and text[:-2].isdecimal() else text


def as_count(cell: Cell | None) -> int | None:
    """A cell as a whole number from 0; None when blank. Raises NotReadable for anything else."""
    text = as_text(cell)
    if text is None:
        return None
    whole, _, decimals = text.partition(".")
    if isinstance(cell, bool | date) or not (whole.isascii() and whole.isdecimal()) or decimals.strip("0"):
        raise NotReadable("is not a whole number")
    if len(whole) > 9 or int(whole) > LARGEST_COUNT:
        raise NotReadable(f"is more than {LARGEST_COUNT:,}")
    return int(whole)


def as_age(cell: Cell | None) -> int | None:
    """An age in completed years, given whole or as a decimal; None when blank. Raises NotReadable for anything else."""
    text = as_text(cell)
    return as_count(cell if text is None or not _DECIMAL.fullmatch(text) else text.partition(".")[0])


def as_date(cell: Cell | None, date_1904: bool = False) -> date | None:
    """A cell as a day; None when blank. A time of day is left aside.

    Text is read day first (18/9/2024, 18-09-24, 18 Sep 2024) or year first (2024-09-18); a number as the day that a
    spreadsheet counts. Raises NotReadable for anything else, for a day that is in no calendar, and for one before
    2 January 1900 or after 2100; the stand-ins 1 January 1900 and 0 raise it with the problem ``NO_DATE``.
    """
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _within_bounds(cell.date())
    if isinstance(cell, date):
        return _within_bounds(cell)
    if isinstance(cell, bool):
        raise NotReadable("is not a date")
    if isinstance(cell, int | float):
        return _from_number(cell, date_1904)
    text = as_text(cell)
    return None if text is None else _from_text(text, date_1904)


def _from_number(number: float, date_1904: bool) -> date:
    if number in {0, 1}:
        raise NotReadable(NO_DATE)
    day = day_of(number, date_1904) if int(number) in _PLAUSIBLE_DAY_NUMBERS else None
    if day is None:
        raise NotReadable("is a number, not a date")
    return _within_bounds(day.date() if isinstance(day, datetime) else day)


@lru_cache(maxsize=20_000)
def _from_text(text: str, date_1904: bool) -> date:
    if text.isdecimal() and text.isascii() and len(text) <= 5:
        return _from_number(int(text), date_1904)
    year, month, day = _parts(text)
    try:
        return _within_bounds(date(year, month, day))
    except NotReadable:
        raise
    except ValueError:
        if not (1 <= month <= 12 and 1 <= day <= 31):
            raise NotReadable("is not a date", "write it as dd/mm/yyyy") from None
        no_such_day = "there is no such day: correct it in the case system and run the report again"
        raise NotReadable("is not a date", no_such_day) from None


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day as written."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _year(match[3]), int(match[2]), int(match[1])
    if match := _MONTH_NAMED.fullmatch(text):
        return _year(match[3]), _MONTH_NUMBERS.get(match[2].casefold(), 0), int(match[1])
    raise NotReadable("is not a date", "write it as dd/mm/yyyy")


def _year(text: str) -> int:
    """Two-digit years are those of living children: 69 to 99 are of the last century."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 69 else 2000)


def _within_bounds(day: date) -> date:
    if day == date(1900, 1, 1):
        raise NotReadable(NO_DATE)
    if day < FIRST_DAY:
        raise NotReadable("is before 1900")
    if day > LAST_DAY:
        raise NotReadable(f"is after {LAST_DAY.year}")
    return day
