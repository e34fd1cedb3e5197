"""The children of a frame as a report asks about them, and which of them are in the sample."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.audit.diagnostic import Diagnostic
from journey.audit.frame import Frame
from journey.projections.batch import Batch

MEMBER_COLUMNS: Final = {"stream": pl.String(), "stratum": pl.String(), "drawn": pl.Boolean()}
"""One row a child of the frame; ``drawn`` are the journeys to look at, replaced ones left out."""


def members(frame: Frame, found: Diagnostic) -> pl.DataFrame:
    """The children of a frame: ``MEMBER_COLUMNS``, with the stratum of the sample where they were drawn."""
    drawn = {one.stream: one.stratum for one in found.journeys}
    rows = [(one.stream, drawn.get(one.stream, one.stratum), one.stream in drawn) for one in frame.journeys]
    return pl.DataFrame(rows, MEMBER_COLUMNS, orient="row")


def members_in(batch: Batch, every: pl.DataFrame) -> pl.DataFrame:
    """Those of a batch: ``child`` and ``MEMBER_COLUMNS``."""
    return batch.children.select("child", "stream").join(every, on="stream", maintain_order="left")
