"""What authorities have set for themselves, as columns: for whatever is told of a day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from journey.projections.organisation.local_settings import ALLOCATED_WORKER, DUTY_TRAYS, NO_WORKER_WORDS, Setting

_SCHEMA: Final = {"la": pl.String(), "from": pl.Int32(), "to": pl.Int32()}


def roles_shown(settings: Iterable[Setting]) -> pl.DataFrame:
    """Which role the worker is whom files show: ``la, from, to, shown``."""
    rows = [(s.la, s.first, s.last, s.values[0]) for s in settings if s.name == ALLOCATED_WORKER and s.values]
    return pl.DataFrame(rows, _SCHEMA | {"shown": pl.String()}, orient="row")


def nobodies(settings: Iterable[Setting]) -> pl.DataFrame:
    """References that stand for no worker: ``la, from, to, worker, word``."""
    rows = [
        (s.la, s.first, s.last, reference, word)
        for s in settings
        if s.name in (NO_WORKER_WORDS, DUTY_TRAYS)
        for word, reference in zip(s.values, s.as_workers, strict=False)
    ]
    return pl.DataFrame(rows, _SCHEMA | {"worker": pl.String(), "word": pl.String()}, orient="row")


def in_force(rows: pl.DataFrame, set_: pl.DataFrame, *on: str) -> pl.DataFrame:
    """``rows`` (with ``la`` and ``day``) with what is set for their day, null where nothing is; each row once."""
    numbered = rows.with_row_index("_row")
    found = numbered.join(set_, on=["la", *on]).filter(pl.col("day").is_between("from", "to"))
    own = [name for name in set_.columns if name not in ("la", "from", "to", *on)]
    found = found.unique("_row", keep="first", maintain_order=True).select("_row", *own)
    return numbered.join(found, on="_row", how="left", maintain_order="left").drop("_row")
