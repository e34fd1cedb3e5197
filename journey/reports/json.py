"""JSON: one object, ``{"rows": […], "meta": {…}}``, a row a line, dates in ISO form; nothing is put in words."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any

from journey.reports.table import Report, Row


def write(report: Report) -> bytes:
    """The report as JSON. Keys of ``meta`` are sorted, those of a row keep their order; sections follow the rows."""
    parts = [f'"rows": {_rows(report.rows)}']
    parts += [f"{_row(section.name)}: {_rows(section.rows)}" for section in report.sections]
    parts.append(f'"meta": {_meta(dict(report.meta))}')
    # A lone surrogate cannot be UTF-8; written as \udcxx it is valid JSON and nothing is lost.
    return ("{" + ",\n".join(parts) + "}\n").encode("utf-8", "backslashreplace")


def _rows(rows: list[Row]) -> str:
    return "[\n" + ",\n".join(map(_row, map(dict, rows))) + "\n]" if rows else "[]"


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"a report's row holds a {type(value).__name__}, which JSON has no form for")


# Made once: to make an encoder takes longer than to write a row with it.
_row = json.JSONEncoder(default=_plain, ensure_ascii=False, allow_nan=False).encode
_meta = json.JSONEncoder(default=_plain, ensure_ascii=False, allow_nan=False, sort_keys=True).encode
