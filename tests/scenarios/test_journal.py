"""The same scenarios from the journal, as a borough is answered: the same answers, child by child."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from journey.projections.batch import Batch
from journey.projections.batch_memory import covers
from journey.projections.journal.journal import open_journal
from journey.projections.organisation.rule_settings import on_among
from journey.scenario.parts import Expected
from journey.scenario.report import disagreements
from journey.scenario.run import run_file
from journey.scenario.view import View
from journey.scenario.words import find_question
from journey.store.log import Log
from tests.scenarios.files import FOLDER, read, readable, with_rows

PATHS = [path for path in readable() if path.parent == FOLDER]
"""Without those of the timescales' last days: how days are counted is the same code."""


class JournalView(View):
    """A scenario as the journal of its store shows it, together with those of the other scenarios of the file.

    What is asked as at the same days is asked once of all of them. Not so where an organisation is on record: of that
    an authority has one, and each scenario has an authority of its own.
    """

    @cached_property
    def batch(self) -> Batch:
        """The batch with this scenario's children; those with several records come in one of their own."""
        own = {(self.la, child) for child in self.survivors.values()}
        apart = self.la if self.organisation_whenever else ""
        batches = borough(self.log, self.as_at, self.known_at, self.complete, apart)
        found = next(batch for batch in batches if own <= set(batch.children.select("la", "child_id").rows()))
        found.settings = on_among(self.organisation)
        return found

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        if name.startswith("one child "):
            return super().once(name, make)
        return self.batch.once(("asked of all", name), make)


@lru_cache(maxsize=64)  # more than a file has days
def borough(
    log: Log, as_at: date, known_at: date, complete: tuple[date | None, date | None], _apart: str
) -> list[Batch]:
    """All children of a store; once more for an authority that is named."""
    first, last = complete
    covered = pl.concat(covers(la, last or as_at, since=first) for la in log.authorities("child"))
    with open_journal(log) as journal:  # nothing is written to it any more: its files stay
        return list(journal.batches(as_at, known_at, coverage=covered))


def is_of_a_batch(row: Expected) -> bool:
    """Whether a row asks about a child what is answered from a batch."""
    question, _ = find_question(row.question)
    return question.about == "child" and not question.alone


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_answers_about_a_child_are_the_same_from_the_journal(path: Path) -> None:
    outcomes = run_file(with_rows(read(path), is_of_a_batch), JournalView)

    assert not disagreements(path, outcomes), "\n".join(disagreements(path, outcomes))
