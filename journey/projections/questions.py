"""From a store to the batches that a question is asked of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import polars as pl

from journey.domain.errors import NotPermitted
from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.projections.batch import Batch, date_of
from journey.projections.batch_memory import batch_of
from journey.projections.cluster import authorities, cluster_of
from journey.projections.coverage.carried import Declarations, carried, cut
from journey.projections.coverage.complete import complete
from journey.projections.effective import Fact, effective_history
from journey.projections.journal import Journal, Say, nothing, open_journal
from journey.projections.journal.folder import folder_of
from journey.projections.organisation.rule_settings import settings_on
from journey.projections.organisation.structure import Structure, structure_of
from journey.projections.standpoint import Standpoint
from journey.store.log import Log

SMALL: Final = 5_000
"""Events up to which a store is answered from directly: making a journal would take longer."""

_AT_A_TIME = 1_000
_MERGES = ("RecordsMerged", "RecordsUnmerged")


@dataclass
class Asked:
    """A store, and the point in time it is asked at. Merged records are one child, under the survivor's id."""

    log: Log
    at: Standpoint
    declarations: Declarations
    cache: Path | None = None
    """The folder for journals, where they are not kept beside the store."""
    processes: int = 1
    """How many processes may take in at once what the journal lacks."""
    say: Say = nothing
    """Told when the journal has to be made again, and why."""

    @cached_property
    def authorities(self) -> list[str]:
        """The authorities in the store."""
        return authorities(self.log)

    @cached_property
    def coverage(self) -> pl.DataFrame:
        """What the imported files hold (``carried``)."""
        return carried(self.log, self.at, self.declarations, self.authorities)

    @cached_property
    def settings(self) -> frozenset[str]:
        """The settings that every authority in the store has on."""
        return settings_on(self.log, self.at)

    @cached_property
    def organisation(self) -> list[Fact]:
        """The effective history of every authority's hubs, workers and settings."""
        streams = [organisation_stream(la) for la in self.authorities]
        said = self.log.statements(streams, upto=self.at.position)
        return [fact for one in said.values() for fact in self._effective(one)]

    @cached_property
    def organisation_whenever(self) -> list[Fact]:
        """As ``organisation``, with what happened, or may have, after the day asked for: of intervals it is needed."""
        streams = [organisation_stream(la) for la in self.authorities]
        said = self.log.statements(streams, upto=self.at.position)
        return [
            fact
            for one in said.values()
            for fact in effective_history(one, date.max, self.at.known_at, self.at.position)
        ]

    @cached_property
    def structure(self) -> Structure:
        """The organisation of every authority in the store."""
        return self.structure_on(self.at.as_at)

    def structure_on(self, day: date) -> Structure:
        """The organisation as at a day, which may be earlier than the asked."""
        return structure_of(self.organisation, min(day, self.at.as_at))

    @cached_property
    def histories(self) -> list[tuple[str, str, list[Fact]]]:
        """Authority, id and effective history of every child of whom anything was known."""
        return [history for history in self._histories() if history[2]]

    def batches(self, as_at: date | None = None) -> Iterator[Batch]:
        """Every child's facts, in batches; a child is in one of them. ``as_at`` may be an earlier day than the asked.

        From the journal of the store where it has one or is large; a small store is read as it is, and so is one
        beside which no journal can be written.
        """
        day = min(as_at or self.at.as_at, self.at.as_at)
        coverage = self.coverage if day == self.at.as_at else cut(self.coverage, day)
        try:
            journal = self._journal() if self._wants_journal() else None
        except NotPermitted:
            journal = None
        if journal is None:
            yield self._set(batch_of(self.histories, day, self.at.known_at, coverage))
            return
        with journal:
            for batch in journal.batches(
                day, self.at.known_at, self.at.position, coverage=coverage, inferred=self.at.inferred
            ):
                yield self._set(batch)

    def held_from(self, event: str) -> dict[str, date]:
        """Authority → the first day from which every event of a name is held, up to the last day that any is."""
        last = complete(self.coverage, event).group_by("la", maintain_order=True).last()
        return {la: date_of(first) for la, first in last.select("la", "from").rows()}

    def _journal(self) -> Journal:
        return open_journal(self.log, self.cache, say=self.say, processes=self.processes)

    def _set(self, batch: Batch) -> Batch:
        batch.settings = self.settings
        return batch

    def _wants_journal(self) -> bool:
        return self.at.position > SMALL or folder_of(self.log, self.cache).is_dir()

    def _histories(self) -> Iterator[tuple[str, str, list[Fact]]]:
        streams = [summary.stream for summary in self.log.streams("child", upto=self.at.position)]
        for start in range(0, len(streams), _AT_A_TIME):
            for stream, said in self.log.statements(streams[start : start + _AT_A_TIME], upto=self.at.position).items():
                if any(statement.name in _MERGES for statement in said):
                    cluster = cluster_of(self.log, stream, self.at.known_at, self.at.position)
                    if cluster.survivor != stream:
                        continue
                    said = cluster.all
                _, la, ident = split_stream(stream)
                yield la, ident, self._effective(said)

    def _effective(self, said: Iterable[Statement]) -> list[Fact]:
        at = self.at
        return effective_history(said, at.as_at, at.known_at, at.position, inferred=at.inferred)
