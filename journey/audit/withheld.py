"""Records that are in no frame: sealed, restricted or disposed of. They are counted, never named."""

from __future__ import annotations

from typing import Final

from journey.domain.statements import Statement
from journey.projections.cluster import cluster_of
from journey.projections.standpoint import Standpoint
from journey.store.log import Log

ADOPTED: Final = "adopted"

_BEGINS: Final = {"RecordSealed": "sealed", "ProcessingRestricted": "restricted", "RecordDisposed": "disposed of"}
"""What withholds a record from the day it is said. A sealed record that was opened for a time stays in no frame."""
_LIFTS: Final = {"RestrictionLifted": "ProcessingRestricted"}


def withheld(log: Log, at: Standpoint) -> dict[str, str]:
    """The stream that stands for each withheld record → why, as known at the standpoint and at its position."""
    streams = [summary.stream for summary in log.streams("child", upto=at.position)]
    said = log.statements(streams, upto=at.position, names=(*_BEGINS, *_LIFTS))
    found = {}
    for stream in streams:
        if why := _standing([one for one in said[stream] if one.known_on <= at.known_at]):
            found[cluster_of(log, stream, at.known_at, at.position).survivor] = why
    return found


def _standing(said: list[Statement]) -> str | None:
    """Why a record is withheld, by what was said of it in order; None for one that is not."""
    standing: dict[str, str] = {}
    for statement in said:
        if statement.name in _BEGINS:
            standing[statement.name] = _BEGINS[statement.name]
        else:
            standing.pop(_LIFTS[statement.name], None)
    return next(iter(standing.values()), None)
