"""CSV: a header of field names and the rows, nothing else, so that every program can read it; UTF-8, dates in ISO form,
lines ended as RFC 4180 has it.

What makes the report again would be read as rows here: the command line says it on the error stream instead.
"""

from __future__ import annotations

import csv
import io

from journey.reports.table import Field, Report, Row
from journey.reports.words import words

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(report: Report) -> bytes:
    """The rows as CSV. Text that a spreadsheet would take for a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(field.name for field in report.columns)
    writer.writerows([_cell(field, row) for field in report.columns] for row in report.rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(field: Field, row: Row) -> str | int:
    value = row.get(field.name)
    if isinstance(value, int) and not isinstance(value, bool):
        return value  # a negative number is no formula
    return unharmed(value if isinstance(value, str) else words(value, iso=True))


def unharmed(text: str) -> str:
    """The text, unless a spreadsheet would run it: then with an apostrophe before it. Leading blanks do not protect."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) or text.lstrip().startswith(_STARTS_A_FORMULA) else text
