"""The tables of two diagnostics compared, and how their cells read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from journey.cli.diagnostic.tables_of_grades import of_words
from journey.cli.diagnostic.tables_of_log import POWER
from journey.reports.pictures import Ranges
from journey.reports.table import Field, Row
from journey.reports.words import words


def _side(row: Row, name: str) -> str:
    """So many of so many, and the share where there is one."""
    share = row[f"{name}_share"]
    if row[f"{name}_of"] in (None, 0):
        return "cannot tell" if row.get(f"{name}_cannot_tell") else "none"
    told = of_words(row, f"{name}_found", f"{name}_of")
    return told if share is None or isinstance(share, str) else f"{told} ({share:.0%})"


def _points(value: Any) -> str:
    return words(value) if value is None or isinstance(value, str) else f"{value * 100:+.0f}"


def _interval(row: Row) -> str:
    if row["low"] is None or isinstance(row["low"], str):
        return words(row["low"])
    return f"{_points(row['low'])} to {_points(row['high'])}"


def _decimals(name: str, form: str) -> Any:
    return lambda row: words(row[name]) if row[name] is None or isinstance(row[name], str) else format(row[name], form)


_SIDES: Final = (
    Field("before_found", "Baseline", "text", 16, says=lambda row: _side(row, "before")),
    Field("after_found", "Follow-up", "text", 16, says=lambda row: _side(row, "after")),
    Field("difference", "Points", "text", 8, "Percentage points, follow-up less baseline.",
          lambda row: _points(row["difference"])),
)  # fmt: skip
CHANGES: Final = (
    Field("title", "Question", "text", 40),
    Field("what", "Graded", "text", 16),
    *_SIDES,
    Field("low", "95 % interval", "text", 14, "In percentage points.", _interval),
    Field("chance", "p", "text", 8, "How often chance alone gives so uneven a change of the same children (McNemar).",
          _decimals("chance", ".3f")),
    Field("smallest", "Smallest that could be seen", "text", 12, "In points: a rise of good or "
          "better, a fall of inadequate.",
          lambda row: _points(row["smallest"]).lstrip("+")),
    Field("verdict", "What that means", "text", 36),
)  # fmt: skip
TIMELIER: Final = (
    Field("rule", "Rule", "id", 6),
    Field("title", "What is asked", "text", 30),
    Field("step", "Step", "text", 16, says=lambda row: words(row["step"]).replace("_", " ")),
    *_SIDES,
    Field("before_cannot_tell", "Baseline: cannot tell", "count"),
    Field("after_cannot_tell", "Follow-up: cannot tell", "count"),
)
KINDS: Final = (
    Field("title", "Question", "text", 40),
    Field("journeys", "Journeys", "count", help="Graded by both."),
    Field("exact", "Same grade", "count"),
    Field("within_one", "Within one grade", "count"),
    Field("mean_difference", "Mean difference", "text", 10, "In grades, the second kind less the first.",
          _decimals("mean_difference", "+.2f")),
    Field("kappa", "Weighted kappa", "text", 10, says=_decimals("kappa", ".2f")),
)  # fmt: skip
LIMITS: Final = POWER


def ranges(rows: Sequence[Row]) -> Ranges | None:
    """The shares good or better of the follow-up beside those of the baseline; None where none is told."""
    told = [row for row in rows if row["what"] == "good or better" and isinstance(row["after_share"], float)]
    if not told:
        return None
    return Ranges(
        "Good or better: from baseline (diamond) to follow-up (dot); the line is the 95 % interval of the change",
        tuple(
            (str(row["title"]), row["after_share"], max(0.0, row["before_share"] + row["low"]),
             min(1.0, row["before_share"] + row["high"]), f"{row['after_found']} of {row['after_of']}",
             row["before_share"])
            for row in told
        ),
        "baseline",
    )  # fmt: skip
