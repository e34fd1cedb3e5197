"""What proves two journals equal: one hash over every row in one order, however their files are cut."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import polars as pl

from journey.projections.journal.files import File, read, some
from journey.projections.journal.manifest import Manifest
from journey.projections.journal.schema import of_buckets

_BUCKETS_A_TIME = 8


def digest(folder: Path, manifest: Manifest) -> str:
    """SHA-256, hexadecimal, over what numbers stand for, the merges, and all statements by child and position."""
    found = sha256(
        f"{manifest.format} {manifest.layout} {manifest.store} {manifest.position} {manifest.chain}".encode()
    )
    for files in (manifest.streams, manifest.sources, manifest.merges):
        found.update(_text(read(folder, files)) if files else b"-")
    number = max(len(manifest.buckets), 1)
    for first in range(0, number, _BUCKETS_A_TIME):
        last = first + _BUCKETS_A_TIME if first + _BUCKETS_A_TIME < number else 1 << 19
        held = [file for bucket in manifest.buckets[first:last] for file in (bucket.alone, bucket.mixed)]
        found.update(_text(_rows(folder, held, manifest.tails, of_buckets(first, last))))
    return found.hexdigest()


def _rows(folder: Path, held: Sequence[File], tails: Sequence[File], here: pl.Expr) -> pl.DataFrame:
    parts = [read(folder, held)] if held else []
    if tails:
        parts.append(some(folder, tails, here))
    return pl.concat(parts).sort("child", "position") if parts else pl.DataFrame()


def _text(frame: pl.DataFrame) -> bytes:
    """A frame as text, the same for the same rows on every machine."""
    shown = frame.select(_shown(name, dtype) for name, dtype in frame.schema.items())
    return shown.write_csv(null_value="\\N").encode()


def _shown(name: str, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.List):
        return pl.col(name).list.join("\x1f", ignore_nulls=True)
    return pl.col(name).bin.encode("hex") if dtype == pl.Binary() else pl.col(name)
