"""A batch of a borough's children, read from the journal: a question reads only the columns that it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import polars as pl

from journey.domain.facts import PERSON
from journey.domain.statements import PERSON_SYSTEM
from journey.projections.batch import CHILD_COLUMNS, FACT_COLUMNS, Batch
from journey.projections.batch_memory import field_type
from journey.projections.helpers import key_of
from journey.projections.journal.layout import REGISTERED, Layout
from journey.projections.journal.order import merged
from journey.projections.journal.remarks import remarks
from journey.projections.journal.schema import PRECISIONS

PLACED = ("child", "event", "day", "minute", "origin")
"""Where a fact stands; ``origin`` is its row in the columns that hold the rest."""

_STORED = frozenset(FACT_COLUMNS) - {*PLACED, "key", "seq"}
"""Fact columns that stand in the files."""

_STORED_AS = {"by_person": "first_source"}
"""Columns that are not called as in the files."""

_REGISTERED_AS = {"born": "date_of_birth", "expected": "expected_birth_date"}
"""Columns of a child that are not called as the field."""


class Columns:
    """The columns behind a batch: of statements that stand alone, read when first asked for, then of resolved facts.

    ``read`` are columns of the statements that stand alone which were read already.
    """

    def __init__(
        self, alone: Callable[[Sequence[str]], pl.DataFrame], resolved: pl.DataFrame, read: pl.DataFrame
    ) -> None:
        self._alone = alone
        self._resolved = resolved
        self._read: dict[str, pl.Series] = {}
        self._take(read)

    def __getitem__(self, name: str) -> pl.Series:
        self.fetch([name])
        return self._read[name]

    def fetch(self, names: Iterable[str]) -> None:
        """Read those not read before, together: one reading of several columns costs little more than of one."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._read]
        if wanted:
            self._take(self._alone(wanted))

    def _take(self, alone: pl.DataFrame) -> None:
        both = pl.concat([alone, self._resolved.select(alone.columns)]) if self._resolved.height else alone
        self._read |= {series.name: series for series in both.rechunk()}


class JournalBatch(Batch):
    """The effective, standing facts of some children, behind them the files of a journal."""

    def __init__(
        self,
        as_at: date,
        known_at: date,
        coverage: pl.DataFrame,
        layout: Layout,
        streams: pl.Series,
        columns: Columns,
        alone: pl.DataFrame,
        resolved: pl.DataFrame,
        aside: pl.DataFrame,
        sources: pl.DataFrame,
    ) -> None:
        """``streams`` are the survivors' streams by child. ``alone`` and ``resolved`` say where facts stand
        (``PLACED``), up to the as-at day, those without a day among them; ``alone`` is in time order. ``aside`` says
        where those are that do not stand, and of which something is to be said. ``sources`` by their number
        (``weight.SOURCE``)."""
        self._layout = layout
        self._columns = columns
        self._placed = pl.concat([alone, resolved])
        self._aside, self._sources = aside, sources
        self._person = self._persons()
        super().__init__(as_at, known_at, self._registered(streams), coverage)
        dated = pl.col("day").is_not_null()
        self._order = merged(alone.filter(dated), resolved.filter(dated), columns["fact"], layout)
        seq = pl.int_range(pl.len(), dtype=pl.UInt32).alias("seq")
        places = self._order.select("event", seq).group_by("event").agg("seq")
        self._places: dict[int, pl.Series] = dict(zip(places["event"], places["seq"], strict=True))

    def _facts(self, events: tuple[str, ...], base: tuple[str, ...], fields: tuple[str, ...]) -> pl.DataFrame:
        codes = [self._layout.codes[name] for name in events if name in self._layout.codes]
        found = [self._place(code) for code in codes if code in self._places]
        if not found:
            schema = {name: FACT_COLUMNS[name] for name in base}
            return pl.DataFrame(schema=schema | {field: field_type(events, field) for field in fields})
        seq = pl.concat(found).sort() if len(found) > 1 else found[0]
        rows = self._order[seq]
        stored = [_STORED_AS.get(name, name) for name in base if name in _STORED]
        self._columns.fetch([*stored, *self._slots(events, fields)])
        return pl.DataFrame(
            [self._base(name, rows, seq).alias(name) for name in base]
            + [self._field(field, events, rows).alias(field) for field in fields]
        )

    def _place(self, code: int) -> pl.Series:
        """The places of the facts of one name, of the children who are asked about."""
        seq, only = self._places[code], self._only
        return seq if only is None else seq.filter(only[self._order["child"][seq]])

    def _base(self, name: str, rows: pl.DataFrame, seq: pl.Series) -> pl.Series:
        """A fact column of some rows of the order, whose places these are."""
        if name == "seq":
            return seq
        if name == "key":
            return rows.select(key_of("child", "day")).to_series()
        if name == "event":
            return pl.Series(self._layout.names)[rows["event"]]
        if name in rows.columns:
            return rows[name]
        column = self._columns[_STORED_AS.get(name, name)][rows["origin"]]
        if name == "precision":
            return pl.Series(PRECISIONS)[column]
        return (self._sources["system"] == PERSON_SYSTEM)[column] if name == "by_person" else column

    def _slots(self, events: tuple[str, ...], fields: tuple[str, ...]) -> Iterator[str]:
        """The columns in which fields of some events are kept."""
        for name in events:
            slots = self._layout.slots.get(name, {})
            yield from (slots[field].column for field in fields if field in slots)

    def _field(self, field: str, events: tuple[str, ...], rows: pl.DataFrame) -> pl.Series:
        """A field's values; null for events that lack it, whatever else the slot holds for them."""
        dtype = field_type(events, field)
        having: dict[str, list[int]] = {}
        for name in events:
            slot = self._layout.slots.get(name, {}).get(field)
            if slot is not None:
                having.setdefault(slot.column, []).append(self._layout.codes[name])
        values = pl.Series([None], dtype=dtype).new_from_index(0, rows.height)
        for column, codes in having.items():
            here = self._columns[column][rows["origin"]].cast(dtype)
            values = here if len(codes) == len(set(events)) else here.zip_with(rows["event"].is_in(codes), values)
        return values

    def _persons(self) -> pl.DataFrame:
        """Where the registrations are: ``child, origin``."""
        origin = self._placed.filter(pl.col("event") == self._layout.codes[REGISTERED]).select("child", "origin")
        return origin.filter(self._columns["fact"][origin["origin"]] == PERSON)

    def _registered(self, streams: pl.Series) -> pl.DataFrame:
        """The children, with what their registration says."""
        origin = self._person
        slots = self._layout.slots[REGISTERED]
        held = {name: _REGISTERED_AS.get(name, name) for name in CHILD_COLUMNS}
        held = {name: field for name, field in held.items() if field in slots}
        self._columns.fetch(["position", *(slots[field].column for field in held.values())])
        said = origin.select("child").with_columns(
            self._columns["position"][origin["origin"]].alias("position"),
            *(self._columns[slots[field].column][origin["origin"]].alias(name) for name, field in held.items()),
        )
        pieces = pl.col("stream").str.splitn(":", 3).struct
        children = pl.DataFrame({"stream": streams}).select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("child"),
            pieces.field("field_1").alias("la"),
            pieces.field("field_2").alias("child_id"),
            "stream",
        )
        return children.join(said, on="child", how="left", maintain_order="left").select(*CHILD_COLUMNS)

    def _registrations(self, fields: tuple[str, ...]) -> pl.DataFrame:
        rows = self._person.with_columns(pl.lit(self._layout.codes[REGISTERED], pl.UInt8).alias("event"))
        return pl.DataFrame(
            [rows["child"]]
            + [self._columns[name][rows["origin"]].alias(name) for name in ("fact", "position")]
            + [self._field(field, (REGISTERED,), rows).alias(field) for field in fields]
        ).sort("child")

    def _remarks(self) -> pl.DataFrame:
        return remarks(self._placed, self._aside, self._columns.__getitem__, self._layout, self._sources["sheet"])

    def _said_by(self, positions: pl.Series) -> pl.DataFrame:
        self._columns.fetch(["position", "source", "first_source"])
        told = pl.concat([self._placed["origin"], self._aside["origin"]])
        own = told.filter(self._columns["position"][told].is_in(positions.implode()))
        found = pl.DataFrame([self._columns[name][own] for name in ("position", "source", "first_source")])
        return found.select(
            "position",
            self._sources["sheet"][found["source"]].alias("sheet"),
            (self._sources["system"][found["first_source"]] == PERSON_SYSTEM).alias("by_person"),
            self._sources["system"][found["first_source"]].cast(pl.String).alias("first_system"),
            self._sources["system"][found["source"]].cast(pl.String).alias("last_system"),
        )
