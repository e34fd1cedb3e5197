"""Small numbers: what a figure may not show when it leaves the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SMALLEST_SHOWN = 6
HIDDEN = "c"
"""Stands where a number was hidden, as in DfE's tables."""


def suppressed(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of one indicator and period with 1 to 5 hidden, and whatever would give a hidden number back.

    A row whose numerator or denominator, or the difference of the two, is from 1 to 5 loses all its figures. Where only
    one of several groups is hidden, the next smallest is hidden too, lest a total give it back.
    """
    hidden = {number for number, row in enumerate(rows) if _small(row)}
    if len(hidden) == 1 and len(rows) > 1:
        others = [number for number in range(len(rows)) if number not in hidden]
        hidden.add(min(others, key=lambda number: (rows[number]["denominator"] or rows[number]["numerator"], number)))
    return [_hide(row) if number in hidden else row for number, row in enumerate(rows)]


def _small(row: dict[str, Any]) -> bool:
    counts = [row["numerator"], row["cannot_tell"]]
    if row["denominator"] is not None:
        counts += [row["denominator"], row["denominator"] - row["numerator"]]
    return any(0 < count < SMALLEST_SHOWN for count in counts)


def _hide(row: dict[str, Any]) -> dict[str, Any]:
    figures = ("numerator", "denominator", "value", "low", "high", "cannot_tell")
    return {**row, **dict.fromkeys(figures, HIDDEN), "positions": []}
