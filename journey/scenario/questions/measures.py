"""Questions about the measures of the seven principles and the recommendations, over the twelve months before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from journey.domain.calendar import days_after, earliest_within_months
from journey.domain.statements import child_stream
from journey.projections.indicators.measure import Period
from journey.projections.principles.counting import principles
from journey.projections.principles.measures import MEASURES, Measure
from journey.projections.recommendations.declared import RECOMMENDATIONS, Recommendation
from journey.projections.recommendations.figures import recommendations
from journey.scenario.asked import asked
from journey.scenario.cells import in_words
from journey.scenario.parts import Mistake, nearest
from journey.scenario.rows import said
from journey.scenario.view import View
from journey.scenario.words import NONE, Question

Row = Mapping[str, Any]


def _measure(name: str) -> Measure:
    known = {one.name.replace("_", " "): one for one in MEASURES}
    if name not in known:
        hint = nearest(name, known) or f" They are: {', '.join(known)}."
        raise Mistake(f"'{name}' is no measure.{hint}")
    return known[name]


def _recommendation(number: str) -> Recommendation:
    found = next((one for one in RECOMMENDATIONS if str(one.number) == number), None)
    if found is None:
        raise Mistake(f"There is no recommendation {number}: they are numbered from 1 to {len(RECOMMENDATIONS)}.")
    return found


def _year(view: View) -> Period:
    return Period(days_after(earliest_within_months(view.as_at, 12), 1), view.as_at)


def _counted(view: View, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    measure = _measure(name)
    return view.own(f"measure {name}", lambda: principles(asked(view), [measure], [_year(view)], {}, listed=True))


def _figure(view: View, _child: str, name: str) -> str:
    ((row,), _) = _counted(view, name)
    unsure = f", {row['cannot_tell']} cannot tell" if row["cannot_tell"] else ""
    return f"{row['shows']} of {row['looked_at'] - row['cannot_tell']}{unsure}"


def _told(name: str, view: View, _child: str, about: str) -> str:
    ((row,), _) = _counted(view, about)
    return said(row[name])


def _of_child(view: View, child: str, name: str) -> list[dict[str, Any]]:
    stream = child_stream(view.la, view.survivors[child])
    return [row for row in _counted(view, name)[1] if row["stream"] == stream]


def _own(view: View, child: str, name: str) -> str:
    return "; ".join(f"{row['shown']}, {in_words(row['day'])}" for row in _of_child(view, child, name)) or NONE


def _behind(view: View, child: str, name: str) -> str:
    return "; ".join(said(row["detail"]) for row in _of_child(view, child, name)) or NONE


def _figures(view: View, number: str) -> list[dict[str, Any]]:
    one = _recommendation(number)
    return view.own(f"recommendation {number}", lambda: recommendations(asked(view), [one], _year(view)))


def _of_recommendation(view: View, _child: str, number: str) -> str:
    return "; ".join(f"{row['figure']} {_number(row)}" for row in _figures(view, number) if row["figure"]) or NONE


def _number(row: Row) -> str:
    of = "" if row["denominator"] is None else f" of {said(row['denominator'])}"
    unsure = f", {row['cannot_tell']} cannot tell" if row["cannot_tell"] else ""
    return f"{said(row['numerator'])}{of}{unsure}"


def _on_record(view: View, _child: str, number: str) -> str:
    return said(_figures(view, number)[0]["on_record"])


def _declared(name: str, _view: View, _child: str, number: str) -> str:
    return said(getattr(_recommendation(number), name))


QUESTIONS = (
    Question("journeys that show MEASURE", "How many of those looked at in the twelve months show it.", "figure",
             _figure, about="all", check_about=_measure),
    Question("reasons nobody can tell MEASURE", "With how many say so.", "text", partial(_told, "reasons"),
             about="all", check_about=_measure),
    Question("caution with MEASURE", "Why more is not plainly good or bad.", "text", partial(_told, "caution"),
             about="all", check_about=_measure),
    Question("shown of MEASURE", "What the child's journey shows of it, by day.", "text", _own, check_about=_measure),
    Question("details of MEASURE", "What each of these answers says beside.", "text", _behind, check_about=_measure),
    Question("figures of recommendation NUMBER", "What the log can show of it.", "text", _of_recommendation,
             about="all", check_about=_recommendation),
    Question("evidence for recommendation NUMBER", "Figures, partly, or not at case level.", "text",
             partial(_declared, "evidence"), about="nobody", check_about=_recommendation),
    Question("what recommendation NUMBER is", "Its title.", "text", partial(_declared, "title"), about="nobody",
             check_about=_recommendation),
    Question("is anything on record for recommendation NUMBER", "Whether any of its figures looks at anything.",
             "yes or no", _on_record, about="all", check_about=_recommendation, twins=True),
)  # fmt: skip
"""Questions of this file."""
