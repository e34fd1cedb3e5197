"""The columns of a journal as plain arrays of numbers: what the compiled pass reads, loaded from the Parquet files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.floor.kinds import ALLOCATED, DETAILS, SHOWN, UNKNOWN, kinds
from journey.projections.journal.files import read
from journey.projections.journal.layout import layout
from journey.projections.journal.manifest import Bucket, Manifest

Ints: TypeAlias = npt.NDArray[np.int32]

BUCKETS_A_TIME = 12
"""Buckets read at a time: about a million rows."""

_PLAIN = ["child", "event", "day", "start", "ordinal", "known_from"]
_NUMBERS = pl.Categories("benchmarks-floor")
_KEPT = pl.Series([""], dtype=pl.Categorical(_NUMBERS))
"""Texts keep their numbers as long as any column of them lives."""


class Columns(NamedTuple):
    """One number a row, by child and day. Texts are numbers of ``number_of``, 0 for none; ``detail`` is the field that
    ``kinds.DETAILS`` names, ``start`` and ``ordinal`` tell which end belongs to which beginning."""

    child: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    day: Ints
    start: Ints
    ordinal: Ints
    known_from: Ints
    worker: Ints
    team: Ints
    hub: Ints
    detail: Ints

    def nothing(self) -> Columns:
        """The same columns without a row, for which the same code is compiled."""
        return Columns._make(column[:0] for column in self)


def batches(folder: Path, manifest: Manifest) -> Iterator[Columns]:
    """All rows, some buckets at a time. Raises ValueError for a log that the floor cannot answer about."""
    if manifest.tails or manifest.merges or any(bucket.mixed.rows for bucket in manifest.buckets):
        raise ValueError("the floor answers about a log without corrections, merges and tails")
    for first in range(0, len(manifest.buckets), BUCKETS_A_TIME):
        yield _columns(folder, manifest.buckets[first : first + BUCKETS_A_TIME])


def _columns(folder: Path, buckets: tuple[Bucket, ...]) -> Columns:
    slots = layout().slots
    holder = slots["WorkerAllocated"]
    fields = {slots[name][field].column for name, field in DETAILS.items()}
    fields |= {holder[name].column for name in ("worker", "team", "hub")}
    frame = read(folder, [bucket.alone for bucket in buckets], [*_PLAIN, *sorted(fields)]).rechunk()
    frame = frame.filter(pl.col("day").is_not_null())
    event = frame["event"].to_numpy()
    kind = kinds()[event]
    if (kind == UNKNOWN).any():
        raise ValueError("the floor answers about the events of the made-up borough alone")
    by_hand = np.flatnonzero(kind == ALLOCATED)
    held = np.flatnonzero((kind == ALLOCATED) | (kind == SHOWN))
    detail = np.zeros(len(kind), np.int32)
    for name, field in DETAILS.items():
        _fill(detail, frame[slots[name][field].column], np.flatnonzero(event == layout().codes[name]))

    def said(name: str, rows: npt.NDArray[np.int64]) -> Ints:
        return _fill(np.zeros(len(kind), np.int32), frame[holder[name].column], rows)

    return Columns(
        child=frame["child"].to_numpy(),
        kind=kind,
        day=frame["day"].to_numpy(),
        start=frame["start"].to_numpy(),
        ordinal=frame["ordinal"].to_numpy(),
        known_from=frame["known_from"].fill_null(0).to_numpy(),
        worker=said("worker", held),
        team=said("team", held),
        hub=said("hub", by_hand),
        detail=detail,
    )


def _fill(into: Ints, texts: pl.Series, rows: npt.NDArray[np.int64]) -> Ints:
    """Put the numbers of some rows' texts in their places."""
    own = texts.gather(rows).cast(pl.Categorical(_NUMBERS)).to_physical()
    into[rows] = own.cast(pl.Int32).fill_null(-1).to_numpy() + 1
    return into


def number_of(text: str) -> int:
    """The number that stands for a text."""
    return int(pl.Series([text], dtype=pl.Categorical(_NUMBERS)).to_physical()[0]) + 1


def texts() -> list[str]:
    """The text of every number; of 0 that nobody is there."""
    return ["unallocated", *_NUMBERS.to_series().to_list()]
