"""HTML: one plain page without scripts or anything fetched from elsewhere, made to be printed on A4."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from journey.reports.provenance import data_line, heading, provenance
from journey.reports.svg import drawn
from journey.reports.table import Report
from journey.reports.words import cell, words


def write(report: Report) -> bytes:
    """The report as an HTML page; all text is escaped."""
    page = _template().render(
        report=report,
        tables=report.tables(),
        data=data_line(report.meta),
        heading=heading(report.meta),
        origin=provenance(report.meta),
        cell=cell,
        words=words,
        drawn=drawn,
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")
