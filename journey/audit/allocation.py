"""How many journeys are drawn from each stratum."""

from __future__ import annotations

from collections.abc import Mapping

from journey.domain.errors import UsageError


def allocate(size: int, sizes: Mapping[str, int], minimum: int) -> dict[str, int]:
    """In proportion to the sizes of the strata, but at least ``minimum`` of each, or all of a smaller one.

    What is left after whole numbers goes to the largest remainders, on a tie to the larger stratum, then by name. With
    fewer journeys than ``size`` all are drawn. Raises UsageError where the minimum of every stratum is more than
    ``size``.
    """
    least = {name: min(minimum, there) for name, there in sizes.items()}
    size = min(size, sum(sizes.values()))
    if sum(least.values()) > size:
        needed = sum(least.values())
        raise UsageError(
            f"{size} journeys are too few for at least {minimum} of each of {sum(map(bool, sizes.values()))} strata: "
            f"draw {needed} or more (--size), or ask for fewer of each (--minimum)."
        )
    fixed: dict[str, int] = {}
    while True:
        open_ = {name: there for name, there in sizes.items() if name not in fixed}
        shares = _shares(size - sum(fixed.values()), open_)
        short = {name: least[name] for name in open_ if shares[name] < least[name]}
        if not short:
            return {name: {**fixed, **shares}[name] for name in sizes}
        fixed |= short


def _shares(size: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Whole numbers in proportion to the sizes that add up to ``size``; never more than there are."""
    whole = sum(sizes.values())
    if not whole:
        return dict.fromkeys(sizes, 0)
    size = min(size, whole)
    shares = {name: size * there // whole for name, there in sizes.items()}
    left = size - sum(shares.values())
    by_remainder = sorted(sizes, key=lambda name: (-(size * sizes[name] % whole), -sizes[name], name))
    return {name: shares[name] + (name in by_remainder[:left]) for name in sizes}
