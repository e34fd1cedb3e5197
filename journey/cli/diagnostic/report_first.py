"""Which table of a report comes first: CSV holds that one alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Section
from journey.reports.words import label


def first(report: Report, name: str | None) -> Report:
    """The report with a table of that name first; as it is without one. Raises UsageError for a name that is none.

    Where a page says an interval in one cell, files have its two limits in columns of their own.
    """
    if name is None or name == "rows":
        return report
    section = next((one for one in report.sections if one.name == name), None)
    if section is None:
        raise UsageError(f"There is no table {name}. There are: {', '.join(one.name for one in report.sections)}.")
    others = tuple(one for one in report.sections if one is not section)
    before = (Section("first", report.caption, report.for_people, report.rows),) if report.rows else ()
    return replace(
        report, caption=section.title, columns=(*section.columns, *_limits(section)), page=section.columns,
        rows=section.rows, picture=section.picture, sections=(*before, *others),
    )  # fmt: skip


def _limits(section: Section) -> Iterator[Field]:
    """The limits of intervals that a table holds and has no column for."""
    there = {field.name for field in section.columns}
    for name in section.rows[0] if section.rows else ():
        if name.rpartition("_")[2] in ("low", "high") and name not in there:
            yield Field(name, label(name), "text", 10)
