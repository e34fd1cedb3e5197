"""Values in words: dates as "4 June 2026" for people and ISO for machines, codes with their labels, no dictionaries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from journey.reports.table import Field, Row

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Control characters could move a terminal's cursor, others turn text around so that it reads as something else, and
# half a surrogate pair can be written nowhere.
_TREACHEROUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LIST_LETTER = re.compile(r"^[a-z]{1,2}\)\s*", re.IGNORECASE)
_BREAKS = re.compile(r"[\t\n\r\u2028\u2029]+")
_BETWEEN = " )-–—:."
_MONTHS_12 = re.compile(r"\s12m$")


def day(value: date) -> str:
    """A day for people: 4 June 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def span(first: date, last: date) -> str:
    """From one day to another for people, saying what they share once: 1–30 April 2025."""
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first).removesuffix(f' {last.year}')} – {day(last)}"


def moment(value: datetime) -> str:
    """A moment for people, in UTC: 4 June 2026, 14:30 UTC."""
    utc = value.astimezone(UTC) if value.tzinfo else value
    return f"{day(utc)}, {utc:%H:%M} UTC"


def plain(text: str) -> str:
    """Text on one line, with nothing in it that a terminal or a reader could be misled by."""
    return _TREACHEROUS.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", text)).strip()


def counted(number: int, one: str, several: str = "") -> str:
    """A number of things in words: "1 child", "2,000 children"; ``several`` where it is not ``one`` with an s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def label(key: str) -> str:
    """A field's name in words: ``no_further_action`` → no further action; counts of a file say whose they are."""
    if key == "unread":
        return "could not be read"
    text = _MONTHS_12.sub(" in twelve months", key.replace("_", " "))
    return f"{text.removeprefix('asserted ')}, as the file counts" if text.startswith("asserted ") else text


def words(value: Any, *, iso: bool = False) -> str:
    """Any value as one line of text; an empty one for None. ``iso`` writes dates for machines."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat() if iso else moment(value)
    if isinstance(value, date):
        return value.isoformat() if iso else day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return _of_mapping(value, iso)
    if isinstance(value, list | tuple):
        between = "; " if any(isinstance(item, Mapping) for item in value) else ", "
        return between.join(said for said in (words(item, iso=iso) for item in value) if said)
    return plain(str(value))


def cell(field: Field, row: Row, *, iso: bool = False) -> str:
    """A row's cell in words."""
    if field.says and not iso:
        return plain(field.says(row))
    return words(typed(field, row.get(field.name)), iso=iso)


def typed(field: Field, value: Any) -> Any:
    """The value as its column's kind: ISO text in a column of days becomes a date; what cannot, stays as it is."""
    if not isinstance(value, str):
        return value
    try:
        match field.kind:
            case "date":
                return date.fromisoformat(value)
            case "time":
                return time.fromisoformat(value)
            case "moment":
                return datetime.fromisoformat(value)
            case "flag":
                return {"true": True, "false": False}.get(value, value)
    except ValueError:
        pass  # words such as "not recorded" stand in columns of days as well
    return value


def _of_mapping(value: Mapping[str, Any], iso: bool) -> str:
    if value.get("sealed") is True:
        return "sealed"
    if value.keys() == {"not_recorded"}:
        return plain(f"not recorded {value['not_recorded']}")
    if value.keys() == {"code", "written"}:
        return plain(_coded(value["code"], str(value["written"])))
    if value.keys() == {"written", "problem"}:
        return plain(f"“{value['written']}” ({value['problem']})")
    said = ((label(str(key)), words(item, iso=iso)) for key, item in value.items())
    return "; ".join(f"{name}: {text}" for name, text in said if text)


def _coded(code: str | None, written: str) -> str:
    """A code with its label: 2A Schools; N1 Abuse or neglect; Female; yes. Text in no code set is quoted."""
    if code is None:
        return f"“{written}” (not in the code set)"
    text = written.strip()
    if not text.casefold().startswith(code.casefold()):
        text = _LIST_LETTER.sub("", text)
    beyond = text[len(code) :] if text.casefold().startswith(code.casefold()) else None
    if beyond and beyond[0].isalnum():
        return text  # the code only happens to be how its label begins
    if beyond is not None:
        return f"{code} {beyond.lstrip(_BETWEEN)}".strip()
    if code == code.lower():
        return code if len(text) <= 2 else text
    return f"{code} {text}".strip()
