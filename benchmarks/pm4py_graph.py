"""The directly-follows graph of the same log by pm4py: which event follows which in a journey, and how often.

It is what a process-mining library does first, and the least it can do. The log is handed over as it likes it, child,
event and day in one Parquet file, children one after the other. Reading the file counts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.steps import Watch
from journey.projections.journal import open_journal
from journey.projections.journal.files import read
from journey.projections.journal.layout import layout
from journey.projections.journal.roles import Role
from journey.store.log import open_log

CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"
_FILE = "for-pm4py.parquet"


def prepare(store: str) -> dict[str, Any]:
    """A step: write the file."""
    with open_log(store, create=False) as log, open_journal(log) as journal:
        manifest = journal.manifest
        watch = Watch()
        files = [file for bucket in manifest.buckets for file in (bucket.alone, bucket.mixed)] + list(manifest.tails)
        rows = read(journal.folder, files, ["child", "event", "role", "day"])
        said = rows.filter((pl.col("role") == Role.SAY) & pl.col("day").is_not_null()).sort("child", "day")
        names = pl.lit(pl.Series(layout().names)).gather(pl.col("event"))
        when = (pl.lit(0, pl.Int32).cast(pl.Date) + pl.duration(days="day")).cast(pl.Datetime("us"))
        said.select(pl.format("child:{}", "child").alias(CASE), names.alias(ACTIVITY), when.alias(TIME)).write_parquet(
            _file(store)
        )
        return {**watch.told(), "rows": said.height}


def by_pandas(store: str) -> dict[str, Any]:
    """A step: the graph with the library's pandas back end."""
    import pandas as pd

    return _graph(lambda: pd.read_parquet(_file(store)))


def by_polars(store: str) -> dict[str, Any]:
    """A step: the graph with the library's Polars back end, which reads lazily."""
    return _graph(lambda: pl.scan_parquet(_file(store)))


def _graph(load: Any) -> dict[str, Any]:
    import pm4py

    watch = Watch()
    graph, _, _ = pm4py.discover_dfg(load(), activity_key=ACTIVITY, timestamp_key=TIME, case_id_key=CASE)
    return {**watch.told(), "edges": len(graph), "pairs": int(sum(graph.values()))}


def _file(store: str) -> Path:
    return Path(store).with_name(_FILE)
