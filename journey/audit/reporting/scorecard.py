"""The quality of the record behind a diagnostic: findings, themes, and what was imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from journey.audit.diagnostic import Diagnostic
from journey.audit.frame import Frame
from journey.audit.reporting.figures import share_of
from journey.audit.strata import THEMES
from journey.projections.batch import Batch
from journey.projections.quality.findings import findings
from journey.projections.quality.names import FINDINGS


def findings_of(batch: Batch, here: pl.DataFrame) -> pl.DataFrame:
    """Which children of a frame in a batch (``members_in``) have which finding: ``stream, drawn, finding``, once."""
    found = findings(batch).select("child", "finding").unique().join(here, on="child")
    return found.select("stream", "drawn", "finding")


def scorecard(found: pl.DataFrame, size: int, drawn: int) -> list[dict[str, Any]]:
    """One row a finding of ``quality``, none left out: ``finding, meaning``, the journeys of the sample that have it
    (``found, of, share``), and the children of the frame (``frame_found, frame_of, frame_share``).

    ``size`` and ``drawn`` are the children of the frame and the journeys to look at. There is no interval: the log
    tells it of every child. The last row is of those with any finding.
    """
    rows = [
        {"finding": name, "meaning": meaning, **_both(found.filter(pl.col("finding") == name), size, drawn)}
        for name, meaning in FINDINGS.items()
        if len(found.filter(pl.col("finding") == name))
    ]
    whole = {"finding": "any finding", "meaning": "Children with one finding or more.", **_both(found, size, drawn)}
    return [*rows, whole]


def assessed_of(batch: Batch, here: pl.DataFrame) -> pl.DataFrame:
    """Of which children of a frame in a batch any assessment says factors: ``stream``, once."""
    said = batch.select(("AssessmentAuthorised",), "factors", base=("child",)).filter(pl.col("factors").list.len() > 0)
    return here.join(said, on="child", how="semi").select("stream")


def themes(frame: Frame, found: Diagnostic, assessed: frozenset[str]) -> Iterator[dict[str, Any]]:
    """One row a theme: ``theme, title, sentence``, of the journeys with factors on record (``assessed``, streams)
    ``found, of, share``, and likewise ``frame_found, frame_of, frame_share``; ``otherwise``: journeys of the sample
    that have it by the category of a plan alone; ``not_recorded``: those of which nobody can tell.
    """
    drawn = {one.stream for one in found.journeys}
    every = {one.stream for one in frame.journeys}
    for theme in THEMES:
        own = {one.stream for one in frame.journeys if theme.name in one.themes}
        known = assessed & every
        cells = _cells(len(own & known & drawn), len(known & drawn), len(own & known), len(known))
        yield {"theme": theme.name, "title": theme.title, "sentence": theme.sentence, **cells,
               "otherwise": len(own & drawn - known), "not_recorded": len(drawn - known - own)}  # fmt: skip


def coverage_rows(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was imported, as a report shows it: ``la, source, title, files, rows, rejected, first, last, missing``."""
    kept = ("la", "source", "list", "title", "files", "rows", "rejected", "first", "last", "missing")
    return [{name: row[name] for name in kept} for row in rows]


def _both(found: pl.DataFrame, size: int, drawn: int) -> dict[str, Any]:
    of_sample = found.filter("drawn") if len(found) else found
    return _cells(of_sample["stream"].n_unique(), drawn, found["stream"].n_unique(), size)


def _cells(found: int, of: int, frame_found: int, frame_of: int) -> dict[str, Any]:
    """Two shares without intervals."""
    return {
        "found": found, "of": of, "share": share_of(found, of, low=0.0, high=1.0)["share"],
        "frame_found": frame_found, "frame_of": frame_of,
        "frame_share": share_of(frame_found, frame_of, low=0.0, high=1.0)["share"],
    }  # fmt: skip
