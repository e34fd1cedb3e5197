"""``journey workers``: the workers of an authority as at a day, with their posts and caseloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journey.cli.allocated import allocated_worker_is
from journey.cli.asking import asking, by_name
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row
from journey.reports.words import words

if TYPE_CHECKING:
    from journey.projections.questions import Asked

USE = "Ask about many children"

_COLUMNS = (
    Field("worker", "Worker", "id", 24, "By name where it is known, else by reference.", by_name("worker")),
    Field("hubs", "Hub", "text", 20, says=lambda row: ", ".join(row["hubs"])),
    Field("roles", "Role", "text", 24, says=lambda row: ", ".join(row["roles"])),
    Field("in_post", "In post", "text", 11, "'cannot tell' for one who holds children and has no post on record."),
    Field("qualified", "Qualified", "text", 12, "Whether a qualified social worker."),
    Field("employment", "Employment", "text", 12),
    Field("fte", "FTE", "text", 6, "Full-time equivalents of all posts; empty where not recorded."),
    Field("children", "Children", "count", help="Children with an open case whom the worker holds."),
    Field("per_full_time", "Per FTE", "text", 8, "Children for each full-time equivalent."),
    Field("very_high", "Very high", "flag", 10, "A very high caseload (W01, a local standard)."),
)
_GUIDE = (
    (
        "Everybody with a post that is recorded (journey import organisation), and all who hold a child. What no "
        "post says is 'not recorded': nobody is taken for qualified, or for permanent."
    ),
)


@click.command(epilog="Example: journey workers --very-high --as-at 2017-04-01")
@click.option("--hub", metavar="TEXT", help="Only workers with a post in a hub whose name contains this.")
@click.option("--very-high", is_flag=True, help="Only workers with a very high caseload: 30 children or more.")
@reading
def command(asked: Reading, hub: str | None, very_high: bool) -> None:
    """The workers as at a day: posts, qualified or not, agency or permanent, hours, and how many children each has."""
    with asking(asked) as (reader, question):
        rows = [
            row
            for row in _rows(question)
            if (hub is None or any(hub.casefold() in one.casefold() for one in row["hubs"]))
            and (row["very_high"] or not very_high)
        ]
        rows.sort(key=lambda row: (-row["children"], words(row["worker_name"] or row["worker"])))
        report = Report(
            title="Workers",
            caption=f"{len(rows):,} workers, {sum(row['very_high'] for row in rows):,} with a very high caseload",
            columns=tuple(field for field in _COLUMNS if field.name != "hubs" or any(row["hubs"] for row in rows)),
            rows=rows,
            meta=reader.meta(workers=len(rows), allocated_worker_is=allocated_worker_is(question)),
            guide=_GUIDE,
        )
        reader.deliver(report)


def _rows(question: Asked) -> list[Row]:
    import polars as pl

    from journey.projections.holding.holders import NOT_KNOWN, UNALLOCATED, holders
    from journey.projections.names import worker_names
    from journey.projections.organisation.workers_on_day import very_high_from, workers_on

    held = [holders(batch, question.structure).filter("open").select("lead_worker") for batch in question.batches()]
    somebody = ~pl.col("lead_worker").is_in((UNALLOCATED, NOT_KNOWN))
    children = dict(pl.concat(held).filter(somebody).group_by("lead_worker").len().rows()) if held else {}
    names, many = worker_names(question.log), very_high_from(question.at.as_at)
    return [
        {
            "worker": one.worker,
            "worker_name": names.get(one.worker),
            "hubs": one.hubs,
            "roles": one.roles,
            "in_post": one.in_post,
            "qualified": one.qualified,
            "employment": one.employment,
            "fte": None if one.fte_hundredths is None else one.fte_hundredths / 100,
            "children": one.children,
            "per_full_time": one.per_full_time,
            "very_high": one.children >= many,
            "positions": sorted(one.positions),
        }
        for one in workers_on(question.organisation_whenever, question.at.as_at, children, question.structure.same_as)
    ]
