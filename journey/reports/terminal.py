"""The terminal: the one format whose shape follows the width of the window. Colour only repeats what words say."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from rich.box import SIMPLE_HEAD, Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from journey.reports.provenance import HEADING, data_line, provenance
from journey.reports.table import LeadLine, Report, Section
from journey.reports.words import cell, plain, words

_UNBOUNDED = 100_000
"""Columns of a console without a window: a row stays on its line, for grep and for files."""

_ASCII_HEAD = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_ONE_LINE = frozenset({"id", "date", "time", "count", "flag"})


def render(report: Report, *, today: date, width: int | None, colour: bool, ascii_only: bool = False) -> str:
    """The report as text. ``width`` is the window's, None for a pipe or file; ``today`` tells how old the data is."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width or _UNBOUNDED,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    box = _ASCII_HEAD if ascii_only else SIMPLE_HEAD
    console.print(Text(data_line(report.meta, today)))
    console.print(Text(plain(report.title), style="bold"))
    if report.lead:
        console.print()
        console.print(_pairs(report.lead))
    for table in report.tables():
        console.print()
        console.print(Text(plain(table.title), style="bold"))
        console.print(_table(table, box) if table.rows else Text("  None."))
    for note in report.notes:
        console.print(Text(plain(note)))
    console.print()
    console.print(Text(HEADING, style="dim"))
    console.print(_pairs(provenance(report.meta)))
    # A pipe gets no trailing blanks; a window's right edge is no content either.
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _pairs(lines: Iterable[LeadLine]) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for line in lines:
        said = words(line.value) + (f" ({plain(line.note)})" if line.note else "")
        grid.add_row(Text(f"  {plain(line.label)}", style="bold"), Text(said))
    return grid


def _table(table: Section, box: Box) -> Table:
    shown = Table(box=box, pad_edge=False, padding=(0, 1), show_edge=False)
    for field in table.columns:
        shown.add_column(
            Text(field.title),
            justify="right" if field.kind == "count" else "left",
            no_wrap=field.kind in _ONE_LINE,
            overflow="fold",
        )
    for row in table.rows:
        shown.add_row(*(Text(cell(field, row)) for field in table.columns))
    return shown
