"""Which grade of a journey counts where several were given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from journey.audit.audited import Audited, Grade
from journey.audit.form import OVERALL
from journey.domain.audit_codes import AUDIT_GRADE, AUDIT_QUESTION

GRADES: Final = tuple(AUDIT_GRADE.codes)
"""Best first."""

NUMBER: Final = {grade: len(GRADES) - place for place, grade in enumerate(GRADES)}
"""Grades as ordered numbers: 4 is outstanding, 1 inadequate."""

GOOD: Final = frozenset({"outstanding", "good"})


def counting(audited: Audited, streams: frozenset[str], question: str = OVERALL) -> dict[str, Grade]:
    """Journey → the grade that counts, for those of ``streams`` that were graded: one that was moderated before others,
    then that of the first rater."""
    found: dict[str, Grade] = {}
    for one in _in_order(audited, question):
        if one.journey in streams:
            found.setdefault(one.journey, one)
    return found


def graded_questions(audited: Audited) -> list[str]:
    """The questions that anybody graded: overall first, then in the order of the form."""
    given = {one.question for one in audited.grades}
    return [one for one in (OVERALL, *(q for q in AUDIT_QUESTION.codes if q != OVERALL)) if one in given]


def raters(audited: Audited, question: str) -> Iterator[list[Grade]]:
    """The grades of each journey that two or more gave independently, the first rater's first."""
    of_journey: dict[str, list[Grade]] = {}
    for one in _in_order(audited, question, moderated_first=False):
        of_journey.setdefault(one.journey, []).append(one)
    return (grades for _, grades in sorted(of_journey.items()) if len(grades) > 1)


def _in_order(audited: Audited, question: str, *, moderated_first: bool = True) -> list[Grade]:
    """Grades by journey, in the order in which they count."""
    first = {(one.journey, one.auditor): one.second for one in audited.assignments}

    def place(one: Grade) -> tuple[object, ...]:
        moderated = moderated_first and not one.moderations
        return one.journey, moderated, first.get((one.journey, one.auditor), True), one.auditor

    return sorted((one for one in audited.grades if one.question == question), key=place)
