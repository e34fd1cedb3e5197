"""Rows as a table of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

Rows = Sequence[Mapping[str, Any]]


def tables(rows: Rows) -> str:
    """Rows as one table, or as several where the rows that follow have other columns."""
    return "\n\n".join(table(list(alike)) for _, alike in groupby(rows, key=tuple))


def table(rows: Rows) -> str:
    """Rows as a Markdown table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([_shown(row.get(name)).replace("|", "\\|") for name in names] for row in rows)]
    head, *body = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([head, "|" + "---|" * len(names), *body])


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)
