"""A report, shown in the format asked for: on the screen, in a pipe, or in a file."""

from __future__ import annotations

import os
import shutil
import sys

import click

from journey.cli.clock import today
from journey.cli.options import TABLE, Showing
from journey.cli.output import check_output, print_bytes, print_text, write_file
from journey.domain.errors import UsageError
from journey.reports import write
from journey.reports.provenance import data_line, provenance
from journey.reports.table import CannotWrite, Report

_NARROWEST_WINDOW = 40


def check(asked: Showing) -> None:
    """Refuse, before anything is read, what could not be shown in the end. Raises ``UsageError``."""
    if asked.output is not None:
        check_output(asked.output)
    elif asked.format == "xlsx" and sys.stdout.isatty():
        raise UsageError("A workbook cannot be shown on a terminal: name a file with --output FILE.xlsx.")


def content_of(report: Report, asked: Showing) -> bytes | str:
    """The report as bytes of a file format, or as text for people. Raises ``UsageError`` where it does not fit."""
    if asked.format == TABLE:
        return _table(report, asked)
    try:
        return write(report, asked.format)
    except CannotWrite as error:
        raise UsageError(f"{error}.") from None


def show(content: bytes | str, report: Report, asked: Showing) -> None:
    """Print the content, or write it to the file; what CSV has no place for is said on the error stream."""
    if asked.output is not None:
        write_file(asked.output, content if isinstance(content, bytes) else content.encode())
        click.echo(f"Written to {asked.output}", err=True)
    elif isinstance(content, bytes):
        print_bytes(content)
    else:
        print_text(content)
    if asked.format == "csv":
        origin = (f"{line.label}: {line.value}" for line in provenance(report.meta))
        click.echo("\n".join((*data_line(report.meta, today()), *origin)), err=True)


def _table(report: Report, asked: Showing) -> str:
    from journey.reports.terminal import render

    window = asked.output is None and sys.stdout.isatty()
    encoding = "utf-8" if asked.output else sys.stdout.encoding or "utf-8"
    return render(
        report,
        today=today(),
        width=max(_NARROWEST_WINDOW, shutil.get_terminal_size().columns) if window else None,
        colour=window and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        ascii_only=not encoding.lower().startswith("utf"),
    )
