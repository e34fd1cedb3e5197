"""`docs/indicators.md`: the figures of `journey indicators`, by the definition that each was published with."""

from __future__ import annotations

from docs.pages.markdown import GENERATED, code, table
from journey.projections.indicators import indicators
from journey.projections.indicators.measure import Indicator

_INTRODUCTION = """\
# Indicators

What `journey indicators NAME` answers, by the definition that was published where there is one. `journey coverage` says
which of them a store can answer. References are explained in [timescales](timescales.md#references); how figures are
compared with published ones is said in [published figures](published_figures.md).

A *share* has a numerator, a denominator and a 95 per cent interval (Wilson); a *count* is a number of units; a *ratio*
is that number for each full-time worker; a *mean* is of days or weeks. A figure *at the end* is asked of what had
happened by the last day of its period, one *over the period* of all that happened in it. Units of which nobody can tell
are counted beside each figure.
"""

_AT = {"end": "at the end", "period": "over the period"}


def page() -> str:
    """The document."""
    headings = ("indicator", "figure", "definition", "how", "needs", "from")
    rows = [_row(one) for one in sorted(indicators().values(), key=lambda one: one.name)]
    return "\n".join([GENERATED, _INTRODUCTION, table(headings, rows)])


def _row(one: Indicator) -> tuple[str, ...]:
    return (
        code(one.name),
        one.title,
        one.definition,
        f"{one.mean_of or ''} {one.shape} {_AT[one.at]}{_rule(one)}".strip(),
        ", ".join(" or ".join(map(code, events.split("|"))) for events in one.counts),
        one.reference,
    )


def _rule(one: Indicator) -> str:
    if one.takes_rule:
        return "; by either counting rule"
    return f"; by {one.counted_by}" if one.counted_by else ""
