"""How an export was asked: where it goes, at which times, why; under the names that reading commands use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from journey.cli.options import PSEUDONYMISE, PURPOSE, TIMES, with_options
from journey.cli.output import check_output
from journey.domain.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an export was asked. The times are None where they were not given."""

    out: Path
    as_at: date | None
    known_at: date | None
    position: int | None
    purpose: str
    pseudonymise: Path | None = None


def exporting(function: Function) -> Function:
    """Give a format OUT and the options of exporting; its function gets them as one ``Wanted``, before all others.

    Raises ``UsageError``, before anything is read, for a file that could not be written or that is there already.
    """

    @wraps(function)
    def with_wanted(
        out: Path,
        as_at: date | None,
        known_at: date | None,
        position: int | None,
        purpose: str | None,
        overwrite: bool,
        pseudonymise: Path | None,
        **others: Any,
    ) -> Any:
        check_output(out)
        if out.exists() and not overwrite:
            raise UsageError(f"{out} is there already: name another file, or say --overwrite.")
        wanted = Wanted(out, as_at or known_at, known_at, position, (purpose or "").strip(), pseudonymise)
        return function(wanted, **others)

    return cast(Function, with_options((_OUT, *TIMES, PURPOSE, PSEUDONYMISE, _OVERWRITE), with_wanted))


_OUT = click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
_OVERWRITE = click.option("--overwrite", is_flag=True, help="Write over a file that is there already.")
