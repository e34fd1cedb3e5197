"""A report with one of everything that a writer can get wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from journey.reports.table import Field, LeadLine, Report, Section

COLUMNS = (
    Field("child_id", "Child", "id"),
    Field("on", "Date", "date", help="When it happened."),
    Field("at", "At", "time"),
    Field("recorded_at", "Recorded at", "moment"),
    Field("count", "Visits", "count"),
    Field("seen", "Seen", "flag"),
    Field("data", "Details", "details"),
    Field("note", "Note"),
)


def row(**changes: Any) -> dict[str, Any]:
    return {
        "child_id": "0071",
        "on": date(2024, 6, 4),
        "at": time(14, 30),
        "recorded_at": datetime(2024, 6, 5, 9, 0, tzinfo=UTC),
        "count": 3,
        "seen": True,
        "data": {"source": {"code": "2A", "written": "2A) Schools"}},
        "note": "plain",
        **changes,
    }


def report(*rows: dict[str, Any], **changes: Any) -> Report:
    meta = {
        "store": "3f2a",
        "position": 12,
        "chain": "ab" * 32,
        "as_at": date(2024, 6, 30),
        "known_at": None,
        "data_to": date(2024, 6, 30),
        "command": "journey show 0071 --as-at 2024-06-30",
    }
    fields: dict[str, Any] = {
        "title": "Child 0071",
        "caption": "The journey",
        "columns": COLUMNS,
        "rows": list(rows) or [row()],
        "meta": meta,
        "lead": (LeadLine("Team", "Hub 4 & <b>Hub</b> 5", "since 1 May 2024"),),
        "notes": ("2 earlier facts are not shown.",),
        "guide": ("A line is a fact.",),
        "sections": (
            Section(
                "counts", "Counts", (Field("name", "Name"), Field("n", "Number", "count")), [{"name": "x", "n": 1}]
            ),
        ),
        **changes,
    }
    return Report(**fields)
