"""Whom the tour looks at: found in what the borough's files say really happened, and by questions to the store.

No borough is sure to have each of them: a small one may lack a child, and the steps about it are then left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from journey.cli.touring.running import Runner
from journey.demo.borough.lives import Child
from journey.demo.borough.planted import Fault
from journey.demo.files.calendar import months
from journey.demo.files.truth import About, read_about, read_truth

_LEAD = "lead worker"
_PUT_RIGHT = ("wrong-day", "wrong-value")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A child of whom the record said something wrong: so it stood on the day ``until``, about the day ``on``."""

    child: str
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class Whom:
    """The child with most lead workers in the year, a corrected record, a late assessment, and a hub."""

    many: str
    corrected: Corrected | None
    late: str | None
    hub: str | None


def whom(folder: Path, runner: Runner) -> Whom:
    """Look in the borough's folder, then ask its store."""
    about, children = read_about(folder), list(read_truth(folder))
    many = max(children, key=lambda child: _workers(child, about))
    late = runner.rows("journey timescales R05 --state late")
    return Whom(many.id, _corrected(children, about), _latest(late), _hub(runner))


def _workers(child: Child, about: About) -> int:
    """How many had the child's case as its lead worker, from the first day of the borough to the last."""
    return len(
        {
            one.worker
            for one in child.allocations
            if one.role == _LEAD
            and one.worker
            and one.started <= about.last
            and (one.ended or about.last) > about.first
        }
    )


def _corrected(children: Sequence[Child], about: About) -> Corrected | None:
    """Whom a workbook of a month's end still had wrong, and a later one has right: by a day, rather than a value.

    Of several the one put right soonest, of whom least was said meanwhile.
    """
    found = [
        (_PUT_RIGHT.index(fault.kind), right - fault.known_on, child.id, Corrected(child.id, fault.day, shown))
        for child in children
        for fault in child.faults
        if fault.kind in _PUT_RIGHT and (right := fault.put_right_on) and (shown := _still_wrong(fault, right, about))
    ]
    return min(found)[-1] if found else None


def _still_wrong(fault: Fault, right: date, about: About) -> date | None:
    """The last day of a month whose workbook had it wrong, where that of a later one has it right."""
    shown = [end for end in months(about.first, about.last) if fault.known_on <= end < right]
    return shown[-1] if shown and right <= about.last else None


def _latest(rows: list[dict[str, str]]) -> str | None:
    """The child whose timescale was counted from the latest day."""
    return max(rows, key=lambda row: (row["started_on"], row["child_id"]))["child_id"] if rows else None


def _hub(runner: Runner) -> str | None:
    """The hub with most children of those whose name is part of no other's, so that it can be asked for alone."""
    names = {row["holder"]: row["children"] for row in runner.rows("journey caseloads --by hub")}
    hubs = [name for name in names if name.startswith("Hub ") and sum(name in other for other in names) == 1]
    return max(hubs, key=lambda name: (names[name], name), default=None)
