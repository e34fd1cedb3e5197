"""Markdown: headings, a list of where things stand, tables that read as plain text too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journey.reports.provenance import data_line, heading, provenance
from journey.reports.table import LeadLine, Report, Section
from journey.reports.words import cell, words

_MEANT = re.compile(r"([\\|`*_\[\]])")


def write(report: Report) -> bytes:
    """The report as a Markdown document."""
    return ("\n".join(_lines(report)) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is: no markup, no HTML, no new column."""
    return _MEANT.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    yield ""
    for line in data_line(report.meta):
        yield escaped(line)
        yield ""
    if report.lead:
        yield from _list(report.lead)
    for number, table in enumerate(report.tables()):
        if number or report.caption:
            yield f"## {escaped(table.title)}"
            yield ""
        for note in table.notes:
            yield escaped(note)
            yield ""
        yield from _table(table)
    for note in report.notes:
        yield f"{escaped(note)}"
        yield ""
    if report.guide:
        yield "## How to read this"
        yield ""
        for paragraph in report.guide:
            yield escaped(paragraph)
            yield ""
    yield f"## {heading(report.meta)}"
    yield ""
    yield from _list(provenance(report.meta))


def _list(lines: tuple[LeadLine, ...] | list[LeadLine]) -> Iterator[str]:
    for line in lines:
        note = f" ({escaped(line.note)})" if line.note else ""
        yield f"- **{escaped(line.label)}:** {escaped(words(line.value))}{note}"
    yield ""


def _table(table: Section) -> Iterator[str]:
    if not table.rows:
        yield "None."
        yield ""
        return
    yield "| " + " | ".join(escaped(field.title) for field in table.columns) + " |"
    yield "|" + "|".join("---:" if field.kind == "count" else "---" for field in table.columns) + "|"
    for row in table.rows:
        yield "| " + " | ".join(escaped(cell(field, row)) for field in table.columns) + " |"
    yield ""
