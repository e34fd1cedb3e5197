"""How the journeys were graded: by stratum and by question, and what that says of all children of the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from journey.audit.audited import Audited, Grade
from journey.audit.diagnostic import Diagnostic
from journey.audit.draw import ALL, Drawn
from journey.audit.reporting.figures import share_of
from journey.audit.reporting.standing import GOOD, GRADES, counting, graded_questions
from journey.audit.statistics.weighted import Seen, estimate
from journey.domain.audit_codes import AUDIT_QUESTION


def by_stratum(found: Diagnostic, audited: Audited) -> list[dict[str, Any]]:
    """One row a stratum, of which there may be none, and one of all (``draw.ALL``): ``stratum, journeys, graded``, how
    many of each grade (snake case), ``good_or_better``, and its ``share, low, high`` among the children of the
    stratum, or of the frame.

    The share is weighted; without a draw by chance, and of fewer than ten journeys, there is none.
    """
    grades = counting(audited, frozenset(one.stream for one in found.journeys))
    strata = [one.stratum for one in found.sample.strata if one.stratum != ALL] if found.sample else []
    rows = [_row({"stratum": name}, found, _of(found.journeys, name), grades) for name in strata]
    return [*rows, _row({"stratum": ALL}, found, found.journeys, grades)]


def by_question(found: Diagnostic, audited: Audited) -> list[dict[str, Any]]:
    """As ``by_stratum``, of all strata: one row a question that was graded: ``question, title, …``."""
    streams = frozenset(one.stream for one in found.journeys)
    return [
        _row({"question": name, "title": AUDIT_QUESTION.label(name).partition(":")[0]}, found, found.journeys,
             counting(audited, streams, name))
        for name in graded_questions(audited)
    ]  # fmt: skip


def grade_shares(found: Diagnostic, audited: Audited) -> Iterator[dict[str, Any]]:
    """One row a grade, of the journeys as a whole: ``grade, found, of, share, low, high``, weighted, and ``children``,
    how many children of the frame that is."""
    grades = counting(audited, frozenset(one.stream for one in found.journeys))
    for grade in GRADES:
        number = sum(one.stands == grade for one in grades.values())
        weighted = _estimate(found, found.journeys, grades, {grade})
        children = round(weighted.pop("total")) if weighted else None
        yield {"grade": grade, **share_of(number, len(grades), **weighted), "children": children}


def answers(audited: Audited) -> Iterator[dict[str, Any]]:
    """One row a question of the form that was answered with a code: ``question, title``, and how many of each answer,
    one a journey and auditor."""
    number = Counter((one.question, one.answer) for one in audited.answers if one.answer)
    for name, title in AUDIT_QUESTION.codes.items():
        if any(question == name for question, _ in number):
            told = {answer: number[name, answer] for answer in ("yes", "partly", "no", "not-applicable", "cannot-tell")}
            yield {"question": name, "title": title, **{a.replace("-", "_"): n for a, n in told.items()},
                   "answers": sum(told.values())}  # fmt: skip


def unsafe_or_inadequate(found: Diagnostic, audited: Audited) -> Iterator[dict[str, Any]]:
    """The journeys that come first: a child who may be unsafe, then those graded inadequate; ``stream, child_id, la,
    stratum, unsafe, grade, told, on``. No rationale: it is read with the form, not in a list."""
    grades = counting(audited, frozenset(one.stream for one in found.journeys))
    concern = {one.journey: one for one in audited.concerns}
    rows = []
    for one in found.journeys:
        grade, raised = grades.get(one.stream), concern.get(one.stream)
        if raised or (grade and grade.stands == "inadequate"):
            _, la, child = one.stream.split(":", 2)
            rows.append({
                "stream": one.stream, "la": la, "child_id": child, "stratum": one.stratum, "unsafe": raised is not None,
                "grade": grade.stands if grade else None, "told": raised.told if raised else None,
                "on": raised.on if raised else grade.on if grade else None,
            })  # fmt: skip
    yield from sorted(rows, key=lambda row: not row["unsafe"])


def _row(
    of: dict[str, Any], found: Diagnostic, journeys: Sequence[Drawn], grades: Mapping[str, Grade]
) -> dict[str, Any]:
    own = {one.stream: grades[one.stream] for one in journeys if one.stream in grades}
    number = Counter(one.stands for one in own.values())
    good = sum(number[one] for one in GOOD)
    weighted = _estimate(found, journeys, own, GOOD)
    weighted.pop("total", None)
    shares = share_of(good, len(own), **weighted)
    return {
        **of,
        "journeys": len(journeys),
        "graded": len(own),
        **{grade.replace("-", "_"): number[grade] for grade in GRADES},
        "good_or_better": good,
        **{name: shares[name] for name in ("share", "low", "high")},
    }


def _estimate(
    found: Diagnostic, journeys: Sequence[Drawn], grades: Mapping[str, Grade], wanted: Collection[str]
) -> dict[str, Any]:
    """The weighted share of the children of those strata with such a grade; empty where no interval may be given."""
    graded = [one for one in journeys if one.stream in grades]
    if found.sample is None or not found.by_chance or not graded:
        return {}
    strata = {one.stratum for one in journeys}
    families = {one.stratum: one.families for one in found.sample.strata if one.stratum in strata}
    seen = [Seen(one.stratum, one.siblings, float(grades[one.stream].stands in wanted)) for one in graded]
    told = estimate(families, seen)
    return {"share": told.share, "low": told.interval.low, "high": told.interval.high, "total": told.total}


def _of(journeys: Sequence[Drawn], stratum: str) -> list[Drawn]:
    return [one for one in journeys if one.stratum == stratum]
