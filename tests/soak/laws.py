"""What must hold of any file that was changed on its way, whatever was changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from journey.domain.facts import parse_fact_key
from journey.domain.statements import Statement
from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.commands import OUTCOMES
from tests.journey.reports import shipped_report
from tests.soak.model import Rows, Source, Tables, children_in, files_of, written
from tests.soak.mutate import UNREADABLE, Changed, changed

ON_PURPOSE = frozenset({0, 2, 11})
"""Exit codes of an import: taken in, asked for what cannot be meant, refused."""

_BLANK = {written(cell).strip() for cell in UNREADABLE}


@dataclass(frozen=True)
class Tried:
    """What became of one changed file. ``wrong`` says which laws it broke."""

    source: str
    seed: int
    how: str
    code: int
    rows: int
    set_aside: int
    retracted: int
    wrong: tuple[str, ...]


def store_of(source: Source, folder: Path) -> Path:
    """A folder with a store that holds the source's first file, to be copied for each trial."""
    home = folder / source.name
    home.mkdir(parents=True)
    taken = _import(source, home, files_of(source, source.before), source.command[0])
    assert taken.exit_code == 0, (source.name, taken.stderr, taken.exception)
    return home


def tried(source: Source, home: Path, folder: Path, seed: int) -> Tried:
    """One changed file, taken into a copy of the store and held against the laws."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(home, folder)
    what = changed(source, seed)
    before = _place(folder)
    done = _import(source, folder, what.files, source.command[1])
    wrong = list(_said(done))
    rows = set_aside = retracted = 0
    if done.exit_code == 0 and not wrong:
        account = json.loads(done.stdout)
        rows, set_aside = account["meta"]["rows"], account["meta"]["rejected"]
        wrong += _accounted(account)
        gone = _retracted(folder, before[0])
        retracted = len(gone)
        wrong += _falsely(source, what, gone)
    elif _place(folder) != before:
        wrong.append("refused, and something was written")
    with open_log(_store(folder), create=False) as log:
        wrong += [f"does not verify: {problem}" for problem in log.verify().problems]
    return Tried(source.name, seed, what.how, done.exit_code, rows, set_aside, retracted, tuple(wrong))


def _store(folder: Path) -> str:
    return f"sqlite:///{folder / 'journey.db'}"


def _place(folder: Path) -> tuple[int, bytes]:
    with open_log(_store(folder), create=False) as log:
        place = log.place()
        return place.position, place.chain


def _import(source: Source, folder: Path, files: dict[str, bytes], command: tuple[str, ...]) -> Any:
    paths = []
    for name, content in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    verb, *more = command
    if verb == "map":
        visit = {"Child ID": "1000007", "Visit date": "06/01/2025", "Visit type": "CP visit"}
        report = shipped_report(folder / "visits.csv", "visits", [visit])
        verb, paths, more = "report", [report], ["--map", str(paths[0]), "--la", "999", "--extract-date", "2025-04-30"]
    names = [str(path) for path in paths]
    rejects = ("--rejects", str(folder / "rejects.csv"), "--allow-retractions", "--format", "json")
    return journey("import", verb, *names, *more, *rejects, store=_store(folder))


def _said(done: Any) -> Iterator[str]:
    """Nothing but a refusal on purpose is raised, and it says something plain."""
    if done.exit_code not in ON_PURPOSE and done.exit_code != 1:
        yield f"exit code {done.exit_code}"
    error = done.exception
    if error is not None and not isinstance(error, SystemExit):
        yield f"raised {type(error).__name__}: {error}"
    elif done.exit_code and (not done.stderr.strip() or "Traceback" in done.stderr or done.stdout):
        yield f"refused without a plain word: {done.stderr[:200]!r}"


def _accounted(account: dict[str, Any]) -> Iterator[str]:
    """Every row read has one outcome."""
    for row in (*account["rows"], account["meta"]):
        if row["rows"] != sum(row[outcome] for outcome in OUTCOMES):
            yield f"rows are not accounted for: {row}"


def _retracted(folder: Path, since: int) -> list[Statement]:
    """The facts that the file withdrew, not the statements."""
    with open_log(_store(folder), create=False) as log:
        said = log.statements([summary.stream for summary in log.streams("child")])
    return [
        one
        for statements in said.values()
        for one in statements
        if one.position > since and one.name == "FactRetracted" and "statement" not in one.data
    ]


def _falsely(source: Source, what: Changed, gone: list[Statement]) -> Iterator[str]:
    """Nothing is withdrawn of which the changed file still holds the row."""
    if not gone or (what.content is None and source.form != "xml"):
        return
    if isinstance(source.after, dict):
        assert isinstance(what.content, dict)
        yield from _of_tables(source, source.after, what.content, gone)
        return
    kept = children_in(next(iter(what.files.values()))) or {}
    for child, said in (children_in(source.after) or {}).items():
        if kept.get(child) == said:
            yield from (f"{one.stream}: {one.fact}" for one in gone if _child(one) == child)


def _of_tables(source: Source, old: Tables, new: Tables, gone: list[Statement]) -> Iterator[str]:
    for name, (child, start, kind) in source.keys.items():
        stands = _stands(new[name], child, start)
        own = [one for one in gone if parse_fact_key(one.fact).kind == kind]
        if None in stands:
            yield from (f"{one.stream}: {one.fact}, though a row of an unreadable child is there" for one in own)
        for one in own:
            if (_child(one), parse_fact_key(one.fact).start) in stands or (_child(one), None) in stands:
                yield f"{one.stream}: {one.fact} stands in {name}"
    if not source.keys:
        for child in {cells for rows in old.values() for cells in _ids(rows)}:
            if all(_of(old[name], child) == _of(new[name], child) and old[name][0] == new[name][0] for name in old):
                yield from (f"{one.stream}: {one.fact}" for one in gone if _child(one) == child)


def _stands(rows: Rows, child: str, start: str) -> set[tuple[str, date | None] | None]:
    """Child and start of each row that can be read; no start where it cannot be, None where the child cannot."""
    headers = rows[0] if rows else []
    if headers.count(child) != 1 or headers.count(start) != 1:
        return set()
    found: set[tuple[str, date | None] | None] = set()
    for row in rows[1:]:
        cells = dict(zip(headers, row, strict=False))
        who, on = written(cells.get(child)).strip(), _day(cells.get(start))
        if not any(written(cell).strip() for cell in row) or len(row) > len(headers):
            continue
        if who in ("", "#N/A"):
            found.add(None)
        elif isinstance(on, date) or written(on).strip() in _BLANK:
            found.add((who, on if isinstance(on, date) and on.year > 1900 else None))
    return found


def _day(cell: Any) -> Any:
    """A day, of a cell that holds one as a day or as ISO text; else the cell."""
    try:
        return date.fromisoformat(cell) if isinstance(cell, str) else cell
    except ValueError:
        return cell


def _ids(rows: Rows) -> set[str]:
    return {written(cell) for row in rows for cell in row if str(cell).startswith("10000")}


def _of(rows: Rows, child: str) -> list[list[str]]:
    return sorted([written(cell) for cell in row] for row in rows if child in map(written, row))


def _child(said: Statement) -> str:
    return said.stream.rpartition(":")[2]
