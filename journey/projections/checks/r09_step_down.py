"""R09: whether a child who was stepped down was handed on before closure, and was stepped up again soon after."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import BASE, answered, decided, none_known, where
from journey.projections.checks.soon_after import with_next
from journey.projections.helpers import following

_UP: Final = ("SteppedUp",)
_CLOSED: Final = ("CaseClosed",)
_IN_NEED: Final = ("CINPlanStarted",)
_ANSWERED: Final = ("NextAgencyAnswered",)
_THING: Final = ("child", "start", "ordinal")


def _handed_on(batch: Batch) -> pl.DataFrame:
    """By the first closure on or after the step down; before it nobody can say no."""
    down = batch.select(("SteppedDown",), "lead_practitioner", base=(*BASE, "start", "ordinal"))
    down = following(down, batch.select(_CLOSED, base=("key", "day", "position")), ["day", "position"], "closed_")
    down = down.with_columns(until=pl.coalesce("closed_day", pl.lit(day_of(batch.as_at), pl.Int32())))
    plans = batch.select(_IN_NEED, base=("key", "day", "position"))
    down = following(down, plans, ["day", "position"], "plan_")
    took = batch.select(_ANSWERED, base=(*_THING, "day", "position"), where=(("accepted", ("yes",)),))
    took = took.unique(_THING, keep="first", maintain_order=True)
    took = took.select(*_THING, took_day="day", took_position="position")
    down = down.join(took, on=_THING, how="left", maintain_order="left")
    there = pl.min_horizontal("plan_day", "took_day") <= pl.col("until")
    none = none_known(batch, down, _IN_NEED, "day", "until") & none_known(batch, down, _ANSWERED, "day", "until")
    nobody = pl.col("lead_practitioner").is_null()
    closed = pl.col("closed_day").is_not_null()
    answer = decided(there & ~nobody, closed & (nobody | (none & ~there.fill_null(False))))
    detail = (
        pl.when(~closed).then(pl.lit("the case has not closed"))
        .when(nobody).then(pl.lit("no lead practitioner is recorded"))
        .when(~there.fill_null(False)).then(pl.lit("no plan that takes over is recorded"))
    )  # fmt: skip
    behind = ("position", "plan_position", "took_position", "closed_position")
    return answered(down, answer, detail=detail, behind=behind)


def _returned(step: str, batch: Batch) -> pl.DataFrame:
    """A step up on the day of the step down comes after it; the last day of the limit is within."""
    down = with_next(batch, batch.select(("SteppedDown",), base=BASE), ("R09", step), _UP)
    answer = decided(pl.col("soon"), pl.col("none"))
    return answered(down, answer, detail=where(pl.col("early"), "the time is not over"),
                    behind=("position", "next_position"))  # fmt: skip


ANSWERS: Final = {
    "handed_on": _handed_on,
    **{step: partial(_returned, step) for step in ("early_return", "return")},
}
