"""The terminal: the one format whose shape follows the width of the window. Colour only repeats what words say."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rich.box import SIMPLE_HEAD, Box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
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
        shown = _rows(table, box, width) if table.rows else Text("  None.")
        console.print(shown, crop=not isinstance(shown, _LaidOut))
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
    if (lines := _lines(table.columns, said, narrowest if width else [0] * len(narrowest), box)) and (
        width is None or cell_len(lines[0]) <= width
    ):
        return _LaidOut(lines)
    return _wrapped(table.columns, said, narrowest if width else None, box)


def _wrapped(columns: tuple[Field, ...], said: list[list[str]], narrowest: list[int] | None, box: Box) -> Table:
    """The rows as a table whose cells go on in a second line where they are too long for the window."""
    shown = Table(box=box, pad_edge=False, padding=(0, 1), show_edge=False)
    for place, field in enumerate(columns):
        shown.add_column(
            Text(field.title),
            justify="right" if field.kind == "count" else "left",
            no_wrap=field.kind in _ONE_LINE,
            min_width=narrowest[place] if narrowest else None,
            overflow="fold",
        )
    for cells in said:
        shown.add_row(*map(Text, cells))
    return shown


def _lines(columns: tuple[Field, ...], said: list[list[str]], narrowest: list[int], box: Box) -> list[str]:
    """The same rows as ``_wrapped`` shows where each fits on a line: heading, rule and rows, all of one width; none
    where a cell holds what is no plain text. Thousands of rows are laid out in the time that the library takes for ten.
    """
    titles = [field.title for field in columns]
    if not all(text.isprintable() for cells in (titles, *said) for text in cells):
        return []
    widths = [
        max(least, *map(cell_len, column))
        for least, column in zip(narrowest, zip(titles, *said, strict=True), strict=True)
    ]
    right = [field.kind == "count" for field in columns]
    rule = box.head_row_horizontal * (sum(widths) + _BETWEEN * (len(widths) - 1))

    def line(cells: list[str]) -> str:
        blanks = (" " * (width - cell_len(text)) for text, width in zip(cells, widths, strict=True))
        padded = (f"{gap}{text}" if to_right else f"{text}{gap}"
                  for text, gap, to_right in zip(cells, blanks, right, strict=True))  # fmt: skip
        return (" " * _BETWEEN).join(padded)

    return [line(titles), rule, *map(line, said)]


class _LaidOut(NamedTuple):
    """Lines that are laid out already; the first is the heading."""

    lines: list[str]

    def __rich_console__(self, _console: Console, _options: ConsoleOptions) -> Iterator[Segment]:
        for number, line in enumerate(self.lines):
            yield Segment(line, Style(bold=True) if number == 0 else None)
            yield Segment.line()


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
