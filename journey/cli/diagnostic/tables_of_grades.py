"""The tables of a diagnostic's report that rest on what auditors said, and how their cells read."""

from __future__ import annotations

from typing import Any, Final

from journey.cli.asking import CHILD, by_name
from journey.reports.table import Field, Row
from journey.reports.words import words

_GRADE_WORDS: Final = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement",
    "inadequate": "Inadequate",
}


def share_words(row: Row, name: str = "share", low: str = "low", high: str = "high") -> str:
    """A share with its interval; empty where none is given."""
    value = row.get(name)
    if value is None or isinstance(value, str):
        return words(value)
    if row.get(low) is None:
        return f"{value:.0%}"
    return f"{value:.0%} ({row[low]:.0%}–{row[high]:.0%})"


def of_words(row: Row, found: str = "found", of: str = "of") -> str:
    """So many of so many."""
    if row.get(of) is None:
        return ""
    return f"{words(row[found])} of {words(row[of])}"


def _decimals(name: str) -> Any:
    return lambda row: words(value) if isinstance(value := row.get(name), str | None) else f"{value:.2f}"


def _difference(row: Row) -> str:
    value = row["mean_difference"]
    return words(value) if isinstance(value, str) else f"{value:+.2f}"


def _told(row: Row) -> str:
    """Who was told, by name where it is known; of a concern that nobody is told, that nobody is said to have been."""
    return by_name("told")(row) or ("nobody, as far as is said" if row["unsafe"] else "")


def grade_words(row: Row) -> str:
    """A grade as a page says it."""
    return _GRADE_WORDS.get(words(row.get("grade")), words(row.get("grade")))


def _interval(name: str) -> Any:
    """From where to where a coefficient lies."""

    def says(row: Row) -> str:
        if isinstance(low := row[f"{name}_low"], str | None):
            return words(low)
        return f"{low:.2f} to {row[f'{name}_high']:.2f}"

    return says


SHARE: Final = Field(
    "share",
    "Share (95 % interval)",
    "text",
    18,
    "Of all children meant, weighted; none of fewer than ten journeys, nor without a draw by chance.",
    share_words,
)
_INTERVAL: Final = (
    Field("low", "From", "text", 8, says=lambda row: share_words(row, "low", "", "")),
    Field("high", "To", "text", 8, says=lambda row: share_words(row, "high", "", "")),
)
_GRADES: Final = tuple(Field(name.replace("-", "_"), title, "count") for name, title in _GRADE_WORDS.items())
_COUNTED: Final = (
    Field("graded", "Graded", "count"),
    *_GRADES,
    Field("good_or_better", "Good or better", "count"),
    SHARE,
)

FIRST: Final = (
    CHILD,
    Field("stratum", "Stratum", "text", 18),
    Field("unsafe", "May be unsafe", "flag", help="An auditor has an immediate concern for the child's safety."),
    Field("grade", "Overall", "text", 20, says=grade_words),
    Field("told", "Told", "id", 20, "Who was told of the concern.", _told),
    Field("on", "On", "date", 18),
)
METHOD: Final = (
    Field("stratum", "Stratum", "text", 24),
    Field("children", "Children", "count", help="In the frame."),
    Field("families", "Families", "count", help="Of each of which one child could be drawn."),
    Field("drawn", "Drawn", "count"),
    Field("replaced", "Replaced", "count", help="By the next in rank."),
    Field("graded", "Graded", "count"),
    Field("means", "What it means", "text", 60),
)
BY_STRATUM: Final = (
    Field("stratum", "Stratum", "text", 24),
    Field("journeys", "Journeys", "count", help="To look at."),
    *_COUNTED,
)
BY_QUESTION: Final = (Field("title", "Question", "text", 40), *_COUNTED)
OF_ALL: Final = (
    Field("grade", "Grade", "text", 24, says=grade_words),
    Field("found", "Journeys", "count"),
    Field("of", "Of", "count"),
    SHARE,
    *_INTERVAL,
    Field("children", "About so many children", "count", help="Of the frame, by the weights of the draw."),
)
OF_ALL_ON_A_PAGE: Final = tuple(field for field in OF_ALL if field.name not in ("low", "high"))
AGREEMENT: Final = (
    Field("title", "Question", "text", 40),
    Field("kind", "Graded twice", "text", 14, "Independently, or as calibration, which auditors talk over."),
    Field("journeys", "Journeys", "count"),
    Field("raters", "Auditors", "count"),
    Field("exact", "Same grade", "count"),
    Field("exact_share", "Share (95 % interval)", "text", 18,
          says=lambda row: share_words(row, "exact_share", "exact_low", "exact_high")),
    Field("within_one", "Within one grade", "count"),
    Field("kappa", "Weighted kappa", "text", 10, "Quadratic weights; of the first and the second rater. Empty where "
          "all grades are alike.", _decimals("kappa")),
    Field("kappa_low", "Interval of kappa", "text", 14, "95 %, of ten journeys or more; of large samples.",
          _interval("kappa")),
    Field("kappa_linear", "Linear kappa", "text", 10, says=_decimals("kappa_linear")),
    Field("ac2", "Gwet's AC2", "text", 10, "Does not fall, as kappa does, where most grades are alike.",
          _decimals("ac2")),
    Field("ac2_low", "Interval of AC2", "text", 14, "95 %, of ten journeys or more; by drawing the journeys again.",
          _interval("ac2")),
    Field("alpha", "Krippendorff's alpha", "text", 10, "Ordinal, of every auditor.", _decimals("alpha")),
    Field("alpha_low", "Interval of alpha", "text", 14, "95 %, of ten journeys or more; by drawing the journeys again.",
          _interval("alpha")),
)  # fmt: skip
MODERATION: Final = (
    Field("title", "Question", "text", 40),
    Field("moderated", "Moderated", "count"),
    Field("changed", "Changed", "count"),
    Field("raised", "Raised", "count"),
    Field("lowered", "Lowered", "count"),
    Field("mean_difference", "Mean difference", "text", 10, "Moderator less auditor, in grades: below nought, auditors "
          "were kinder.", _difference),
)  # fmt: skip
ANSWERS: Final = (
    Field("title", "Question", "text", 60),
    Field("yes", "Yes", "count"),
    Field("partly", "Partly", "count"),
    Field("no", "No", "count"),
    Field("not_applicable", "Does not apply", "count"),
    Field("cannot_tell", "Cannot tell", "count"),
    Field("answers", "Answers", "count", help="One a journey and auditor."),
)
ACTIONS: Final = (
    Field("state", "State", "text", 10, "On the day of the last statement about the diagnostic."),
    Field("due_on", "By", "date", 18),
    Field("owner", "Owner", "id", 20, says=by_name("owner")),
    Field("action", "What", "text", 50),
    Field("child_id", "Child", "id", help="Empty: practice as a whole."),
    Field("question", "About", "text", 30),
    Field("done_on", "Done", "date", 18),
)
