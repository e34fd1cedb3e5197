"""``journey caseloads``: how many children each worker, consultant, hub or team holds."""

from __future__ import annotations

from typing import Any

import click

from journey.cli.allocated import allocated_worker_is, shown_worker_is
from journey.cli.asking import NO_HUBS, Whose, asking, by_name, has_hubs, whose
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

USE = "Ask about many children"

_BY = ("lead_worker", "consultant", "hub", "team")
_COLUMNS = (
    Field(
        "holder",
        "Holder",
        "id",
        24,
        "'unallocated' is always there; 'not known' where no source says.",
        by_name("holder"),
    ),
    Field("children", "Children", "count", help="Children with an open case; the sum of the kinds beside it."),
    Field("families", "Families", "count", help="Families, where a source says which children are of one family."),
    Field("assessment", "Assessment", "count"),
    Field("cin", "In need", "count", help="Children in need with a plan."),
    Field("cp", "Protection", "count", help="Children on a child protection plan who are not looked after."),
    Field("looked_after", "Looked after", "count"),
    Field("leaver", "Leavers", "count", help="Care leavers."),
    Field("other", "Other", "count"),
    Field("duty", "On duty", "count", help="Of the unallocated: on a duty tray, as a file says."),
    Field("fte", "FTE", "text", help="Full-time equivalents of the holder's posts, where they are recorded."),
)
_GUIDE = (
    (
        "One line a holder, with the children whose cases were open on the day. A child of several kinds is counted "
        "once: looked after first, then protection plan, care leaver, in need, assessment."
    ),
)


@click.command(epilog="Example: journey caseloads --by team --as-at 2025-03-31")
@click.option("--by", type=click.Choice(_BY), default="lead_worker", show_default=True, help="Whose caseloads.")
@click.option("--la", metavar="CODE", help="Only this authority.")
@reading
@whose
def command(asked: Reading, of: Whose, by: Any, la: str | None) -> None:
    """How many children each worker holds, by kind of case; always with a line of those whom nobody holds."""
    import polars as pl

    from journey.projections.holding.caseloads import caseloads
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names

    with asking(asked) as (reader, question):
        held = pl.concat(holders(batch, question.structure) for batch in question.batches())
        held = held.filter(pl.col("la") == la) if la else held
        names = worker_names(reader.log)
        held = of.among(held, names)
        rows: list[Row] = [
            {**row, "holder_name": names.get(row["holder"])}
            for row in caseloads(held, by, question.structure).iter_rows(named=True)
        ]
        last = ("not known", "unallocated")
        rows.sort(
            key=lambda row: (last.index(row["holder"]) if row["holder"] in last else -1, -row["children"], _name(row))
        )
        report = Report(
            title="Caseloads",
            caption=f"{counted(sum(row['children'] for row in rows), 'child', 'children')} with an open case",
            columns=_COLUMNS,
            rows=rows,
            meta=reader.meta(by=by, allocated_worker_is=allocated_worker_is(question)),
            notes=(NO_HUBS,)
            if by == "hub" and not has_hubs(question, held.select("hub").iter_rows(named=True))
            else (),
            guide=(*_GUIDE, shown_worker_is(question)),
        )
        reader.deliver(report)


def _name(row: Row) -> str:
    return str(row["holder_name"] or row["holder"])
