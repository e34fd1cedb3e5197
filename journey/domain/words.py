"""Words that people write: days, and what is nearest to a word that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from typing import Final

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_BRITISH: Final = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
_WORDS: Final = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\s+(?P<year>\d{4})")

_NEAR: Final = 0.6
_AS_NEAR: Final = 0.1


class Mistake(Exception):
    """A plain sentence about what cannot be read; whoever knows where it stands says so."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the known words nearest to one, without regard to capitals; empty when none is near."""
    matcher = SequenceMatcher(b=word.casefold())
    ratios: dict[str, float] = {}
    for name in sorted(set(known)):
        matcher.set_seq1(name.casefold())
        if matcher.quick_ratio() >= _NEAR:
            ratios[name] = matcher.ratio()
    best = max(ratios.values(), default=0.0)
    near = [name for name, ratio in sorted(ratios.items(), key=lambda item: -item[1]) if ratio >= best - _AS_NEAR]
    return f" The nearest: {', '.join(near[:3])}." if best >= _NEAR else ""


def parse_day(text: str) -> date:
    """A day: 2025-03-31, 31/03/2025 or 31 March 2025. Raises ValueError saying what is wrong and how to write it."""
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


def day_written(text: str) -> date:
    """As ``parse_day``. Raises Mistake."""
    try:
        return parse_day(text)
    except ValueError as error:
        raise Mistake(str(error)) from None
