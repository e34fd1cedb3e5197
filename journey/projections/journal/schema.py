"""What the frames of a journal hold: statements, merges of records, streams; and which children a bucket holds."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.journal.layout import DTYPES, layout
from journey.projections.journal.manifest import CHILDREN_A_BUCKET

STATEMENT: dict[str, pl.DataType] = {
    "position": pl.Int64(),
    "child": pl.UInt32(),
    "version": pl.UInt32(),
    "event": pl.UInt8(),
    "role": pl.UInt8(),
    "fact": pl.String(),
    "day": pl.Int32(),
    "minute": pl.Int16(),
    "occurred_from": pl.Int32(),
    "precision": pl.UInt8(),
    "known_on": pl.Int32(),
    "known_from": pl.Int32(),
    "source": pl.UInt32(),
    "target": pl.UInt32(),
    "moved_to": pl.String(),
    "blank": pl.UInt64(),
    "no_code": pl.UInt64(),
}
"""Columns of a statement besides its slots and what ``finish`` adds. ``child`` is the number of its stream, ``source``
that of its source; ``event`` the code of its event; ``day`` for a correction of the day the new one; ``target`` the
version that a retraction withdraws; ``moved_to`` the key under a corrected start date; ``blank`` the slots, as bits,
that it says hold nothing that can be shown; ``no_code`` those of which it says something that is in no code set."""


def statement_schema() -> dict[str, pl.DataType]:
    """Every column of a statement with its type, in order."""
    slots = {name: DTYPES[slot.family] for name, slot in layout().columns.items()}
    return STATEMENT | slots | {"recorded_on": pl.Int32(), "start": pl.Int32(), "ordinal": pl.Int32()}


MERGE: dict[str, pl.DataType] = {
    "position": pl.Int64(),
    "known_on": pl.Int32(),
    "merged": pl.Boolean(),
    "survivor": pl.String(),
    "absorbed": pl.String(),
}
"""Columns of a merge (``merged``) or of its undoing."""

PRECISIONS = ("exact", "interval", "inferred")
"""What the codes of a precision stand for, by number."""

STREAM: Final[dict[str, pl.DataType]] = {"stream": pl.String()}


def of_buckets(first: int, last: int) -> pl.Expr:
    """Whether a statement is about a child of these buckets, the last not included."""
    return pl.col("child").is_between(first * CHILDREN_A_BUCKET, last * CHILDREN_A_BUCKET - 1)
