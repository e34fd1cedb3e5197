"""Every child in the store, with where the case stands: to find a journey."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journey.domain.statements import split_stream
from journey.projections.cluster import cluster_of
from journey.projections.effective import effective_history
from journey.projections.standing import where_things_stand
from journey.projections.standpoint import Standpoint
from journey.store.log import Log

AT_A_TIME = 1_000
"""Children whose statements are read together."""

MERGES = ("RecordsMerged", "RecordsUnmerged")


def children(log: Log, at: Standpoint) -> list[dict[str, Any]]:
    """One row per child of whom anything was known, in the order of authority and id.

    ``child_id, la, stream, case_status, plan, lead_worker, team, hub, events, first, last``. Merged records are one
    child.
    """
    return sorted(_rows(log, at), key=lambda row: (row["la"], row["child_id"]))


def _rows(log: Log, at: Standpoint) -> Iterator[dict[str, Any]]:
    streams = [summary.stream for summary in log.streams("child", upto=at.position)]
    for start in range(0, len(streams), AT_A_TIME):
        read = log.statements(streams[start : start + AT_A_TIME], upto=at.position)
        for stream, said in read.items():
            if any(statement.name in MERGES for statement in said):
                cluster = cluster_of(log, stream, at.known_at, at.position)
                if cluster.survivor != stream:
                    continue
                said = cluster.all
            facts = effective_history(said, at.as_at, at.known_at, at.position)
            if facts:
                yield _row(stream, where_things_stand(facts, at.as_at))


def _row(stream: str, now: dict[str, Any]) -> dict[str, Any]:
    _, la, ident = split_stream(stream)
    fields = ("case_status", "plan", "lead_worker", "team", "hub", "events", "first", "last")
    return {"child_id": ident, "la": la, "stream": stream, **{name: now[name] for name in fields}}
