"""Reports and maps that are refused: a clear message, and nothing written."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from journey.importers.report.shipped import find_map, shipped, text_of
from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.commands import APRIL
from tests.journey.reports import (
    CHILD,
    FROM_NEW_YEAR,
    MARCH,
    VISIT,
    import_report,
    meta,
    plans_map,
    report,
    shipped_report,
    taken_in,
)


def place(store: str) -> tuple[int, bytes]:
    with open_log(store, create=False) as log:
        assert log.verify().problems == []
        return log.place()


@pytest.fixture
def visited(sqlite_url: str, tmp_path: Path) -> str:
    """A store with one visit."""
    rows = [{**VISIT, "Visit type": "CP visit", "Visit date": date(2025, 1, 10), "Child seen": "Yes"}]
    taken_in(sqlite_url, shipped_report(tmp_path / "visits.csv", "visits", rows), "visits", MARCH, *FROM_NEW_YEAR)
    return sqlite_url


def bomb(path: Path) -> Path:
    """A workbook whose one sheet unpacks to more than any is let."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b" " * 600_000_000)
    return path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("Child ID~Visit date\n7~14/01/2025\n", "has no columns 'Child ID'"),
        ("Child ID,Visit date\n7,14/01/2025\n", "named in visits.toml"),
        ("Child ID\0\n", "holds NUL bytes"),
        ("", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_writes_nothing(visited: str, tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "april.csv"
    path.write_text(content, encoding="utf-8")
    before = place(visited)

    done = import_report(visited, path, "visits", APRIL)

    assert (done.exit_code, done.stdout) == (11, "")
    assert says in done.stderr
    assert place(visited) == before


def test_a_bomb_writes_nothing(visited: str, tmp_path: Path) -> None:
    before = place(visited)

    done = import_report(visited, bomb(tmp_path / "april.xlsx"), "visits", APRIL)

    assert done.exit_code == 11, done.stderr
    assert "april.xlsx" in done.stderr
    assert place(visited) == before


def test_a_map_that_is_about_something_else_is_another_source(visited: str, tmp_path: Path) -> None:
    of = plans_map(tmp_path / "mine.toml", "Child in need plan started", "Child in need plan ended")
    of.write_text(of.read_text().replace('"plans"', '"visits"'))
    path = report(tmp_path / "plans.csv", [{"Child ID": CHILD, "Start": date(2025, 1, 6), "End": None}])

    done = import_report(visited, path, of, APRIL)

    assert done.exit_code == 11
    assert "Give the map another name" in done.stderr


def test_a_visit_that_a_later_report_of_the_same_days_lacks_is_withdrawn(visited: str, tmp_path: Path) -> None:
    path = shipped_report(tmp_path / "april.csv", "visits", [])

    refused = import_report(visited, path, "visits", APRIL, *FROM_NEW_YEAR)
    account = taken_in(visited, path, "visits", APRIL, *FROM_NEW_YEAR, "--allow-retractions")

    assert refused.exit_code == 11
    assert "1 of the 1 rows" in refused.stderr
    assert meta(account, "rows", "retracted") == (0, 1)


def test_a_report_cannot_speak_for_a_day_to_come(sqlite_url: str, tmp_path: Path) -> None:
    of = plans_map(tmp_path / "mine.toml", "Child in need plan started", "Child in need plan ended")
    of.write_text(of.read_text().replace('date = "Start"', 'date = "Start"\nextract_date = "Run"'))
    row = {"Child ID": CHILD, "Start": date(2025, 1, 6), "End": None, "Run": "01/01/2099"}
    path = report(tmp_path / "plans.csv", [row])

    done = import_report(sqlite_url, path, of, None)

    assert done.exit_code == 11
    assert "speaks for 01/01/2099, which lies in the future" in done.stderr


def test_a_new_map_is_written_once(tmp_path: Path) -> None:
    path = report(tmp_path / "visits.csv", [{"Child ID": CHILD, "Visit date": date(2025, 1, 10)}])

    done = journey("import", "report", "--new-map", str(path), "Child protection visit made")
    again = journey("import", "report", str(path), "--new-map", str(tmp_path / "visits.toml"), "CPVisitMade")

    assert (done.exit_code, again.exit_code) == (0, 2)
    assert "is there already" in again.stderr
    assert find_map(str(tmp_path / "visits.toml")).child == "Child ID"


def test_maps_that_ship_are_listed_and_printed() -> None:
    listed = journey("import", "report", "--maps")
    shown = journey("import", "report", "--show-map", "visits")

    assert [line.split()[0] for line in listed.stdout.splitlines()] == shipped()
    assert shown.stdout == text_of("visits")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Name one report"),
        (("a.csv", "b.csv", "--map", "visits"), "Name one report"),
        (("a.csv",), "Say by which map"),
        (("a.csv", "--map", "visits"), "Say whose report it is"),
        (("a.csv", "--new-map", "b.csv", "CPVisitMade"), "should end in .toml"),
    ],
)
def test_what_cannot_be_meant(arguments: tuple[str, ...], says: str) -> None:
    done = journey("import", "report", *arguments)

    assert done.exit_code == 2
    assert says in done.stderr
