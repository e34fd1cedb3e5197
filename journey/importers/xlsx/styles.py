"""Numbers that a workbook shows as dates: which cell styles say so, and which day a number stands for."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from journey.importers.xlsx.package import local

_BUILT_IN_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)})
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAY_OR_YEAR = re.compile(r"[dy]|mmm", re.IGNORECASE)


def date_styles(root: Element | None) -> frozenset[str]:
    """The indexes (as written in cells) of the styles that show a number as a date."""
    if root is None:
        return frozenset()
    patterns: dict[str, str] = {}
    found: list[str] = []
    for group in root:
        if local(group.tag) == "numFmts":
            patterns = {item.get("numFmtId", ""): item.get("formatCode", "") for item in group}
    for group in root:
        if local(group.tag) == "cellXfs":
            found = [str(n) for n, style in enumerate(group) if _is_date(style.get("numFmtId", ""), patterns)]
    return frozenset(found)


def _is_date(number_format: str, patterns: dict[str, str]) -> bool:
    if number_format in patterns:
        return bool(_DAY_OR_YEAR.search(_NOT_PATTERN.sub("", patterns[number_format]).split(";")[0]))
    return number_format.isdigit() and int(number_format) in _BUILT_IN_DATES


def day_of(number: float, date_1904: bool) -> date | datetime | None:
    """The day (and time, when the number has a fraction) that a spreadsheet shows for a number; None if it shows none.

    Day 1 is 1 January 1900, and the programs count a 29 February 1900 that never was; in the 1904 system day 0 is 1
    January 1904.
    """
    if not (0 if date_1904 else 1) <= number < 2_958_466:
        return None
    first = datetime(1904, 1, 1) if date_1904 else datetime(1899, 12, 31 if number < 60 else 30)  # noqa: DTZ001
    try:
        moment = first + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return None
    return moment.date() if float(number).is_integer() else moment
