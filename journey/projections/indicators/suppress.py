"""Small numbers: what a figure may not show when it leaves the team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

SMALLEST_SHOWN: Final = 6
SMALLEST_OF_PERCENTAGE: Final = 10
"""A percentage of fewer is not shown."""

HIDDEN: Final = "c"
"""Stands where a number was hidden, as in DfE's tables."""

_COUNTS: Final = ("numerator", "denominator", "cannot_tell")
_FIGURES: Final = ("value", "low", "high")


def suppressed(rows: Sequence[dict[str, Any]], also: Iterable[int] = ()) -> list[dict[str, Any]]:
    """The rows of one indicator and period with 1 to 5 hidden, and whatever would give a hidden number back.

    A row whose numerator or denominator, or the difference of the two, is from 1 to 5 loses all its figures. Of several
    groups the next smallest are hidden too until a total would no longer give one back: one hidden alone is the total
    less the others, and so few that together they are below 6 are as good as told. A percentage of fewer than 10 is
    hidden, its numbers are not. Of a mean the children are counted (``denominator``), not their days.
    ``also`` are the numbers of rows to hide for another reason.
    """
    hidden = {number for number, row in enumerate(rows) if _small(row)} | set(also)
    shown = sorted((n for n in range(len(rows)) if n not in hidden), key=lambda n: (_size(rows[n]), n))
    total_is_shown = bool(rows) and not _small(_total(rows))
    while hidden and shown and (len(hidden) == 1 or (total_is_shown and _tells(_total(rows[n] for n in hidden)))):
        hidden.add(shown.pop(0))
    return [hide(row) if number in hidden else _without_percentage(row) for number, row in enumerate(rows)]


def suppressed_twice(then: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The same figures as known on two days: those of the earlier day are hidden, too, where they differ by 1 to 5."""
    later = {row["group"]: row for row in now}
    near = [number for number, row in enumerate(then) if _differ(row, later.get(row["group"]))]
    return [suppressed(then, near), suppressed(now)]


def _differ(row: dict[str, Any], other: dict[str, Any] | None) -> bool:
    by = {name: (row[name] or 0) - ((other or {}).get(name) or 0) for name in _COUNTS}
    if _is_mean(row):
        # Another sum of days over nearly as many children may be of one child.
        return (
            is_small(by["denominator"])
            or is_small(by["cannot_tell"])
            or (by["numerator"] != 0 and abs(by["denominator"]) < SMALLEST_SHOWN)
        )
    return any(is_small(one) for one in by.values())


def hide(row: dict[str, Any]) -> dict[str, Any]:
    """The row with every figure hidden, and nothing that leads to the events behind it."""
    return {**row, **dict.fromkeys((*_COUNTS, *_FIGURES), HIDDEN), "positions": []}


def is_small(count: float) -> bool:
    """Whether a number is one that is not shown: from 1 to 5."""
    return 0 < abs(count) < SMALLEST_SHOWN


def _numbers(row: dict[str, Any]) -> list[float]:
    """The numbers of children in a row: those told yes, and of a share those told anything else."""
    units = _units(row)
    if _is_mean(row):
        return [row["denominator"]]
    return [row["numerator"]] if units is None else [row["numerator"], units - row["numerator"]]


def _is_mean(row: dict[str, Any]) -> bool:
    return row.get("mean_of") is not None


def _units(row: dict[str, Any]) -> int | None:
    """What a share is of; None of a number, and of a ratio, whose denominator is hours of workers."""
    return row["denominator"] if isinstance(row["denominator"], int) else None


def _small(row: dict[str, Any]) -> bool:
    return any(is_small(count) for count in (*_numbers(row), _units(row) or 0, row["cannot_tell"]))


def _size(row: dict[str, Any]) -> float:
    """By what the next smallest group is found; one with nobody in it hides nothing and comes last."""
    units = _units(row)
    size: float = row["numerator"] if units is None else units
    return size or float("inf")


def _total(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    listed = list(rows)
    total = {name: sum(row[name] or 0 for row in listed) for name in _COUNTS} | {"mean_of": listed[0].get("mean_of")}
    return total | ({"denominator": None} if _units(listed[0]) is None else {})


def _tells(total: dict[str, Any]) -> bool:
    """Whether a total of hidden groups, found as what the others lack, is as small as the numbers to hide."""
    return any(is_small(count) for count in _numbers(total))


def _without_percentage(row: dict[str, Any]) -> dict[str, Any]:
    units = _units(row)
    few = units is not None and units < SMALLEST_OF_PERCENTAGE and not _is_mean(row)
    return row | dict.fromkeys(_FIGURES, HIDDEN) if few else row
