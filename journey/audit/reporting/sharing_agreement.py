"""What of agreement and moderation may leave the team: no number from 1 to 5, and none that would give one back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from journey.audit.reporting.sharing import hidden_places
from journey.projections.indicators.suppress import HIDDEN, SMALLEST_OF_PERCENTAGE, is_small

_OF_EXACT: Final = ("exact", "exact_share", "exact_low", "exact_high")
_COEFFICIENTS: Final = (
    "kappa", "kappa_low", "kappa_high", "kappa_linear", "ac2", "ac2_low", "ac2_high", "alpha", "alpha_low",
    "alpha_high",
)  # fmt: skip
_DECIMALS: Final = 2
_NAMES: Final = frozenset({"question", "title", "kind"})


def share_agreement(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of how far two graded alike (``agreement.agreement``, ``change.kinds``).

    Coefficients give no number back in two decimals, of ten journeys or more; a mean difference does.
    """
    return [_agreed(row) for row in rows]


def share_moderation(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of what moderators made of grades (``agreement.moderation``)."""
    found = []
    for row in rows:
        hidden = hidden_places([row["raised"], row["lowered"], row["moderated"] - row["changed"]])
        gone = _named(hidden, (("raised",), ("lowered",), ("changed",))) | ({"mean_difference"} if hidden else set())
        found.append(_without(row, "moderated", gone))
    return found


def _agreed(row: dict[str, Any]) -> dict[str, Any]:
    """The journeys graded alike, one grade apart and further apart are all there are: what is hidden has another
    hidden beside it."""
    near, total = row["within_one"], row["journeys"]
    hidden = hidden_places([row["exact"], near - row["exact"], total - near])
    gone = _named(hidden, (_OF_EXACT, (), ("within_one",))) | ({"mean_difference"} if hidden else set())
    gone |= {name for name in ("raters",) if is_small(row.get(name, 0))}
    gone |= set(_COEFFICIENTS) if total < SMALLEST_OF_PERCENTAGE else set()
    rounded = {name: round(row[name], _DECIMALS) for name in _COEFFICIENTS if isinstance(row.get(name), float)}
    return _without(row | rounded, "journeys", gone)


def _named(hidden: Iterable[int], names: Sequence[Sequence[str]]) -> set[str]:
    return {name for place in hidden for name in names[place]}


def _without(row: dict[str, Any], total: str, gone: Iterable[str]) -> dict[str, Any]:
    """A row without some of its cells; without any number where even their total is small."""
    every = row.keys() - _NAMES if is_small(row[total]) else gone
    return row | {name: HIDDEN for name in every if row.get(name) is not None}
