"""P04: whether a family that was stepped down to early help had a lead practitioner and did not come back."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, decided, where
from journey.projections.checks.soon_after import with_next

_BACK: Final = ("ReferralReceived", "SteppedUp")
_TO_EARLY_HELP: Final = (("to_tier", ("early-help",)),)


def resilient_exit(batch: Batch) -> pl.DataFrame:
    """What happens on the day of the step down itself is part of it."""
    down = batch.select(("SteppedDown",), "lead_practitioner", base=BASE, where=_TO_EARLY_HELP)
    found = with_next(batch, down, ("P04", "resilient_exit"), _BACK, strict=True)
    nobody = pl.col("lead_practitioner").is_null()
    detail = pl.coalesce(
        where(nobody, "no lead practitioner is recorded"),
        where(pl.col("soon"), "the child came back"),
        where(pl.col("early"), "the time is not over"),
    )
    answer = decided(~nobody & pl.col("none"), nobody | pl.col("soon"))
    return answered(found, answer, detail=detail, behind=("position", "next_position"))


ANSWERS: Final = {"resilient_exit": resilient_exit}
