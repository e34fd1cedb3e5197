"""``journey children``: find journeys."""

from __future__ import annotations

from typing import Any

import click

from journey.cli.options import Reading, reading
from journey.cli.session import session
from journey.reports.table import Field, Report, Row
from journey.reports.words import words

USE = "Ask about many children"

_COLUMNS = (
    Field("la", "Authority", "id", 10),
    Field("child_id", "Child", "id"),
    Field("case_status", "Case status", "text", 24, "As the latest file shows it."),
    Field("plan", "Plan", "text", 24, "The kind of plan the child is on."),
    Field("lead_worker", "Lead worker", "id", 18, "Who holds the case; 'unallocated' and 'not known' are answers."),
    Field("team", "Team", "text", 24),
    Field("hub", "Hub", "text", 16),
    Field("events", "Events", "count", help="Facts on the journey."),
    Field("first", "First", "date", 18, "The day of the first fact."),
    Field("last", "Last", "date", 18, "The day of the last fact."),
)


@click.command(epilog="Example: journey children --status looked-after --format csv")
@click.option("--status", metavar="TEXT", help="Only children whose case status contains this.")
@click.option("--team", metavar="TEXT", help="Only children whose team contains this.")
@click.option("--worker", metavar="TEXT", help="Only children of this lead worker: a reference, or unallocated.")
@click.option("--like", metavar="PREFIX", help="Only children whose id begins with this.")
@reading
def command(asked: Reading, status: str | None, team: str | None, worker: str | None, like: str | None) -> None:
    """Find journeys: who is in the store, where each case stands, and who holds it."""
    from journey.projections.children import children

    with session(asked) as reader:
        everyone: list[dict[str, Any]] = children(reader.log, reader.standpoint)
        rows: list[Row] = [
            row
            for row in everyone
            if _contains(row.get("case_status"), status)
            and _contains(row.get("team"), team)
            and (worker is None or words(row.get("lead_worker")).casefold() == worker.casefold())
            and (like is None or str(row["child_id"]).startswith(like))
        ]
        report = Report(
            title="Children",
            caption=f"{len(rows):,} of {len(everyone):,} children",
            columns=_COLUMNS,
            page=_COLUMNS if len({row["la"] for row in everyone}) > 1 else _COLUMNS[1:],
            rows=rows,
            meta=reader.meta(children=len(rows)),
            guide=("One line a child, with the case as it stands on the day asked for.",),
        )
        reader.deliver(report, [row["stream"] for row in rows])


def _contains(value: Any, wanted: str | None) -> bool:
    """Whether a cell, its code or its words, contains what is wanted; hyphens and capitals make no difference."""
    said = f"{value.get('code') or ''} {words(value)}" if isinstance(value, dict) else words(value)
    return wanted is None or _folded(wanted) in _folded(said)


def _folded(text: str) -> str:
    return " ".join(text.replace("-", " ").casefold().split())
