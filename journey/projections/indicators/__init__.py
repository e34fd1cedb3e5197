"""Indicators by name, found by file: adding ``<name>.py`` with ``INDICATORS`` is all it takes."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from journey.domain.errors import UsageError
from journey.projections.indicators.measure import Indicator


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by name. Raises ValueError when two have one name."""
    found: dict[str, Indicator] = {}
    for module in sorted(m.name for m in iter_modules(__path__)):
        for one in getattr(import_module(f"{__name__}.{module}"), "INDICATORS", ()):  # other files are what they share
            if found.setdefault(one.name, one) is not one:
                raise ValueError(f"two indicators are called {one.name}")
    return found


def indicator(name: str) -> Indicator:
    """The indicator of that name. Raises UsageError with the nearest names."""
    known = indicators()
    wanted = name.replace("-", "_").casefold()
    if wanted in known:
        return known[wanted]
    near = get_close_matches(wanted, known, n=3, cutoff=0.4) or list(known)
    raise UsageError(f"There is no indicator {name}. The nearest are {', '.join(near)}.")
