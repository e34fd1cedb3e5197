"""Making a journal and keeping up with the log: new positions go to tails, tails are folded into buckets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import polars as pl

from journey.projections.journal.chunks import chunks
from journey.projections.journal.decode import Chunk, Numbers
from journey.projections.journal.files import File, read, some, write
from journey.projections.journal.layout import layout
from journey.projections.journal.manifest import CHILDREN_A_BUCKET, Bucket, Manifest, save
from journey.projections.journal.order import in_time
from journey.projections.journal.schema import MERGE, STREAM, of_buckets
from journey.projections.journal.split import split
from journey.projections.journal.weight import SOURCE, sources_frame
from journey.store.log import Log

ROWS_A_FOLD = 1_000_000
TAILS_AT_MOST = 16
FOLD_ABOVE = 50_000
FOLD_SHARE = 0.05
"""Tails are folded in when they hold more rows than both of these: a number, and a share of the rows in buckets."""

Progress = Callable[[int, int], None]
"""Told how many positions of how many are taken in."""


def catch_up(folder: Path, log: Log, manifest: Manifest, progress: Progress, processes: int = 1) -> Manifest:
    """Take in what the log holds beyond the manifest's position. The caller holds the writing lock.

    After each tail the manifest is saved, so that a build that was stopped goes on where it was.
    """
    place = log.place()
    if place.position > manifest.position:
        lacking = manifest.without_keys or log.keyring.is_missing()
        manifest = msgspec.structs.replace(manifest, without_keys=lacking)
        streams = Numbers(row[0] for row in _all(folder, manifest.streams, STREAM).rows())
        sources = Numbers(_all(folder, manifest.sources, SOURCE).rows())
        for last, chunk in chunks(log, manifest.position, place.position, processes):
            manifest = _with_tail(folder, manifest, chunk, streams, sources)
            chain = place.chain if last == place.position else log.chain_at(last)
            manifest = msgspec.structs.replace(manifest, position=last, chain=chain.hex())
            save(folder, manifest)
            progress(last, place.position)
    if manifest.in_tails > max(FOLD_ABOVE, FOLD_SHARE * manifest.in_buckets):
        manifest = fold(folder, manifest)
        save(folder, manifest)
    elif len(manifest.tails) > TAILS_AT_MOST:
        tail = read(folder, manifest.tails).sort("child", "position")
        manifest = msgspec.structs.replace(manifest, tails=(write(folder, "tail", tail),))
        save(folder, manifest)
    return manifest


def fold(folder: Path, manifest: Manifest) -> Manifest:
    """Put the tails into the buckets."""
    sources = sources_frame(_all(folder, manifest.sources, SOURCE))
    number = -(-manifest.children // CHILDREN_A_BUCKET)
    a_time = max(1, ROWS_A_FOLD * number // max(1, manifest.rows))
    buckets: list[Bucket] = []
    for first in range(0, number, a_time):
        last = min(first + a_time, number)
        rows = _of_buckets(folder, manifest, first, last)
        for place in range(first, last):
            buckets.append(_bucket(folder, _of_children(rows, place, place + 1), sources))
    return msgspec.structs.replace(
        manifest,
        buckets=tuple(buckets),
        tails=(),
        streams=_as_one(folder, "streams", manifest.streams, STREAM),
        sources=_as_one(folder, "sources", manifest.sources, SOURCE),
        merges=_as_one(folder, "merges", manifest.merges, MERGE),
    )


def _bucket(folder: Path, rows: pl.DataFrame, sources: pl.DataFrame) -> Bucket:
    alone, mixed = split(rows, sources, layout())
    return Bucket(write(folder, "alone", in_time(alone, layout())), write(folder, "mixed", mixed.sort("position")))


def _of_buckets(folder: Path, manifest: Manifest, first: int, last: int) -> pl.DataFrame:
    """All statements of the children of some buckets, those in tails among them."""
    held = [file for bucket in manifest.buckets[first:last] for file in (bucket.alone, bucket.mixed)]
    parts = [read(folder, held)] if held else []
    if manifest.tails:
        parts.append(some(folder, manifest.tails, of_buckets(first, last)))
    return pl.concat(parts)


def _of_children(rows: pl.DataFrame, first: int, last: int) -> pl.DataFrame:
    return rows.filter(of_buckets(first, last))


def _with_tail(folder: Path, manifest: Manifest, chunk: Chunk, streams: Numbers, sources: Numbers) -> Manifest:
    """With one more tail, and with the streams, sources and merges that are new in it."""
    child = pl.Series([streams[stream] for stream in chunk.streams], dtype=pl.UInt32)
    source = pl.Series([sources[one] for one in chunk.sources], dtype=pl.UInt32)
    tail = chunk.statements.with_columns(
        pl.lit(child).gather("child").alias("child"), pl.lit(source).gather("source").alias("source")
    )
    return msgspec.structs.replace(
        manifest,
        tails=_more(folder, "tail", manifest.tails, tail.sort("child", "position")),
        streams=_more(folder, "streams", manifest.streams, _frame(streams, STREAM)),
        sources=_more(folder, "sources", manifest.sources, _frame(sources, SOURCE)),
        merges=_more(folder, "merges", manifest.merges, chunk.merges),
    )


def _frame(numbers: Numbers, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """What was numbered since last asked."""
    fresh, numbers.fresh = numbers.fresh, []
    rows = [(one,) if isinstance(one, str) else one for one in fresh]
    return pl.DataFrame(rows, schema, orient="row")


def _more(folder: Path, kind: str, files: tuple[File, ...], frame: pl.DataFrame) -> tuple[File, ...]:
    return (*files, write(folder, kind, frame, 1 << 14)) if frame.height else files


def _as_one(folder: Path, kind: str, files: Sequence[File], schema: dict[str, pl.DataType]) -> tuple[File, ...]:
    return tuple(files) if len(files) < 2 else (write(folder, kind, _all(folder, files, schema)),)


def _all(folder: Path, files: Sequence[File], schema: dict[str, pl.DataType]) -> pl.DataFrame:
    return read(folder, files) if files else pl.DataFrame(schema=schema)
