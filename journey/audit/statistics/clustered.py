"""Shares of things of which one child may have several: visits, reviews, timescales."""

from __future__ import annotations

from collections.abc import Sequence

from journey.audit.statistics.proportions import LEVEL, Interval, wilson


def clustered(children: Sequence[tuple[int, int]], level: float = LEVEL) -> Interval:
    """Wilson's interval of a share, on the size that as many independent things would have; by child (found, of).

    The variance is that of a ratio between children (Cochran 1977, section 6.3): things of one child are alike. The
    size is at most the number of things; where nothing varies it is the number of children. Raises ValueError where
    there is nothing.
    """
    some = [(found, of) for found, of in children if of]
    total, every = sum(found for found, _ in some), sum(of for _, of in some)
    if not every:
        raise ValueError("nothing was looked at")
    share, number = total / every, len(some)
    squared = sum((found - share * of) ** 2 for found, of in some)
    spread = number / (number - 1) * squared / every**2 if number > 1 else 0.0
    size = min(share * (1 - share) / spread, every) if spread > 0 else number
    return wilson(share * size, size, level)
