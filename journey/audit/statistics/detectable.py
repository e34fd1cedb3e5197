"""The smallest change that two samples of a size could have seen."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Final

POWER: Final = 0.8
"""The chance of seeing the change if it is there."""
ALPHA: Final = 0.05
"""The chance, both sides, of seeing one that is not."""

_HALVINGS: Final = 60


def detectable(
    base: float, size: int, *, later: int | None = None, power: float = POWER, alpha: float = ALPHA
) -> float:
    """The smallest rise from a share ``base`` that two independent samples would show with that power.

    ``size`` and ``later`` are the sizes of the two samples (equal by default). Normal approximation with a pooled share
    under no change (Fleiss, Levin and Paik 2003, section 4.2). NaN where no rise that is left above ``base`` could be
    seen. Raises ValueError for a share or size that is none.
    """
    if not 0 <= base < 1 or size < 1:
        raise ValueError(f"a share of {base} among {size} is none")
    other = size if later is None else later
    if _power(base, 1.0, size, other, alpha) < power:
        return float("nan")
    low, high = base, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _power(base, middle, size, other, alpha) >= power else (middle, high)
    return high - base


def _power(base: float, share: float, size: int, later: int, alpha: float) -> float:
    """The chance that samples of two shares differ beyond chance."""
    normal = NormalDist()
    pooled = (base * size + share * later) / (size + later)
    under_none = sqrt(pooled * (1 - pooled) * (1 / size + 1 / later))
    spread = sqrt(base * (1 - base) / size + share * (1 - share) / later)
    beyond = abs(share - base) - normal.inv_cdf(1 - alpha / 2) * under_none
    return normal.cdf(beyond / spread) if spread else float(beyond > 0)
