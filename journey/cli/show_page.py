"""A child's journey as a report: first where things stand, then one fact a line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from journey.cli.coded import labelled, with_label
from journey.cli.show_words import details, known, marks, said_by, when
from journey.reports.table import Field, LeadLine
from journey.reports.words import counted, day, label, span, words

GUIDE = (
    "A line is a fact: something that happened in the child's life, as it stands after every correction.",
    "Known says when a system is shown to have held it, which is not when a professional knew.",
    "Where Known has two days, the file before the first lacked it and the file of the second has it.",
    "Recorded late: the file before Known's first day covers the day it happened, and lacks it.",
    "Shown since: the first day on which a file shows it; it may have been so before.",
    "A time is given only where one was recorded.",
)

_LINES = {
    "age": "Age",
    "case_status": "Case status",
    "legal_status": "Legal status",
    "plan": "Plan",
    "lead_worker": "Lead worker",
    "team": "Team",
    "hub": "Hub",
    "last_seen": "Last seen",
    "next_due": "Next due",
    "overdue": "Overdue",
    "referrals_12m": "Referrals in twelve months",
    "workers_12m": "Workers in twelve months",
    "family": "Family",
    "recorded_risks": "Recorded risks",
    "findings": "Findings",
    "events": "Events",
    "sources": "Sources",
}
_SINCE = {
    "case_status": ("since", "shown since"),
    "legal_status": ("legal_status_since", "since"),
    "plan": ("plan_since", "since"),
    "lead_worker": ("held_since", "shown since"),
}
"""Lines that say since when: the key of `now` and the words before the day."""

_CODES = {"case_status": "case-status", "legal_status": "legal-status"}
"""Lines that are a code, with the name of the code set."""

_RISKS = {"category of abuse": "category", "factor at assessment": "factors"}
"""Kinds of recorded risk that are a code, with the field that holds it."""

_BESIDE = frozenset(
    {
        "cannot_tell",
        "first",
        "hubs",
        "last",
        "lead_worker_name",
        "not_exact",
        "nothing_known",
        "other_plans",
        "referrals_complete",
        "workers_complete",
        "workers_unmatched",
        *(key for key, _ in _SINCE.values()),
    }
)
"""Keys of `now` that are said beside another line."""


def lead(now: Mapping[str, Any]) -> tuple[LeadLine, ...]:
    """Where things stand, a line each in the order in which one asks; what has no place of its own comes last."""
    if now.get("nothing_known"):
        return (LeadLine("Known", "nothing was known"),)
    known = [key for key in _LINES if key in now and (key != "hub" or now.get("hubs"))]
    others = [key for key in now if key not in _LINES and key not in _BESIDE]
    titles = {**{key: label(key).capitalize() for key in others}, **_LINES}
    return tuple(LeadLine(titles[key], _value(key, now), _note(key, now)) for key in known + others)


def _value(key: str, now: Mapping[str, Any]) -> Any:
    value = now[key]
    if key == "sources":
        return ", ".join(f"{source['system']} to {day(source['speaks_for'])}" for source in value) or "none"
    if key == "lead_worker" and now.get("lead_worker_name"):
        return f"{now['lead_worker_name']}, {value}"
    if key == "workers_12m" and isinstance(value, int) and not now.get("workers_complete"):
        return f"at least {value:,}"
    if value is None or value in ([], (), {}):
        return "not known" if key == "hub" else "none"
    if key == "next_due":
        return _due(value)
    if key == "overdue":
        return "; ".join(_due(one) for one in value)
    if key == "recorded_risks":
        return "; ".join(dict.fromkeys(words(_risk(risk)) for risk in value))
    return with_label(value, _CODES.get(key))


def _risk(risk: Mapping[str, Any]) -> Any:
    field = _RISKS.get(risk["kind"], "kind")
    return labelled({field: risk["risk"]}, risk["event"])[field]


def _due(one: Mapping[str, Any]) -> str:
    return f"{one['rule']} {one['title']}, {day(one['due'])}"


def _note(key: str, now: Mapping[str, Any]) -> str:
    if key == "events" and now.get("first") and now.get("last"):
        return span(now["first"], now["last"])
    if key == "overdue":
        return _overdue_note(now)
    if key == "referrals_12m" and isinstance(now[key], int) and not now.get("referrals_complete"):
        return "at least: not every day of them is covered"
    if key == "workers_12m" and isinstance(now[key], int) and not now.get("workers_complete"):
        return _workers_note(now)
    if key == "findings":
        return "in how facts are written; contradictions: journey quality"
    if key == "plan":
        others = [(f"beside it a {one['plan']}", _since("since", one["since"])) for one in now.get("other_plans", ())]
        return "; ".join(filter(None, (_said_since(key, now), *(", ".join(filter(None, one)) for one in others))))
    return _said_since(key, now)


def _said_since(key: str, now: Mapping[str, Any]) -> str:
    """Since when what a line says is so."""
    since, before = _SINCE.get(key, ("", ""))
    value, exact = now.get(since), now.get("not_exact", {}).get(since)
    if exact and isinstance(value, date):
        return _not_exactly(value, exact)
    return _since(before, value)


def _since(before: str, value: Any) -> str:
    return f"{before} {day(value)}" if isinstance(value, date) else f"start {words(value)}" if value else ""


def _not_exactly(by: date, said: Mapping[str, Any]) -> str:
    """Since when, where only the last possible day is known, or the first and the last."""
    if said["precision"] == "interval" and said["occurred_from"]:
        return f"since a day of {span(said['occurred_from'], by)}"
    return f"had begun by {day(by)} (inferred)"


def _workers_note(now: Mapping[str, Any]) -> str:
    """Why there may have been more workers than are counted."""
    if now.get("workers_unmatched"):
        return "by number and by name, which were not matched: the larger count alone"
    return "not every day of them is covered"


def _overdue_note(now: Mapping[str, Any]) -> str:
    """The days over of what is most overdue, and of how much nobody can tell."""
    over = [f"the first by {counted(now['overdue'][0]['days'], 'day')}"] if now.get("overdue") else []
    unsure = now.get("cannot_tell")
    return "; ".join([*over, *([f"{unsure} cannot be told: journey why"] if unsure else [])])


_DATE = Field("occurred_on", "Date", "date", says=when)
_EVENT = Field("title", "Event", width=16)
_KNOWN = Field("known_on", "Known", width=12, says=known)
_MARKED = Field("state", "Marked", width=12, says=marks)
_SOURCE = Field("sources", "Source", width=14, says=said_by)
_VERSION = Field("version", "Version", "count")


def page(names: Mapping[str, str], *, history: bool, sources: bool) -> tuple[Field, ...]:
    """The columns for people; ``names`` are the workers behind references."""
    said = Field("data", "Details", "details", 36, says=lambda row: details(row, names))
    version = (_VERSION,) if history else ()
    return (*version, _DATE, _EVENT, said, _KNOWN, _MARKED, *((_SOURCE,) if sources else ()))


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
    Field("disagree", "Sources disagree on", "details", 18, "Fields of which another source or record says otherwise."),
    Field("data", "Details", "details", 50, "What the source says of it."),
    Field("sources", "Sources", "details", 40, "Every system, file, sheet and row that says so."),
)
"""Every column, for CSV and spreadsheets."""
