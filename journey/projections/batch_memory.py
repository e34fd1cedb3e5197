"""A batch built in memory from facts in plain Python: scenarios, single children, tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import polars as pl

from journey.domain.facts import PERSON, parse_fact_key
from journey.domain.shapes import Holds, dated_names, shape, shapes
from journey.domain.statements import PERSON_SYSTEM, Statement, child_stream
from journey.domain.values import ALSO_WRITTEN, UNREAD, Value, code_of
from journey.projections.batch import (
    CHILD_COLUMNS,
    COVERAGE_COLUMNS,
    FACT_COLUMNS,
    SAID_BY_COLUMNS,
    Batch,
    day_of,
    in_range,
    rank_in_day,
)
from journey.projections.effective import CAME_FROM, Fact
from journey.projections.helpers import key_of
from journey.projections.quality.remark_frames import remark_rows
from journey.projections.quality.remarks import also_written, unread_columns

_LONDON = ZoneInfo("Europe/London")

History = tuple[str, str, Sequence[Fact]]
"""Authority, child's id, and the child's effective history."""


def batch_of(histories: Iterable[History], as_at: date, known_at: date, coverage: pl.DataFrame) -> Batch:
    """A batch of the children whose histories these are, in order of authority and id; facts that do not stand are
    left out, as are those after ``as_at``."""
    ordered = sorted(histories, key=lambda history: history[:2])
    children = [_child_row(index, *history) for index, history in enumerate(ordered)]
    facts = [
        (_sort_key(index, fact), fact)
        for index, (_, _, history) in enumerate(ordered)
        for fact in history
        if fact.stands and fact.occurred_on is not None and fact.occurred_on <= as_at and in_range(fact.occurred_on)
    ]
    facts.sort(key=lambda item: item[0])
    told = [
        (index, fact)
        for index, (_, _, history) in enumerate(ordered)
        for fact in history
        if fact.occurred_on is None or (fact.occurred_on <= as_at and in_range(fact.occurred_on))
    ]
    return _InMemory(as_at, known_at, pl.DataFrame(children, CHILD_COLUMNS, orient="row"), coverage, facts, told)


def covers(la: str, to: date, names: Iterable[str] | None = None, since: date | None = None) -> pl.DataFrame:
    """Coverage of an authority that holds every event (of some names) up to a day, as a scenario does."""
    start = None if since is None else day_of(since)
    rows = [(la, name, "every", start, day_of(to)) for name in sorted(dated_names() if names is None else names)]
    return pl.DataFrame(rows, COVERAGE_COLUMNS, orient="row")


class _InMemory(Batch):
    def __init__(
        self,
        as_at: date,
        known_at: date,
        children: pl.DataFrame,
        coverage: pl.DataFrame,
        facts: Sequence[tuple[tuple[int, int, int, int, str], Fact]],
        told: Sequence[tuple[int, Fact]],
    ) -> None:
        """``facts`` are those that stand and have a day, in time order; ``told`` those set aside or of no day too."""
        super().__init__(as_at, known_at, children, coverage)
        self._told = told
        self._by_name: dict[str, list[tuple[Any, ...]]] = {}
        self._data: dict[int, dict[str, Value]] = {}
        for seq, ((child, *_), fact) in enumerate(facts):
            self._by_name.setdefault(fact.event, []).append(_fact_row(child, seq, fact))
            self._data[seq] = fact.data | ({CAME_FROM: fact.came_from} if fact.came_from else {})

    def _facts(self, events: tuple[str, ...], base: tuple[str, ...], fields: tuple[str, ...]) -> pl.DataFrame:
        found = (row for name in events for row in self._by_name.get(name, ()))
        only = None if self._only is None else self._only.to_list()
        rows = sorted((row for row in found if only is None or only[row[0]]), key=lambda row: int(row[2]))
        if not rows:
            return _nothing(events, base, fields)
        return _fact_frame(rows, [self._data[row[2]] for row in rows], events, base, fields)

    def _registrations(self, fields: tuple[str, ...]) -> pl.DataFrame:
        standing = [(child, fact) for child, fact in self._told if fact.key == PERSON and fact.stands]
        frame = pl.DataFrame(
            [(child, fact.key, _first(fact).position) for child, fact in standing],
            {name: FACT_COLUMNS[name] for name in ("child", "fact", "position")},
            orient="row",
        )
        data = [fact.data for _, fact in standing]
        registered = ("ChildRegistered",)
        return frame.with_columns(
            pl.Series(name, [_read(name, d) for d in data], field_type(registered, name)) for name in fields
        )

    def _remarks(self) -> pl.DataFrame:
        return remark_rows((child, _day(fact.occurred_on), fact) for child, fact in self._told)

    def _said_by(self, positions: pl.Series) -> pl.DataFrame:
        rows = [
            (_first(f).position, f.said[-1].source.sheet, first == PERSON_SYSTEM, first, last)
            for _, f in self._told
            for first, last in [f.systems]
        ]
        wanted = pl.DataFrame({"position": positions})
        return pl.DataFrame(rows, SAID_BY_COLUMNS, orient="row").join(wanted, on="position", how="semi")


def _fact_frame(
    rows: Sequence[tuple[Any, ...]],
    data: Sequence[dict[str, Value]],
    events: tuple[str, ...],
    base: tuple[str, ...],
    fields: tuple[str, ...],
) -> pl.DataFrame:
    """Facts in the order of ``FACT_COLUMNS`` without the key, and what their events carry, as a batch gives them."""
    frame = pl.DataFrame(rows, {name: kind for name, kind in FACT_COLUMNS.items() if name != "key"}, orient="row")
    read = [pl.Series(name, [_read(name, d) for d in data], field_type(events, name)) for name in fields]
    return frame.with_columns(key_of("child", "day").alias("key"), *read).select(*base, *fields)


@cache
def _nothing(events: tuple[str, ...], base: tuple[str, ...], fields: tuple[str, ...]) -> pl.DataFrame:
    """The frame of events of which there is none: one child's batch has none of most."""
    return _fact_frame((), (), events, base, fields)


@cache
def field_type(events: tuple[str, ...], field: str) -> pl.DataType:
    """The type of a field's column, from its declaration on the first of the events that has it."""
    if field == UNREAD:
        return pl.List(pl.String())
    for name in events:
        if name in shapes() and field in shape(name).fields:
            return _COLUMN[shape(name).fields[field]]
    return pl.String()


_COLUMN: Final[dict[Holds, pl.DataType]] = {
    "text": pl.String(),
    "code": pl.String(),
    "day": pl.Int32(),
    "flag": pl.Boolean(),
    "count": pl.Int64(),
    "list": pl.List(pl.String()),
    "other": pl.String(),
}


def _read(field: str, data: dict[str, Value]) -> Any:
    """A field as a column holds it; of what was not read, or is written elsewhere, the names alone."""
    if field in (UNREAD, ALSO_WRITTEN):
        return (unread_columns if field == UNREAD else also_written)(data.get(field)) or None
    return _plain(data.get(field))


def _plain(value: Value) -> Any:
    if isinstance(value, dict):
        return code_of(value)
    if isinstance(value, list):
        return [code_of(one) if isinstance(one, dict) else one for one in value]
    return day_of(value) if isinstance(value, date) else value


def _day(value: Value) -> int | None:
    return day_of(value) if isinstance(value, date) else None


def _minute(fact: Fact) -> int | None:
    return None if fact.occurred_time is None else fact.occurred_time.hour * 60 + fact.occurred_time.minute


def _first(fact: Fact) -> Statement:
    return min(fact.said, key=lambda statement: statement.position)


def _sort_key(child: int, fact: Fact) -> tuple[int, int, int, int, str]:
    assert fact.occurred_on is not None
    minute = _minute(fact)
    return (child, day_of(fact.occurred_on), -1 if minute is None else minute, rank_in_day(fact.event), fact.key)


def _fact_row(child: int, seq: int, fact: Fact) -> tuple[Any, ...]:
    """In the order of ``FACT_COLUMNS`` without the key."""
    key = parse_fact_key(fact.key)
    first = _first(fact)
    recorded = first.recorded_at.astimezone(_LONDON).date() if first.recorded_at else None
    return (
        child,
        _day(fact.occurred_on),
        seq,
        _minute(fact),
        fact.event,
        fact.key,
        _day(key.start),
        key.ordinal,
        first.position,
        day_of(fact.known_on),
        _day(fact.known_from),
        _day(recorded),
        fact.precision,
        _day(fact.occurred_from),
        fact.systems[0] == PERSON_SYSTEM,
    )


def _child_row(child: int, la: str, ident: str, history: Sequence[Fact]) -> tuple[Any, ...]:
    """In the order of ``CHILD_COLUMNS``."""
    person = next((fact for fact in history if fact.key == PERSON and fact.stands), None)
    data = person.data if person else {}
    return (
        child,
        la,
        ident,
        child_stream(la, ident),
        min(s.position for s in person.said) if person else None,
        _day(data.get("date_of_birth")),
        _day(data.get("expected_birth_date")),
        code_of(data.get("sex")),
        code_of(data.get("ethnicity")),
        code_of(data.get("disability")),
        data.get("family"),
    )
