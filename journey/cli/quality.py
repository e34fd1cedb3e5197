"""``journey quality``: what in the record somebody should look at or put right."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row, Section

USE = "Ask about many children"

_COLUMNS = (
    CHILD,
    Field(
        "finding", "Finding", "text", 34, "What to look at; a number in brackets is that of the DfE's validation rule."
    ),
    Field("on", "On", "date", 18, "The day it is about; empty for what is of no day."),
    Field("detail", "What", "text", 44),
    Field("list", "List", "text", 20, "The sheet that says so, as the latest file calls it."),
    Field("events", "Facts", "details", 34, "The facts it rests on: see journey show --sources."),
)
_COUNTS = (
    Field("finding", "Finding", "text", 34),
    Field("list", "List", "text", 20),
    Field("children", "Children", "count"),
    Field("findings", "Findings", "count"),
)
_GUIDE = (
    "Findings are warnings and change nothing: the record says what it says until its source says otherwise.",
    (
        "'recorded late' is said where it can be known: of what a person recorded, and of what an earlier file did not "
        "show though it had happened by then."
    ),
    "'count not borne out' is a count in a file of fewer than the log itself holds.",
)


@click.command(epilog="Example: journey quality --finding overlap --format csv")
@click.option("--finding", "wanted", metavar="TEXT", help="Only findings whose name contains this.")
@reading
@whose
def command(asked: Reading, of: Whose, wanted: str | None) -> None:
    """What to look at or put right: contradictions, values not read, dates that went back, late recording, gaps."""
    from journey.projections.children_rows import held_rows, with_holders
    from journey.projections.holders import holders
    from journey.projections.names import worker_names
    from journey.projections.quality import quality

    with asking(asked) as (reader, question):
        held: dict[str, dict[str, Any]] = {}
        for batch in question.batches():
            held |= held_rows(holders(batch, question.structure), worker_names(reader.log))
        found = with_holders(quality(question.histories, question.held_from("AssessmentStarted")), held)
        rows: list[Row] = [
            row for row in found if of.wants(row) and (wanted or "").casefold() in str(row["finding"]).casefold()
        ]
        report = Report(
            title="Quality of the record",
            caption=f"{len(rows):,} findings",
            columns=with_holder(_COLUMNS, rows),
            rows=rows,
            meta=reader.meta(counts=dict(sorted(Counter(str(row["finding"]) for row in rows).items()))),
            guide=_GUIDE,
            sections=(Section("by_list", "By finding and list", _COUNTS, _by_list(rows)),),
        )
        reader.deliver(report, streams(rows))


def _by_list(rows: list[Row]) -> list[Row]:
    """How many findings and children there are of each kind in each list."""
    kinds = Counter((str(row["finding"]), str(row["list"])) for row in rows)
    children = Counter(
        (name, sheet) for name, sheet, _ in {(str(r["finding"]), str(r["list"]), r["stream"]) for r in rows}
    )
    return [
        {"finding": name, "list": sheet, "children": children[name, sheet], "findings": n}
        for (name, sheet), n in sorted(kinds.items())
    ]
