"""``journey show``: where things stand with a child, then the journey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from journey.cli.days import DAY
from journey.cli.options import Reading, reading
from journey.cli.session import session
from journey.cli.sources import declarations
from journey.domain.errors import UsageError
from journey.reports.table import LeadLine, Report, Row

if TYPE_CHECKING:
    from journey.projections.standing.journey import Journey

USE = "Look at one child"


@click.command(epilog="Example: journey show 1000504 --last 10 --sources")
@click.argument("child")
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N facts.")
@click.option("--from", "since", type=DAY, metavar="D", help="Only facts from this day on.")
@click.option("--events-only", is_flag=True, help="Only the journey, without where things stand.")
@click.option("--history", is_flag=True, help="Every statement, with what was corrected and retracted.")
@click.option("--sources", is_flag=True, help="Say for each fact which file, sheet and row it comes from.")
@click.option(
    "--invent",
    is_flag=True,
    help="With --format md: a scenario with invented names and moved dates. Still personal data.",
)
@reading
def command(
    asked: Reading,
    child: str,
    last: int | None,
    since: date | None,
    events_only: bool,
    history: bool,
    sources: bool,
    invent: bool,
) -> None:
    """Where things stand with a child, then the journey, one fact a line.

    CHILD is the id as the case system shows it; LA:ID where one store holds several authorities.
    """
    from journey.cli import show_page
    from journey.cli.inventing import invent as print_invented
    from journey.projections.standing.journey import journey_of

    if invent and (last or since or events_only or history or sources):
        raise UsageError("--invent tells the whole journey: leave out the options that choose or add lines.")
    with session(asked) as reader:
        if invent:
            print_invented(reader, child)
            return
        found = journey_of(reader.log, child, reader.standpoint, declarations(), history=history)
        rows: list[Row] = _chosen(found.rows, last, since)
        report = Report(
            title=f"Child {found.child}",
            caption="The journey, every statement" if history else "The journey",
            columns=show_page.COLUMNS,
            page=show_page.page(found.names, history=history, sources=sources),
            rows=rows,
            meta=reader.meta(now=found.now, workers=found.names),
            lead=(*_records(child, found), *(() if events_only else show_page.lead(found.now))),
            notes=tuple(_notes(found, rows, history)),
            guide=show_page.GUIDE,
        )
        reader.deliver_one(report, found.stream, found.records)


def _chosen(rows: Sequence[Row], last: int | None, since: date | None) -> list[Row]:
    """The facts asked for. What happened on no day of the child's life counts from the day it was known."""
    chosen = [row for row in rows if since is None or (row["occurred_on"] or row["known_on"]) >= since]
    return chosen[-last:] if last else chosen


def _records(asked: str, found: Journey) -> Iterator[LeadLine]:
    """Which records the journey is of, where it is of more than one: before anything that is said of them."""
    if asked.strip().rpartition(":")[2] != found.child:
        yield LeadLine("Records", f"{asked} is merged into {found.child}: this is the journey of both")
    elif found.merged:
        yield LeadLine("Records", f"with those merged into it: {', '.join(found.merged)}")


def _notes(found: Journey, rows: list[Row], history: bool) -> Iterator[str]:
    left_out = len(found.rows) - len(rows)
    if left_out:
        yield f"{left_out:,} earlier {'line is' if left_out == 1 else 'lines are'} not shown."
    if not history and any(row["state"] == "corrected" for row in rows):
        yield "What was said before a correction: --history."
