"""Which record stands for each id that the store knows, merged ones included."""

from __future__ import annotations

from journey.domain.merges import MERGED, UNMERGED, read_merges
from journey.domain.statements import split_stream
from journey.store.log import Log


def survivors(log: Log) -> dict[str, str]:
    """From every stream, ``la:id`` and id of a child to the stream that stands for the child today.

    An id that two authorities have leads to one of them: whoever names it there says which.
    """
    streams = [summary.stream for summary in log.streams("child")]
    merges = read_merges(lambda wanted: log.statements(wanted, names=(MERGED, UNMERGED)), streams)
    found: dict[str, str] = {}
    for stream in streams:
        _, la, ident = split_stream(stream)
        root = merges.root(stream)
        found |= {stream: root, f"{la}:{ident}": root, ident: root}
    return found
