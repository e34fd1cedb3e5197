"""All children of an authority, list by list, as at a day and as known at a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from journey.domain.statements import extract_stream, organisation_stream, split_stream
from journey.exporters.annex_a.child import ChildFacts
from journey.exporters.annex_a.rows import Cells, RowWriter
from journey.importers.annex_a.columns import ANNEX_A
from journey.projections.cluster import cluster_of
from journey.projections.effective import effective_history
from journey.projections.standpoint import Standpoint
from journey.store.inventory import inventories
from journey.store.log import Log


def annex_a_rows(log: Log, at: Standpoint, la: str, step: Callable[[int, int], None]) -> dict[str, list[Cells]]:
    """The rows of every list by its name, in the order of the children's ids.

    A child whose records are merged is listed once, under the id that stands for the child.
    """
    names = worker_names(log, at, la)
    writers = [RowWriter(of, names, _snapshot(log, at, la, of.name)) for of in ANNEX_A.listings]
    found: dict[str, list[Cells]] = {of.name: [] for of in ANNEX_A.listings}
    for child in _children(log, at, la, step):
        for writer in writers:
            found[writer.listing.name] += writer.rows(child)
    return found


def _children(log: Log, at: Standpoint, la: str, step: Callable[[int, int], None]) -> Iterator[ChildFacts]:
    disposed = log.disposed()
    streams = [s.stream for s in log.streams("child", la, upto=at.position) if s.stream not in disposed]
    for number, stream in enumerate(streams, start=1):
        cluster = cluster_of(log, stream, at.known_at, at.position)
        if cluster.survivor == stream:
            facts = effective_history(cluster.all, at.as_at, at.known_at, at.position)
            yield ChildFacts(split_stream(stream)[2], tuple(facts), at.as_at)
        step(number, len(streams))


def worker_names(log: Log, at: Standpoint, la: str) -> dict[str, str]:
    """The names behind workers' references, as far as this reader may open them."""
    stream = organisation_stream(la)
    said = log.statements([stream], upto=at.position, names=("WorkerNamed",))[stream]
    return {str(s.data["reference"]): name for s in said if isinstance(name := s.data.get("name"), str)}


def made_at(log: Log, at: Standpoint) -> datetime:
    """When the lists count as made: the second after the log took in the last that they rest on."""
    last = next((row.recorded_at for row in log.all_rows(after=at.position - 1, upto=at.position)), 0)
    return datetime.fromtimestamp(last // 1_000_000 + 1, UTC).replace(tzinfo=None)


def _snapshot(log: Log, at: Standpoint, la: str, name: str) -> Callable[[str], bool | None]:
    """Whether the last file with a list, by the day and known by the day, held a child; None where there is none."""
    stream = extract_stream(la)
    said = log.statements([stream], upto=at.position, names=("ExtractImported", "ListInventoried"))[stream]
    files = [
        held
        for held in inventories(said, ANNEX_A.system)
        if held.file.speaks_for <= at.as_at and held.file.known_on <= at.known_at and name in held.lists
    ]
    if not files:
        return lambda _child: None
    last = max(files, key=lambda held: held.file).lists[name]
    return lambda child: child in last.by_child
