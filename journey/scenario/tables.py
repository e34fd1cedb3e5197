"""Markdown tables: rows of cells with the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from journey.scenario.parts import Line, Mistake, nearest

_RULE = re.compile(r":?-{3,}:?")
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: column → cell, without the spaces around it."""

    line: Line
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """What stands in a column; empty when the table has no such column."""
        return self.cells.get(column, "")


def is_row(line: Line) -> bool:
    """Whether a line is one of a table."""
    return line.text.lstrip().startswith("|")


def split_row(line: Line) -> list[str]:
    """The cells of a line. Raises Mistake when its last bar is missing."""
    text = line.text.strip()
    if len(text) < 2 or not _BAR.match(text[-1]) or text.endswith("\\|"):
        raise Mistake("A row of a table begins and ends with a bar: |.")
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(text[1:-1])]


def headings(line: Line, known: Sequence[str], needed: Sequence[str]) -> list[str]:
    """The columns of a table. Raises Mistake on one that is unknown, said twice or missing."""
    columns = split_row(line)
    for column in columns:
        if column not in known:
            hint = nearest(column, known) or f" The columns are {', '.join(known)}."
            raise Mistake(f"'{column}' is no column of this table.{hint}")
        if columns.count(column) > 1:
            raise Mistake(f"The column '{column}' stands there twice.")
    missing = [column for column in needed if column not in columns]
    if missing:
        raise Mistake(f"The table has no column '{missing[0]}'.")
    return columns


def check_rule(line: Line | None, columns: Sequence[str]) -> None:
    """Refuse a second line that is not one of dashes, as many as there are columns. Raises Mistake."""
    cells = split_row(line) if line and is_row(line) else []
    if len(cells) != len(columns) or not all(_RULE.fullmatch(cell) for cell in cells):
        raise Mistake(f"Under the headings stands a line of dashes for each column: |{'---|' * len(columns)}.")


def row_of(line: Line, columns: Sequence[str]) -> Row:
    """A row with its cells by column. Raises Mistake when there are too few or too many."""
    cells = split_row(line)
    if len(cells) != len(columns):
        cell_count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        raise Mistake(f"The row has {cell_count}, the table {len(columns)} columns.")
    return Row(line, dict(zip(columns, cells, strict=True)))
