"""What is blank in every row takes nothing back, in whatever order the files come: real stores, made-up files."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from journey.domain import empty
from journey.domain.extract import Extract
from journey.domain.values import comparable
from journey.importers.annex_a import ANNEX_A
from journey.projections.effective import effective_history
from journey.store.importing import import_extract
from journey.store.log import open_log
from tests.journey.extracts import COLUMNS, DAYS, months


@pytest.fixture(autouse=True)
def _one_row_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of few rows, in which much is blank throughout."""
    monkeypatch.setattr(empty, "LEAST_OF_WHAT_REPEATS", 1)
    monkeypatch.setattr(empty, "LEAST_OF_WHAT_FOLLOWS", 1)


def answers(files: Sequence[Extract], folder: str) -> dict[Any, Any]:
    """The effective history of every child at every pair of days, after importing files in this order."""
    with open_log(f"sqlite:///{folder}/journey.db") as log:
        for file in files:
            import_extract(log, file, ANNEX_A, allow_retractions=True)
        said = {s.stream: log.statements([s.stream])[s.stream] for s in log.streams("child")}
    return {
        (stream, as_at, known_at): [
            (f.key, f.event, f.occurred_on, comparable(f.data), f.state, f.known_on, f.known_from)
            for f in effective_history(statements, as_at, known_at)
        ]
        for stream, statements in said.items()
        for as_at in DAYS
        for known_at in DAYS
    }


_files = st.sets(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=2).map(sorted).flatmap(lambda of: months(of, 4))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(_files, st.permutations(range(4)))
def test_any_order_of_arrival_ends_the_same(files: list[Extract], order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert answers(files, one) == answers([files[n] for n in order], other)
