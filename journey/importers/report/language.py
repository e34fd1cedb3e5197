"""The language of maps: TOML → ``ReportMap``. Every mistake is refused with its place and the nearest known word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, cast

from journey.domain.events import event
from journey.importers.layout import folded
from journey.importers.report.columns import always_of, columns_of
from journey.importers.report.map import Covers, Holds, MapColumn, ReportMap, Skip, When
from journey.importers.report.table import Table, nearest, read_toml
from journey.importers.report.targets import ONE_CHILD, PERSON, mappable

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
LONGEST_MONTHS: Final = 1200
DATES: Final = ("day first", "month first")


def read_map(text: str, where: str) -> ReportMap:
    """A map from its text; ``where`` is what messages call the file. Raises BadInputFile."""
    top = read_toml(text, where)
    name = top.need("name", str, "by which statements of this report are known")
    if not _NAME.fullmatch(name):
        raise top.mistake(
            f"'{name}' is no name: small letters, digits and single hyphens, such as missing-episodes.", "name"
        )
    holds = cast(Holds, top.word("holds", ("every", "latest only"), "every"))
    kind_column, kinds, events = _events(top)
    about_records = events == (ONE_CHILD,)
    child, sen = top.take("child", str), top.take("sen", str)
    other = top.take("other", str)
    if child is None and sen is None:
        raise top.mistake(
            'No column holds the child\'s id. Name it: child = "…", or sen = "…" for an id of the SEN system.'
        )
    if about_records and (child is None or (other is None) == (sen is None)):
        raise top.mistake(
            "A map of records that are one child names the child's id and one other: child, and sen or other."
        )
    if other is not None and not about_records:
        raise top.mistake(f"'other' is for maps of {event(ONE_CHILD).TITLE} alone.", "other")
    when = _when(top, events)
    also = tuple(_also(top, events, holds))
    columns = tuple(columns_of(top.table("columns"), events))
    columns += tuple(column for table, one in also for column in columns_of(table.table("columns"), (one.event,)))
    always = always_of(top, events)
    for table, one in also:
        always |= always_of(table, (one.event,))
        table.close()
    made = ReportMap(
        name=name,
        title=top.need("title", str, "that says what the report is"),
        where=where,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        events=events,
        holds=holds,
        child=child,
        sen=sen,
        when=when,
        also=tuple(one for _, one in also),
        columns=columns,
        always=always,
        kind_column=kind_column,
        kinds=kinds,
        other=other,
        skip=tuple(_skip(top)),
        covers=_covers(top, [one for _, one in also], holds),
        extract_date=top.take("extract_date", str),
        sheet=top.take("sheet", str),
        header_row=top.take("header_row", int),
        month_first=top.word("dates", DATES, DATES[0]) == "month first",
    )
    top.close()
    _check_twice(top, made)
    return made


def _events(top: Table) -> tuple[str | None, dict[str, str], tuple[str, ...]]:
    """The column that says what a row is about, the words in it, and the events; or the one event of all rows."""
    if isinstance(top.peek("event"), str):
        return None, {}, (_event(top, top.need("event", str, ""), "event"),)
    table = top.table("event")
    if table is None:
        raise top.mistake("There is no 'event' that a row is about. Name one: event = \"Supervision held\".")
    column = table.need("column", str, "that says what a row is about")
    words = table.table("is")
    named = words.keys() if words else []
    if words is None or not named:
        raise table.mistake('No words say which event a row is about. Add: is = { "CP visit" = "CPVisitMade" }.')
    kinds = {folded(word): _event(words, words.need(word, str, ""), word) for word in named}
    table.close()
    return column, kinds, tuple(dict.fromkeys(kinds.values()))


def _event(table: Table, named: str, key: str) -> str:
    """The stored name of an event that a row can be about."""
    found = mappable().get(named) or mappable().get(named.casefold())
    if found is None:
        raise table.mistake(f"There is no event '{named}'.{nearest(named, _titles())}", key)
    if found.PART is not None:
        whole = next(one for one in mappable().values() if one.KIND == found.KIND and one.PART is None)
        raise table.mistake(
            f"'{found.TITLE}' is part of a fact. Give event = \"{whole.TITLE}\", and this under [[also]].", key
        )
    return found.NAME


def _titles() -> Iterable[str]:
    return {kind.TITLE for kind in mappable().values()} | {kind.NAME for kind in mappable().values()}


def _when(top: Table, events: tuple[str, ...]) -> When | None:
    if events in ((PERSON,), (ONE_CHILD,)):
        if "date" in top:
            raise top.mistake(f"'{event(events[0]).TITLE}' happens on no day: take 'date' out.", "date")
        return None
    day = top.need("date", str, "that says on which day it happened: name its column")
    return When(events[0], day, top.take("time", str))


def _also(top: Table, events: tuple[str, ...], holds: Holds) -> Iterable[tuple[Table, When]]:
    for table in top.tables("also"):
        named = table.need("event", str, "that the row tells of as well")
        found = mappable().get(named) or mappable().get(named.casefold())
        if found is None or found.SERIES != "fact":
            raise table.mistake(
                f"There is no event '{named}' that can go with another.{nearest(named, _titles())}", "event"
            )
        if len(events) > 1 or holds == "latest only":
            raise table.mistake('[[also]] needs a map of one event that holds = "every" one.')
        if found.PART is not None and found.KIND != event(events[0]).KIND:
            raise table.mistake(f"'{found.TITLE}' is no part of '{event(events[0]).TITLE}'.", "event")
        day = table.need("date", str, "that says on which day it happened: name its column")
        yield table, When(found.NAME, day, table.take("time", str), bool(table.take("ends", bool, False)))


def _skip(top: Table) -> Iterable[Skip]:
    for table in top.tables("skip"):
        words = frozenset(folded(word) for word in table.texts("is"))
        blank = bool(table.take("blank", bool, False))
        if not words and not blank:
            raise table.mistake('Say which rows are left out: is = ["Cancelled"], or blank = true.')
        yield Skip(table.need("column", str, "by which rows are left out"), words, blank)
        table.close()


def _covers(top: Table, also: list[When], holds: Holds) -> Covers | None:
    table = top.table("covers")
    if table is None:
        return None
    if holds == "latest only":
        raise top.mistake("A report of the latest only covers its own day: take 'covers' out.", "covers")
    first, last = _end(table, "from"), _end(table, "to")
    months = table.take("months", int)
    of = table.word("of", ("started", "open"), "started")
    if first is not None and months is not None:
        raise table.mistake("'from' and 'months' both say from which day it covers: take one of them out.", "months")
    if months is not None and not 0 < months <= LONGEST_MONTHS:
        raise table.mistake(f"'months' should be from 1 to {LONGEST_MONTHS}.", "months")
    if first is None and months is None and "of" not in table:
        raise table.mistake(
            "Say from which day it covers: from = a day or a column, or months = how many up to its own day."
        )
    if isinstance(first, date) and isinstance(last, date) and last < first:
        raise table.mistake("It covers no day: 'to' lies before 'from'.", "to")
    if of == "open" and not any(one.ends for one in also):
        raise table.mistake("What was open can only be told with an end: give one [[also]] ends = true.", "of")
    table.close()
    return Covers(first, last, months, "open" if of == "open" else "started")


def _end(table: Table, key: str) -> date | str | None:
    value: Any = table.peek(key)
    if isinstance(value, dict):
        inner = table.table(key)
        assert inner is not None
        column = inner.need("column", str, "that says the day")
        inner.close()
        return column
    return table.take(key, date)


def _check_twice(top: Table, made: ReportMap) -> None:
    """No column feeds two things, but a date that also says the time, and no field is fed by two columns."""
    fed: dict[tuple[str, str], MapColumn] = {}
    for column in made.columns:
        before = fed.setdefault((column.event, column.field), column)
        if before is not column and column.reads != "codes":
            raise top.mistake_at(
                column.line, f"'{column.field}' is fed by '{before.header}' already. Take one of the two out."
            )
    plain = [one for one in (made.child, made.sen, made.other, made.kind_column) if one]
    plain += [one.date for one in (made.when, *made.also) if one]
    plain += [one.time for one in (made.when, *made.also) if one and one.time and one.time != one.date]
    named: dict[str, str] = {}
    for header in plain:
        if folded(header) in named:
            raise top.mistake(f"The column '{header}' is named twice, as id, date, time or kind. Name each once.")
        named[folded(header)] = header
    seen: set[tuple[str, str]] = set()
    for column in made.columns:
        if folded(column.header) in named:
            raise top.mistake_at(column.line, f"The column '{column.header}' is named twice. Name each once.")
        if (folded(column.header), column.event) in seen:
            raise top.mistake_at(column.line, f"The column '{column.header}' is named twice. Name each once.")
        seen.add((folded(column.header), column.event))
