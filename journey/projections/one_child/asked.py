"""A store asked about one child alone, by the means that serve a borough."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from journey.domain.statements import split_stream
from journey.projections.cluster import Cluster
from journey.projections.effective import Fact, effective_history
from journey.projections.questions import Asked


@dataclass
class OneAsked(Asked):
    """As ``Asked``, of one child with every record merged with it."""

    cluster: Cluster = field(kw_only=True)
    everyone: Asked = field(kw_only=True)
    """The same question of all children."""

    @classmethod
    def of(cls, asked: Asked, cluster: Cluster) -> OneAsked:
        """The same question of one child."""
        return cls(asked.log, asked.at, asked.declarations, asked.cache, cluster=cluster, everyone=asked)

    @cached_property
    def coverage(self) -> pl.DataFrame:
        """As for everyone."""
        return self.everyone.coverage

    @cached_property
    def settings(self) -> frozenset[str]:
        """As for everyone."""
        return self.everyone.settings

    @cached_property
    def organisation(self) -> list[Fact]:
        """As for everyone."""
        return self.everyone.organisation

    @cached_property
    def facts(self) -> list[Fact]:
        """The child's effective history."""
        at = self.at
        return effective_history(self.cluster.all, at.as_at, at.known_at, at.position, inferred=at.inferred)

    @cached_property
    def histories(self) -> list[tuple[str, str, list[Fact]]]:
        """Authority, id and effective history of the one child, also where nothing was known of it."""
        _, la, ident = split_stream(self.cluster.survivor)
        return [(la, ident, self.facts)]

    def _wants_journal(self) -> bool:
        return False
