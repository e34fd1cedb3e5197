"""The order in which Annex A workbooks arrive cannot matter: real stores, Annex A's own lists (design, rule 2)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from journey.domain.extract import Extract
from journey.domain.statements import child_stream
from journey.domain.values import comparable
from journey.importers.annex_a import ANNEX_A
from journey.projections.effective import effective_history
from journey.store.importing import import_extract
from journey.store.log import Log, open_log
from tests.depth import examples
from tests.journey.extracts import CHILDREN, COLUMNS, DAYS, LA, Cells, extract, months

AS_AT = (date(2025, 1, 20), *DAYS[::2], date(2025, 12, 1))
FEB, MARCH, APRIL = DAYS[1:4]
CARE = {"Child Unique ID": "1000007", "Date Started to be Looked After": date(2024, 9, 20)}


def take(log: Log, files: Iterable[Extract]) -> None:
    for file in files:
        import_extract(log, file, ANNEX_A, allow_retractions=True)


def answers(log: Log) -> dict[object, object]:
    """The effective history of every child at every pair of dates."""
    said = log.statements([child_stream(LA, child) for child in CHILDREN])
    return {
        (stream, as_at, known_at): [
            (f.key, f.event, f.occurred_on, comparable(f.data), f.state, f.known_on, f.known_from, f.belongs_to)
            for f in effective_history(statements, as_at, known_at)
        ]
        for stream, statements in said.items()
        for as_at in AS_AT
        for known_at in AS_AT
    }


def both_ways(one: Sequence[Extract], other: Sequence[Extract]) -> tuple[dict[object, object], dict[object, object]]:
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for name, files in (("one", one), ("other", other)):
            with open_log(f"sqlite:///{Path(folder) / name}.db") as log:
                take(log, files)
                assert log.verify().problems == []
                found.append(answers(log))
    return found[0], found[1]


@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sets(st.sampled_from(sorted(COLUMNS)), min_size=2, max_size=4).map(sorted).flatmap(months), st.data())
def test_any_order_of_arrival_ends_the_same(files: list[Extract], data: st.DataObject) -> None:
    in_order, another = both_ways(files, data.draw(st.permutations(files)))

    assert in_order == another


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(COLUMNS)).flatmap(lambda name: months([name], 2)))
def test_a_month_that_repeats_the_one_before_says_nothing(files: list[Extract]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_log(f"sqlite:///{Path(folder)}/journey.db") as log:
        take(log, files)
        before = [s.events for s in log.streams("child")]

        again = import_extract(log, _on_the_day_after(files[-1]), ANNEX_A, allow_retractions=True)

        assert [s.events for s in log.streams("child")] == before
        assert all(counts["new"] + counts["corrected"] + counts["progressed"] == 0 for counts in again.counts.values())


def _on_the_day_after(file: Extract) -> Extract:
    day = date.fromordinal(file.speaks_for.toordinal() + 1)
    return Extract(file.system, LA, file.file[::-1], file.files, day, day, file.lists, "", file.workers)


def care(**cells: object) -> Cells:
    return CARE | cells


PLACED = {"Start Date of Most Recent Placement": date(2024, 12, 9), "Placement Type": "U1", "URN of Placement": "SC1"}
MOVED = {"Start Date of Most Recent Placement": date(2025, 1, 6), "Placement Type": "U4", "URN of Placement": "SC2"}


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            {
                MARCH: [],
                APRIL: [
                    care(**PLACED | {"Placement Type": None, "Placement Provider": "PR1"})
                    | {"Date Started to be Looked After": date(2024, 10, 1)},
                    care(**PLACED),
                ],
            },
            id="two open periods of care, each with a placement of that day",
        ),
        pytest.param(
            {
                FEB: [care(**PLACED, **{"Placement Provider": "PR1"})],
                MARCH: [care(**MOVED)],
                APRIL: [care(**PLACED)],
                DAYS[4]: [care(**PLACED)],
            },
            id="a placement shown again without its provider",
        ),
    ],
)
def test_what_one_row_of_several_says_is_kept_apart(told: Mapping[date, Sequence[Cells]]) -> None:
    files = [extract(day, {"List 8": rows}) for day, rows in told.items()]

    for late in range(len(files)):
        in_order, another = both_ways(files, [*files[:late], *files[late + 1 :], files[late]])
        assert in_order == another


def test_an_end_said_again_in_the_file_that_moves_the_start() -> None:
    plan = {"Child Unique ID": "1000007", "Initial Category of Abuse": "a) Neglect"}
    start, end = "Child Protection Plan Start Date", "Child Protection Plan End Date"
    still_open = plan | {start: date(2025, 1, 6)}
    ended = {start: date(2025, 1, 6), end: date(2025, 1, 20)}
    told = [plan | ended, still_open, still_open, plan | ended | {start: date(2024, 12, 9)}]
    jan, feb, march, april = (
        extract(day, {"List 7": [row]}) for day, row in zip((*DAYS[:3], APRIL), told, strict=True)
    )

    in_order, another = both_ways([jan, feb, march, april], [feb, april, jan, march])

    assert in_order == another
