"""The effective history in columns is the plain one, whatever was said and however it was taken in."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.domain.statements import Statement
from journey.projections.journal import build, open_journal, rebuild
from journey.store.log import Log, open_log
from tests.depth import examples

from .comparing import NOTHING_COVERED, everything, oracle
from .made import FIRST, logs

STANDS = st.tuples(st.integers(0, 9), st.integers(2, 10), st.integers(0, 6))


@settings(max_examples=examples(15), deadline=None, suppress_health_check=list(HealthCheck))
@given(logs(), st.lists(STANDS, min_size=1, max_size=2))
def test_batches_hold_what_the_plain_effective_history_says(
    transactions: list[list[Statement]], stands: list[tuple[int, int, int]]
) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as folder,
        open_log(str(Path(folder) / "journey.db"), clock=lambda: 1_743_000_000_000_000) as log,
    ):
        for number, statements in enumerate(transactions):
            patch.setattr(build, "FOLD_ABOVE", -1 if number == 0 else 1_000)
            with log.writing() as writer:
                writer.append(statements)
            with open_journal(log) as journal:
                assert journal.position == log.position()
        for as_at, known_at, back in stands:
            same_from(log, as_at, known_at, whole(log, max(log.position() - back * 3, 0)))
        grown = journal.digest()
        patch.setattr(build, "FOLD_ABOVE", -1)
        with rebuild(log) as journal:
            assert journal.manifest.tails == ()
            assert journal.digest() == grown
        same_from(log, *stands[0][:2], log.position())


def whole(log: Log, position: int) -> int:
    """A position at which no merge is half said: it is written on both records, in one transaction."""
    names = [row.name for row in log.all_rows(upto=position)]
    said = sum(name.startswith("Records") for name in names)
    return position - 1 if names and names[-1].startswith("Records") and said % 2 else position


def same_from(log: Log, as_at: int, known_at: int, position: int) -> None:
    """The journal and the oracle say the same from one point in time and place."""
    stand: tuple[date, date] = FIRST + timedelta(days=as_at), FIRST + timedelta(days=known_at)
    for inferred in (True, False):
        with open_journal(log) as journal:
            found = everything(journal.batches(*stand, position, coverage=NOTHING_COVERED, inferred=inferred))
        assert found == everything([oracle(log, *stand, position, inferred=inferred)])
