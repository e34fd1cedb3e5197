"""What auditors say of the journeys of a diagnostic, as statements on its stream."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from journey.domain.events import event
from journey.domain.statements import PERSON_SYSTEM, Source, Statement, diagnostic_stream
from journey.domain.values import code

ON = date(2025, 5, 20)


def audit(diagnostic: str, name: str, fact: str, on: date = ON, **data: Any) -> Statement:
    """A statement of an auditor; codes are given bare, ``fact`` is its key."""
    kind = event(name)
    held = {key: code(value, value) if key in kind.code_sets() and isinstance(value, str) else value
            for key, value in data.items()}  # fmt: skip
    return Statement(
        diagnostic_stream(diagnostic), name, fact, on, Source(PERSON_SYSTEM, on), held, on, by="an auditor"
    )


def assigned(diagnostic: str, given: Iterable[tuple[str, str, str]]) -> list[Statement]:
    """Journeys given to auditors: stream, auditor, and ``first``, ``second`` or ``calibration``."""
    return [
        audit(diagnostic, "JourneyAssigned", f"audit-assignment/{ON}/{n}", journey=stream, auditor=auditor,
              second_rater="no" if how == "first" else "yes", calibration="yes" if how == "calibration" else "no")
        for n, (stream, auditor, how) in enumerate(given, 1)
    ]  # fmt: skip


def graded(
    diagnostic: str, grades: Iterable[tuple[str, str, str]], question: str = "overall", first: int = 1
) -> list[Statement]:
    """Grades: stream, auditor, grade; numbered from ``first``."""
    return [
        audit(diagnostic, "JourneyGraded", f"audit-grade/{ON}/{n}", journey=stream, auditor=auditor,
              question=question, grade=grade, notes="as the file shows")
        for n, (stream, auditor, grade) in enumerate(grades, first)
    ]  # fmt: skip


def moderated(diagnostic: str, number: int, stream: str, auditor: str, grade: str) -> Statement:
    """Another grade in place of one, by its number."""
    return audit(diagnostic, "GradeModerated", f"audit-grade/{ON}/{number}/moderated", journey=stream, auditor=auditor,
                 question="overall", grade=grade, reasons="seen otherwise")  # fmt: skip


def concern(diagnostic: str, stream: str, auditor: str, **more: Any) -> Statement:
    """A child who may be unsafe."""
    return audit(diagnostic, "SafetyConcernRaised", f"audit-concern/{ON}/1", journey=stream, auditor=auditor,
                 notes="not seen for weeks", **more)  # fmt: skip


def action(diagnostic: str, number: int, due_on: date, **more: Any) -> Statement:
    """Something to be done."""
    return audit(diagnostic, "ActionSet", f"action/{ON}/{number}", due_on=due_on, owner="w:0123456789ab",
                 action="see the child", **more)  # fmt: skip
