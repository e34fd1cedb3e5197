"""The weekly list: whom to chase and for what, and whether it is new since last week.

A line is told apart by what it is about: the timescale of a fact, a flag of drift, a child without a worker. A line of
last week that is gone was cleared. The week before is asked of what is known today: it shows what changed in the
children's lives, and what was put right about them since is seen by asking as known then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from journey.domain.calendar import add_working_days, days_after
from journey.projections.batch import Batch
from journey.projections.children_rows import rows_of_children
from journey.projections.drift import drift
from journey.projections.holders import holders
from journey.projections.names import worker_names
from journey.projections.quality import quality
from journey.projections.questions import Asked
from journey.projections.rule_settings import settings_on
from journey.projections.timescale_answers import Answer, Wanted, add_answers

DUE_SOON: Final = 10
"""Working days ahead that the list looks: two weeks."""

SECTIONS: Final = ("overdue", "due soon", "unallocated", "nothing purposeful", "data to put right")
"""What a line can be about, in the order of the list."""

_FLAGS: Final = {"allocation_gap": "unallocated", "inactivity": "nothing purposeful"}
_NO_DATA: Final = ("recorded late",)
"""Findings that nobody can put right any more."""

Line = dict[str, Any]


def weekly(asked: Asked) -> list[Line]:
    """Every line: ``section, child_id, la, stream, what, detail, due, days, change, weeks``, who holds the case, and
    ``positions``, by section and days.

    ``change`` is ``new``, ``still`` (with ``weeks``, whole weeks since it began) or ``cleared``. ``days`` is days over,
    days to go, or days since.
    """
    now = {_about(line): line for line in _lines(asked, asked.at.as_at)}
    before = {_about(line): line for line in _lines(asked, days_after(asked.at.as_at, -7))}
    told = [{**line, **_change(line, about in before)} for about, line in now.items()]
    told += [
        {**line, "change": "cleared", "weeks": None}
        for about, line in before.items()
        if about not in now and line["section"] != "due soon"
    ]
    return sorted(told, key=_in_order)


def _lines(asked: Asked, as_at: date) -> Iterator[Line]:
    names = worker_names(asked.log)
    held_by: dict[str, Mapping[str, Any]] = {}
    for batch in asked.batches(as_at):
        held = holders(batch, asked.structure)
        open_children = held.filter("open")
        everyone = rows_of_children(open_children.select("child"), held, names)
        held_by |= {row["stream"]: row for row in everyone}
        yield from _timescales(asked, batch, held, names)
        yield from _flags(batch, held, names)
    for row in quality(_until(asked, as_at), asked.held_from("AssessmentStarted")):
        if row["stream"] in held_by and row["finding"] not in _NO_DATA:
            yield _line(
                "data to put right", {**held_by[row["stream"]], **row}, row["finding"], row["detail"], None, None
            )


def _until(asked: Asked, as_at: date) -> Iterator[tuple[str, str, list[Any]]]:
    """The histories as at an earlier day."""
    for la, child, facts in asked.histories:
        yield la, child, [fact for fact in facts if fact.occurred_on is None or fact.occurred_on <= as_at]


def _timescales(asked: Asked, batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    answer = Answer()
    add_answers(answer, batch, held, Wanted(states=("overdue", "pending")), settings_on(asked.log, asked.at), names)
    soon = add_working_days(batch.as_at, DUE_SOON)
    for row in answer.rows:
        what = f"{row['rule']} {row['title']}"
        if row["state"] == "overdue":
            yield _line("overdue", row, what, row["sentence"], row["due"], row["days_over"])
        elif row["due"] is not None and row["due"] <= soon:
            yield _line("due soon", row, what, row["sentence"], row["due"], (row["due"] - batch.as_at).days)


def _flags(batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    found = drift(batch, held).filter(pl.col("flag").is_in(list(_FLAGS)))
    for row in rows_of_children(found, held, names, days=("since",)):
        yield _line(
            _FLAGS[row["flag"]], row, row["detail"], f"limit {row['limit']}, {row['authority']}", None, row["days"]
        )


def _line(section: str, row: Mapping[str, Any], what: str, detail: str, due: date | None, days: int | None) -> Line:
    kept = (
        "child_id",
        "la",
        "stream",
        "lead_worker",
        "lead_worker_name",
        "team",
        "hub",
        "case_status",
        "plan",
        "positions",
    )
    about = row.get("fact") or row.get("since") or row.get("on")
    return {
        "section": section,
        **{name: row[name] for name in kept},
        "what": what,
        "detail": detail,
        "due": due,
        "days": days,
        "about": str(about or ""),
        "step": str(row.get("step") or ""),
    }


def _about(line: Line) -> tuple[str, ...]:
    """What tells a line from every other. A flag that goes on is the same line, whenever it began to count."""
    own = (
        (line["about"], line["step"], line["what"])
        if line["section"] in ("overdue", "due soon", "data to put right")
        else ()
    )
    return (line["section"], line["stream"], *own, str(line["due"] or ""))


def _change(line: Line, there_before: bool) -> dict[str, Any]:
    if not there_before:
        return {"change": "new", "weeks": 0}
    counted = line["section"] not in ("due soon", "data to put right") and line["days"] is not None
    return {"change": "still", "weeks": line["days"] // 7 if counted else None}


def _in_order(line: Line) -> tuple[Any, ...]:
    cleared = line["change"] == "cleared"
    days = line["days"] if line["days"] is not None else 0
    ahead = days if line["section"] == "due soon" else -days
    return (cleared, SECTIONS.index(line["section"]), ahead, line["la"], line["child_id"], line["what"], line["about"])
