"""Everything the log shows of the journeys of a diagnostic, asked in one pass over the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from journey.audit.diagnostic import Diagnostic
from journey.audit.frame import Frame
from journey.audit.reporting.journeys import journeys_of, without_changes
from journey.audit.reporting.members import members, members_in
from journey.audit.reporting.scorecard import assessed_of, findings_of
from journey.audit.reporting.stages import of_journeys, stages_of
from journey.audit.reporting.timeliness import SEEN, TIMELINESS, VOICE, rows, told_of
from journey.domain.calendar import days_after, months_before
from journey.projections.holding.handoffs import observed_from
from journey.projections.holding.holders import holders
from journey.projections.questions import Asked


@dataclass(frozen=True)
class Survey:
    """What the log shows where the frame stands.

    ``told`` is ``timeliness.TOLD_COLUMNS``, ``found`` the findings of ``scorecard.findings_of``, ``stages``
    ``stages.STAGE_COLUMNS``, ``assessed`` the streams with factors on record, ``held`` who holds each journey
    (``holders.holders``), ``journeys`` one row a journey; ``observed`` is the first day on which anybody is shown to
    have held a case.
    """

    diagnostic: Diagnostic
    frame: Frame
    told: pl.DataFrame
    found: pl.DataFrame
    stages: pl.DataFrame
    assessed: frozenset[str]
    held: pl.DataFrame
    journeys: list[dict[str, Any]]
    observed: date | None

    @property
    def year(self) -> date:
        """The first of the twelve months up to the day of the frame."""
        return twelve_months(self.diagnostic.at.as_at)

    def timeliness(self, names: tuple[str, ...] = TIMELINESS) -> list[dict[str, Any]]:
        """The table of some rules (``timeliness.rows``)."""
        return rows(self.told, names, self.diagnostic.at.as_at, interval=self.diagnostic.by_chance)


def twelve_months(day: date) -> date:
    """The first day of the twelve months that end on a day."""
    return days_after(months_before(day, 12), 1)


def survey(asked: Asked, found: Diagnostic, frame: Frame) -> Survey:
    """Ask the log about the journeys of a diagnostic; ``asked`` stands where the frame does."""
    every, drawn = members(frame, found), [one.stream for one in found.journeys]
    year = twelve_months(found.at.as_at)
    told, findings, stages, assessed, held, shown = [], [], [], [], [], []
    each: list[dict[str, Any]] = []
    for batch in asked.batches():
        here = members_in(batch, every)
        told.append(told_of(batch, here, (*TIMELINESS, *SEEN, *VOICE), found.since))
        findings.append(findings_of(batch, here))
        stages.append(stages_of(batch, here))
        assessed.append(assessed_of(batch, here))
        held.append(holders(batch, asked.structure).filter(pl.col("stream").is_in(drawn)))
        each += journeys_of(asked, batch, here, year, found.since)
        shown.append(observed_from(batch))
    entered = pl.concat(stages)
    passed = of_journeys(entered, year)
    none = {"stages": 0, "again": 0}
    each = [{**row, **passed.get(row["stream"], none)} for row in each]
    order = {one.stream: place for place, one in enumerate(found.journeys)}
    each.sort(key=lambda row: order[row["stream"]])
    observed = min((day for day in shown if day), default=None)
    if observed is None or observed >= found.at.as_at:
        each = list(without_changes(each))
    factors = frozenset(pl.concat(assessed)["stream"])
    return Survey(found, frame, pl.concat(told), pl.concat(findings), entered, factors, pl.concat(held), each, observed)
