"""Who took part in a meeting, by agency: an agency is there once, however many came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

ATTENDING: Final = "attending"
"""The field that names who took part."""


def with_attendance(frame: pl.DataFrame, agencies: Iterable[str]) -> pl.DataFrame:
    """Add what ``took_part`` reads for some agencies to meetings with ``ATTENDING``."""
    who = pl.col(ATTENDING)
    frame = frame.with_columns(unread=who.list.len() > who.list.drop_nulls().list.len())
    there = (who.list.contains(agency).alias(f"has {agency}") for agency in agencies)
    return frame.with_columns(there)


def took_part(agency: str) -> pl.Expr:
    """Whether an agency took part; null where nothing was recorded, or it may be one that could not be read."""
    there = pl.col(f"has {agency}")
    return pl.when(there | ~pl.col("unread")).then(there)


def absent(agencies: Iterable[str]) -> pl.Expr:
    """The agencies that did not take part, in words; empty where all did."""
    missing = [pl.when(took_part(one).eq(False)).then(pl.lit(f"no {one}")) for one in agencies]
    return pl.concat_str(missing, separator=", ", ignore_nulls=True)
