"""``journey publish``: the facts as they stand, and what follows from them, as tables in a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from journey.cli.options import PSEUDONYMISE, PURPOSE, TABLE, TIMES, Reading, with_options
from journey.cli.publishing.target import Target, TargetType
from journey.cli.session import session
from journey.reports.words import counted

USE = "Look after the store"


def publishing(function: Callable[..., None]) -> Callable[..., None]:
    """Give the command the options that other exports have."""
    return with_options((*TIMES, PURPOSE, PSEUDONYMISE), function)


@click.command(epilog="Example: journey publish sqlite:///tables.db --pseudonymise KEYFILE")
@click.argument("url", metavar="URL", type=TargetType())
@publishing
def command(
    url: Target,
    as_at: date | None,
    known_at: date | None,
    position: int | None,
    purpose: str | None,
    pseudonymise: Path | None,
) -> None:
    """Write the facts as they stand to plain tables, for Power BI and other programs.

    URL is a SQLite file (sqlite:///tables.db) or a database (postgresql://…, schema journey_published). What was
    published there before is replaced, all of it or nothing: children, facts, details, spans, timescales, handoffs,
    caseloads, and about, which says what they are. Sealed, restricted and disposed records are left out. It is a copy
    of personal data: recorded as an export, and written again when a record is disposed of, sealed or merged.
    """
    from journey.cli.publishing.copies import command_line
    from journey.cli.publishing.writing import write_tables

    asked = Reading(TABLE, None, as_at or known_at, known_at, position, purpose, pseudonymise=pseudonymise)
    with session(asked) as reader:
        at = reader.standpoint
        line = command_line(url, at.as_at, at.known_at, at.position, pseudonymised=pseudonymise is not None)
        done = write_tables(replace(reader, command=line), url)
    rows = ", ".join(f"{name} {number:,}" for name, number in done.counts.items())
    click.echo(f"Published to {url}, as at {at.as_at:%d/%m/%Y}. Rows: {rows}.", err=True)
    for number, why in ((done.withheld, "sealed or restricted"), (done.disposed, "disposed of")):
        if number:
            click.echo(f"{counted(number, 'child', 'children')} left out: {why}.", err=True)
