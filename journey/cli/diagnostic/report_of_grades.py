"""The sections of a diagnostic's report that rest on what auditors said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from journey.cli.diagnostic import tables_of_grades as tables
from journey.reports.pictures import Bars, Ranges
from journey.reports.table import Row, Section

if TYPE_CHECKING:
    from journey.audit.audited import Audited
    from journey.audit.diagnostic import Diagnostic

_GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
_TITLES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
_COUNTS = (
    "The overall grade is a judgement, never a mean. A moderated grade counts in place of the one given first; of "
    "several, the first auditor's."
)
_WEIGHTED = "What the sample says of all children of the frame, by the weights of the draw."
_TWICE = (
    "Grades as they were first given, before moderation. Kappa falls where most grades are alike; AC2 does not. "
    "Case-note audits reach a kappa of 0.32 to 0.70 on average, more with explicit criteria (Lilford 2007)."
)


def sections_of_grades(one: Diagnostic, audited: Audited, share: bool) -> Iterator[Section]:
    """Method and response, grades by stratum and question, agreement, moderation, answers."""
    from journey.audit.reporting.agreement import agreement, moderation
    from journey.audit.reporting.grades import answers, by_question, by_stratum, grade_shares
    from journey.audit.reporting.method import method
    from journey.audit.reporting.sharing import share_columns, share_grades, share_parts
    from journey.audit.reporting.sharing_agreement import share_agreement, share_moderation

    how = list(method(one, audited))
    how = share_columns(how, ("children", "families", "drawn", "replaced", "graded")) if share else how
    yield Section("method", "Method and response", tables.METHOD, list(how))
    strata, questions = by_stratum(one, audited), by_question(one, audited)
    shares = list(grade_shares(one, audited))
    if share:
        strata = share_grades(strata)
        questions = [share_grades([row])[0] for row in questions if row["question"] != "overall"]
        shares = _as_in(strata[-1], shares)
    yield Section("grades", "Grades by stratum", tables.BY_STRATUM, list(strata), (_COUNTS,), _bars(strata, "stratum"))
    if one.by_chance:
        yield Section("shares", "Grades of all children", tables.OF_ALL_ON_A_PAGE, list(shares), (_WEIGHTED,),
                      _of_shares(shares))  # fmt: skip
    yield Section("questions", "Grades by question", tables.BY_QUESTION, list(questions), (),
                  _bars(questions, "title"))  # fmt: skip
    agreed, moderated = agreement(audited), moderation(audited)
    if share:
        agreed, moderated = share_agreement(agreed), share_moderation(moderated)
    yield Section("agreement", "How far auditors agreed", tables.AGREEMENT, list(agreed), (_TWICE,))
    yield Section("moderation", "Moderation: auditor and moderator", tables.MODERATION, list(moderated))
    said = list(answers(audited))
    parts = ("yes", "partly", "no", "not_applicable", "cannot_tell")
    yield Section("answers", "Answers to the questions of the form", tables.ANSWERS,
                  list(share_parts(said, parts, "answers") if share else said))  # fmt: skip


def _as_in(total: dict[str, Any], shares: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The shares of the grades, hidden where the row of all strata hides the grade."""
    from journey.projections.indicators.suppress import HIDDEN

    gone = dict.fromkeys(("found", "share", "low", "high", "children"), HIDDEN)
    return [
        row | (gone if total[row["grade"].replace("-", "_")] == HIDDEN else {}) | {"of": total["graded"]}
        for row in shares
    ]


def _bars(rows: Sequence[dict[str, Any]], label: str) -> Bars | None:
    """The grades of each row in which all are shown and any was given."""
    shown = [row for row in rows if row["graded"] and all(isinstance(row[name], int) for name in _GRADES)]
    if not shown:
        return None
    bars = tuple((str(row[label]), tuple(row[name] for name in _GRADES)) for row in shown)
    return Bars("Journeys by grade", _TITLES, bars)


def _of_shares(rows: Sequence[Row]) -> Ranges | None:
    told = [row for row in rows if isinstance(row["low"], float)]
    if not told:
        return None
    return Ranges(
        "Share of all children of the frame by grade, with its 95 % interval",
        tuple(
            (_TITLES[_GRADES.index(str(row["grade"]).replace("-", "_"))], row["share"], row["low"], row["high"],
             f"{row['found']} of {row['of']}", None)
            for row in told
        ),
    )  # fmt: skip
