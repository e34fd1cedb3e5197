"""Who took part in a meeting, by agency: an agency is there once, however many came."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

ATTENDING = "attending"
"""The field that names who took part."""


def took_part(agency: str) -> pl.Expr:
    """Whether an agency took part; null where nothing was recorded, or it may be one that could not be read."""
    there = pl.col(ATTENDING).list.contains(agency)
    unread = pl.col(ATTENDING).list.len() > pl.col(ATTENDING).list.drop_nulls().list.len()
    return pl.when(there).then(True).when(~unread).then(there)


def absent(agencies: Iterable[str]) -> pl.Expr:
    """The agencies that did not take part, in words; empty where all did."""
    missing = [pl.when(took_part(one).eq(False)).then(pl.lit(f"no {one}")) for one in agencies]
    return pl.concat_str(missing, separator=", ", ignore_nulls=True)
