"""What the census says of itself: whose it is, which year it covers, when it was made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from journey.domain.errors import BadInputFile
from journey.importers.elements import Element
from journey.importers.values import NotReadable, as_date, shortened

FIRST_YEAR: Final = 2009
"""The first collection year of the census in its present form."""

_YEAR = re.compile(r"\d{4}")
_LEA = re.compile(r"\d{3}")
_SERIAL = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Header:
    """``opens`` is the first day of the census year, ``speaks_for`` the last day that the file describes.

    ``made_on`` is None where the header does not say when it was made; ``made`` puts resubmissions in order.
    """

    la: str
    year: int
    opens: date
    speaks_for: date
    made_on: date | None
    made: str
    notes: tuple[str, ...]


def read_header(header: Element, file: str, la: str | None, latest: date) -> Header:
    """Take the header apart. ``la`` is the authority asked for, ``latest`` the last day on which it can have been made.

    Raises BadInputFile for another collection, a missing authority or another than the one asked for, and a year that
    cannot be told.
    """
    notes: list[str] = []
    collection = header.first("CollectionDetails", "Collection")
    if collection and collection.upper() != "CIN":
        raise BadInputFile(
            f"{file}: its header says that it is the collection '{shortened(collection)[:40]}', not CIN. "
            "Export the children in need census."
        )
    ends = _reference_date(header, file, notes)
    made_on = _made_on(header, file, latest, notes)
    speaks_for = ends
    if made_on is not None and made_on < ends:
        speaks_for = made_on
        notes.append(
            f"{file} was made on {made_on:%d/%m/%Y}, before the reference date {ends:%d/%m/%Y}: it describes the days "
            "up to the day it was made."
        )
    opens = date(ends.year - 1 if (ends.month, ends.day) < (4, 1) else ends.year, 4, 1)
    if speaks_for < opens:
        raise BadInputFile(
            f"{file}: its header says that it was made on {speaks_for:%d/%m/%Y}, before the census year began "
            f"({opens:%d/%m/%Y}). Correct ReferenceDate or DateTime, or export it again."
        )
    return Header(
        la=_authority(header, file, la),
        year=opens.year + 1,
        opens=opens,
        speaks_for=speaks_for,
        made_on=made_on,
        made=_made(header),
        notes=tuple(notes),
    )


def _authority(header: Element, file: str, asked: str | None) -> str:
    said = header.first("Source", "LEA")
    if not _LEA.fullmatch(said):
        what = f"is '{shortened(said)[:40]}'" if said else "is missing"
        raise BadInputFile(
            f"{file}: the authority's code in its header (Source/LEA) {what}; it has three digits. Export it again."
        )
    if asked is not None and asked != said:
        raise BadInputFile(
            f"--la {asked}: {file} is the census of authority {said}, as its header says. Leave --la out, or name the "
            "file of that authority."
        )
    return said


def _reference_date(header: Element, file: str, notes: list[str]) -> date:
    year, written = header.first("CollectionDetails", "Year"), header.first("CollectionDetails", "ReferenceDate")
    by_year = date(int(year), 3, 31) if _YEAR.fullmatch(year) and FIRST_YEAR <= int(year) <= 2100 else None
    day = _day(written)
    if day is None and by_year is not None:
        notes.append(f"{file}: its header has no reference date; it is read as of {by_year:%d/%m/%Y}, by its year.")
        return by_year
    if day is None or day.year < FIRST_YEAR:
        raise BadInputFile(
            f"{file}: its header says neither a reference date nor a year (CollectionDetails), so nobody can tell "
            "which days it covers. Export it again."
        )
    if by_year is not None and by_year != day:
        notes.append(f"{file}: its header says year {year} and reference date {day:%d/%m/%Y}; the date counts.")
    return day


def _made_on(header: Element, file: str, latest: date, notes: list[str]) -> date | None:
    written = header.first("Source", "DateTime")
    day = _day(written)
    if day is not None and day <= latest:
        return day
    if day is not None:
        notes.append(f"{file}: its header says that it was made on {day:%d/%m/%Y}, which has not been; not used.")
    elif written:
        notes.append(f"{file}: when it was made cannot be read in its header ('{shortened(written)[:40]}').")
    return None


def _day(written: str) -> date | None:
    try:
        return as_date(written) if written else None
    except NotReadable:
        return None


def _made(header: Element) -> str:
    """The header's own time stamp and serial number, in an order that text keeps."""
    serial = header.first("Source", "SerialNo")
    number = f"{int(serial):09}" if _SERIAL.fullmatch(serial) else shortened(serial)[:40]
    return f"{shortened(header.first('Source', 'DateTime'))[:40]} {number}".strip()
