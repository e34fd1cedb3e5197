"""How far auditors agreed, and what moderators made of their grades."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any, Final

from journey.audit.audited import Audited, Grade
from journey.audit.reporting.figures import share_of
from journey.audit.reporting.standing import NUMBER, graded_questions, raters
from journey.audit.statistics.agreement import (
    alpha_interval,
    gwet,
    gwet_interval,
    mean_difference,
    ordinal_alpha,
    weighted_kappa,
    within,
)
from journey.audit.statistics.proportions import Interval, wilson
from journey.domain.audit_codes import AUDIT_QUESTION

_GRADES: Final = sorted(NUMBER.values())


INTERVAL_FROM: Final = 10
"""Journeys from which intervals of coefficients are told: large-sample formulas and draws say nothing of fewer."""


def agreement(audited: Audited) -> list[dict[str, Any]]:
    """One row a question and kind of second grading: ``question, title, kind, journeys, raters, exact, exact_low,
    exact_high, within_one, kappa, kappa_low, kappa_high, kappa_linear, ac2, ac2_low, ac2_high, alpha, alpha_low,
    alpha_high``.

    ``kind`` is ``independent`` of two who graded on their own, ``calibration`` of those that every auditor graded and
    talked over. Grades are those first given, before moderation. Exact, within one and kappa are of the first and
    the second rater; AC2 and alpha of all raters. What cannot be told (all of one grade, none graded twice) is None.
    """
    shared = {one.journey for one in audited.assignments if one.calibration}
    rows = []
    for question in graded_questions(audited):
        twice = list(raters(audited, question))
        for kind in ("independent", "calibration"):
            own = [grades for grades in twice if (grades[0].journey in shared) == (kind == "calibration")]
            if own:
                rows.append({"question": question, "title": _title(question), "kind": kind, **_row(own)})
    return rows


def moderation(audited: Audited) -> list[dict[str, Any]]:
    """One row a question of which grades were moderated: ``question, title, moderated, changed, raised, lowered,
    mean_difference`` (moderator less auditor, in grades; above nought: the auditors were stricter)."""
    rows = []
    for question in graded_questions(audited):
        both = [
            (NUMBER[one.grade], NUMBER[one.stands])
            for one in audited.grades
            if one.question == question and one.moderations
        ]
        if both:
            rows.append({
                "question": question, "title": _title(question), "moderated": len(both),
                "changed": sum(one != other for one, other in both),
                "raised": sum(one < other for one, other in both), "lowered": sum(one > other for one, other in both),
                "mean_difference": mean_difference(both),
            })  # fmt: skip
    return rows


def _row(journeys: Sequence[Sequence[Grade]]) -> dict[str, Any]:
    """The figures of journeys that two or more graded."""
    pairs = [(NUMBER[grades[0].grade], NUMBER[grades[1].grade]) for grades in journeys]
    auditors = sorted({one.auditor for grades in journeys for one in grades})
    ratings = [[_by(grades, auditor) for auditor in auditors] for grades in journeys]
    exact, of = within(pairs)
    interval = wilson(exact, of)
    shares = share_of(exact, of, low=interval.low, high=interval.high)
    kappa = weighted_kappa(pairs, _GRADES)
    several, wide = len(pairs) > 1, len(pairs) >= INTERVAL_FROM
    return {
        "journeys": of,
        "raters": len(auditors),
        "exact": exact,
        "exact_share": shares["share"],
        "exact_low": shares["low"],
        "exact_high": shares["high"],
        "within_one": within(pairs, 1)[0],
        "kappa": _told(kappa.value) if several else None,
        "kappa_low": _told(max(-1.0, kappa.interval.low)) if wide else None,
        "kappa_high": _told(min(1.0, kappa.interval.high)) if wide else None,
        "kappa_linear": _told(weighted_kappa(pairs, _GRADES, "linear").value) if several else None,
        "ac2": _told(gwet(ratings, _GRADES)) if several else None,
        **_limits("ac2", gwet_interval(ratings, _GRADES) if wide else None),
        "alpha": _told(ordinal_alpha(ratings, _GRADES)) if several else None,
        **_limits("alpha", alpha_interval(ratings, _GRADES) if wide else None),
    }


def _limits(name: str, interval: Interval | None) -> dict[str, Any]:
    low, high = interval or (None, None)
    return {f"{name}_low": None if low is None else _told(low), f"{name}_high": None if high is None else _told(high)}


def _by(grades: Sequence[Grade], auditor: str) -> int | None:
    return next((NUMBER[one.grade] for one in grades if one.auditor == auditor), None)


def _told(value: float) -> float | None:
    return None if isnan(value) else value


def _title(question: str) -> str:
    return AUDIT_QUESTION.label(question).partition(":")[0]
