"""The commands that take the borough's files in, in the order in which the files were made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from shlex import join


@dataclass(frozen=True, slots=True)
class Command:
    """One ``journey import``: the source, its files and options, and the day on which the files were made.

    ``order`` puts the commands of one day in order.
    """

    made: date
    order: int
    source: str
    files: tuple[PurePosixPath, ...]
    options: tuple[str, ...] = ()

    def words(self) -> list[str]:
        """What follows ``journey``; files as seen from the borough's folder."""
        return ["import", self.source, *map(str, self.files), *self.options]


def in_order(commands: Iterable[Command]) -> list[Command]:
    """The commands by the day on which their files were made."""
    return sorted(commands, key=lambda one: (one.made, one.order, one.files))


def text(commands: Iterable[Command]) -> str:
    """One command a line."""
    return "".join(f"{join(['journey', *one.words()])}\n" for one in commands)
