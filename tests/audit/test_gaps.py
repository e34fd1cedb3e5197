"""Gaps between allocations: days of an open case that nobody had, after somebody had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from journey.audit.reporting.gaps import gaps
from journey.domain.statements import Statement
from journey.store.log import Log
from tests.audit.stores import DAY, asked, said, store, write

ONE, TWO = "w:aaaaaaaaaaaa", "w:bbbbbbbbbbbb"
YEAR = date(2024, 5, 1)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A store with a case that is open."""
    with store(tmp_path, said("C1", "CINEpisodeOpened", date(2024, 1, 8))) as opened:
        yield opened


def found(log: Log) -> tuple[int, int] | None:
    """How many gaps the case had, and how many days they lasted; None where nobody can tell."""
    question = asked(log)
    (batch,) = question.batches()
    return gaps(batch, question.structure, batch.children, YEAR).get(0)


def allocated(worker: str, on: date) -> Statement:
    return said("C1", "WorkerAllocated", on, worker=worker)


def ended(begun: date, on: date) -> Statement:
    return said("C1", "WorkerEnded", on, begun)


def shown(worker: str | None, on: date, before: date | None = None) -> Statement:
    """A file shows who had the case on its day; the file before it had said something else."""
    one = said("C1", "AllocationObserved", on, known_on=on, worker=worker)
    return replace(one, known_from=before + timedelta(days=1) if before else None)


def test_who_takes_over_on_the_day_leaves_no_gap(log: Log) -> None:
    write(log, allocated(ONE, date(2024, 9, 2)), allocated(TWO, date(2025, 1, 6)))

    assert found(log) == (0, 0)


def test_days_without_anybody_between_two_workers_are_a_gap(log: Log) -> None:
    write(log, allocated(ONE, date(2024, 9, 2)), ended(date(2024, 9, 2), date(2025, 1, 6)))
    write(log, allocated(TWO, date(2025, 1, 20)))

    assert found(log) == (1, 14)


def test_a_gap_that_goes_on_is_counted_to_the_day_asked_for(log: Log) -> None:
    write(log, allocated(ONE, date(2024, 9, 2)), ended(date(2024, 9, 2), date(2025, 4, 20)))

    assert found(log) == (1, (DAY - date(2025, 4, 20)).days)


def test_where_nobody_is_ever_shown_to_have_had_the_case_nobody_can_tell(log: Log) -> None:
    assert found(log) is None
    write(log, shown(None, date(2025, 3, 31)))
    assert found(log) is None


def test_before_anybody_had_the_case_there_is_no_gap_between_allocations(log: Log) -> None:
    write(log, allocated(ONE, date(2024, 9, 2)))

    assert found(log) == (0, 0)


def test_a_case_that_is_closed_needs_nobody(log: Log) -> None:
    write(log, allocated(ONE, date(2024, 9, 2)), ended(date(2024, 9, 2), date(2025, 1, 6)))
    write(log, said("C1", "CaseClosed", date(2025, 1, 9), date(2024, 1, 8)))
    write(log, said("C1", "CINEpisodeOpened", date(2025, 3, 3)), allocated(TWO, date(2025, 3, 3)))

    assert found(log) == (1, 3)


def test_days_before_the_twelve_months_do_not_count(log: Log) -> None:
    write(log, allocated(ONE, date(2024, 2, 1)), ended(date(2024, 2, 1), date(2024, 4, 1)))
    write(log, allocated(TWO, date(2024, 5, 8)))

    assert found(log) == (1, 7)


def test_where_only_files_show_it_a_gap_lasted_so_long_at_least(log: Log) -> None:
    write(log, shown(ONE, date(2025, 1, 31)), shown(None, date(2025, 2, 28), date(2025, 1, 31)))
    write(log, shown(None, date(2025, 3, 15), date(2025, 2, 28)), shown(TWO, date(2025, 3, 31), date(2025, 3, 15)))

    assert found(log) == (1, 16)  # from 28 February up to the day after 15 March
