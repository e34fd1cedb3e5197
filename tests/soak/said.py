"""What a part of the soak comes to, and the engines that it is run on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from sqlalchemy.engine import make_url

from benchmarks.machine import load, machine
from tests.servers import database, running

ENGINES = ("SQLite", "PostgreSQL")


class Said(NamedTuple):
    """A report in Markdown, and whether every law held."""

    report: str
    good: bool


def say(text: str) -> None:
    """Progress, on the error stream."""
    click.echo(text, err=True)


@contextmanager
def store_on(engine: str) -> Iterator[tuple[str, Path]]:
    """The address of a store not yet made, and a folder for whatever stands beside it."""
    with TemporaryDirectory(prefix="journey-soak-") as name:
        folder = Path(name)
        given = os.environ.get("JOURNEY_TEST_POSTGRES")
        if engine == "SQLite":
            yield f"sqlite:///{folder / 'journey.db'}", folder
        elif given:
            with database(make_url(given).set(drivername="postgresql+psycopg2")) as url:
                yield url, folder
        else:
            with running() as server, database(server.url) as url:
                yield url, folder


def measured_on() -> str:
    """The machine, and how busy it was: one sentence for a report."""
    about = machine()
    what = ", ".join(about[label] for label in ("Processor", "System"))
    return f"{about['Cores']} cores ({what}), {about['Memory']}, Python {about['Python']}.{load()}"


def table(headers: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    """The lines of a table in Markdown; all columns but the first are numbers."""
    lines = [f"| {' | '.join(headers)} |", "|---|" + "---:|" * (len(headers) - 1)]
    return [*lines, *(f"| {' | '.join(_cell(one) for one in row)} |" for row in rows)]


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}" if isinstance(value, float) else str(value)
