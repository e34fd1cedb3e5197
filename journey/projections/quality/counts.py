"""Findings about what files work out themselves: counts and ages that the log contradicts."""

from __future__ import annotations

from typing import Final, NamedTuple

import polars as pl

from journey.domain.calendar import earliest_within_months
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.helpers import key_of
from journey.projections.quality.frames import told
from journey.projections.timescales.day_tables import by_day


class Asserted(NamedTuple):
    """A count on an event, of the events of another name in the months before; ``months`` is None for all before."""

    on: str
    field: str
    counts: str
    months: int | None
    what: str


ASSERTED: Final = (
    Asserted("ReferralReceived", "asserted_referrals_12m", "ReferralReceived", 12, "referrals in twelve months"),
    Asserted("Section47Started", "asserted_section_47_12m", "Section47Started", 12, "enquiries in twelve months"),
    Asserted(
        "Section47Started", "asserted_conferences_12m", "InitialCPConferenceHeld", 12, "conferences in twelve months"
    ),
    Asserted("CPPlanStarted", "asserted_previous_plans", "CPPlanStarted", None, "earlier protection plans"),
)

_FACT: Final = ("child", "key", "day", "fact", "position")


def asserted_counts(batch: Batch) -> pl.DataFrame:
    """Counts in the files of fewer than the log itself holds: the log may know too little, never too much.

    Whether a count takes in the event it stands on differs between tools; only a count too small either way is told.
    """
    return pl.concat(_too_small(batch, asserted) for asserted in ASSERTED)


def _too_small(batch: Batch, asserted: Asserted) -> pl.DataFrame:
    said = batch.select((asserted.on,), asserted.field, base=_FACT).filter(pl.col(asserted.field).is_not_null())
    said = by_day(said, "day", "since", lambda day: _since(day, asserted.months))
    held = batch.select((asserted.counts,), base=_FACT)
    days = held["key"].unique().sort()
    from_key = said.select(key_of("child", "since")).to_series()
    number = days.search_sorted(said["key"]).cast(pl.Int64) - days.search_sorted(from_key).cast(pl.Int64)
    short = said.with_columns(number.alias("held")).filter(pl.col(asserted.field) < pl.col("held"))
    before = short.join(held, on="child", suffix="_of_other").filter(
        (pl.col("day_of_other") >= pl.col("since")) & (pl.col("day_of_other") < pl.col("day"))
    )
    detail = pl.format(f"{asserted.what}: the file counts {{}}, the log holds {{}}", asserted.field, "held")
    found = before.group_by("child", "fact", maintain_order=True).agg(
        pl.first("day", "position", asserted.field, "held"), other_facts="fact_of_other", other="position_of_other"
    )
    short = told(found, "count not borne out", "day", detail, "")
    return short.with_columns(
        pl.concat_list("events", found["other_facts"]), pl.concat_list("positions", found["other"])
    )


def _since(day: int, months: int | None) -> int:
    return 0 if months is None else max(day_of(earliest_within_months(date_of(day), months)), 0)


def asserted_ages(batch: Batch) -> pl.DataFrame:
    """Ages in the files that do not follow from the date of birth."""
    said = batch.registered("asserted_age").filter(pl.col("asserted_age").is_not_null())
    return told(said, "age not borne out", None, pl.format("the file says {} years", "asserted_age"), "")


CHECKS: Final = (asserted_counts, asserted_ages)
