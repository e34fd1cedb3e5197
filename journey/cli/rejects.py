"""Refused rows, handed back: where each stands, what is wrong with it, what to do, and the row as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from journey.domain.extract import Refused
from journey.reports.table import Field, Report, Row

_COLUMNS = (
    Field("file", "File"),
    Field("list", "List"),
    Field("sheet", "Sheet"),
    Field("line", "Line", "count"),
    Field("child", "Child", "id"),
    Field("column", "Column"),
    Field("written", "Written", "id"),
    Field("problem", "Problem"),
    Field("remedy", "What to do"),
)


def place(file: str, name: str, refused: Refused) -> str:
    """One line that says where, what and what to do."""
    written = f" is {refused.written}, which" if refused.written else ""
    at = f"line {refused.line}" if refused.line else f"row {refused.number}"
    return (
        f"{file}, {refused.sheet or name}, {at}: '{refused.column}'{written} {refused.problem}. "
        f"{refused.remedy[:1].upper()}{refused.remedy[1:]}."
    )


def write_rejects(path: Path, refused: Sequence[tuple[str, str, Refused]]) -> None:
    """Write refused rows, each with its files and list, to a CSV that its owner alone can read, cells as written."""
    from journey.cli.output import write_file
    from journey.reports.csv import write

    cells = list(dict.fromkeys(header for _, _, row in refused for header, _ in row.cells))
    columns = (*_COLUMNS, *(Field(f"as written: {header}", header, "id") for header in cells))
    report = Report("Refused rows", columns, list(_rows(refused)), {})
    write_file(path, write(report))


def _rows(refused: Iterable[tuple[str, str, Refused]]) -> Iterable[Row]:
    for files, name, row in refused:
        yield {
            "file": files,
            "list": name,
            "sheet": row.sheet,
            "line": row.line or row.number,
            "child": row.child,
            "column": row.column,
            "written": row.written,
            "problem": row.problem,
            "remedy": row.remedy,
            **{f"as written: {header}": text for header, text in row.cells},
        }
