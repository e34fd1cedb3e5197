"""The options that every reading command has, under one name with one help text each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from journey.cli.days import DAY
from journey.reports import format_of, formats

Function = TypeVar("Function", bound=Callable[..., Any])

TABLE = "table"
"""The format for people at a terminal; the others are files."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reading command was asked: at which times, in which format, where to, and why.

    ``output`` is None for the standard output. ``as_at`` and ``known_at`` are None where the store decides.
    """

    as_at: date | None
    known_at: date | None
    position: int | None
    format: str
    output: Path | None
    purpose: str | None


def reading(function: Function) -> Function:
    """Give a command the options of reading; its function gets them as one ``Reading``, before its other arguments."""

    @wraps(function)
    def with_reading(
        *args: Any,
        as_at: date | None,
        known_at: date | None,
        position: int | None,
        format_name: str | None,
        output: Path | None,
        purpose: str | None,
        **others: Any,
    ) -> Any:
        to = None if output == Path("-") else output
        chosen = Reading(
            as_at=as_at or known_at,
            known_at=known_at,
            position=position,
            format=format_name or _format_by_ending(to),
            output=to,
            purpose=purpose,
        )
        return function(chosen, *args, **others)

    for option in reversed(_OPTIONS):
        option(with_reading)
    return with_reading  # type: ignore[return-value]


_OPTIONS = (
    click.option("--as-at", type=DAY, metavar="D", help="What had happened by this day. Default: the data date."),
    click.option(
        "--known-at",
        type=DAY,
        metavar="D",
        help="Only what is shown to have been on a system by this day; known to a professional is another matter. "
        "Alone, it sets --as-at to the same day.",
    ),
    click.option(
        "--position",
        type=click.IntRange(min=0),
        metavar="N",
        help="Only what this store held when it stood at position N: what did we print?",
    ),
    click.option(
        "--format",
        "format_name",
        type=click.Choice((TABLE, *formats())),
        help="Default: by the ending of --output, else table.",
    ),
    click.option(
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write to this file, readable by you alone, instead of the screen.",
    ),
    click.option("--purpose", metavar="TEXT", help="Why you look; kept in the access log."),
)


def _format_by_ending(output: Path | None) -> str:
    if output is None or output.suffix.lower() == ".txt":
        return TABLE
    found = format_of(output)
    if found is None:
        endings = ", ".join(f".{name}" for name in formats())
        raise click.UsageError(
            f"{output}: no format has the ending '{output.suffix}'. Use {endings} or .txt, or say --format."
        )
    return found
