"""The same scenarios from the journal, as a borough is answered: the same answers, child by child."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest

from journey.projections.batch import Batch
from journey.projections.journal.journal import open_journal
from journey.projections.organisation.rule_settings import on_among
from journey.scenario.report import disagreements
from journey.scenario.run import run_file
from journey.scenario.view import View
from tests.scenarios.files import FOLDER, read, readable

PATHS = [path for path in readable() if path.parent == FOLDER]
"""Without those of the timescales' last days: how days are counted is the same code."""


class JournalView(View):
    """A scenario as the journal of its store shows it, together with those of the other scenarios of the file."""

    @cached_property
    def batch(self) -> Batch:
        """The batch with this scenario's children; those with several records come in one of their own."""
        with open_journal(self.log) as journal:  # nothing is written to it any more: its files stay
            batches = list(journal.batches(self.as_at, self.known_at, coverage=self.covered))
        own = {(self.la, child) for child in self.survivors.values()}
        found = next(batch for batch in batches if own <= set(batch.children.select("la", "child_id").rows()))
        found.settings = on_among(self.organisation)
        return found


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_answers_about_a_child_are_the_same_from_the_journal(path: Path) -> None:
    outcomes = [outcome for outcome in run_file(read(path), JournalView) if outcome.question.about == "child"]

    assert not disagreements(path, outcomes), "\n".join(disagreements(path, outcomes))
