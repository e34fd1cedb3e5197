"""One reading of the store: opened, placed in time, recorded in the access log, and only then shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from journey.cli.canonical import canonical
from journey.cli.clock import today
from journey.cli.options import TABLE, Reading
from journey.cli.output import check_output, print_bytes, print_text, write_file
from journey.cli.store import store_url
from journey.domain.errors import UsageError
from journey.reports import write
from journey.reports.provenance import data_line, provenance
from journey.reports.table import CannotWrite, Report

if TYPE_CHECKING:
    from journey.projections.standpoint import Standpoint
    from journey.store.log import Log

_FILE_WIDTH = 120


@dataclass(frozen=True)
class Session:
    """A store opened for one reading command, and the point in time it stands at."""

    log: Log
    standpoint: Standpoint
    asked: Reading
    command: str

    def meta(self, **more: Any) -> dict[str, Any]:
        """What makes a report again, and whatever else its JSON promises."""
        at = self.standpoint
        return {
            "store": self.log.store_id,
            "position": at.position,
            "chain": at.chain,
            "as_at": at.as_at,
            "known_at": at.known_at,
            "data_to": at.data_to,
            "command": self.command,
            **more,
        }

    def deliver(self, report: Report, streams: Sequence[str] = ()) -> None:
        """Record who reads what, then show the report. ``streams`` are the children it is about.

        Raises ``NotPermitted``, with nothing shown, when the reading cannot be recorded.
        """
        content = _content(report, self.asked)
        at = self.standpoint
        self.log.access.record(
            who=who(),
            purpose=self.asked.purpose or "",
            command=self.command,
            as_at=at.as_at,
            known_at=at.known_at,
            position=at.position,
            children=list(streams),
        )
        _show(content, self.asked)
        if self.asked.format == "csv":
            _say_origin(report)


@contextmanager
def session(asked: Reading) -> Iterator[Session]:
    """Open the store for reading. Everything that can be refused is refused before anything is read."""
    _check(asked)

    from journey.projections.standpoint import stand
    from journey.store.log import open_log

    ctx = click.get_current_context()
    with open_log(store_url(ctx), create=False) as log:
        at = stand(log, as_at=asked.as_at, known_at=asked.known_at, position=asked.position, today=today())
        resolved = {"as_at": at.as_at, "known_at": at.known_at, "position": at.position, "format_name": asked.format}
        yield Session(log, at, asked, canonical(ctx, resolved))


def who() -> str:
    """Who is reading or recording: ``JOURNEY_USER``, else the user of the operating system."""
    if named := os.environ.get("JOURNEY_USER", "").strip():
        return named
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass

        return getpass.getuser()


def _check(asked: Reading) -> None:
    if asked.output is not None:
        check_output(asked.output)
    elif asked.format == "xlsx" and sys.stdout.isatty():
        raise UsageError("A workbook cannot be shown on a terminal: name a file with --output FILE.xlsx.")


def _content(report: Report, asked: Reading) -> bytes | str:
    if asked.format == TABLE:
        return _table(report, asked)
    try:
        return write(report, asked.format)
    except CannotWrite as error:
        raise UsageError(str(error)) from None


def _table(report: Report, asked: Reading) -> str:
    from journey.reports.terminal import render

    if asked.output is not None:
        return render(report, today=today(), width=None, colour=False)
    window = sys.stdout.isatty()
    return render(
        report,
        today=today(),
        width=_window_width() if window else None,
        colour=window and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        ascii_only=not (sys.stdout.encoding or "utf-8").lower().startswith("utf"),
    )


def _window_width() -> int:
    import shutil

    return max(40, shutil.get_terminal_size((_FILE_WIDTH, 24)).columns)


def _show(content: bytes | str, asked: Reading) -> None:
    if asked.output is not None:
        write_file(asked.output, content if isinstance(content, bytes) else content.encode())
        click.echo(f"Written to {asked.output}", err=True)
    elif isinstance(content, bytes):
        print_bytes(content)
    else:
        print_text(content)


def _say_origin(report: Report) -> None:
    click.echo(data_line(report.meta, today()), err=True)
    for line in provenance(report.meta):
        click.echo(f"{line.label}: {line.value}", err=True)
