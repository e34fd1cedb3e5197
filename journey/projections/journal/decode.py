"""Stored rows as columns: each payload is decoded once, when the journal takes it in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any, NamedTuple

import polars as pl

from journey.domain.errors import StoreDamaged
from journey.domain.events import events
from journey.domain.statements import organisation_stream, split_stream
from journey.domain.values import ALSO_WRITTEN, UNREAD
from journey.projections.batch import day_of
from journey.projections.effective import CAME_FROM, IN_ANOTHERS_ROW
from journey.projections.journal.keys import as_day, key_pieces
from journey.projections.journal.layout import DTYPES, NAMED, REFERENCED, Layout, Slot
from journey.projections.journal.roles import Role
from journey.projections.journal.schema import MERGE, PRECISIONS, STATEMENT
from journey.projections.quality.remarks import also_written, unread_columns
from journey.store.codec import UNREADABLE, Sealed, decode_body, open_sealed
from journey.store.keyring import Keyring
from journey.store.pages import Said
from journey.store.placing import opener

_ABOUT_FIELDS = {"FactProgressed", "FactCorrected"}

_MERGED = "RecordsMerged"
_MERGES = {_MERGED, "RecordsUnmerged"}


class Numbers(dict[Any, int]):
    """Numbers things in the order in which they first appear; ``fresh`` are those not yet written."""

    def __init__(self, known: Iterable[Any] = ()) -> None:
        super().__init__((thing, number) for number, thing in enumerate(known))
        self.fresh: list[Any] = []

    def __missing__(self, thing: Any) -> int:
        number = self[thing] = len(self)
        self.fresh.append(thing)
        return number


class _Days(dict[date | None, int | None]):
    """Days since 1900 of dates met before; the same few thousand come again and again."""

    def __missing__(self, day: date | None) -> int | None:
        found = self[day] = None if day is None else day_of(day)
        return found


class Chunk(NamedTuple):
    """Some rows of the log as columns: statements (``STATEMENT`` and slots) and merges.

    ``child`` and ``source`` of the statements are places in ``streams`` and ``sources`` (``weight.SOURCE``).
    """

    statements: pl.DataFrame
    merges: pl.DataFrame
    streams: list[str]
    sources: list[tuple[Any, ...]]


class Reader:
    """Turns stored rows into columns, numbering streams and sources as they appear among them."""

    def __init__(self, layout: Layout, keyring: Keyring) -> None:
        self._layout = layout
        self._keyring = keyring
        self.streams, self.sources = Numbers(), Numbers()
        self._days = _Days()
        self._precisions = {name: code for code, name in enumerate(PRECISIONS)}
        self._plain_roles = {name: _role(name) for name in events()}
        self._opens = {name: held for name in layout.slots if (held := layout.held_sealed(name))}
        self._may_be_sealed = {name for name, held in self._opens.items() if held - {UNREAD}}

    def read(self, rows: Sequence[Said]) -> Chunk:
        """The rows of children's streams among these. Raises StoreDamaged for one that cannot be read."""
        self.streams, self.sources = Numbers(), Numbers()
        kept = [row for row in rows if row[1].startswith("child:")]
        bodies = self._bodies(kept)
        self._keyring.forget()
        may_be_sealed = self._may_be_sealed | _ABOUT_FIELDS
        said = zip(kept, bodies, strict=True)
        self._keyring.load({row[1] for row, body in said if row[3] in may_be_sealed or UNREAD in body.data})
        merged = []
        if not _MERGES.isdisjoint(row[3] for row in kept):
            both = list(zip(kept, bodies, strict=True))
            merged = [self._merge(row, body) for row, body in both if row[3] in _MERGES]
            kept = [row for row, _ in both if row[3] not in _MERGES]
            bodies = [body for row, body in both if row[3] not in _MERGES]
        statements = self._statements(kept, bodies)
        return Chunk(statements, pl.DataFrame(merged, MERGE, orient="row"), [*self.streams], [*self.sources])

    def _bodies(self, rows: Sequence[Said]) -> list[Any]:
        bodies: list[Any] = []
        try:
            bodies.extend(decode_body(row[5]) for row in rows)
        except ValueError as error:
            row = rows[len(bodies)]
            raise StoreDamaged(
                f"Position {row[0]} ({row[1]} version {row[2]}) cannot be read: {error}. Run: journey verify"
            ) from error
        return bodies

    def _merge(self, row: Said, body: Any) -> tuple[int, int | None, bool, str, str]:
        pair = str(body.data["survivor"]), str(body.data["absorbed"])
        return row[0], self._days[body.known_on], row[3] == _MERGED, *pair

    def _statements(self, rows: Sequence[Said], bodies: Sequence[Any]) -> pl.DataFrame:
        days, streams, sources, layout = self._days, self.streams, self.sources, self._layout
        columns: dict[str, list[Any]] = {
            "position": [row[0] for row in rows],
            "child": [streams[row[1]] for row in rows],
            "version": [row[2] for row in rows],
            "event": [layout.codes[row[3]] for row in rows],
            "role": [self._plain_roles[row[3]] for row in rows],
            "fact": [body.fact for body in bodies],
            "day": [days[body.occurred_on] for body in bodies],
            "minute": [_minute(body.occurred_time) for body in bodies],
            "occurred_from": [days[body.occurred_from] for body in bodies],
            "precision": [self._precisions[body.precision] for body in bodies],
            "known_on": [days[body.known_on] for body in bodies],
            "known_from": [days[body.known_from] for body in bodies],
            "source": [
                sources[s.system, s.speaks_for, s.file, s.made, s.sheet, s.made_on] for s in [b.source for b in bodies]
            ],
        }
        for name in ("target", "moved_to", "blank", "no_code", *layout.columns):
            columns[name] = [None] * len(rows)
        say = {name: _Fields(columns, slots) for name, slots in layout.slots.items() if slots}
        more = _Record(columns, layout, say, self._opens, self._keyring)
        for place, (row, body) in enumerate(zip(rows, bodies, strict=True)):
            name = row[3]
            if body.belongs_to and name in IN_ANOTHERS_ROW:
                say[name].put(place, {CAME_FROM: body.belongs_to})
            if body.data:
                if name in say and name not in self._may_be_sealed and UNREAD not in body.data:
                    say[name].put(place, body.data)
                else:
                    more.put(place, row[1], name, body)
        dtypes = STATEMENT | {name: DTYPES[slot.family] for name, slot in layout.columns.items()}
        frame = pl.DataFrame([pl.Series(name, columns[name], dtype) for name, dtype in dtypes.items()])
        return finish(frame, [row[4] for row in rows])


def finish(frame: pl.DataFrame, recorded_at: Sequence[int]) -> pl.DataFrame:
    """With what follows from the columns: the day of recording in London, start and ordinal of the fact key."""
    recorded = pl.lit(pl.Series(recorded_at, dtype=pl.Int64).cast(pl.Datetime("us", "UTC")))
    day = as_day(recorded.dt.convert_time_zone("Europe/London").dt.date())
    return frame.with_columns(day.alias("recorded_on"), *key_pieces())


class _Fields:
    """Puts the fields of one event into their columns."""

    def __init__(self, columns: dict[str, list[Any]], slots: dict[str, Slot]) -> None:
        self._slots = {
            field: (columns[slot.column], _KEEP_FIELD.get(field, _KEEP[slot.family]), 1 << slot.bit)
            for field, slot in slots.items()
        }
        self._blank, self._no_code = columns["blank"], columns["no_code"]

    def put(self, place: int, data: dict[str, Any]) -> None:
        """What a statement says of its fields; a value that cannot be shown (no code, sealed) is said to be blank."""
        for field, value in data.items():
            if field in self._slots:
                column, keep, bit = self._slots[field]
                kept = column[place] = keep(value)
                if kept is None:
                    self._blank[place] = (self._blank[place] or 0) | bit
                if (
                    value is not None
                    and (keep is _day or value != UNREADABLE)
                    and (kept is None or (type(kept) is list and None in kept))
                ):
                    self._no_code[place] = (self._no_code[place] or 0) | bit


class _Record:
    """Puts what progress, corrections and retractions say into their columns, and what is to be opened first."""

    def __init__(
        self,
        columns: dict[str, list[Any]],
        layout: Layout,
        fields: dict[str, _Fields],
        opens: dict[str, frozenset[str]],
        keyring: Keyring,
    ) -> None:
        self._columns = columns
        self._layout = layout
        self._fields = fields
        self._opens = opens
        self._keyring = keyring

    def put(self, place: int, stream: str, name: str, body: Any) -> None:
        """One statement."""
        data: dict[str, Any] = body.data
        if name == "FactCorrected":
            self._correct(place, stream, body.fact, data)
        elif name == "FactProgressed":
            fields = data.get("fields")
            self._say(place, stream, self._about(body.fact), fields if isinstance(fields, dict) else {})
        elif name == "FactRetracted":
            if data.get("statement"):
                target = data["statement"]
                self._columns["role"][place] = Role.WITHDRAW
                self._columns["target"][place] = target if isinstance(target, int) and target > 0 else None
        else:
            self._say(place, stream, name, data)

    def _correct(self, place: int, stream: str, fact: str, data: dict[str, Any]) -> None:
        field, value, moved_to = str(data.get("field")), data.get("value"), data.get("moved_to")
        if isinstance(moved_to, str):
            self._columns["moved_to"][place] = moved_to
        if field == "occurred_on":
            self._columns["role"][place] = Role.MOVE
            self._columns["day"][place] = _day(value)
        else:
            self._say(place, stream, self._about(fact), {field: value})

    def _about(self, fact: str) -> str | None:
        """The event whose fact a key names."""
        pieces = fact.split("/")
        return self._layout.by_key.get((pieces[0], pieces[3] if len(pieces) == 4 else None))

    def _say(self, place: int, stream: str, name: str | None, data: dict[str, Any]) -> None:
        if name in self._fields:
            opened = {field: self._opened(stream, name, field, value) for field, value in data.items()}
            self._fields[name].put(place, opened)

    def _opened(self, stream: str, name: str, field: str, value: Any) -> Any:
        if type(value) is Sealed and field in self._opens.get(name, ()):
            opened = open_sealed(field, value, opener(stream, self._keyring))
            return self._reference(stream, field, opened) if (name, field) in REFERENCED else opened
        return value

    def _reference(self, stream: str, field: str, value: Any) -> Any:
        """A keyed hash in a value's place; nothing where it cannot be opened, or hashed for want of a key."""
        key = self._keyring.get(organisation_stream(split_stream(stream)[1]))
        return key.reference(field, value) if key and type(value) is str else UNREADABLE


def _text(value: Any) -> str | None:
    if type(value) is str:
        return value
    return value.get("code") if type(value) is dict else None


def _day(value: Any) -> int | None:
    return day_of(value) if isinstance(value, date) else None


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int) else None


def _list(value: Any) -> list[str | None] | None:
    return [_text(one) for one in value] if isinstance(value, list) else None


_KEEP: dict[str, Callable[[Any], Any]] = {"text": _text, "day": _day, "count": _count, "list": _list}

_KEEP_FIELD: dict[str, Callable[[Any], Any]] = {
    UNREAD: lambda value: unread_columns(value) or None,
    ALSO_WRITTEN: lambda value: also_written(value) or None,
}
assert _KEEP_FIELD.keys() == NAMED


def _minute(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute


def _role(name: str) -> int:
    return {
        "FactProgressed": Role.SAY_MORE,
        "FactCorrected": Role.CORRECT,
        "FactRetracted": Role.RETRACT,
        "FactReinstated": Role.REINSTATE,
        "FactMisfiled": Role.SAY_MORE,  # a stub: it says nothing more
    }.get(name, Role.SAY)
