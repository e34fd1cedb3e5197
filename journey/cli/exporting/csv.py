"""``journey export csv``: every statement of the store, in a form that ``journey import events`` takes in again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journey.cli.exporting.asked import Wanted, exporting
from journey.cli.exporting.pseudonymised import statements_told
from journey.cli.exporting.write_out import exports, write_out
from journey.cli.pseudonymising import disguise
from journey.cli.session import Session
from journey.domain.errors import UsageError
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.exporters.events import Tell


@click.command(epilog='Example: journey export csv events.csv --personal --purpose "move to another server"')
@click.option(
    "--personal",
    is_flag=True,
    help="With personal details in clear, and the keys that seal them; needs --purpose. Default: left out.",
)
@exporting
def command(wanted: Wanted, personal: bool) -> None:
    """Every statement as a row of CSV, lossless: `journey import events` takes the file in again.

    Without a day or position the whole log is written: what was said of children, the organisation, and what was
    imported. With --as-at, facts are left out that everybody puts after that day; with --known-at, what was said later.
    A store that takes the file in gives the same answers; with personal details it also goes on with the next import
    as if nothing had happened. Without them, dates of birth, numbers, names and free text are not in the file, and an
    age cannot be told from it. With --pseudonymise only what was said of children is in it, under pseudonyms.
    """
    from journey.exporters.events import as_it_is, event_lines
    from journey.exporters.statements import Cut

    if personal and not wanted.purpose:
        raise UsageError("--personal takes personal details out of the store: say why with --purpose TEXT.")
    if personal and wanted.pseudonymise:
        raise UsageError("--personal and --pseudonymise contradict each other: leave one of them out.")
    with exports(wanted) as reader:
        log, position = reader.log, reader.standpoint.position
        tell: Tell = as_it_is if wanted.pseudonymise is None else _told(reader, wanted.pseudonymise)
        cut = Cut(position, wanted.as_at, wanted.known_at)
        children: Sequence[str] = [summary.stream for summary in log.streams("child", upto=position)]
        children = write_out(reader, wanted, children, lambda step: event_lines(log, cut, personal, step, tell))
    kept = "with personal details in clear" if personal else "without personal details (--personal writes them)"
    click.echo(
        f"Written to {wanted.out}, readable by you alone: up to {counted(len(children), 'child', 'children')}, {kept}.",
        err=True,
    )


def _told(reader: Session, key: Path) -> Tell:
    told = disguise(reader.log, key, reader.standpoint.as_at)
    return statements_told(told, reader.standpoint.known_at)
