"""The terminal: the one format whose shape follows the width of the window. Colour only repeats what words say."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from journey.reports.provenance import data_line, heading, provenance
from journey.reports.table import Field, LeadLine, Report, Section
from journey.reports.words import cell, plain, words

_UNBOUNDED = 100_000
"""Columns of a console without a window: a row stays on its line, for grep and for files."""

_ASCII_HEAD = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_BETWEEN = 3  # blanks and line between two columns
_NARROWEST = 12
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
    for line in data_line(report.meta, today):
        console.print(Text(line))
    console.print(Text(plain(report.title), style="bold"))
    if report.lead:
        console.print()
        console.print(_pairs(report.lead))
    for table in report.tables():
        console.print()
        console.print(Text(plain(table.title), style="bold"))
        for note in table.notes:
            console.print(Text(plain(note)))
        console.print(_rows(table, box, width) if table.rows else Text("  None."))
    for note in report.notes:
        console.print(Text(plain(note)))
    console.print()
    console.print(Text(heading(report.meta), style="dim"))
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


def _rows(table: Section, box: Box, width: int | None) -> RenderableType:
    """The rows as a table; below each other where the window is too narrow to show every column."""
    said = [[cell(field, row) for field in table.columns] for row in table.rows]
    narrowest = [_narrowest(field, [cells[place] for cells in said]) for place, field in enumerate(table.columns)]
    if width and sum(narrowest) + _BETWEEN * len(narrowest) > width:
        return _stacked(table.columns, said)
    shown = Table(box=box, pad_edge=False, padding=(0, 1), show_edge=False)
    for field, least in zip(table.columns, narrowest, strict=True):
        shown.add_column(
            Text(field.title),
            justify="right" if field.kind == "count" else "left",
            no_wrap=field.kind in _ONE_LINE,
            min_width=least if width else None,
            overflow="fold",
        )
    for cells in said:
        shown.add_row(*map(Text, cells))
    return shown


def _narrowest(field: Field, said: list[str]) -> int:
    """The width below which a column cannot be read."""
    if field.kind in _ONE_LINE:
        return max(map(cell_len, (field.title, *said)))
    return field.width or _NARROWEST


def _stacked(columns: tuple[Field, ...], said: list[list[str]]) -> Group:
    """Every row as a few lines: its first two cells, then each other one that says something, under its title."""
    lines: list[RenderableType] = []
    for cells in said:
        lines.append(Text("  ".join(text for text in cells[:2] if text), style="bold"))
        others = zip(columns[2:], cells[2:], strict=True)
        lines += [Padding(Text(f"{field.title}: {text}"), (0, 0, 0, 2)) for field, text in others if text]
        lines.append(Text())
    return Group(*lines)
