"""Findings about what may be one and the same: rows said twice, two children with one pupil number or one fact.

Two children may lie in two batches; so what may be shared is kept of each batch, and compared when all are seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from journey.domain.shapes import shape
from journey.domain.values import PERSONAL
from journey.projections.batch import Batch
from journey.projections.quality.frames import FINDING_COLUMNS, none_found
from journey.projections.quality.remarks import OF_THE_FILE

TWICE: Final = (
    "AssessmentStarted",
    "BecameLookedAfter",
    "CINEpisodeOpened",
    "CINPlanStarted",
    "CPPlanStarted",
    "InitialCPConferenceHeld",
    "PlacementStarted",
    "ReferralReceived",
    "Section47Started",
    "WentMissing",
)
"""What nobody records twice of one child, day and time with the same details. Two contacts may both be true."""

_FACT: Final = ("child", "day", "minute", "start", "ordinal", "fact", "position")

SHARED_COLUMNS: Final[dict[str, pl.DataType]] = {
    "stream": pl.String(),
    "la": pl.String(),
    "child_id": pl.String(),
    "born": pl.Int32(),
    "event": pl.String(),
    "value": pl.String(),
    "fact": pl.String(),
    "position": pl.Int64(),
    "day": pl.Int32(),
    "known_on": pl.Int32(),
    "known_from": pl.Int32(),
    "left_on": pl.Int32(),
    "list": pl.String(),
}
"""Columns of what children may share: a number (``event`` is ``upn``, ``value`` something equal where the numbers are),
or a fact that a list shows while it lasts (``value`` its day), with the day it left under another id, if it did."""

ANSWER_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child_id": pl.String(),
    "la": pl.String(),
    "stream": pl.String(),
    "finding": pl.String(),
    "on": pl.Int32(),
    "detail": pl.String(),
    "list": pl.String(),
    "events": pl.List(pl.String()),
    "positions": pl.List(pl.Int64()),
}
"""Columns of a finding with its child: what is answered."""

_OTHER_ID: Final = "under another id"


def identical(batch: Batch) -> pl.DataFrame:
    """Two facts of one kind and start date that say the same in every field."""
    return pl.concat(_twice(batch, name) for name in TWICE)


def _twice(batch: Batch, name: str) -> pl.DataFrame:
    every = batch.select((name,), base=_FACT)
    more = every.filter(pl.col("ordinal") > 1).select("child", "start").unique()
    if more.is_empty():
        return none_found()
    fields = _compared(name)
    some = batch.select((name,), *fields, base=_FACT).join(more, on=["child", "start"], how="semi")
    odd = batch.remarks().filter(pl.col("kind") == "no code").select("child", "fact")
    some = some.join(odd, on=["child", "fact"], how="anti", maintain_order="left").sort("child", "start", "ordinal")
    said = some.group_by("child", "day", "minute", *fields, maintain_order=True).agg("fact", "position", n=pl.len())
    found = said.filter(pl.col("n") > 1).select(
        "child",
        pl.lit("identical rows").alias("finding"),
        pl.col("day").alias("on"),
        pl.format("{} said {} times", pl.lit(shape(name).title), "n").alias("detail"),
        pl.col("fact").alias("events"),
        pl.col("position").alias("positions"),
        pl.lit(None, pl.String).alias("list"),
    )
    return found.select(pl.col(column).cast(dtype) for column, dtype in FINDING_COLUMNS.items())


def _compared(name: str) -> tuple[str, ...]:
    """The fields of an event in which two rows that are one must agree: what the file says of them, lists left out."""
    return tuple(
        field
        for field, holds in shape(name).fields.items()
        if not field.startswith(OF_THE_FILE) and field not in PERSONAL and holds != "list"
    )


def shared(batch: Batch) -> pl.DataFrame:
    """What children of this batch may share with others: ``SHARED_COLUMNS``."""
    numbers = batch.registered("upn").filter(pl.col("upn").is_not_null())
    listed = tuple(name for name in TWICE if shape(name).listed)
    base = ("child", "event", "fact", "position", "day", "known_on", "known_from")
    facts = batch.select(listed, "not_listed_because", "not_listed_since", base=base)
    of_other_id = pl.col("not_listed_because") == _OTHER_ID
    facts = facts.with_columns(
        value=pl.col("day").cast(pl.String), left_on=pl.when(of_other_id).then("not_listed_since")
    ).filter(pl.col("known_from").is_not_null() | pl.col("left_on").is_not_null())
    numbers = numbers.with_columns(event=pl.lit("upn"), value="upn", **dict.fromkeys(_DAYS, pl.lit(None, pl.Int32)))
    both = pl.concat([numbers.select(_OWN), facts.select(_OWN)])
    both = both.join(batch.said_by(both["position"]).select("position", list="sheet"), on="position", how="left")
    return both.join(batch.children.drop("position"), on="child").select(
        pl.col(name).cast(dtype) for name, dtype in SHARED_COLUMNS.items()
    )


_DAYS: Final = ("day", "known_on", "known_from", "left_on")
_OWN: Final = ("child", "event", "value", "fact", "position", *_DAYS)


def across(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The findings about two children: ``ANSWER_COLUMNS``. ``parts`` are ``shared`` of every batch."""
    every = pl.concat(parts) if parts else pl.DataFrame(schema=SHARED_COLUMNS)
    return pl.concat([_same_number(every.filter(pl.col("event") == "upn")), _moved(every)])


def _same_number(numbers: pl.DataFrame) -> pl.DataFrame:
    """Children of one authority with one unique pupil number."""
    twice = numbers.filter(pl.struct("la", "value").is_duplicated())
    pairs = twice.join(twice, on=["la", "value"], suffix="_of_other").filter(
        pl.col("stream") != pl.col("stream_of_other")
    )
    detail = pl.format("also that of {}", "child_id_of_other")
    return _across(pairs, "unique pupil number of two children (1520)", pl.lit(None, pl.Int32), detail)


def _moved(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts that left a list while the same stood newly under another id: of both children, with the other's id."""
    left = facts.filter(pl.col("left_on").is_not_null())
    both = left.join(facts, on=["la", "event", "value"], suffix="_of_other").filter(
        pl.col("stream") != pl.col("stream_of_other"),
        pl.col("born").is_null() | pl.col("born_of_other").is_null() | (pl.col("born") == pl.col("born_of_other")),
        pl.col("known_from_of_other") <= pl.col("left_on"),
        pl.col("known_on_of_other") >= pl.col("left_on"),
    )
    names = [name for name in SHARED_COLUMNS if name not in ("la", "event", "value")]
    turned = both.select(
        "la", "event", "value",
        *(pl.col(f"{name}_of_other").alias(name) for name in names),
        *(pl.col(name).alias(f"{name}_of_other") for name in names),
    ).select(both.columns)  # fmt: skip
    here = pl.format("also under {}, since the file that no longer lists it here", "child_id_of_other")
    there = pl.format("stood under {} before", "child_id_of_other")
    finding = "possible merge"
    return pl.concat(
        [
            _across(both, finding, pl.col("left_on"), here),
            _across(turned, finding, pl.col("left_on_of_other"), there),
        ]
    )


def _across(pairs: pl.DataFrame, finding: str, on: pl.Expr, detail: pl.Expr) -> pl.DataFrame:
    """A finding of each child about each other, with every fact it rests on."""
    named = pairs.with_columns(on.alias("on"), detail.alias("detail")).sort("stream", "detail", "on", "fact")
    found = named.group_by("stream", "la", "child_id", "on", "detail", maintain_order=True).agg(
        pl.col("fact").alias("events"), pl.col("position").alias("positions"), pl.first("list")
    )
    return found.with_columns(finding=pl.lit(finding)).select(
        pl.col(name).cast(dtype) for name, dtype in ANSWER_COLUMNS.items()
    )


CHECKS: Final = (identical,)
