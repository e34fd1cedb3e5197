"""What a row of the return says only together with its year: days that no column gives, codes of two signs."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from journey.domain.calendar import birthday
from journey.domain.extract import Claim, Days, Row
from journey.domain.values import UNREAD, Data, code, code_of
from journey.importers.ssda903.codes import NOT_IN_TOUCH, SUITABLE
from journey.importers.ssda903.lists.adoption import PREV_PERM
from journey.importers.ssda903.lists.child import HEADER, OC2, OC3, UASC

NEVER: Final = "Z1"
"""PREV_PERM: the child never left care for a permanent home."""

_NO_UPN: Final = re.compile(r"UN[1-9]", re.IGNORECASE)
_PARTIAL: Final = re.compile(r"(?:zz|\d{1,2})/(?:zz|\d{1,2})/(?:zz|zzzz|\d{4})", re.IGNORECASE)


def completed(listing: str, row: Row, days: Days) -> Row:
    """The row of a file of the return, with what follows from the days that the file covers."""
    complete = _COMPLETING.get(listing)
    return complete(row, days) if complete else row


def _header(row: Row, _days: Days) -> Row:
    """A UN code instead of a number says why there is none."""
    upn = row.person.get("upn")
    if not isinstance(upn, str) or not _NO_UPN.fullmatch(upn):
        return row
    person = {name: value for name, value in row.person.items() if name != "upn"}
    return replace(row, person=person | {"upn_unknown": code(upn.upper(), upn)})


def _unaccompanied(row: Row, _days: Days) -> Row:
    """Whoever is in the file is or was unaccompanied; with DUC the status ended on that day."""
    ended = row.main if row.main is not None and row.main.occurred_on is not None else None
    return replace(row, main=ended, person=row.person | {"unaccompanied": code("yes", "UASC")})


def _health(row: Row, days: Days) -> Row:
    """A year's outcomes are those as at the day the file describes."""
    return replace(row, main=replace(_main(row), occurred_on=days.last))


def _leaver(row: Row, days: Days) -> Row:
    """The status is that around the birthday of the year; where nobody can tell the birthday, by the end of it."""
    data = {name: value for name, value in _main(row).data.items() if not _is(value, NOT_IN_TOUCH)}
    place = data.get("accommodation")
    if isinstance(place, dict):
        suitability = SUITABLE.get(str(place["written"])[1:])
        data |= {"suitability": code(suitability, str(place["written"]))} if suitability else {}
        data = data if suitability else {name: value for name, value in data.items() if name != "suitability"}
    main = replace(_main(row), occurred_on=_birthday_in(row.person, days) or days.last, precision="inferred", data=data)
    return replace(row, main=main)


def _birthday_in(person: Data, days: Days) -> date | None:
    born = person.get("date_of_birth")
    if not isinstance(born, date):
        return None
    found = (birthday(born, year - born.year) for year in (days.first.year, days.first.year + 1) if year > born.year)
    return next((day for day in found if days.first <= day <= days.last), None)


def _permanence(row: Row, days: Days) -> Row:
    """The day, or the days within which it lay; without any, it was by the day that the file describes."""
    main = _main(row)
    if code_of(main.data.get("option")) == NEVER:
        return replace(row, main=None, person=_with_unread(row.person, main.data))
    data = dict(main.data)
    written = data.pop("date_written", None)
    found = _days_within(str(written)) if written is not None else None
    if found is None or found.last > days.last:
        data |= {"date_written": written} if written is not None else {}
        return replace(row, main=replace(main, occurred_on=days.last, precision="inferred", data=data))
    if found.first == found.last:
        return replace(row, main=replace(main, occurred_on=found.last, data=data))
    claim = replace(main, data=data | {"date_written": written}, precision="interval", occurred_from=found.first)
    return replace(row, main=replace(claim, occurred_on=found.last))


def _days_within(written: str) -> Days | None:
    """The days that a date with ``zz`` for what is not known can be; None where nothing is known of it."""
    if not _PARTIAL.fullmatch(written):
        return None
    day, month, year = (None if "z" in part.casefold() else int(part) for part in written.split("/"))
    if year is None or not 1900 < year < 2100:
        return None
    try:
        if month is None:
            return Days(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Days(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def _main(row: Row) -> Claim:
    assert row.main is not None
    return row.main


def _is(value: Any, written: str) -> bool:
    return isinstance(value, dict) and value.get("written") == written


def _with_unread(person: Data, data: Data) -> Data:
    return person | {UNREAD: data[UNREAD]} if UNREAD in data else person


_COMPLETING: Final[Mapping[str, Callable[[Row, Days], Row]]] = {
    HEADER.name: _header,
    UASC.name: _unaccompanied,
    OC2.name: _health,
    OC3.name: _leaver,
    PREV_PERM.name: _permanence,
}
