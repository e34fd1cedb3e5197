"""What is next due for one child, what is overdue, and of how much nobody can tell: by every declared timescale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from journey.domain.rules import declared
from journey.domain.timescales import rules
from journey.projections.one_child.facts import Child
from journey.projections.one_child.timescales import Running, timescales_of


def what_is_due(child: Child) -> dict[str, Any]:
    """``next_due`` (None where nothing is), ``overdue`` (most days first) and ``cannot_tell`` (how many).

    Each has ``rule, step, title, due, days`` (to go, or over), ``started_on`` and ``events`` (fact keys).
    """
    runnings = timescales_of(child, [one for rule in declared().values() for one in rule.timescales])
    pending = sorted((r for r in runnings if r.state == "pending" and r.due), key=_soonest)
    overdue = sorted((r for r in runnings if r.state == "overdue"), key=lambda r: (-(r.days_over or 0), r.rule, r.step))
    keys = {min(s.position for s in fact.said): fact.key for fact in child.facts}
    return {
        "next_due": _told(pending[0], child.as_at, keys) if pending else None,
        "overdue": [_told(one, child.as_at, keys) for one in overdue],
        "cannot_tell": sum(one.state == "cannot tell" for one in runnings),
    }


def _soonest(running: Running) -> tuple[date, str, str]:
    return running.due or date.max, running.rule, running.step


def _told(running: Running, as_at: date, keys: dict[int, str]) -> dict[str, Any]:
    due = running.due
    return {
        "rule": running.rule,
        "step": running.step,
        "title": rules()[running.rule].title,
        "started_on": running.started_on,
        "due": due,
        "days": running.days_over if running.state == "overdue" else (due - as_at).days if due else None,
        "events": _keys(running.positions, keys),
    }


def _keys(positions: Sequence[int], keys: dict[int, str]) -> list[str]:
    """The facts in the order of ``keys``, that of their days: positions follow the order of import."""
    wanted = set(positions)
    return [key for position, key in keys.items() if position in wanted]
