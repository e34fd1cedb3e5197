"""What a scenario's questions look at: the store it was written to, and the histories and the batch read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import polars as pl

from journey.domain.carries import Carried
from journey.domain.statements import child_stream, organisation_stream, split_stream
from journey.projections.batch import Batch, date_of
from journey.projections.batch_memory import batch_of, covers
from journey.projections.cluster import Cluster, cluster_of
from journey.projections.effective import Fact, effective_history
from journey.projections.one_child.facts import Child, born_of, child_of, is_expected
from journey.projections.organisation.rule_settings import on_among
from journey.projections.organisation.structure import Structure, structure_of
from journey.scenario.files.take_in import Taken
from journey.scenario.parts import Recorded
from journey.store.log import Log

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class View:
    """A scenario as at a day and as known at a day. It counts as covered up to its as-at, where it does not say more.

    ``recorded`` is what the command in its **When** came to, ``complete`` the first and the last day covered, ``files``
    what became of those that were taken in, by name.
    """

    log: Log
    la: str
    children: tuple[str, ...]
    as_at: date
    known_at: date
    recorded: Recorded | None = None
    complete: tuple[date | None, date | None] = (None, None)
    files: Mapping[str, Taken] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What ``make`` makes of the batch, made once a view."""
        return self.own(name, make)

    def own(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What ``make`` makes of this scenario alone, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        kept: Kept = self._kept[name]
        return kept

    @cached_property
    def position(self) -> int:
        """The end of the log."""
        return self.log.position()

    @cached_property
    def survivors(self) -> dict[str, str]:
        """Each child by the name of the record that stands for it."""
        return {child: split_stream(self._cluster(child).survivor)[2] for child in self.children}

    @cached_property
    def histories(self) -> dict[str, list[Fact]]:
        """The effective history of each child that stands for itself."""
        return {
            child: effective_history(self._cluster(child).all, self.as_at, self.known_at, self.position)
            for child in sorted(set(self.survivors.values()))
        }

    @cached_property
    def organisation(self) -> list[Fact]:
        """The effective history of the authority's hubs and workers."""
        stream = organisation_stream(self.la)
        said = self.log.statements([stream], upto=self.position)[stream]
        return effective_history(said, self.as_at, self.known_at, self.position)

    @cached_property
    def organisation_whenever(self) -> list[Fact]:
        """As ``organisation``, with what happened, or may have, after the as-at day."""
        stream = organisation_stream(self.la)
        said = self.log.statements([stream], upto=self.position)[stream]
        return effective_history(said, date.max, self.known_at, self.position)

    @cached_property
    def covered(self) -> pl.DataFrame:
        """What the sources hold: every event of the days for which the scenario counts as complete."""
        first, last = self.complete
        return covers(self.la, last or self.as_at, since=first)

    @cached_property
    def batch(self) -> Batch:
        """Every child's facts as the batch that rules and questions are asked of."""
        histories = [(self.la, child, facts) for child, facts in self.histories.items()]
        batch = batch_of(histories, self.as_at, self.known_at, self.covered)
        batch.settings = on_among(self.organisation)
        return batch

    @cached_property
    def structure(self) -> Structure:
        """The authority's hubs, teams and workers as at the day."""
        return structure_of(self.organisation, self.as_at)

    def one_child(self, child: str) -> Child:
        """A child as the interpreter of one child sees it; a merged record is its survivor."""
        own = self.survivors[child]
        return self.once(f"one child {own}", lambda: self._one_child(self.histories[own]))

    def facts(self, child: str) -> list[Fact]:
        """A child's effective history; a merged record answers with its survivor's."""
        return self.histories[self.survivors[child]]

    def index(self, child: str) -> int:
        """A child's index in the batch."""
        children = self.batch.children.select("la", "child_id", "child").rows()
        return next(int(n) for la, ident, n in children if (la, ident) == (self.la, self.survivors[child]))

    def _one_child(self, facts: list[Fact]) -> Child:
        held = [
            Carried(event, carries, None if first is None else date_of(first), date_of(last))
            for _, event, carries, first, last in self.covered.rows()
        ]
        settings = on_among(self.organisation)
        return child_of(facts, born_of(facts), self.as_at, held, settings, expected=is_expected(facts))

    def _cluster(self, child: str) -> Cluster:
        return cluster_of(self.log, child_stream(self.la, child), self.known_at, self.position)
