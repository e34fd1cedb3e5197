"""The weekly list: whom to chase and for what, and whether it is new since last week.

A line is told apart by what it is about: the timescale of a fact, a flag of drift, a child without a worker. A line of
last week that is gone was cleared. The week before is asked of what is known today: it shows what changed in the
children's lives, and what was put right about them since is seen by asking as known then.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from journey.domain.calendar import days_after
from journey.projections.questions import Asked
from journey.projections.weekly.lines import SECTIONS, Line, lines

Row = dict[str, Any]


def weekly(asked: Asked) -> list[Row]:
    """Every line: ``section, child_id, la, stream, what, detail, due, days, change, weeks``, who holds the case, and
    ``positions``, by section and days.

    ``change`` is ``new``, ``still`` (with ``weeks``, the whole weeks for which it has been on the list, where that is
    known) or ``cleared``. ``days`` is days over, days to go, or days since.
    """
    as_at = asked.at.as_at
    now = {line.about: line for line in lines(asked, as_at)}
    before = {line.about: line for line in lines(asked, days_after(as_at, -7))}
    told = [{**line.told, **_change(line, about in before, as_at)} for about, line in now.items()]
    told += [
        {**line.told, "change": "cleared", "weeks": None}
        for about, line in before.items()
        if about not in now and not _has_moved_on(line)
    ]
    return sorted(told, key=_in_order)


def _has_moved_on(line: Line) -> bool:
    """Whether a line that is gone was none of last week's to clear: what was due soon is met or overdue by now."""
    return line.section == "due soon"


def _change(line: Line, there_before: bool, as_at: date) -> Row:
    if not there_before:
        return {"change": "new", "weeks": 0}
    return {"change": "still", "weeks": (as_at - line.since).days // 7 if line.since else None}


def _in_order(row: Row) -> tuple[Any, ...]:
    cleared = row["change"] == "cleared"
    days = row["days"] if row["days"] is not None else 0
    ahead = days if row["section"] == "due soon" else -days
    return (cleared, SECTIONS.index(row["section"]), ahead, row["la"], row["child_id"], row["what"], row["detail"])
