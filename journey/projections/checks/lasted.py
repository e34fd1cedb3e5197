"""How long protection plans lasted: those that ended, by their recorded end."""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import Step
from journey.projections.batch import Batch
from journey.projections.holding.cases import PROTECTION, paired
from journey.projections.timescales.due import due_on


def ended_plans(batch: Batch, step: Step) -> pl.DataFrame:
    """The plans that ended, with ``reached``: whether on that day the limit of a step from the start had passed.

    Null where no value was in force when the plan started. ``key`` and ``day`` are of the start, ``ended_on`` the end.
    """
    ended = paired(batch, *PROTECTION).filter(pl.col("ended_on").is_not_null())
    return ended.with_columns(reached=pl.col("ended_on") >= due_on(step, ended["day"]))
