"""The names behind worker references, where the key to them is there."""

from __future__ import annotations

from journey.domain.statements import organisation_stream
from journey.projections.cluster import authorities
from journey.store.log import Log


def worker_names(log: Log, upto: int | None = None) -> dict[str, str]:
    """Reference → name as written, for every worker of every authority whose name can be opened; up to a position."""
    streams = [organisation_stream(la) for la in authorities(log)]
    said = log.statements(streams, upto=upto, names=("WorkerNamed",))
    named = (statement for stream in streams for statement in said[stream])
    return {str(s.data["reference"]): name for s in named if isinstance(name := s.data.get("name"), str)}
