"""The stages of journeys: which were entered, which again, and how long each lasted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from journey.audit.reporting.waiting import median_with_open
from journey.projections.batch import Batch, day_of
from journey.projections.holding.cases import CARE, EPISODE, PROTECTION, running

STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "early help": ("EarlyHelpAssessmentStarted", "EarlyHelpAssessmentCompleted"),
    "contact": ("ContactReceived",),
    "referral": ("ReferralReceived",),
    "episode of need": EPISODE,
    "assessment": ("AssessmentStarted", "AssessmentAuthorised"),
    "section 47 enquiry": ("Section47Started", "Section47Concluded"),
    "initial conference": ("InitialCPConferenceHeld",),
    "child in need plan": ("CINPlanStarted", "CINPlanEnded"),
    "child protection plan": PROTECTION,
    "looked after": CARE,
}
"""Stage → the event that begins it and, where it lasts, the one that ends it; in the order of a journey."""

STAGE_COLUMNS: Final = {
    "stream": pl.String(),
    "stratum": pl.String(),
    "stage": pl.String(),
    "began": pl.Int32(),
    "ended": pl.Int32(),
    "lasts": pl.Boolean(),
    "today": pl.Int32(),
}
"""One stage of one journey; ``ended`` is null while it is open, and of a stage that does not last."""


def stages_of(batch: Batch, here: pl.DataFrame) -> pl.DataFrame:
    """The stages of the journeys that were drawn, of a batch (``members_in``): ``STAGE_COLUMNS``."""
    drawn = here.filter("drawn")
    found = [pl.DataFrame(schema=STAGE_COLUMNS)]
    for name, events in STAGES.items():
        lasts = len(events) > 1
        own = running(batch, *events) if lasts else batch.select(events, base=("child", "day"))
        told = own.join(drawn, on="child", maintain_order="left").with_columns(
            stage=pl.lit(name),
            began="day",
            ended="ended_on" if lasts else pl.lit(None),
            lasts=pl.lit(lasts),
            today=pl.lit(day_of(batch.as_at)),
        )
        found.append(told.select(pl.col(column).cast(kind) for column, kind in STAGE_COLUMNS.items()))
    return pl.concat(found)


def stage_rows(stages: pl.DataFrame, since: date) -> list[dict[str, Any]]:
    """One row a stage that any journey was in from ``since`` on: ``stage, journeys, entered, again, ended, open,
    median_days, median_with_open``.

    ``again`` are entries after an earlier one of the same journey in the period: loops. Days are of stages that ended
    in the period; the second median has those still open among them.
    """
    first = day_of(since)
    rows = []
    for name in STAGES:
        own = stages.filter((pl.col("stage") == name) & (pl.coalesce("ended", "today") >= first))
        lasting = own.filter("lasts")
        entered = own.filter(pl.col("began") >= first)
        own = lasting if len(lasting) else entered
        if own.is_empty():
            continue
        days = lasting.with_columns(days=pl.coalesce("ended", "today") - pl.col("began"),
                                    stopped=pl.col("ended").is_not_null())  # fmt: skip
        rows.append({
            "stage": name,
            "journeys": own["stream"].n_unique(),
            "entered": len(entered),
            "again": len(entered) - entered["stream"].n_unique(),
            "ended": lasting["ended"].count() if len(lasting) else None,
            "open": lasting["ended"].null_count() if len(lasting) else None,
            "median_days": days.filter("stopped")["days"].median() if len(lasting) else None,
            "median_with_open": median_with_open(days) if len(lasting) else None,
        })  # fmt: skip
    return rows


def of_journeys(stages: pl.DataFrame, since: date) -> dict[str, dict[str, int]]:
    """Stream → ``stages``, how many different ones were entered from ``since`` on, and ``again``, how many entries were
    of one that had been entered before in that time."""
    entered = stages.filter(pl.col("began") >= day_of(since))
    each = entered.group_by("stream").agg(stages=pl.col("stage").n_unique(), entries=pl.len())
    return {
        stream: {"stages": number, "again": entries - number}
        for stream, number, entries in each.select("stream", "stages", "entries").rows()
    }
