"""A batch of a borough's children, read from the journal: a question reads only the columns that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from journey.domain.facts import PERSON
from journey.projections.batch import CHILD_COLUMNS, Batch
from journey.projections.batch_memory import field_type
from journey.projections.helpers import key_of
from journey.projections.journal.decode import PRECISIONS
from journey.projections.journal.layout import REGISTERED, Layout
from journey.projections.journal.order import merged

PLACED = ("child", "event", "day", "minute", "origin")
"""Where a fact stands; ``origin`` is its row in the columns that hold the rest."""

_PLAIN = ("minute", "fact", "start", "ordinal", "position", "known_on", "known_from", "recorded_on", "occurred_from")

_REGISTERED_AS = {"born": "date_of_birth", "expected": "expected_birth_date"}
"""Columns of a child that are not called as the field."""


class Columns:
    """The columns behind a batch: of statements that stand alone, read when first asked for, then of resolved facts."""

    def __init__(self, alone: Callable[[str], pl.Series], resolved: pl.DataFrame) -> None:
        self._alone = alone
        self._resolved = resolved
        self._read: dict[str, pl.Series] = {}

    def __getitem__(self, name: str) -> pl.Series:
        if name not in self._read:
            alone = self._alone(name)
            self._read[name] = pl.concat([alone, self._resolved[name]]) if self._resolved.height else alone
        return self._read[name]


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
    ) -> None:
        """``streams`` are the survivors' streams by child. ``alone`` and ``resolved`` say where facts stand
        (``PLACED``), up to the as-at day, those without a day among them; ``alone`` is in time order."""
        self._layout = layout
        self._columns = columns
        super().__init__(as_at, known_at, self._registered(streams, pl.concat([alone, resolved])), coverage)
        dated = pl.col("day").is_not_null()
        self._order = merged(alone.filter(dated), resolved.filter(dated), columns["fact"], layout)
        seq = pl.int_range(pl.len(), dtype=pl.UInt32).alias("seq")
        places = self._order.select("event", seq).group_by("event").agg("seq")
        self._places: dict[int, pl.Series] = dict(zip(places["event"], places["seq"], strict=True))

    def _facts(self, events: tuple[str, ...], fields: tuple[str, ...]) -> pl.DataFrame:
        codes = [self._layout.codes[name] for name in events if name in self._layout.codes]
        found = [self._places[code] for code in codes if code in self._places]
        seq = pl.concat(found).sort() if found else pl.Series(dtype=pl.UInt32)
        rows = self._order[seq]
        names = pl.Series(self._layout.names)
        plain = {name: self._columns[name].gather(rows["origin"]) for name in _PLAIN}
        frame = rows.select("child", "day", key_of("child", "day").alias("key")).with_columns(
            seq.alias("seq"),
            names.gather(rows["event"]).alias("event"),
            pl.Series(PRECISIONS).gather(self._columns["precision"].gather(rows["origin"])).alias("precision"),
            *(series.alias(name) for name, series in plain.items()),
        )
        return frame.with_columns(self._field(field, events, rows).alias(field) for field in fields)

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
            here = self._columns[column].gather(rows["origin"]).cast(dtype)
            values = here if len(codes) == len(set(events)) else here.zip_with(rows["event"].is_in(codes), values)
        return values

    def _registered(self, streams: pl.Series, placed: pl.DataFrame) -> pl.DataFrame:
        """The children, with what their registration says."""
        origin = placed.filter(pl.col("event") == self._layout.codes[REGISTERED]).select("child", "origin")
        origin = origin.filter(self._columns["fact"].gather(origin["origin"]) == PERSON)
        slots = self._layout.slots[REGISTERED]
        held = {name: _REGISTERED_AS.get(name, name) for name in CHILD_COLUMNS}
        held = {name: field for name, field in held.items() if field in slots}
        said = origin.select("child").with_columns(
            self._columns["position"].gather(origin["origin"]).alias("position"),
            *(self._columns[slots[field].column].gather(origin["origin"]).alias(name) for name, field in held.items()),
        )
        pieces = pl.col("stream").str.splitn(":", 3).struct
        children = pl.DataFrame({"stream": streams}).select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias("child"),
            pieces.field("field_1").alias("la"),
            pieces.field("field_2").alias("child_id"),
            "stream",
        )
        return children.join(said, on="child", how="left", maintain_order="left").select(*CHILD_COLUMNS)
