"""The published tables that a store knows of, and writing them again when a record must leave them or is another's.

The access log says where tables were published. What stands there says of which store it is and how it was asked for.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from journey.cli.clock import today
from journey.cli.publishing.target import Target
from journey.domain.errors import JourneyError, NotPermitted

if TYPE_CHECKING:
    from journey.domain.statements import Statement
    from journey.store.log import Log

COMMAND: Final = "journey publish"
"""What the entries of the access log begin with that say where tables were published."""

_PSEUDONYMISED: Final = "--pseudonymise"

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
    return shlex.join([*COMMAND.split(), *words, *([_PSEUDONYMISED, "KEYFILE"] if pseudonymised else [])])


def followed(log: Log, said: Iterable[Statement]) -> None:
    """Write published tables again, and say which, where one of these statements touches what may stand in them."""
    if any(one.name in _FOLLOWED for one in said):
        written_again(log).tell()


def written_again(log: Log) -> Copies:
    """Write every publication of a store again, as it was asked for. One that is another store's by now is let be."""
    again: list[str] = []
    out_of_reach: dict[str, int] = {}
    for where, last in _published(log).items():
        try:
            if _write(log, Target.of(where), pseudonymised=last.pseudonymised):
                again.append(where)
        except JourneyError:
            out_of_reach[where] = last.entry
    return Copies(tuple(again), out_of_reach)


class _Last(NamedTuple):
    entry: int
    pseudonymised: bool


def _published(log: Log) -> dict[str, _Last]:
    """Every place where tables were published, with the last entry that says so."""
    found: dict[str, _Last] = {}
    for entry in log.access.entries(command=f"{COMMAND} "):
        words = shlex.split(entry.command)
        found[words[2]] = _Last(entry.position, _PSEUDONYMISED in words)
    return found


def _write(log: Log, target: Target, *, pseudonymised: bool) -> bool:
    """Whether tables were written again; not where they are another store's. Raises where they cannot be.

    That they had pseudonyms is the access log's to say: what stands beside them may have been changed by others.
    """
    from journey.cli.publishing.writing import asked_before, write_tables
    from journey.cli.session import Session
    from journey.projections.standpoint import stand
    from journey.store.tables import read_about

    about = read_about(target.address)
    if about is None:
        raise NotPermitted(f"{target} holds no tables any more.")
    if about["store"] != log.store_id:
        return False
    asked = asked_before(about)
    if (asked.pseudonymise is not None) != pseudonymised:
        raise NotPermitted(f"{target} says otherwise of its pseudonyms than the access log.")
    at = stand(log, as_at=asked.as_at, known_at=asked.known_at, position=asked.position, today=today())
    line = command_line(target, at.as_at, at.known_at, at.position, pseudonymised=pseudonymised)
    write_tables(Session(log, at, asked, line), target)
    return True
