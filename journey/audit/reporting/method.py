"""How a diagnostic was drawn and answered: the frame, the sample and the response by stratum."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from journey.audit.audited import Audited
from journey.audit.diagnostic import Diagnostic
from journey.audit.draw import ALL
from journey.audit.numbers import drawn_ever
from journey.audit.reporting.standing import counting
from journey.audit.strata import NO_THEME, STRATUM, THEME
from journey.domain.audit_codes import AUDIT_QUESTION
from journey.domain.statements import split_stream

_WITHOUT: Final = {ALL: "Every journey that could be drawn.", NO_THEME: "None of the themes is on record."}


def method(found: Diagnostic, audited: Audited) -> Iterator[dict[str, Any]]:
    """One row a stratum that was drawn from: ``stratum, children, families, drawn, replaced, graded, means``."""
    grades = counting(audited, frozenset(one.stream for one in found.journeys))
    gone = {one.replaced for one in found.replacements}
    for one in found.sample.strata if found.sample else ():
        known = STRATUM.get(one.stratum) or THEME.get(one.stratum)
        yield {
            "stratum": one.stratum,
            "children": one.children,
            "families": one.families,
            "drawn": one.drawn,
            "replaced": sum(drawn.stratum == one.stratum and drawn.stream in gone for drawn in drawn_ever(found)),
            "graded": sum(drawn.stratum == one.stratum and drawn.stream in grades for drawn in found.journeys),
            "means": known.sentence if known else _WITHOUT[one.stratum],
        }


def actions(audited: Audited, day: date) -> Iterator[dict[str, Any]]:
    """One row an action, overdue ones first: ``stream, child_id, la, state, due_on, owner, action, question, on,
    done_on, notes``; the state is that of a day."""
    order = ("overdue", "open", "given up", "done")
    for one in sorted(audited.actions, key=lambda one: (order.index(one.state(day)), one.due_on or date.max, one.fact)):
        _, la, child = split_stream(one.journey) if one.journey else (None, None, None)
        yield {
            "stream": one.journey, "la": la, "child_id": child, "state": one.state(day), "due_on": one.due_on,
            "owner": one.owner, "action": one.action, "on": one.on, "done_on": one.done_on, "notes": one.notes,
            "question": AUDIT_QUESTION.label(one.question).partition(":")[0] if one.question else None,
        }  # fmt: skip
