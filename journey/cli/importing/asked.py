"""How an import was asked: the options that every source shares, under one name with one help text each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.options import Showing, showing
from journey.cli.showing import check
from journey.domain.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Asked:
    """How an import was asked. ``la`` and ``extract_date`` are None where they were not given, ``files`` as named."""

    files: tuple[Path, ...]
    la: str | None
    extract_date: date | None
    dry_run: bool
    rejects: Path
    allow_retractions: bool
    showing: Showing

    @property
    def authority(self) -> str:
        """The authority's code, of a source that cannot do without the option."""
        assert self.la is not None
        return self.la

    @property
    def day(self) -> date:
        """The extract date, of a source that cannot do without the option."""
        assert self.extract_date is not None
        return self.extract_date


def importing(
    *,
    files_needed: bool = True,
    la_needed: bool = False,
    la_help: str,
    date_needed: bool = False,
    date_help: str,
) -> Callable[[Function], Function]:
    """Give a source FILE… and the options of importing; its function gets them as one ``Asked``, before all others.

    What cannot be meant is refused before anything is read. Raises ``UsageError``.
    """

    def decorate(function: Function) -> Function:
        @wraps(function)
        def with_asked(
            shown: Showing,
            files: tuple[Path, ...],
            la: str | None,
            extract_date: date | None,
            dry_run: bool,
            rejects: Path,
            allow_retractions: bool,
            **others: Any,
        ) -> Any:
            check(shown)
            check_authority(la)
            check_rejects(rejects, files)
            _check_day(extract_date)
            asked = Asked(files, la, extract_date, dry_run, rejects, allow_retractions, shown)
            return function(asked, **others)

        taking: Any = showing(with_asked)
        for option in reversed(
            (
                click.argument(
                    "files", metavar="FILE…", nargs=-1, required=files_needed, type=click.Path(path_type=Path)
                ),
                click.option("--la", required=la_needed, metavar="CODE", help=la_help),
                click.option("--extract-date", required=date_needed, type=DAY, metavar="D", help=date_help),
                *_OPTIONS,
            )
        ):
            taking = option(taking)
        return cast(Function, taking)

    return decorate


def rejects_option(help_: str) -> Callable[[Function], Function]:
    """``--rejects FILE``, with what it means for a source."""
    default = Path("rejects.csv")
    path = click.Path(path_type=Path)
    return click.option("--rejects", type=path, default=default, show_default=True, metavar="FILE", help=help_)


_OPTIONS = (
    click.option("--dry-run", is_flag=True, help="Read and compare, and write nothing."),
    rejects_option("Where refused rows go, with what to do about each."),
    click.option(
        "--allow-retractions", is_flag=True, help="Go on though more than a fifth of a list would be retracted."
    ),
)


def check_rejects(rejects: Path, files: tuple[Path, ...]) -> None:
    """Refused rows must never be written over what is being read, nor over anything that is not a CSV."""
    if rejects.suffix.lower() != ".csv" or rejects.resolve() in {file.resolve() for file in files}:
        raise UsageError(f"--rejects {rejects}: give a CSV file of its own, such as rejects.csv.")


def check_authority(la: str | None) -> None:
    """An authority's code is three digits. Raises UsageError."""
    if la is not None and not (len(la) == 3 and la.isdigit() and la.isascii()):
        raise UsageError(f"--la {la}: an authority's DfE code has three digits, such as 999.")


def _check_day(day: date | None) -> None:
    if day is not None and day > today():
        raise UsageError(f"--extract-date {day:%d/%m/%Y} lies in the future: give the day the file describes.")
