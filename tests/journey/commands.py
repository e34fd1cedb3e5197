"""Asking the real command, in this process, and reading what it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import Result
from python_calamine import load_workbook

from journey.domain.statements import Statement
from journey.store.log import open_log
from tests.cli.running import SAMPLE, journey
from tests.importers.building import headers, workbook

MARCH, APRIL = date(2025, 3, 31), date(2025, 4, 30)
SAMPLES = {MARCH: SAMPLE / "annex_a_2025_03.xlsx", APRIL: SAMPLE / "annex_a_2025_04.xlsx"}

OUTCOMES = ("rejected", "not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
SETS_APART = frozenset({"version", "last_version", "recorded_at", "sources"})
"""What depends on when a file was imported, and nothing of what it says."""


def import_file(store: str, path: Path, day: date, *more: str) -> Result:
    """Run the import; refused rows go beside the file."""
    rejects = str(rejects_of(path))
    arguments = ("import", "annex-a", str(path), "--la", "999", "--extract-date", day.isoformat(), "--format", "json")
    return journey(*arguments, "--rejects", rejects, *more, store=store)


def rejects_of(path: Path) -> Path:
    """Where the refused rows of a file go."""
    return path if path.suffix == ".csv" else path.with_suffix(".rejects.csv")


def imported(store: str, path: Path, day: date, *more: str) -> dict[str, Any]:
    """The account of an import that went well, in which every row read has one outcome."""
    done = import_file(store, path, day, *more)
    assert done.exit_code == 0, done.stderr
    account: dict[str, Any] = json.loads(done.stdout)
    for row in (*account["rows"], account["meta"]):
        assert row["rows"] == sum(row[outcome] for outcome in OUTCOMES), row
    return account


def import_sample(store: str, *days: date, into: Path) -> list[dict[str, Any]]:
    """Import the sample's extracts in this order."""
    return [imported(store, SAMPLES[day], day, "--rejects", str(into / "rejects.csv")) for day in days]


def asked(store: str, *arguments: str) -> dict[str, Any]:
    """The JSON answer of a reading command."""
    done = journey(*arguments, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def rows_as_printed(store: str, *arguments: str) -> str:
    """The rows of a JSON answer as they were printed: everything before the ``meta``."""
    done = journey(*arguments, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    rows, found, _ = done.stdout.partition('"meta"')
    assert found
    return rows


def counts(account: Mapping[str, Any], *names: str) -> dict[str, tuple[int, ...]]:
    """Some counts of an import, by list."""
    return {row["list"]: tuple(row[name] for name in names) for row in account["rows"]}


def facts(store: str, child: str, *arguments: str) -> list[dict[str, Any]]:
    """A child's facts without what depends on the order of import."""
    rows = asked(store, "show", child, *arguments)["rows"]
    return [{name: value for name, value in row.items() if name not in SETS_APART} for row in rows]


def statements(store: str) -> list[Statement]:
    """Every statement about every child, in the order of children."""
    with open_log(store, create=False) as log:
        said = log.statements([summary.stream for summary in log.streams("child")])
    return [statement for of_child in said.values() for statement in of_child]


def month(path: Path, lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> Path:
    """A workbook of lists of rows, each row by header; a header not named is blank."""
    sheets = {
        name: [headers(name), *([row.get(header) for header in headers(name)] for row in rows)]
        for name, rows in lists.items()
    }
    return workbook(path, sheets)


def children_of(path: Path) -> set[str]:
    """The ids in the first column of every sheet."""
    book = load_workbook(str(path))
    sheets = [book.get_sheet_by_name(name).to_python()[1:] for name in book.sheet_names]
    return {str(int(float(row[0]))) for rows in sheets for row in rows}
