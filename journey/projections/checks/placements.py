"""Where looked-after children lived, and since when with the same carers: placements that count, joined into homes."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.spans import CARE, PLACEMENT
from journey.projections.batch import Batch, day_of
from journey.projections.helpers import preceding
from journey.projections.timescales.due import due_on
from journey.projections.timescales.spans import spans

_LEFT_OUT: Final = ("T0", "T1", "T2")
"""Temporary placements, however long."""

_LIMITED: Final = {"T3": "carer_holiday", "T4": "temporary"}
"""Temporary placements of some length, with the step of L10 that says which; a longer one counts."""

_SHORT_BREAKS: Final = ("V3", "V4")
_SAME_CARERS: Final = ("A3", "A5")
"""Placed for adoption with the present foster carer."""

_ADOPTIVE_MOVES: Final = ("A4", "A6")
"""Placed for adoption with others."""


def homes(batch: Batch) -> pl.DataFrame:
    """Stretches of placements with the same carers in one period of care, sorted by key, one row each.

    ``child, key, fact, position, started_on, ended_on`` (null while open), ``care_key``, and ``since``: the day from
    which the home counts as lasting, for an adoptive placement that of the home before it in the same period;
    ``begun_before``: that it had begun before that day.
    Temporary placements and short breaks are no homes and end none.
    """
    placed = _counted(batch)
    moved = (pl.col("care_key") != pl.col("care_key").shift(1)).fill_null(True) | ~_kept_carers()
    starts = placed.filter(moved)
    ends = placed.select("ended_on", begins=moved).select("ended_on", last=pl.col("begins").shift(-1).fill_null(True))
    found = starts.with_columns(ends.filter("last")["ended_on"])
    before = pl.col("care_key") == pl.col("care_key").shift(1)
    adoptive = pl.col("type").is_in(_ADOPTIVE_MOVES) & before
    since, begun_before = (
        pl.when(adoptive).then(pl.col(name).shift(1)).otherwise(name) for name in ("started_on", "begun_before")
    )
    return found.select(
        *("child", "key", "fact", "position", "started_on", "ended_on", "care_key", "type"),
        since.alias("since"),
        begun_before.alias("begun_before"),
    )


def _kept_carers() -> pl.Expr:
    """Whether a placement is with the carers of the one before it; what is not recorded is a move."""
    said = (pl.col("same_carer") == "yes").fill_null(False)
    return said | pl.col("type").is_in(_SAME_CARERS).fill_null(False)


def _counted(batch: Batch) -> pl.DataFrame:
    """The placements that are neither temporary nor short breaks, with ``care_key`` of the period they lie in."""
    placed = spans(batch, PLACEMENT)
    placed = preceding(placed, spans(batch, CARE), (), "care_")
    placed = preceding(placed, batch.select(("LegalStatusChanged",), "status", base=("key",)), ["status"], "legal_")
    out = pl.col("type").is_in(_LEFT_OUT) | pl.col("legal_status").is_in(_SHORT_BREAKS)
    until = pl.coalesce("ended_on", pl.lit(day_of(batch.as_at), pl.Int32()))
    for code, step in _LIMITED.items():
        brief = until <= due_on(("L10", step), placed["started_on"])
        out = out | ((pl.col("type") == code) & brief)
    return placed.filter(~out.fill_null(False) & pl.col("care_key").is_not_null())
