"""Small invented reports, taken in by the real command through the maps that ship."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import Result

from journey.importers.report.shipped import find_map
from tests.cli.running import journey
from tests.journey.commands import OUTCOMES

JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)
NEW_YEAR = date(2025, 1, 1)

FROM_NEW_YEAR = ("--covers-from", NEW_YEAR.isoformat())
CHILD = "1000007"
VISIT = {"Child ID": CHILD, "Visit status": "Completed"}

Rows = Sequence[Mapping[str, Any]]


def report(path: Path, rows: Rows, headers: Sequence[str] | None = None) -> Path:
    """A CSV of rows by header; days are written as people write them."""
    columns = list(headers or dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([written(row.get(name)) for name in columns])
    return path


def shipped_report(path: Path, name: str, rows: Rows) -> Path:
    """A report with every column of a map that ships; a row names only the cells that matter."""
    headers = list(find_map(name).headers)
    for row in rows:
        assert set(row) <= set(headers), set(row) - set(headers)
    return report(path, rows, headers)


def written(cell: Any) -> str:
    """A cell as a person writes it."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


def import_report(store: str, path: Path, of: str | Path, day: date | None, *more: str) -> Result:
    """Run the import; refused rows go beside the file."""
    rejects = path.with_name(f"{path.stem}.rejects.csv")
    when = () if day is None else ("--extract-date", day.isoformat())
    arguments = ("import", "report", str(path), "--map", str(of), "--la", "999", *when, "--rejects", str(rejects))
    return journey(*arguments, "--format", "json", *more, store=store)


def taken_in(store: str, path: Path, of: str | Path, day: date | None, *more: str) -> dict[str, Any]:
    """The account of an import that went well, in which every row read has one outcome."""
    done = import_report(store, path, of, day, *more)
    assert done.exit_code == 0, done.stderr
    account: dict[str, Any] = json.loads(done.stdout)
    for row in (*account["rows"], account["meta"]):
        assert row["rows"] == sum(row[outcome] for outcome in OUTCOMES), row
    return account


def meta(account: Mapping[str, Any], *names: str) -> tuple[int, ...]:
    """Some totals of an import."""
    return tuple(account["meta"][name] for name in names)


def plans_map(path: Path, event: str, end: str) -> Path:
    """A map of one's own: plans with their ends, all that was open in the first quarter."""
    path.write_text(
        f"""
name = "plans"
title = "Plans"
event = "{event}"
child = "Child ID"
date = "Start"
covers = {{ from = {NEW_YEAR}, of = "open" }}

[[also]]
event = "{end}"
date = "End"
ends = true
""",
        encoding="utf-8",
    )
    return path
