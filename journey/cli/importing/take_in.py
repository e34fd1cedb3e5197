"""What every source does: open the store, read, compare, write, hand refused rows back, show the counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from journey.cli.canonical import canonical
from journey.cli.importing.account import import_report
from journey.cli.importing.asked import Asked
from journey.cli.progress import progress
from journey.cli.session import who
from journey.cli.showing import content_of, show
from journey.cli.store import store_url
from journey.cli.withholding import Withholding, withholding
from journey.domain.errors import JourneyError, NotPermitted
from journey.domain.statements import child_stream
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.domain.columns import SourceDeclaration
    from journey.domain.extract import Extract, Refused
    from journey.store.importing import Imported
    from journey.store.log import Log

SHOWN = 5
"""How many refused rows are said on the screen; all of them are in the rejects file."""

Refers = Callable[[str], Callable[[str, str], str]]
"""By authority's code: the keyed reference of a kind (``worker``, ``family``) and a text."""

Read = Callable[[Refers], Sequence["Extract"]]
"""Reads what was asked for: one extract, or several of different days. Raises ``BadInputFile``."""


def take_in(asked: Asked, declaration: SourceDeclaration, read: Read) -> None:
    """Take in what ``read`` gives, in the order of the days it speaks for, each extract whole or not at all.

    Everything is read before anything is written. Raises what reading and importing raise; where extracts of the same
    command had been taken in before, the error says so.
    """
    from journey.store.log import is_there, open_log

    ctx = click.get_current_context()
    read_before = None if is_there(store_url(ctx)) else _read_without_store(read)
    with open_log(store_url(ctx)) as log:
        extracts = sorted(read_before or read(_refers(log)), key=lambda e: (e.speaks_for, e.known_on, e.made, e.file))
        done: list[tuple[Extract, Imported]] = []
        for extract in extracts:
            done.append((extract, _import(log, extract, declaration, asked, done)))
        report = import_report(log, done, asked.dry_run, canonical(ctx, {"format_name": asked.showing.format}))
        try:
            _say(asked, done, log, report.meta["command"])
        finally:  # what was taken in is told even where the rows set aside cannot be handed back
            show(content_of(report, asked.showing), report, asked.showing)


def _read_without_store(read: Read) -> Sequence[Extract] | None:
    """Read before there is a store: a file that cannot be read must not leave an empty one behind.

    None where the file names workers: their references need the keys that the store will have.
    """
    asked_for = False

    def refers(_la: str) -> Callable[[str, str], str]:
        def refer(_kind: str, text: str) -> str:
            nonlocal asked_for
            asked_for = True
            return text

        return refer

    extracts = read(refers)
    return None if asked_for else extracts


def _refers(log: Log) -> Refers:
    from journey.domain.statements import organisation_stream

    return lambda la: lambda kind, text: log.keyring.reference(organisation_stream(la), kind, text)


def _import(
    log: Log,
    extract: Extract,
    declaration: SourceDeclaration,
    asked: Asked,
    before: Sequence[tuple[Extract, Imported]],
) -> Imported:
    from journey.store.importing import import_extract

    try:
        with progress("Comparing") as step:
            return import_extract(
                log,
                extract,
                declaration,
                by=who(),
                allow_retractions=asked.allow_retractions,
                dry_run=asked.dry_run,
                progress=step,
            )
    except JourneyError as error:
        if before and not asked.dry_run:
            days = ", ".join(f"{taken.speaks_for:%d/%m/%Y}" for taken, _ in before)
            raise type(error)(f"{error} Taken in before it, by the same command: {days}.") from error
        raise


def _say(asked: Asked, done: Sequence[tuple[Extract, Imported]], log: Log, command: str) -> None:
    """What the person importing should know, on the error stream; refused rows go to their file.

    Of records that are not for this reader it is only said how many rows were set aside. The file is a plain copy, and
    listed as one.
    """
    rights = withholding(log)
    for extract, imported in done:
        for note in (*extract.notes, *imported.remarks):
            click.echo(rights.unnamed(note), err=True)
    if asked.dry_run and len(done) > 1:
        click.echo(
            "Each file was compared with the store as it is, not with the other files of this command.", err=True
        )
    every = [(extract, name, row) for extract, imported in done for name, row in imported.refused]
    refused = [(_names(extract), name, row) for extract, name, row in every if not _hidden(extract, row, rights)]
    streams = {child_stream(extract.la, row.child) for extract, _, row in every if row.child is not None}
    if hidden := len(every) - len(refused):
        click.echo(
            f"{counted(hidden, 'row')} set aside and not handed back: of records that are sealed or restricted. Who "
            "may read them imports the file again, with JOURNEY_ROLE.",
            err=True,
        )
    if not refused:
        return
    from journey.cli.rejects import place, write_rejects

    rows = counted(len(refused), "row", "rows")
    try:
        log.access.record(
            who=who(),
            purpose="[export] rows set aside",
            command=command,
            as_at=None,
            known_at=None,
            position=log.position(),
            children=sorted(stream for stream in streams if not rights.hides(stream)),
        )
        write_rejects(asked.rejects, refused)
    except NotPermitted as error:
        for files, name, row in refused:
            click.echo(place(files, name, row), err=True)
        taken = "" if asked.dry_run else "The rest was taken in all the same. "
        raise NotPermitted(f"{error} {taken}The {rows} set aside: see above.") from error
    for files, name, row in refused[:SHOWN]:
        click.echo(place(files, name, row), err=True)
    if len(refused) > SHOWN:
        click.echo(f"… and {len(refused) - SHOWN:,} more.", err=True)
    click.echo(f"{rows} set aside in {asked.rejects}.", err=True)


def _hidden(extract: Extract, row: Refused, rights: Withholding) -> bool:
    return row.child is not None and rights.hides(child_stream(extract.la, row.child))


def _names(extract: Extract) -> str:
    return ", ".join(name for name, _ in extract.files)
