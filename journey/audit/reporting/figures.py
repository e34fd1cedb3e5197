"""A share as every table of the report has it: how many of how many, and a percentage only of ten or more."""

from __future__ import annotations

from typing import Any

from journey.projections.indicators.suppress import SMALLEST_OF_PERCENTAGE


def share_of(
    found: int, of: int, *, share: float | None = None, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    """``found, of, share, low, high``: the last three are None of fewer than ten, or where none may be given.

    ``share`` where it is another than ``found / of`` (a weighted one); without ``low`` and ``high`` it is left out too,
    unless it is given: a percentage without its interval says more than it knows.
    """
    few = of < SMALLEST_OF_PERCENTAGE
    told = None if few or low is None else share if share is not None else found / of
    return {"found": found, "of": of, "share": told, "low": None if few else low, "high": None if few else high}
