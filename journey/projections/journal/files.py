"""A journal's files: never changed once written, and named by their content."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from secrets import token_hex

import msgspec
import polars as pl
from typing_extensions import Buffer

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
    # By way of memory, because polars tells of a full disk in words of its own that nobody could act upon.
    made = BytesIO()
    frame.write_parquet(made, compression="lz4", row_group_size=rows_a_group)
    content = made.getbuffer()
    name = f"{kind}-{sha256(content).hexdigest()[:24]}.parquet"
    put(folder, name, content)
    return File(name, frame.height, len(content))


def put(folder: Path, name: str, content: Buffer) -> None:
    """Put a file in its place, whole and on the disk. Where that fails nothing of it is left."""
    partial = folder / f"{token_hex(8)}{PARTIAL}"
    try:
        with open(partial, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / name)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def read(folder: Path, files: Sequence[File], columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Files one after the other, whole or some columns of them."""
    paths = [folder / file.name for file in files]
    return pl.read_parquet(paths, columns=None if columns is None else list(columns), glob=False)


def some(folder: Path, files: Sequence[File], wanted: pl.Expr) -> pl.DataFrame:
    """The rows that are wanted, of some files one after the other."""
    return pl.scan_parquet([folder / file.name for file in files], glob=False).filter(wanted).collect()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
