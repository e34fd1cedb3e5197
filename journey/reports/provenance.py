"""What makes a report again: the last thing every report says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from journey.reports.table import LeadLine
from journey.reports.words import day, words

HEADING = "What makes this report again"
WITHOUT_VALUES = "Where this comes from: the command leaves out the values that were recorded"

# The other keys of a report's meta are its content, not its origin.
_LINES = (
    ("store", "Store"),
    ("position", "Position"),
    ("chain", "Chain"),
    ("as_at", "As at"),
    ("known_at", "Known at"),
    ("rule_version", "Rule version"),
    ("counting_rule", "Counting rule"),
    ("command", "Command"),
)
_CHAIN_SHOWN = 16


def heading(meta: Mapping[str, Any]) -> str:
    """What stands above the origin: a command that leaves out what a person wrote does not make it again."""
    return WITHOUT_VALUES if meta.get("command_elided") else HEADING


def provenance(meta: Mapping[str, Any]) -> list[LeadLine]:
    """Label and text of every origin that the meta names, the chain cut to its first sixteen digits."""
    lines = []
    for key, title in _LINES:
        value = meta.get(key)
        if value is None:
            continue
        text = words(value)
        lines.append(
            LeadLine(title, f"{text[:_CHAIN_SHOWN]}…" if key == "chain" and len(text) > _CHAIN_SHOWN else text)
        )
    return lines


def data_line(meta: Mapping[str, Any], today: date | None = None) -> tuple[str, ...]:
    """The first line of every report on data: up to when there is any, and how long ago that is on the day of reading.

    A second line warns where it is asked as at a day beyond them. Empty for a report that is not on data (does the
    store verify?).
    """
    if "data_to" not in meta:
        return ()
    data_to, as_at = (_read(meta.get(name)) for name in ("data_to", "as_at"))
    line = _data_to(data_to, today)
    if data_to is None and meta.get("position"):
        return (f"{line}: at this position the first import was not complete",)
    if data_to is None or as_at is None or as_at <= data_to:
        return (line,)
    return (line, f"Asked as at {day(as_at)}, beyond the data: nothing is overdue after {day(data_to)}")


def _read(value: Any) -> Any:
    """A date as a report carries it, or as JSON does."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _data_to(data_to: Any, today: date | None) -> str:
    if data_to is None:
        return "No data yet"
    line = f"Data to {day(data_to)}"
    if today is None:
        return line
    days = (today - data_to).days
    match days:
        case 0:
            return f"{line}, today"
        case 1:
            return f"{line}, yesterday"
        case _:
            return f"{line}, {days:,} days ago" if days > 0 else f"{line}, which is after today"
