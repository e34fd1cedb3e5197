"""Batches out of a journal's files, as at a day, as known at a day, at a position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from journey.projections.batch import DAY_BITS, Batch
from journey.projections.journal.facts import PLACED, Columns, JournalBatch
from journey.projections.journal.files import File, read, some
from journey.projections.journal.going_on import INFERRED
from journey.projections.journal.layout import Layout, layout
from journey.projections.journal.manifest import Manifest
from journey.projections.journal.merging import Merged
from journey.projections.journal.resolve import BASE, resolve
from journey.projections.journal.schema import MERGE, STREAM, of_buckets, statement_schema
from journey.projections.journal.weight import SOURCE, sources_frame

ROWS_A_BATCH = 1_000_000
"""Few large batches: every question costs something per batch, and memory grows with a batch."""

_CORE = ["child", "event", "day", "minute"]
_READ_FIRST = ["fact", "known_on", "position"]


class Cut(NamedTuple):
    """What is looked at: up to which days (since 1900) and which position, and whether facts of an inferred day too."""

    as_at: int
    known_at: int
    position: int
    inferred: bool = True

    def visible(self) -> pl.Expr:
        """Whether a statement was in the log by the position, and is shown to have been known by the day."""
        return (pl.col("known_on") <= self.known_at) & (pl.col("position") <= self.position)

    def happened(self) -> pl.Expr:
        """Whether a fact is wanted that had happened, or has no day; a day that has no key is in no batch."""
        happened = pl.col("day").is_null() | pl.col("day").is_between(0, min(self.as_at, (1 << DAY_BITS) - 1))
        return happened if self.inferred else happened & (pl.col("precision") != INFERRED)


class Reading:
    """One reading of a whole journal, batch by batch."""

    def __init__(
        self, folder: Path, manifest: Manifest, dates: tuple[date, date], cut: Cut, coverage: pl.DataFrame
    ) -> None:
        self._folder = folder
        self._manifest = manifest
        self._dates = dates
        self._cut = cut
        self._coverage = coverage
        self._layout: Layout = layout()
        self._streams = self._all(manifest.streams, STREAM)["stream"]
        self._said_by = self._all(manifest.sources, SOURCE)
        self._sources = sources_frame(self._said_by)
        self._merged = Merged(self._all(manifest.merges, MERGE), cut.known_at, cut.position)
        self._apart = self._streams.is_in(sorted(self._merged.ever)).arg_true().cast(pl.UInt32)
        in_tails = read(folder, manifest.tails, ["child"])["child"] if manifest.tails else self._apart.clear()
        self._restless = pl.concat([in_tails.unique(), self._apart]).unique()

    def batches(self, rows_a_batch: int = ROWS_A_BATCH) -> Iterator[Batch]:
        """All children, so many statements at a time; children merged with others come last, together."""
        number = max(len(self._manifest.buckets), 1)
        a_time = max(1, rows_a_batch * number // max(1, self._manifest.in_buckets))
        apart = []
        for first in range(0, number, a_time):
            # The last batch takes in the children who have come since the buckets were made.
            last = first + a_time if first + a_time < number else 1 << 19
            batch, others = self._batch(first, last)
            apart.append(others)
            if batch is not None:
                yield batch
        together = self._together(pl.concat(apart))
        if together is not None:
            yield together

    def _batch(self, first: int, last: int) -> tuple[Batch | None, pl.DataFrame]:
        """The children of some buckets, without those merged with others, whose statements come separately."""
        buckets = self._manifest.buckets[first:last]
        files = [bucket.alone for bucket in buckets]
        rows = self._statements([bucket.mixed for bucket in buckets], files, of_buckets(first, last))
        is_apart = pl.col("child").is_in(self._apart.implode())
        others, rows = rows.filter(is_apart), rows.filter(~is_apart)
        stored = self._stored(files)
        core = self._core(stored)
        numbers = pl.concat([core["child"].unique(), rows["child"].unique()]).unique().sort()
        if numbers.is_empty():
            return None, others
        rows = rows.with_columns(_dense(rows["child"], numbers).alias("cluster"), record=pl.lit(0, pl.UInt32))
        core = core.filter(self._cut.happened())
        core = core.with_columns(_dense(core["child"], numbers))
        return self._made(self._streams.gather(numbers), files, stored, core, rows), others

    def _together(self, rows: pl.DataFrame) -> Batch | None:
        """The children with several records, each under the record that stands for the child."""
        if rows.is_empty():
            return None
        numbers = rows["child"].unique().sort()
        records = self._streams.gather(numbers)
        survivors = pl.Series([self._merged.survivor(stream) for stream in records])
        streams = survivors.unique().sort()
        clusters = pl.DataFrame({"child": numbers, "cluster": streams.search_sorted(survivors).cast(pl.UInt32)})
        order = pl.DataFrame({"stands": records == survivors, "stream": records})
        places = order.select(pl.struct("stands", "stream").rank("ordinal").cast(pl.UInt32)).to_series()
        clusters = clusters.with_columns(places.alias("record"))
        rows = rows.join(clusters, on="child", how="left", maintain_order="left")
        nothing = self._stored([])
        return self._made(streams, [], nothing, self._core(nothing), rows)

    def _made(
        self, streams: pl.Series, files: Sequence[File], stored: pl.DataFrame, core: pl.DataFrame, rows: pl.DataFrame
    ) -> Batch:
        resolved = resolve(rows, self._sources, self._layout).filter(self._cut.happened())
        height = sum(file.rows for file in files)
        placed = resolved.select(pl.col("cluster").alias("child"), *_CORE[1:]).with_columns(
            pl.int_range(height, height + resolved.height, dtype=pl.UInt32, eager=True).alias("origin")
        )

        def alone(names: Sequence[str]) -> pl.DataFrame:
            return _alone(self._folder, files, names) if files else resolved.select(names).clear()

        columns = Columns(alone, resolved, stored.select(_READ_FIRST))
        aside = resolved["aside"]
        return JournalBatch(
            *self._dates,
            self._coverage,
            self._layout,
            streams,
            columns,
            core.select(PLACED),
            placed.filter(~aside),
            placed.filter(aside),
            self._said_by,
        )

    def _stored(self, files: Sequence[File]) -> pl.DataFrame:
        """What every question reads of the statements that stand alone; ``origin`` counts through their files."""
        names = [*_CORE, *_READ_FIRST, *([] if self._cut.inferred else ["precision"])]
        found = read(self._folder, files, names) if files else pl.DataFrame(schema=statement_schema()).select(names)
        return found.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("origin"))

    def _core(self, core: pl.DataFrame) -> pl.DataFrame:
        """Where the statements that stand alone stand, of those visible."""
        if not core.select(self._cut.visible().all()).item():
            core = core.filter(self._cut.visible())
        if not self._restless.is_empty():
            core = core.filter(~pl.col("child").is_in(self._restless.implode()))
        return core.drop(_READ_FIRST)

    def _statements(self, mixed: Sequence[File], alone: Sequence[File], here: pl.Expr) -> pl.DataFrame:
        """The visible statements that need resolving: mixed ones, and all of a child who is in a tail or merged."""
        parts = []
        if mixed:
            parts.append(read(self._folder, mixed).filter(self._cut.visible()))
        if not self._restless.is_empty():
            if alone:
                restless = pl.col("child").is_in(self._restless.implode())
                parts.append(some(self._folder, alone, restless & self._cut.visible()))
            if self._manifest.tails:
                parts.append(some(self._folder, self._manifest.tails, here & self._cut.visible()))
        return pl.concat(parts) if parts else pl.DataFrame(schema=statement_schema())

    def _all(self, files: Sequence[File], schema: dict[str, pl.DataType]) -> pl.DataFrame:
        return read(self._folder, files) if files else pl.DataFrame(schema=schema)


def _alone(folder: Path, files: Sequence[File], names: Sequence[str]) -> pl.DataFrame:
    """Columns of statements that stand alone: who says them was the first to, and nobody disagrees."""
    held = {name: "source" if name in _OF_THE_SOURCE else name for name in names if name not in _OF_SEVERAL}
    rows = read(folder, files, list(dict.fromkeys(held.values()))) if held else read(folder, files, ["position"])
    nothing = {name: pl.lit(None, dtype) for name, dtype in _OF_SEVERAL.items() if name in names}
    return rows.with_columns(**nothing, **{name: pl.col(of) for name, of in held.items()}).select(names)


_OF_SEVERAL: Final = {name: BASE[name] for name in ("differs", "day_differs", "disputed", "aside")}
"""Columns of what several statements come to."""

_OF_THE_SOURCE: Final = ("first_source", "unread_source")
"""Columns of a source among several, which of one statement is its own."""


def _dense(numbers: pl.Series, present: pl.Series) -> pl.Series:
    """The place of each number among those present, which are sorted."""
    first = int(present[0])
    if present.len() == int(present[-1]) - first + 1:
        places = pl.lit(numbers) - first
    else:
        places = pl.lit(present).search_sorted(numbers).cast(pl.UInt32)
    return pl.select(places.alias(numbers.name)).to_series()
