"""A process that will be killed: ``python -m tests.soak.victim JOB STORE FOLDER TURN``.

It stops before its work until told to go, and prints a line of JSON for each piece that was acknowledged to it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

import journey
from journey.cli.importing import annex_a, take_in
from journey.cli.main import cli
from journey.domain.statements import Statement
from journey.importers.annex_a import ANNEX_A
from journey.projections.journal import build, chunks, open_journal
from journey.recording.journeys import JourneyLog
from journey.store.log import open_log

LA = "999"
FIRST = date(2024, 12, 2)
LOADED = (annex_a, take_in, ANNEX_A)
"""What an import loads on its way, loaded before the word is given: it is the work that is to be killed."""

CONTACTS = 200
"""More than a child is ever recorded with before the kill."""

Told = Any
"""What a job prints of a piece of its work, as JSON."""


def child_of(turn: int) -> str:
    """The child of whom a turn records."""
    return str(2_000_000 + turn)


def command(log: JourneyLog, turn: int, number: int) -> list[Told]:
    """The command of this number in a turn's recording: contacts, each corrected by the command after it."""
    child, on = child_of(turn), FIRST + timedelta(number // 2)
    if number % 2:
        done = log.correct(child, f"contact/{on}/1", source="6", reason="the wrong button")
    else:
        done = log.record("ContactReceived", child, on=on, new=number == 0, la=None if number else LA)
    return [told(one) for one in done.statements]


def told(one: Statement) -> Told:
    """A statement as a job tells of it: its position, and what it is."""
    return [one.position, one.stream, one.version, one.name, one.fact]


def import_command(url: str, folder: Path, turn: int) -> list[str]:
    """The command line that takes in the files of a turn."""
    where = folder / f"import-{turn}"
    files = [str(path) for path in sorted(where.glob("List*.csv"))]
    day = (FIRST + timedelta(turn)).isoformat()
    how = ["--la", LA, "--extract-date", day, "--allow-retractions", "--format", "json"]
    return ["--store", url, "import", "annex-a", *files, *how, "--rejects", str(where / "rejects.csv")]


def _record(url: str, _folder: Path, turn: int) -> Iterator[Told]:
    with journey.open_log(url, by="Ruth Vale", create=True) as log:
        for number in range(2 * CONTACTS):
            yield command(log, turn, number)


def _import(url: str, folder: Path, turn: int) -> Iterator[Told]:
    cli.main(import_command(url, folder, turn), prog_name="journey", standalone_mode=False)  # prints by itself
    yield from ()


def _catch_up(url: str, folder: Path, _turn: int) -> Iterator[Told]:
    chunks.POSITIONS, build.FOLD_ABOVE = 40, -1  # many small steps, and the buckets made again each time
    with open_log(url, create=False) as log, open_journal(log, folder / "cache") as journal:
        yield journal.position


JOBS: dict[str, Callable[[str, Path, int], Iterator[Told]]] = {
    "recording": _record,
    "import": _import,
    "catch-up": _catch_up,
}


def main() -> None:
    """Wait for the word, then work."""
    job, url, folder, turn = sys.argv[1:]
    click.echo("ready")
    if not sys.stdin.readline():
        return  # nobody is there to kill it
    for done in JOBS[job](url, Path(folder), int(turn)):
        click.echo(json.dumps(done))


if __name__ == "__main__":
    main()
