"""The published tables that a store knows of, and writing them again when a record must leave them or is another's.

The access log says where tables were published. What stands there says of which store it is and how it was asked for.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from journey.cli.clock import today
from journey.cli.publishing.target import Target
from journey.domain.errors import JourneyError

if TYPE_CHECKING:
    from journey.domain.statements import Statement
    from journey.store.log import Log

COMMAND: Final = "journey publish"
"""What the entries of the access log begin with that say where tables were published."""

_FOLLOWED: Final = frozenset(
    {"ProcessingRestricted", "RecordDisposed", "RecordSealed", "RecordsMerged", "RecordsUnmerged", "RecordUnsealed"}
)
"""Events after which published tables must not stay as they are."""


@dataclass(frozen=True)
class Copies:
    """Tables that were written again, and those that are out of reach, each with its entry in the access log."""

    again: tuple[str, ...]
    out_of_reach: dict[str, int]

    def tell(self) -> None:
        """Say so, on the error stream."""
        for where in self.again:
            click.echo(f"Published tables written again: {where}", err=True)
        for where, entry in self.out_of_reach.items():
            click.echo(
                f"Published tables that cannot be written again ({where}, entry {entry} of journey access): whoever "
                "has them must destroy them.",
                err=True,
            )


def command_line(target: Target, as_at: object, known_at: object, position: int, *, pseudonymised: bool) -> str:
    """The command of a publication, as the access log keeps it: with every default filled in, and never a password."""
    words = [str(target), "--as-at", str(as_at), "--known-at", str(known_at), "--position", str(position)]
    return shlex.join([*COMMAND.split(), *words, *(["--pseudonymise", "KEYFILE"] if pseudonymised else [])])


def followed(log: Log, said: Iterable[Statement]) -> None:
    """Write published tables again, and say which, where one of these statements touches what may stand in them."""
    if any(one.name in _FOLLOWED for one in said):
        written_again(log).tell()


def written_again(log: Log) -> Copies:
    """Write every publication of a store again, as it was asked for. One that is another store's by now is let be."""
    again: list[str] = []
    out_of_reach: dict[str, int] = {}
    for where, entry in _published(log).items():
        try:
            if _write(log, Target.of(where)):
                again.append(where)
        except JourneyError:
            out_of_reach[where] = entry
    return Copies(tuple(again), out_of_reach)


def _published(log: Log) -> dict[str, int]:
    """Every place where tables were published, with the last entry that says so."""
    entries = log.access.entries(command=f"{COMMAND} ")
    return {shlex.split(entry.command)[2]: entry.position for entry in entries}


def _write(log: Log, target: Target) -> bool:
    """Whether tables were written again; not where they are another store's. Raises where they cannot be."""
    from journey.cli.publishing.writing import asked_before, write_tables
    from journey.cli.session import Session
    from journey.domain.errors import NotPermitted
    from journey.projections.standpoint import stand
    from journey.store.tables import read_about

    about = read_about(target.address)
    if about is None:
        raise NotPermitted(f"{target} holds no tables any more.")
    if about["store"] != log.store_id:
        return False
    asked = asked_before(about)
    at = stand(log, as_at=asked.as_at, known_at=asked.known_at, position=asked.position, today=today())
    line = command_line(target, at.as_at, at.known_at, at.position, pseudonymised=asked.pseudonymise is not None)
    write_tables(Session(log, at, asked, line), target)
    return True
