"""How long one child's record must be kept, on the day on which somebody wants to dispose of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from journey.domain.recording.decision import KnownFact
from journey.domain.recording.dispose import Kept
from journey.domain.statements import split_stream
from journey.projections.batch import COVERAGE_COLUMNS, date_of
from journey.projections.batch_memory import batch_of
from journey.projections.effective import Fact
from journey.projections.record.retention import retention


def kept(stream: str, facts: Sequence[KnownFact], today: date) -> Kept:
    """By an effective history as ``effective`` has it, all of what is known today."""
    _, la, ident = split_stream(stream)
    known = [fact for fact in facts if isinstance(fact, Fact)]
    batch = batch_of([(la, ident, known)], today, today, pl.DataFrame(schema=COVERAGE_COLUMNS))
    row = retention(batch).row(0, named=True)
    days = {name: None if row[name] is None else date_of(row[name]) for name in ("keep_until", "held_since")}
    return Kept(row["retention_class"], days["keep_until"], days["held_since"])
