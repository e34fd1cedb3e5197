"""``journey coverage``: what was imported, what is missing, and which rules can be answered from it."""

from __future__ import annotations

import click

from journey.cli.options import Reading, reading
from journey.cli.session import session
from journey.cli.sources import declarations
from journey.reports.table import Field, Report, Row, Section

USE = "Ask about many children"

_COLUMNS = (
    Field("la", "Authority", "id", 10),
    Field("source", "Source", "text", 12, "The system or return that the file comes from."),
    Field("list", "List", "text", 10, "The list, sheet or element of the source."),
    Field("title", "What it holds", "text", 30),
    Field("files", "Files", "count", help="How many files of this list were imported."),
    Field("rows", "Rows", "count", help="Rows read from them, refused ones included."),
    Field("rejected", "Refused", "count", help="Rows whose child or start date could not be read."),
    Field("first", "First file", "date", 18, "The day that the first file describes."),
    Field("last", "Latest file", "date", 18, "The day that the latest file describes."),
    Field(
        "covered_from",
        "Covered from",
        "date",
        18,
        "Without a gap from here to the latest file.",
    ),
    Field("missing", "Missing", "details", 30, "Months without a file between the first and the latest."),
    Field("empty", "Empty", "details", 30, "Of this the latest file had no value in any row: it is not carried."),
)
_RULES = (
    Field("la", "Authority", "id", 10),
    Field("kind", "Kind", "text", 12, "Timescale, check, mean or indicator."),
    Field("name", "Name", "text", 24, "The rule and its step, or the indicator."),
    Field("title", "What it is", "text", 30),
    Field("answer", "Answer", "text", 16, "'latest only' where the files show no more than the latest of something."),
    Field("sources", "From", "details", 20, "The sources that hold something of what it needs."),
    Field("first", "From day", "date", 18, "All that is needed is held from here; empty without a lower limit."),
    Field("last", "To day", "date", 18, "All that is needed is held up to here."),
    Field("missing", "Missing", "details", 40, "The events and fields that no source holds."),
)
_GUIDE = (
    "One line a list of a source.",
    "Below, one line a rule, check or indicator: from which sources it can be answered, or what none of them holds.",
    "What a list does not cover cannot be answered from it: no fact there never means that nothing happened.",
)


@click.command(epilog="Example: journey coverage --la 999")
@click.option("--la", metavar="CODE", help="Only this authority.")
@reading
def command(asked: Reading, la: str | None) -> None:
    """What was imported: which files, which lists, which days they cover, which months are missing.

    Below it, which rules, checks and indicators can be answered from it, or what they lack.
    """
    from journey.projections.coverage.answerable import answerable
    from journey.projections.coverage.imported import coverage
    from journey.projections.questions import Asked

    with session(asked) as reader:
        rows: list[Row] = list(coverage(reader.log, reader.standpoint, la=la))
        asked_of = answerable(reader.log, reader.standpoint, declarations(), la=la) if rows or la is None else []
        if not Asked(reader.log, reader.standpoint, declarations()).structure.has_hubs:
            asked_of = [one for one in asked_of if not _wants_hubs(one)]
        report = Report(
            title="Coverage",
            caption="What was imported",
            columns=_COLUMNS,
            rows=rows,
            meta=reader.meta(),
            guide=_GUIDE,
            sections=(Section("rules", "What can be answered", _RULES, list(asked_of)),),
        )
        reader.deliver(report)


def _wants_hubs(row: Row) -> bool:
    """Whether something of hubs is wanting for it: of an authority that has none it is not asked."""
    return bool(row["missing"]) and "hub" in f"{row['name']} {' '.join(row['missing'])}".lower()
