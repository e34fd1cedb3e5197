"""A scenario asked as the commands ask a store: of its own authority alone, and with what it counts as covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polars as pl

from journey.projections.batch import Batch
from journey.projections.effective import Fact
from journey.projections.questions import Asked
from journey.projections.standpoint import Standpoint
from journey.scenario.view import View


class OfScenario(Asked):
    """The children and the organisation of one scenario, for the projections behind the commands."""

    def __init__(self, view: View) -> None:
        super().__init__(view.log, Standpoint(view.as_at, view.known_at, view.position, "", view.as_at), {})
        self.view = view
        self.authorities: list[str] = [view.la]
        self.coverage: pl.DataFrame = view.covered
        self.settings: frozenset[str] = view.batch.settings
        self.organisation: list[Fact] = view.organisation
        self.organisation_whenever: list[Fact] = view.organisation_whenever
        self.histories: list[tuple[str, str, list[Fact]]] = [
            (view.la, child, facts) for child, facts in view.histories.items() if facts
        ]

    def batches(self, as_at: date | None = None) -> Iterator[Batch]:
        """The batch of the scenario; as at an earlier day one made for it."""
        if as_at in (None, self.at.as_at):
            yield self.view.batch
        else:
            yield from super().batches(as_at)

    def _wants_journal(self) -> bool:
        return False


def asked(view: View) -> OfScenario:
    """A scenario as it stands, made once a view."""
    return view.own("asked", lambda: OfScenario(view))


def known_on(view: View, day: date) -> OfScenario:
    """The same as known on an earlier day."""
    return OfScenario(replace(view, known_at=day, _kept={}))
