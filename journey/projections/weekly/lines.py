"""The lines of the weekly list as at one day: what to chase, of whom, and who holds the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import polars as pl

from journey.domain.calendar import add_working_days
from journey.projections.batch import Batch
from journey.projections.children_rows import held_rows, rows_of_children
from journey.projections.drift.flags import drift
from journey.projections.holding.holders import UNALLOCATED, holders
from journey.projections.names import worker_names
from journey.projections.quality.findings import quality
from journey.projections.questions import Asked
from journey.projections.timescales.answers import Answer, Wanted, add_answers
from journey.projections.timescales.due import due_on
from journey.projections.weekly.not_seen import not_seen

DUE_SOON: Final = 10
"""Working days ahead that the list looks: two weeks."""

SECTIONS: Final = ("overdue", "due soon", "unallocated", "not seen", "nothing purposeful", "data to put right")
"""What a line can be about, in the order of the list."""

_FLAGS: Final = {"inactivity": "nothing purposeful"}
_UNHELD: Final = ("unheld_since",)
_NO_DATA: Final = ("recorded late",)
"""Findings that nobody can put right any more."""

_KEPT: Final = (
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


class Line(NamedTuple):
    """A line: ``section``; ``told``, the columns of its row; ``about``, what tells it from every other of its child.

    ``since`` is the day from which it is on the list, where that is known.
    """

    section: str
    told: dict[str, Any]
    about: tuple[str, ...]
    since: date | None


def lines(asked: Asked, as_at: date) -> list[Line]:
    """Every line as at a day, of the children whose case is open then."""
    names = worker_names(asked.log)
    found: list[Line] = []
    held_by: dict[str, dict[str, Any]] = {}

    def in_turn() -> Iterator[Batch]:
        for batch in asked.batches(as_at):
            held = holders(batch, asked.structure)
            held_by.update(held_rows(held.filter("open"), names))
            found.extend(_timescales(asked, batch, held, names))
            found.extend(unallocated(batch, held, names))
            found.extend(_not_seen(batch, held, names))
            found.extend(_flags(batch, held, names))
            yield batch

    findings = [row for row in quality(in_turn()) if row["finding"] not in _NO_DATA]
    return found + [_of_data({**held_by[row["stream"]], **row}) for row in findings if row["stream"] in held_by]


def _timescales(asked: Asked, batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    soon = add_working_days(batch.as_at, DUE_SOON)
    answer = Answer()
    add_answers(answer, batch, held, Wanted(states=("overdue", "pending"), due_by=soon), asked.settings, names)
    for row in answer.rows:
        what = f"{row['rule']} {row['title']}"
        about = (row["rule"], row["step"], row["fact"], str(row["rung"]), str(row["due"]))
        if row["state"] == "overdue":
            yield _line("overdue", row, what, row["sentence"], row["due"], row["days_over"], about, row["due"])
        else:
            days = (row["due"] - batch.as_at).days
            yield _line("due soon", row, what, row["sentence"], row["due"], days, about, None)


def unallocated(batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    """Every open case that nobody is shown to hold, however lately: the next file may be a month away."""
    nobody = held.filter(pl.col("open") & (pl.col("lead_worker") == UNALLOCATED))
    for row in rows_of_children(nobody.select("child", "unheld_since", "duty", "positions"), held, names, days=_UNHELD):
        since, duty = row["unheld_since"], row["duty"]
        what = f"{duty} stands in the worker's place" if duty else "nobody is shown to hold the case"
        days = None if since is None else (batch.as_at - since).days
        yield _line("unallocated", row, what, "open case without a lead worker", None, days, (), since)


def _flags(batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    found = drift(batch, held, _FLAGS.keys())
    for (flag, step), own in found.group_by("flag", "step", maintain_order=True):
        raised = own.with_columns(due_on((str(flag), str(step)), own["since"]).alias("reached"))
        for row in rows_of_children(raised, held, names, days=("since", "reached")):
            limit = f"limit {row['limit']}, {row['authority']}"
            yield _line(_FLAGS[row["flag"]], row, row["detail"], limit, None, row["days"], (), row["reached"])


def _not_seen(batch: Batch, held: pl.DataFrame, names: Mapping[str, str]) -> Iterator[Line]:
    for row in rows_of_children(not_seen(batch, held), held, names, days=("since", "due")):
        yield _line("not seen", row, row["what"], row["detail"], row["due"], row["days"], (), row["due"])


def _of_data(row: Mapping[str, Any]) -> Line:
    about = (row["finding"], str(row["on"] or ""), row["detail"], *row["events"])
    return _line("data to put right", row, row["finding"], row["detail"], None, None, about, None)


def _line(
    section: str,
    row: Mapping[str, Any],
    what: str,
    detail: str,
    due: date | None,
    days: int | None,
    about: tuple[str, ...],
    since: date | None,
) -> Line:
    told = {
        "section": section,
        **{name: row[name] for name in _KEPT},
        "what": what,
        "detail": detail,
        "due": due,
        "days": days,
    }
    return Line(section, told, (section, str(row["stream"]), *about), since)
