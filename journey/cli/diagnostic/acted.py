"""Actions as rows: what is to be done, by whom, by when, and what the log shows of the journey since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from journey.cli.clock import today
from journey.cli.diagnostic.assigned import JOURNEY, UNSAFE, about, worker_names_of
from journey.cli.diagnostic.found import Found
from journey.reports.table import Field, Row

if TYPE_CHECKING:
    from journey.audit.audited import Audited
    from journey.audit.diagnostic import Diagnostic

STATES = ("overdue", "open", "done", "given up")
COLUMNS = (
    Field("state", "State", "text", 10, "overdue, open, done or given up."),
    Field("action", "What", "text", 44),
    Field("owner", "Who", "id", 20, says=lambda row: str(row["owner_name"] or row["owner"])),
    Field("due_on", "By when", "date", 18),
    JOURNEY,
    Field("child_id", "Child", "id", help="Empty: it is about practice as a whole."),
    Field("question", "To question", "id", 16),
    Field("on", "Set on", "date", 18),
    Field("done_on", "Done on", "date", 18),
    Field("notes", "What was done", "text", 40),
    UNSAFE,
    Field("fact", "Action", "id", 24, "Name it to say what became of it: --done."),
)
SINCE = (
    Field("fact", "Action", "id", 24),
    Field("child_id", "Child", "id"),
    Field("occurred_on", "Date", "date", 18),
    Field("title", "What the log shows", "text", 30),
    Field("event_fact", "Fact", "id", 30, "See journey show."),
)
GUIDE = (
    "What the log shows since is what happened after the day the action was set, as far as a source or person says.",
    "That nothing is shown does not say that nothing was done.",
)


def action_rows(page: Found, one: Diagnostic, made: Audited, day: date) -> list[Row]:
    """One row an action: of children who may be unsafe first, then overdue, open, done, given up, by their day."""
    names = worker_names_of(page)
    nobody = {"journey": None, "la": None, "child_id": None, "stream": None}
    rows = [
        {
            **(about(one, action.journey) if action.journey else nobody),
            "fact": action.fact,
            "state": action.state(day),
            "action": action.action,
            "owner": action.owner,
            "owner_name": names.get(action.owner or ""),
            "due_on": action.due_on,
            "question": action.question,
            "on": action.on,
            "done_on": action.done_on,
            "notes": action.notes,
            "unsafe": made.said_unsafe(action.journey) if action.journey else None,
        }
        for action in made.actions
    ]
    return sorted(
        rows, key=lambda row: (row["unsafe"] is not True, STATES.index(row["state"]), row["due_on"], row["fact"])
    )


def since_rows(page: Found, rows: list[Row], day: date) -> Iterator[Row]:
    """What happened in each journey after the day an action about it was set, as the log shows now."""
    from journey.cli.sources import declarations
    from journey.domain.statements import split_stream
    from journey.projections.standing.journey import journey_of
    from journey.projections.standpoint import stand

    at = stand(page.reader.log, as_at=day, today=today())
    for row in rows:
        if not row["stream"]:
            continue
        _, la, child = split_stream(str(row["stream"]))
        for fact in journey_of(page.reader.log, f"{la}:{child}", at, declarations()).rows:
            if fact["occurred_on"] and row["on"] < fact["occurred_on"]:
                shown = {name: fact[name] for name in ("child_id", "event", "title", "occurred_on")}
                yield {**shown, "fact": row["fact"], "stream": row["stream"], "event_fact": fact["fact"]}


def silent(rows: list[Row], since: list[Row]) -> Iterator[str]:
    """The actions about a journey of which the log shows nothing since."""
    told = {row["fact"] for row in since}
    quiet = [str(row["fact"]) for row in rows if row["stream"] and row["fact"] not in told]
    if quiet:
        yield f"Of {', '.join(quiet)} the log shows nothing since."
