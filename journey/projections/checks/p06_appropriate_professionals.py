"""P06: whether a professional who has long been involved did anything lately that is on record."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.domain.rules.p06_appropriate_professionals import ACTS, MEETINGS
from journey.projections.batch import Batch, day_of
from journey.projections.checks.attendance import ATTENDING
from journey.projections.checks.rows import answered, decided, earliest_within
from journey.projections.coverage.covered import surely_all
from journey.projections.holding.cases import paired

INVOLVED: Final = ("ProfessionalInvolved", "InvolvementEnded")
_BASE: Final = ("child", "day", "position")


def active(batch: Batch) -> pl.DataFrame:
    """By the worker's own acts and by the meetings of the agency; what nobody is named for may have been theirs."""
    since = day_of(earliest_within(("P06", "active"), batch.as_at))
    involved = paired(batch, *INVOLVED, "worker", "agency").with_columns(
        today=pl.lit(day_of(batch.as_at), pl.Int32()), since=pl.lit(since, pl.Int32())
    )
    acts = batch.select(ACTS, "worker", base=_BASE).filter(pl.col("day") >= since)
    met = batch.select(MEETINGS, ATTENDING, base=_BASE).filter(pl.col("day") >= since)
    who = met.explode(ATTENDING, empty_as_null=True, keep_nulls=True).rename({ATTENDING: "agency"})
    found = involved
    for frame, by, name in ((acts, "worker", "acted"), (who, "agency", "met")):
        last = frame.drop_nulls(by).unique(["child", by], keep="last", maintain_order=True)
        last = last.select("child", by, pl.col("position").alias(name))
        found = found.join(last, on=["child", by], how="left", maintain_order="left")
        named = pl.col(by).is_not_null()
        some = pl.col("child").is_in(frame["child"].unique().implode())
        unsaid = pl.col("child").is_in(frame.filter(~named)["child"].unique().implode())
        found = found.with_columns(((some & ~named) | unsaid).alias(f"{name}_unsaid"))
    did = pl.col("acted").is_not_null() | pl.col("met").is_not_null()
    every = pl.lit(surely_all(batch, found, (*ACTS, *MEETINGS), "since", "today"))
    maybe = pl.col("acted_unsaid") | pl.col("met_unsaid")
    over = pl.col("ended_on").is_not_null() | (pl.col("day") >= pl.col("since"))
    answer = pl.when(over).then(pl.lit(NOT_APPLICABLE)).otherwise(decided(did, every & ~did & ~maybe))
    return answered(found, answer, behind=("position", "acted", "met"))


ANSWERS: Final = {"active": active}
