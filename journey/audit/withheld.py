"""Children who are in no frame: adopted, sealed or restricted, as the log said where the frame stands.

Who may look at a record today is another matter, settled when a report is delivered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.holding.cases import open_now

_ADOPTED: Final = (("reason", ("E11", "E12")),)
"""Reasons for which care ended: adopted."""


def withheld(batch: Batch) -> dict[int, str]:
    """Child → why it is in no frame; of several reasons the last of: adopted, restricted, sealed."""
    return {child: why for why, children in _reasons(batch) for child in children}


def _reasons(batch: Batch) -> Iterator[tuple[str, pl.Series]]:
    """A sealed record that was opened for a time stays out: a sample is for longer."""
    yield "adopted", batch.select(("AdoptionOrderGranted",), base=("child",))["child"]
    yield "adopted", batch.select(("CeasedLookedAfter",), base=("child",), where=_ADOPTED)["child"]
    yield "restricted", open_now(batch, "ProcessingRestricted", "RestrictionLifted")["child"]
    yield "sealed", batch.select(("RecordSealed",), base=("child",))["child"]
