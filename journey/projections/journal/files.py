"""A journal's files: never changed once written, and named by their content."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import msgspec
import polars as pl

ROWS_A_GROUP = 1 << 17
PARTIAL = ".part"
"""The ending of a file that is not whole yet."""


class File(msgspec.Struct, frozen=True):
    """A file of the journal: its name, how many rows it holds, how long it is."""

    name: str
    rows: int
    bytes: int


def write(folder: Path, kind: str, frame: pl.DataFrame, rows_a_group: int = ROWS_A_GROUP) -> File:
    """Write a frame; the file is on the disk when this returns, under ``<kind>-<part of its SHA-256>.parquet``."""
    partial = folder / f"{token_hex(8)}{PARTIAL}"
    with open(partial, "xb", opener=_private) as file:
        frame.write_parquet(file, compression="lz4", row_group_size=rows_a_group)
        file.flush()
        os.fsync(file.fileno())
    with partial.open("rb") as file:
        digest = sha256()
        while piece := file.read(1 << 20):
            digest.update(piece)
    name = f"{kind}-{digest.hexdigest()[:24]}.parquet"
    size = partial.stat().st_size
    partial.replace(folder / name)
    return File(name, frame.height, size)


def read(folder: Path, files: Sequence[File], columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Files one after the other, whole or some columns of them."""
    paths = [folder / file.name for file in files]
    return pl.read_parquet(paths, columns=None if columns is None else list(columns), glob=False)


def some(folder: Path, files: Sequence[File], wanted: pl.Expr) -> pl.DataFrame:
    """The rows that are wanted, of some files one after the other."""
    return pl.scan_parquet([folder / file.name for file in files], glob=False).filter(wanted).collect()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
