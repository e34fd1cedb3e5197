"""Yearly returns of generated lives: cut by year, damaged here and there, taken in by the real store in any order."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, settings

from journey.domain.extract import Extract
from journey.domain.facts import parse_fact_key
from journey.domain.statements import child_stream
from journey.domain.values import comparable
from journey.importers.ssda903 import SSDA903
from journey.projections.effective import Fact, effective_history
from journey.store.importing import Imported, import_extract
from journey.store.log import Log, open_log
from tests.depth import examples
from tests.importers.returns import LA, read_all, write

YEARS = (2023, 2024, 2025)
CHILDREN = ("1000007", "1000014")
END = date(2025, 3, 31)

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """A row of a file and the days between which returns hold it."""

    file: str
    begun: date
    ended: date | None
    cells: Cells

    def of(self, year: int) -> dict[str, str] | None:
        """The row as the return of a year has it; None where it has none."""
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        if self.begun > last or (self.ended is not None and self.ended < first):
            return None
        ended = self.ended if self.ended is not None and self.ended <= last else None
        end = {"Episodes": "DEC", "SWEpisodes": "SW_DEC"}[self.file]
        cells = {**self.cells, end: f"{ended:%d/%m/%Y}" if ended else ""}
        return cells if ended else {**cells, **dict.fromkeys(("REC", "REASON_PLACE_CHANGE") & cells.keys(), "")}


@dataclass(frozen=True)
class Life:
    """A child's rows, and what they are about: (kind, first day, last day)."""

    rows: tuple[Row, ...]
    things: frozenset[tuple[str, date, date | None]]


@st.composite
def lives(draw: st.DrawFn, child: str) -> Life:
    """A period of care or two, episode by episode, and the workers meanwhile."""
    rows: list[Row] = []
    things: set[tuple[str, date, date | None]] = set()
    day = date(2022, 4, 1) + timedelta(draw(st.integers(0, 400)))
    for _ in range(draw(st.integers(1, 2))):
        spans = [draw(st.integers(20, 400)) for _ in range(draw(st.integers(1, 4)))]
        goes_on = draw(st.booleans())
        starts = {"care": day, "placement": day, "legal-status": day}
        for number, span in enumerate(spans):
            rne = "S" if number == 0 else draw(st.sampled_from("LPTBU"))
            if number:
                for kind, reasons in (("placement", "PTBU"), ("legal-status", "LBU")):
                    if rne in reasons:
                        things.add((kind, starts[kind], day))
                        starts[kind] = day
            until = day + timedelta(span)
            last = number == len(spans) - 1
            open_ended = last and goes_on
            rows.append(_episode(child, day, rne, None if open_ended else until, "E4A" if last else "X1", len(rows)))
            day = until
        things |= {(kind, start, None if goes_on else day) for kind, start in starts.items()}
        if goes_on:
            break
        day += timedelta(draw(st.integers(30, 300)))
    rows += draw(_workers(child))
    return Life(tuple(rows), frozenset(things))


def _episode(child: str, day: date, rne: str, until: date | None, rec: str, number: int) -> Row:
    """No two episodes of a child have the same status and placement, so that what changed can be seen."""
    cells = {
        "CHILD": child,
        "DECOM": f"{day:%d/%m/%Y}",
        "RNE": rne,
        "LS": ("V2", "C1", "C2", "E1")[number % 4],
        "PLACE": ("U4", "K2", "P1")[number % 3],
        "URN": str(number),
        "REC": rec,
        "REASON_PLACE_CHANGE": "CARPL" if rec == "X1" else "",
    }
    return Row("Episodes", day, until, cells)


@st.composite
def _workers(draw: st.DrawFn, child: str) -> list[Row]:
    found = []
    day = date(2022, 4, 1) + timedelta(draw(st.integers(0, 300)))
    for number in range(draw(st.integers(0, 3))):
        until = day + timedelta(draw(st.integers(1, 300)))
        cells = {"CHILD": child, "SW_ID": f"SW{number}", "SW_DECOM": f"{day:%d/%m/%Y}", "SW_REASON": "TSPROC"}
        found.append(Row("SWEpisodes", day, until, cells))
        day = until
    return found


def extract(folder: Path, year: int, lived: Sequence[Life], damage: Sequence[tuple[int, str, str]] = ()) -> Extract:
    """The return of a year; ``damage`` says which row (of any), which column and what stands there instead."""
    # MC_DOB is not kept: it tells the files of two years apart that say the same.
    files: dict[str, list[dict[str, str]]] = {"Header": [{"CHILD": c, "MC_DOB": f"01/01/{year}"} for c in CHILDREN]}
    rows = [(row.file, cells) for life in lived for row in life.rows if (cells := row.of(year)) is not None]
    for which, column, written in damage:
        if rows and column in rows[which % len(rows)][1]:
            rows[which % len(rows)][1][column] = written
    for name, cells in rows:
        files.setdefault(name, []).append(cells)
    # Both files are there in every year, be it without rows: what they lack is missing, not out of sight.
    files = {"Episodes": [], "SWEpisodes": [], **files}
    [found] = read_all(write(folder / str(year), files), year=year, known_on=date(year, 6, 30))
    return found


def take(log: Log, files: Sequence[Extract]) -> list[Imported]:
    done = [import_extract(log, file, SSDA903, allow_retractions=True) for file in files]
    for imported in done:
        for counts in imported.counts.values():
            outcomes = ("rejected", "not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
            assert counts["rows"] == sum(counts[name] for name in outcomes)
    return done


def history(log: Log, as_at: date = END, known_at: date = date(2026, 1, 1)) -> list[Fact]:
    said = log.statements([child_stream(LA, child) for child in CHILDREN])
    return [fact for statements in said.values() for fact in effective_history(statements, as_at, known_at)]


def answers(log: Log) -> dict[object, object]:
    """The effective history of every child at pairs of dates."""
    days = [date(year, month, 1) for year in (2023, 2024, 2025) for month in (4, 8)]
    return {
        (as_at, known_at): [
            (
                f.stream,
                f.key,
                f.event,
                f.occurred_on,
                f.precision,
                comparable(f.data),
                f.state,
                f.known_on,
                f.known_from,
            )
            for f in history(log, as_at, known_at)
        ]
        for as_at in days
        for known_at in days
    }


both = st.tuples(*(lives(child) for child in CHILDREN))
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(["RNE", "LS", "PLACE", "DEC", "REC", "URN", "SW_ID", "SW_DEC", "SW_REASON", "DECOM", "CHILD"]),
        st.sampled_from(["??", "31/02/2024", "", "9"]),
    ),
    max_size=4,
)


@settings(max_examples=examples(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(both, st.permutations(YEARS))
def test_lives_cut_by_year_are_whole_again_in_any_order(lived: tuple[Life, ...], order: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/journey.db") as log:
        done = take(log, [extract(Path(folder), year, lived) for year in order])

        assert sum(imported.totals["rejected"] for imported in done) == 0
        found = {
            (f.stream, parse_fact_key(f.key).kind, f.occurred_on, f.precision)
            for f in history(log)
            if f.stands and parse_fact_key(f.key).part is None and parse_fact_key(f.key).start
        }
        expected = {
            (child_stream(LA, child), kind, first, "exact")
            for child, life in zip(CHILDREN, lived, strict=True)
            for kind, first, _ in life.things
            if first <= END
        }
        assert {one for one in found if one[1] in ("care", "placement", "legal-status")} == expected


@settings(max_examples=examples(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(both, st.lists(DAMAGE, min_size=3, max_size=3), st.permutations((0, 1, 2)))
def test_damaged_returns_in_any_order_end_the_same(
    lived: tuple[Life, ...], damage: list[list[tuple[int, str, str]]], order: Sequence[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [extract(Path(folder), year, lived, how) for year, how in zip(YEARS, damage, strict=True)]
        found = []
        for name, arranged in (("one", files), ("other", [files[number] for number in order])):
            with open_log(f"sqlite:///{folder}/{name}.db") as log:
                take(log, arranged)
                assert log.verify().problems == []
                found.append(answers(log))
        assert found[0] == found[1]


@settings(max_examples=examples(20), deadline=None, suppress_health_check=list(HealthCheck))
@given(both, DAMAGE)
def test_what_cannot_be_read_withdraws_nothing(lived: tuple[Life, ...], damage: list[tuple[int, str, str]]) -> None:
    """A later return whose cells are damaged still shows all that it showed; nothing that had begun is withdrawn."""
    damage = [(which, column, "" if column == "CHILD" else "??") for which, column, _ in damage]
    with tempfile.TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/journey.db") as log:
        take(log, [extract(Path(folder), 2024, lived)])
        before = {(f.stream, f.key) for f in history(log) if f.stands and not parse_fact_key(f.key).part}

        take(log, [extract(Path(folder), 2025, lived, damage)])

        standing = {(f.stream, f.key) for f in history(log) if f.stands}
        assert before <= standing


@settings(max_examples=examples(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(both)
def test_a_return_taken_in_again_under_another_name_says_nothing(lived: tuple[Life, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/journey.db") as log:
        first = extract(Path(folder), 2024, lived)
        take(log, [first])
        before = [summary.events for summary in log.streams("child")]

        again: dict[str, Any] = {name: getattr(first, name) for name in first.__slots__}
        [done] = take(log, [Extract(**again | {"file": first.file[::-1], "made": "later"})])

        assert [summary.events for summary in log.streams("child")] == before
        assert done.totals["unchanged"] == done.totals["rows"]
