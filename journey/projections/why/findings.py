"""Why a finding of ``quality`` stands: as that command tells it, with the sentence that says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from journey.projections.one_child.asked import OneAsked
from journey.projections.quality.findings import quality
from journey.projections.quality.names import FINDINGS, OF_TWO, short

QUALITY: Final = "quality"
"""The question that asks for every finding of a child."""

NAMES: Final = {name: finding for finding in FINDINGS for name in (finding, short(finding))}
"""What a finding is called, whole or without the number of its rule → the finding."""


def finding_rows(asked: OneAsked, named: str) -> Iterator[dict[str, Any]]:
    """The findings of one child, or those of one name. Some are about two children: for these all are looked at."""
    everyone = named == QUALITY or named in OF_TWO
    for row in quality(asked.everyone.batches() if everyone else asked.batches()):
        if row["stream"] == asked.cluster.survivor and named in (QUALITY, row["finding"]):
            yield {
                **row,
                "question": row["finding"],
                "title": "Finding",
                "step": row["list"],
                "answer": "found",
                "day": row["on"],
                "sentence": FINDINGS[row["finding"]],
                "authority": None,
                "reference": None,
            }
