"""The columns of ``journey indicators``, and how its cells read."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from journey.reports.table import Field, Row
from journey.reports.words import span, words

_POINTS = "percentage points"


def _number(row: Row, name: str) -> str:
    """A share as a percentage, a mean in its unit, a ratio with one decimal; else as it is."""
    value = row[name]
    if row["mean_of"] and isinstance(value, float):
        return f"{value:,.1f} {row['mean_of']}"
    return _of_shape(value, is_share=row["denominator"] is not None and isinstance(row["denominator"], int))


def _of_shape(value: Any, *, is_share: bool) -> str:
    if value is None or isinstance(value, str):
        return words(value)
    if is_share:
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def _period(row: Row) -> str:
    first, _, last = str(row["period"]).partition("/")
    return span(date.fromisoformat(first), date.fromisoformat(last))


def _group(row: Row) -> str:
    return words(row.get("group_name") or row["group"])


def _moved(row: Row) -> str:
    """How far the value moved: a share in points."""
    value = row.get("moved")
    if value is None or isinstance(value, str):
        return words(value)
    if row["mean_of"]:
        return f"{value:+,.1f} {row['mean_of']}"
    if row["denominator"] is None:
        return f"{value:+,}" if value else "0"
    return _signed(value, isinstance(row["denominator"], int))


def _signed(value: float, is_share: bool) -> str:
    return f"{value * 100:+.1f} points" if is_share else f"{value:+,.1f}"


def _published(row: Row, name: str) -> str:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return words(value)
    if row["unit"] == _POINTS:
        return f"{value:.1%}" if name != "difference" else _signed(value, True)
    return f"{value:+,.1f}" if name == "difference" else f"{value:,.1f}".removesuffix(".0")


FIGURE: Final = (
    Field("indicator", "Name", "id", 26),
    Field("title", "Indicator", "text", 40),
    Field("period", "Period", "text", 22, says=_period),
    Field("group", "Group", "id", 16, "As at the end of the period; 'not known' where nothing says which.", _group),
    Field("numerator", "Numerator", "count", help="Of a mean, the sum of days."),
    Field("denominator", "Denominator", "count", help="Empty where the figure is a number. Of caseloads, full-time "
          "equivalents; of a mean, those whose days can be told."),
    Field("value", "Value", "text", 8, says=lambda row: _number(row, "value")),
    Field("low", "From", "text", 8, "The low end of the 95 per cent interval (Wilson), none of the unknown counted.",
          lambda row: _number(row, "low")),
    Field("high", "To", "text", 8, "The high end, all of the unknown counted.", lambda row: _number(row, "high")),
    Field("mean_of", "Mean of", "text", 8, "Days or weeks, where the figure is a mean."),
    Field("covered", "Covered", "flag", help="No: no source holds what the figure counts on every day of the period."),
    Field("cannot_tell", "Cannot tell", "count", help="Units of which nobody can tell from what was imported."),
    Field("counting_rule", "Counting rule", "text", 16, "Where figures are counted by different rules elsewhere."),
)  # fmt: skip
"""Every figure."""

KNOWN: Final = (
    Field("standpoint", "As it was", "text", 10, "Known then: by --known-at; known now: with all that is known today."),
    Field("known_at", "Known at", "date", 18),
    Field("moved", "Moved by", "text", 12, "How far the figure moved from what was known then.", _moved),
    Field("moved_numerator", "Numerator by", "count"),
    Field("moved_denominator", "Denominator by", "count"),
    Field("moved_units", "Units moved", "count", help="Units that entered, left, or are told otherwise."),
)
"""With --known-at."""

PUBLISHED: Final = (
    Field("population", "Children under 18", "count", help="As the file compared with gives it."),
    Field("population_period", "Population of", "text", 10),
    Field("rate", "Rate per 10,000", "text", 10, "Of numbers alone; of no part of the authority.",
          lambda row: _published({**row, "unit": None}, "rate")),
    Field("published", "Published", "text", 10, says=lambda row: _published(row, "published")),
    Field("published_period", "Published for", "text", 12),
    Field("published_area", "Area", "text", 12),
    Field("published_numerator", "Published numerator", "count"),
    Field("published_denominator", "Published denominator", "count"),
    Field("published_counting_rule", "Published counting rule", "text", 16),
    Field("measured", "Measured", "text", 10, says=lambda row: _published(row, "measured")),
    Field("unit", "Unit", "text", 18),
    Field("difference", "Difference", "text", 12, "Measured less published; none where the two cannot be compared.",
          lambda row: _published(row, "difference")),
    Field("comparable", "Comparable", "flag"),
    Field("remark", "Remark", "text", 40, "Why the two cannot be compared, and what to bear in mind."),
    Field("source", "Published in", "text", 30),
    Field("note", "Note", "text", 40),
)  # fmt: skip
"""With --compare."""

DEFINED: Final = (
    Field("definition", "Definition", "text", 60),
    Field("reference", "Where it stands", "text", 40),
)
"""What every figure ends with."""

_ON_A_PAGE: Final = frozenset({
    "title", "period", "group", "numerator", "denominator", "value", "low", "high", "covered", "cannot_tell",
    "counting_rule", "standpoint", "moved", "moved_units", "published", "published_period", "measured",
    "difference", "remark", "note",
})  # fmt: skip


def columns(*, known: bool, compared: bool) -> tuple[Field, ...]:
    """The columns of a report of figures."""
    return (*FIGURE, *(KNOWN if known else ()), *(PUBLISHED if compared else ()), *DEFINED)


def page(shown: tuple[Field, ...], *, compared: bool) -> tuple[Field, ...]:
    """Those that fit on a page; beside what was published also the definition, without the interval."""
    kept = _ON_A_PAGE - {"value", "low", "high", "covered"} | {"definition"} if compared else _ON_A_PAGE
    return tuple(field for field in shown if field.name in kept)


MOVED: Final = (
    Field("title", "Indicator", "text", 30),
    Field("period", "Period", "text", 22, says=_period),
    Field("group", "Group", "text", 12),
    Field("child_id", "Child", "id"),
    Field("unit", "Of", "id", 24, "The fact that is counted, by its key: see journey show."),
    Field("was", "Was", "text", 11, "As known then."),
    Field("now", "Is now", "text", 11),
    Field("what", "What moved it", "text", 14, "said late, corrected, retracted, reinstated, merged, unmerged, or a "
          "file imported later that covers more."),
    Field("event_title", "Event", "text", 24),
    Field("on", "Of", "date", 18),
    Field("fact", "Fact", "id", 26),
    Field("fields", "Said before and now", "details", 40),
    Field("known_on", "Known on", "date", 18, "The first day on which it is shown to have been on a system."),
    Field("known_from", "Maybe from", "date", 18, "It may have been on a system from this day on: nobody can say."),
)  # fmt: skip
"""What moved the figures, one line a unit and fact."""
