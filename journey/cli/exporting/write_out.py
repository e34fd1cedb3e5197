"""What every export does: stand in time, record who takes what away and why, then write the file piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from journey.cli.exporting.asked import Wanted
from journey.cli.options import TABLE, Reading
from journey.cli.output import new_file
from journey.cli.progress import Step, progress
from journey.cli.session import Session, session, who
from journey.cli.withholding import DISPOSED, withholding
from journey.domain.errors import NotPermitted
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.store.log import Log

Pieces = Callable[[Step], Iterable[bytes]]
"""Makes the file's content piece by piece, saying how far it is."""


@contextmanager
def exports(wanted: Wanted) -> Iterator[Session]:
    """The store, opened, at the times that were asked for."""
    reading = Reading(
        TABLE, None, wanted.as_at, wanted.known_at, wanted.position, wanted.purpose, pseudonymise=wanted.pseudonymise
    )
    with session(reading) as reader:
        yield reader


def write_out(reader: Session, wanted: Wanted, children: Sequence[str], pieces: Pieces) -> Sequence[str]:
    """Record the export, then write it. ``children`` are the streams of those of whom it would speak.

    Records that were disposed of are not in it: those that are, are returned.

    Raises ``NotPermitted``, with nothing written, when the export cannot be recorded.
    """
    log: Log = reader.log
    rights = withholding(log)
    if gone := [stream for stream in children if stream in rights.disposed]:
        children = [stream for stream in children if stream not in rights.disposed]
        click.echo(f"{counted(len(gone), 'record')} left out: {DISPOSED}.", err=True)
    if refusal := rights.refusal(children):
        raise NotPermitted(refusal)
    log.access.record(
        who=who(),
        purpose=rights.purpose(children, wanted.purpose),
        command=reader.command,
        as_at=wanted.as_at,
        known_at=wanted.known_at,
        position=reader.standpoint.position,
        children=children,
    )
    with progress("Writing") as step, new_file(wanted.out) as file:
        file.writelines(pieces(step))
    return children
