"""Reads an organisation file, strictly: every row into a claim, or the file is refused with every mistake in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from journey.domain.columns import Column, Listing
from journey.domain.errors import BadInputFile
from journey.domain.extract import Claim, Days, Extract, ListRead, Row
from journey.domain.practice_codes import codes_of
from journey.domain.values import Data, Value, code
from journey.importers.organisation.columns import ORGANISATION
from journey.importers.organisation.days import When, read_when
from journey.importers.organisation.entries import Entries, read_entries
from journey.importers.organisation.settings import WORDS, checked
from journey.importers.report.table import Table, nearest
from journey.importers.values import FIRST_DAY, NotReadable, as_count, as_text
from journey.importers.workers import NO_WORKER_WORDS, Refer, Workers

MOST_SHOWN: Final = 20
"""How many mistakes one refusal names."""

_THE_ORGANISATION: Final = "organisation"
"""What stands in the place of a child's id: everything is written on one stream."""


def read_organisation(
    path: Path, *, la: str | None, extract_date: date | None, whole: bool, refers: Callable[[str], Refer]
) -> Extract:
    """What one file says about an authority's organisation.

    ``refers`` gives an authority's keyed references. ``la`` and ``extract_date`` are needed where the file does not say
    them, and must agree where it does. Raises BadInputFile, with file and line of each mistake, for a file in which
    anything cannot be read.
    """
    entries = read_entries(path, ORGANISATION)
    authority = _authority(entries, la)
    day = _speaks_for(entries, extract_date)
    refer = refers(authority)
    reading = _Reading(day, Workers(refer, NO_WORKER_WORDS), refer)
    covers = Days(FIRST_DAY, day) if whole or entries.whole else None
    lists = tuple(
        ListRead(listing, tuple(reading.rows(listing, entries.rows[listing.name])), covers=covers)
        for listing in ORGANISATION.listings
    )
    if reading.mistakes:
        more = len(reading.mistakes) - MOST_SHOWN
        shown = [*reading.mistakes[:MOST_SHOWN], *([f"… and {more} more."] if more > 0 else [])]
        raise BadInputFile("\n".join([*shown, "Nothing was written."]))
    return Extract(
        system=ORGANISATION.system,
        la=authority,
        file=entries.fingerprint,
        files=((entries.name, entries.fingerprint),),
        speaks_for=day,
        known_on=day,
        lists=lists,
        made=entries.made,
        workers=reading.workers.names,
    )


def _authority(entries: Entries, la: str | None) -> str:
    if entries.la is not None and la is not None and entries.la != la:
        raise BadInputFile(f"{entries.name} is of authority {entries.la}, not {la}. Leave --la out, or correct it.")
    authority = entries.la or la
    if authority is None:
        raise BadInputFile(f'{entries.name} does not say whose organisation it is: add la = "999", or give --la.')
    if not (len(authority) == 3 and authority.isascii() and authority.isdigit()):
        raise BadInputFile(f"{entries.name}: la is '{authority}', and an authority's DfE code has three digits.")
    return authority


def _speaks_for(entries: Entries, given: date | None) -> date:
    said = entries.speaks_for
    if said is not None and given is not None and said != given:
        raise BadInputFile(
            f"{entries.name} speaks for {said:%d/%m/%Y}, not for {given:%d/%m/%Y}. Leave --extract-date out."
        )
    day = said or given
    if day is None:
        raise BadInputFile(
            f"{entries.name} does not say which day it speaks for: add date = 2018-01-31, or give --extract-date."
        )
    return day


class _Reading:
    """Rows into claims; ``mistakes`` are all that was found wrong, each with its place."""

    def __init__(self, day: date, workers: Workers, refer: Refer) -> None:
        self.day, self.workers, self._refer = day, workers, refer
        self.mistakes: list[str] = []

    def rows(self, listing: Listing, tables: list[Table]) -> Iterator[Row]:
        """The rows of one table that can be read; two that say the same of one thing are a mistake."""
        seen: dict[Any, int] = {}
        for table in tables:
            before = len(self.mistakes)
            claims = self._claims(listing, table)
            if len(self.mistakes) > before:
                continue
            main = claims.pop(listing.main or "")
            identity = (main.occurred_on, *(str(main.data.get(name)) for name in listing.known_by))
            if (first := seen.setdefault(identity, table.line())) != table.line():
                self._mistake(table, f"This is said on line {first} already. Take one of the two out.")
                continue
            yield Row(table.line(), _THE_ORGANISATION, main, tuple(claims.values()), is_open=not claims)

    def _claims(self, listing: Listing, table: Table) -> dict[str, Claim]:
        """What a row claims, by event, the row's own first."""
        known = [column.header for column in listing.columns]
        named = table.keys()
        for key in named:
            if key not in known:
                self._mistake(table, f"'{key}' means nothing in [[{listing.name}]].{nearest(key, known)}", key)
        days: dict[str, When] = {}
        data: dict[str, Data] = {}
        for column in listing.columns:
            written = table.peek(column.header)
            if written is None or written in ("", []):
                if not column.blank_ok:
                    self._mistake(table, f"There is no '{column.header}' in [[{listing.name}]]. Add it.")
                continue
            try:
                if column.reads == "date":
                    days[column.event or ""] = read_when(_no_time(written), self.day)
                else:
                    data.setdefault(column.event or "", {})[column.field or ""] = self._value(column, written)
            except NotReadable as problem:
                self._cannot_read(table, column.header, problem)
        if listing.name == "setting":
            self._setting(table, data.get("SettingSet", {}))
        self._check_order(listing, table, days, data)
        return {
            name: Claim(name, when.last, data.get(name, {}), when.precision, when.occurred_from)
            for name, when in days.items()
        }

    def _check_order(self, listing: Listing, table: Table, days: dict[str, When], data: dict[str, Data]) -> None:
        """What ends cannot end before it began, and what is said of an end needs its day."""
        began = days.get(listing.main or "")
        for end in listing.ends:
            header = next(c.header for c in listing.columns if c.event == end and c.field == "occurred_on")
            if end in data and end not in days:
                self._mistake(table, f"Something is said of the end, and no '{header}'. Add it.")
            if began and end in days and began.first is not None and days[end].last < began.first:
                self._mistake(table, f"'{header}' lies before it began. Correct one of the two.", header)

    def _setting(self, table: Table, said: Data) -> None:
        """A setting's value in its stored form, and the references under which files show its words as workers."""
        name, values = said.get("setting"), said.get("value")
        if not isinstance(name, str) or not isinstance(values, list):
            return
        try:
            kept = checked(name, values)
        except NotReadable as problem:
            key = "setting" if "no setting" in str(problem) else "value"
            self._cannot_read(table, key, problem)
            return
        if name in WORDS:
            said["as_workers"] = [self._refer("worker", word) for word in kept]
        said["value"] = "; ".join(kept)

    def _value(self, column: Column, written: Any) -> Value:
        match column.reads:
            case "worker":
                reference, nobody = self.workers.read(_text(written))
                if reference is None:
                    raise NotReadable(f"is a word for no worker ('{nobody}')", "name the worker, or take the row out")
                return reference
            case "code":
                return _code(column.codes or "", written)
            case "codes":
                return [_code(column.codes or "", one) for one in _texts(written)]
            case "texts":
                return list(_texts(written))
            case "count":
                return as_count(written)
            case "share of full time":
                return _hundredths(written)
            case _:
                return _text(written)

    def _cannot_read(self, table: Table, key: str, problem: NotReadable) -> None:
        says = str(problem).removesuffix(".")
        remedy = f"{problem.remedy[:1].upper()}{problem.remedy[1:]}"
        self._mistake(table, f"'{key}' is {_shown(table.peek(key))}, which {says}. {remedy}.", key)

    def _mistake(self, table: Table, says: str, key: str = "") -> None:
        self.mistakes.append(str(table.mistake(says, key)))


def _no_time(written: Any) -> Any:
    if isinstance(written, datetime) or not isinstance(written, date | str | int) or isinstance(written, bool):
        raise NotReadable("is no day, month or year", "write a day such as 2017-01-31, or a month such as 2017-01")
    return written


def _text(written: Any) -> str:
    if not isinstance(written, str):
        raise NotReadable("is not text", "put it in quotation marks")
    text = as_text(written)
    if text is None:
        raise NotReadable("is blank", "fill it in, or take it out")
    return text


def _texts(written: Any) -> list[str]:
    """A list of texts, or one text with semicolons between several."""
    several = written if isinstance(written, list) else [part for part in _text(written).split(";") if part.strip()]
    return [_text(one) for one in several]


def _code(codes: str, written: Any) -> dict[str, Any]:
    text = ("yes" if written else "no") if isinstance(written, bool) else _text(written)
    known = codes_of(codes)
    for value, label in known.codes.items():
        if text.casefold() in (value.casefold(), label.casefold()):
            return code(value, text)
    raise NotReadable(f"is no code of '{known.title}'.{nearest(text, known.codes)}", "correct it")


def _hundredths(written: Any) -> int:
    """A share of full time, such as 0.6, in hundredths."""
    try:
        share = Decimal(str(written)) * 100
    except InvalidOperation as problem:
        raise NotReadable("is no number", "write the share of full time, such as 0.6") from problem
    if isinstance(written, bool) or not share.is_finite() or share != int(share) or not 0 < share <= 100:
        raise NotReadable(
            "is no share of full time", "write it from 0.01 to 1, with two decimals at most; 1 is full time"
        )
    return int(share)


def _shown(written: Any) -> str:
    return ", ".join(map(str, written))[:100] if isinstance(written, list) else str(written)[:100]
