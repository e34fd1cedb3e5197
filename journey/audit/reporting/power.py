"""What a sample of a size cannot show: how wide an interval is, and which change it would miss."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import Any, Final

from journey.audit.statistics.detectable import detectable
from journey.audit.statistics.proportions import wilson

BASES: Final = (0.3, 0.5, 0.7)
"""Shares at the start from which a rise might be looked for."""


def limits(size: int, later: int | None = None) -> Iterator[dict[str, Any]]:
    """What so many journeys cannot show: ``what``, ``value`` in percentage points or per cent, ``because``.

    ``later`` is the size of the sample to compare with; the same where none is known yet. Nothing can be said of a
    sample without a journey.
    """
    if not size or later == 0:
        return
    low, high = wilson(size / 2, size)
    yield _row("A share of one half is known no nearer than", (high - low) / 2, "percentage points either way")
    yield _row(
        "Something found in none of the journeys may still be so of", wilson(0, size).high, "per cent of children"
    )
    for base in BASES:
        rise = detectable(base, size, later=later)
        if not isnan(rise):
            yield _row(f"From {base:.0%}, a rise would probably be missed if smaller than", rise, "percentage points")


def _row(what: str, value: float, unit: str) -> dict[str, Any]:
    return {"what": what, "value": value, "unit": unit}
