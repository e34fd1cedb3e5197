"""A child's journey as a report: first where things stand, then one fact a line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from journey.reports.table import Field, LeadLine, Row
from journey.reports.words import day, label, span, words

GUIDE = (
    "A line is a fact: something that happened in the child's life, as it stands after every correction.",
    "Known says when a system is shown to have held it, which is not when a professional knew.",
    "Where Known has two days, the file before the first lacked it and the file of the second has it.",
    "Recorded late: the file before Known's first day covers the day it happened, and lacks it.",
    "A time is given only where one was recorded.",
)

_LINES = (
    ("age", "Age"),
    ("case_status", "Case status"),
    ("legal_status", "Legal status"),
    ("plan", "Plan"),
    ("lead_worker", "Lead worker"),
    ("team", "Team"),
    ("hub", "Hub"),
    ("last_seen", "Last seen"),
    ("next_due", "Next due"),
    ("overdue", "Overdue"),
    ("referrals_12m", "Referrals in twelve months"),
    ("workers_12m", "Workers in twelve months"),
    ("family", "Family"),
    ("recorded_risks", "Recorded risks"),
    ("findings", "Findings"),
    ("events", "Events"),
    ("sources", "Sources"),
)
_NOTES = {"since": "case_status", "held_since": "lead_worker", "first": "events", "last": "events"}
"""Keys of `now` that are said beside another line."""


def lead(now: Mapping[str, Any]) -> tuple[LeadLine, ...]:
    """Where things stand, a line each in the order in which one asks; what is unknown to us comes last."""
    titles = dict(_LINES)
    known = [key for key in titles if key in now]
    others = [key for key in now if key not in titles and key not in _NOTES]
    return tuple(
        LeadLine(titles.get(key) or label(key).capitalize(), _value(now[key]), _note(key, now))
        for key in known + others
    )


def _value(value: Any) -> Any:
    return "none" if value is None or value in ([], (), {}) else value


def _note(key: str, now: Mapping[str, Any]) -> str:
    match key:
        case "case_status" if now.get("since"):
            return f"since {words(now['since'])}"
        case "lead_worker" if now.get("held_since"):
            return f"since {words(now['held_since'])}"
        case "events" if now.get("first") and now.get("last"):
            return f"{words(now['first'])} to {words(now['last'])}"
    return ""


def _when(row: Row) -> str:
    happened: date | None = row.get("occurred_on")
    if happened is None:
        return ""
    if row.get("precision") == "interval" and row.get("occurred_from"):
        return span(row["occurred_from"], happened)
    text = f"{day(happened)}, {words(row['occurred_time'])}" if row.get("occurred_time") else day(happened)
    return f"{text} (inferred)" if row.get("precision") == "inferred" else text


def _known(row: Row) -> str:
    if row.get("known_from"):
        return span(row["known_from"], row["known_on"])
    return f"by {day(row['known_on'])}"


def marks(row: Row) -> str:
    """What a reader must not overlook about a fact, in words."""
    said = []
    if row.get("state") not in (None, "effective"):
        said.append(str(row["state"]))
    if row.get("may_be_known_earlier"):
        said.append("may already have been recorded")
    happened, known_from = row.get("occurred_on"), row.get("known_from")
    if happened and known_from and happened < known_from:
        said.append("recorded late")
    return "; ".join(said)


def said_by(row: Row, *, iso: bool = False) -> str:
    """Where a fact comes from: the system, the day its file describes, the sheet and the row."""
    return "; ".join(_source(source, iso) for source in row.get("sources") or ())


def _source(source: Mapping[str, Any], iso: bool) -> str:
    parts = [f"{source['system']} {words(source.get('speaks_for'), iso=iso)}".strip()]
    if source.get("sheet"):
        parts.append(str(source["sheet"]))
    if source.get("row"):
        parts.append(f"row {source['row']}")
    return ", ".join(parts)


_DATE = Field("occurred_on", "Date", "date", says=_when)
_EVENT = Field("title", "Event", width=16)
_DETAILS = Field("data", "Details", "details", 36)
_KNOWN = Field("known_on", "Known", width=12, says=_known)
_MARKED = Field("state", "Marked", width=12, says=marks)
_SOURCE = Field("sources", "Source", width=14, says=said_by)
_VERSION = Field("version", "Version", "count")


def page(*, history: bool, sources: bool) -> tuple[Field, ...]:
    """The columns for people."""
    version = (_VERSION,) if history else ()
    return (*version, _DATE, _EVENT, _DETAILS, _KNOWN, _MARKED, *((_SOURCE,) if sources else ()))


COLUMNS = (
    Field("child_id", "Child", "id"),
    Field("fact", "Fact", "id", 34, "What it is about: kind, start date, ordinal."),
    Field("event", "Stored name", "text", 26, "The event's stored name."),
    Field("title", "Event", "text", 30),
    Field("version", "Version", "count", help="The place of the statement in the child's stream."),
    Field("occurred_on", "Happened on", "date", 18, "When it happened in the child's life."),
    Field("occurred_time", "At", "time", help="Only where a time was recorded."),
    Field("occurred_from", "Happened from", "date", 18, "Where only an interval is known: its first day."),
    Field("precision", "Precision", "text", 10, "exact, interval or inferred."),
    Field("known_on", "Known on", "date", 18, "The first day a system is shown to have held it."),
    Field("known_from", "Known from", "date", 18, "The day after the previous file that lacked it; empty if none."),
    Field("recorded_at", "Recorded at", "moment", help="When this store took it in."),
    Field("state", "State", "text", 12, "effective, corrected or retracted."),
    Field("may_be_known_earlier", "May be known earlier", "flag", help="At the day asked for, nobody can say."),
    Field("data", "Details", "details", 50, "What the source says of it."),
    Field("sources", "Sources", "details", 40, "Every system, file, sheet and row that says so.", said_by),
)
"""Every column, for CSV and spreadsheets."""
