"""Of which events the imported files hold what, for which days: the coverage of a batch (see ``batch``).

How a list covers its events follows from how its columns are declared. A list of what began, or was open, since the
first day of its window holds every beginning since that day, and every end of what it still shows; of what repeats,
and of what is so on the day, it shows the latest only. An authority without files is fed by people, who record as
things happen: everything is held up to the data date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.events import dated_names, event
from journey.domain.statements import split_stream
from journey.projections.batch import COVERAGE_COLUMNS, day_of
from journey.projections.standpoint import Standpoint, imports
from journey.store.log import Log

Declarations = Mapping[str, SourceDeclaration]
"""The declared sources by the name that their statements carry (``annex-a``)."""

_Row = tuple[str, str, str, int | None, int]


def carried(log: Log, at: Standpoint, declarations: Declarations, las: Iterable[str]) -> pl.DataFrame:
    """What the files hold that were known at the standpoint, up to its as-at day: ``COVERAGE_COLUMNS``.

    ``las`` are the authorities in the store. A source that is not declared holds nothing for certain, but for what its
    imports say themselves, as those of reports do: their maps may have changed since.
    """
    rows: list[_Row] = []
    fed_by_files = set()
    for statement in imports(log, at.position):
        la, source = split_stream(statement.stream)[1], statement.source
        fed_by_files.add(la)
        if statement.known_on <= at.known_at:
            by_name = declarations[source.system].by_name if source.system in declarations else {}
            for listed in _lists(statement.data):
                if "carries" in listed:
                    rows += _said(la, listed["carries"])
                elif listed["list"] in by_name:
                    rows += _holds(la, by_name[listed["list"]], listed.get("window_from"), source.speaks_for)
    for la in sorted(set(las) - fed_by_files):
        rows += [(la, name, "every", None, day_of(at.data_to or at.as_at)) for name in dated_names()]
    return cut(pl.DataFrame(list(dict.fromkeys(rows)), COVERAGE_COLUMNS, orient="row"), at.as_at)


def cut(coverage: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """What was held as at an earlier day: nothing after it, and of what is shown by file no later file."""
    last = day_of(as_at)
    every = pl.col("carries").is_in(("every", "of some"))
    began = pl.col("from").is_null() | (pl.col("from") <= last)
    until = pl.when(every).then(pl.min_horizontal("to", pl.lit(last, pl.Int32()))).otherwise("to")
    return coverage.filter(pl.when(every).then(began).otherwise(pl.col("to") <= last)).with_columns(until.alias("to"))


def _lists(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list(data.get("lists") or [])


def _said(la: str, carries: Iterable[Mapping[str, Any]]) -> Iterator[_Row]:
    """What one list of one file holds, as its import says."""
    for one in carries:
        first = None if one["from"] is None else day_of(one["from"])
        yield la, one["event"], one["carries"], first, day_of(one["to"])


def _holds(la: str, listing: Listing, window_from: date | None, speaks_for: date) -> Iterator[_Row]:
    """What one list of one file holds."""
    to = day_of(speaks_for)
    for name in dict.fromkeys(column.event for column in listing.columns if column.event):
        if event(name).SERIES != "fact":
            yield la, name, "latest only", to, to
        elif window_from is not None:
            yield la, name, "every", None if name in listing.ends else day_of(window_from), to
    for column in listing.columns:
        if column.event and column.reads == "date" and column.field not in (None, "occurred_on"):
            # Filled in on what the list still shows, as an end is.
            yield la, f"{column.event}.{column.field}", "every", None, to
