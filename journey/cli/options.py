"""The options that every reading command has, under one name with one help text each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from journey.cli.days import DAY
from journey.reports import format_of, formats

Function = TypeVar("Function", bound=Callable[..., Any])

TABLE = "table"
"""The format for people at a terminal; the others are files."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How a report is shown. ``output`` is None for the standard output."""

    format: str
    output: Path | None


@dataclass(frozen=True, slots=True)
class Reading(Showing):
    """How a reading command was asked, at which times and why. The times are None where the store decides.

    Without ``inferred``, facts whose day no source gives are left out. ``pseudonymise`` is the file of a key.
    """

    as_at: date | None
    known_at: date | None
    position: int | None
    purpose: str | None
    inferred: bool = True
    pseudonymise: Path | None = None


def showing(function: Function) -> Function:
    """Give a command --format and --output; its function gets them as one ``Showing``, before its other arguments."""

    @wraps(function)
    def with_showing(*args: Any, format_name: str | None, output: Path | None, **others: Any) -> Any:
        return function(Showing(*_shown(format_name, output)), *args, **others)

    return cast(Function, with_options(_SHOWING, with_showing))


def reading(function: Function) -> Function:
    """Give a command all options of reading; its function gets them as one ``Reading``, before its other arguments."""

    @wraps(function)
    def with_reading(
        *args: Any,
        as_at: date | None,
        known_at: date | None,
        position: int | None,
        format_name: str | None,
        output: Path | None,
        purpose: str | None,
        no_inferred: bool,
        pseudonymise: Path | None,
        **others: Any,
    ) -> Any:
        shown = _shown(format_name, output)
        asked = Reading(*shown, as_at or known_at, known_at, position, purpose, not no_inferred, pseudonymise)
        return function(asked, *args, **others)

    return cast(Function, with_options((*TIMES, NO_INFERRED, *_SHOWING, PURPOSE, PSEUDONYMISE), with_reading))


TIMES = (
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
)
NO_INFERRED = click.option(
    "--no-inferred",
    is_flag=True,
    help="Leave out events whose day no source gives, and which were inferred from what files show.",
)
_SHOWING = (
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
)
PURPOSE = click.option("--purpose", metavar="TEXT", help="Why you look; kept in the access log.")
PSEUDONYMISE = click.option(
    "--pseudonymise",
    type=click.Path(path_type=Path),
    metavar="KEYFILE",
    help="With pseudonyms, ages and moved dates, under the key in this file. Still personal data.",
)


def with_options(options: Iterable[Callable[[Any], Any]], function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function options, in the order in which its help is to list them."""
    for option in reversed(tuple(options)):
        option(function)
    return function


def _shown(format_name: str | None, output: Path | None) -> tuple[str, Path | None]:
    to = None if output == Path("-") else output
    return format_name or _format_by_ending(to), to


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
