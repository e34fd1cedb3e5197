"""Questions about indicators: the figure of the month of the as-at day, up to that day, over all children."""

from __future__ import annotations

from functools import partial

from journey.projections.indicators import indicators
from journey.projections.indicators.figures import counted, figures, units_of
from journey.projections.indicators.groups import WHOLE
from journey.projections.indicators.measure import Indicator, Period
from journey.scenario.view import View
from journey.scenario.words import Question


def _figure(indicator: Indicator, view: View, _child: str, _about: str) -> str:
    """Numerator and denominator as people say them: ``1 of 2``, ``1 of 2, 1 cannot tell``; a count alone; a mean and
    of how many: ``426 days of 2``, ``none of 0``."""
    period, structure = indicator.reaching(Period(view.as_at.replace(day=1), view.as_at)), view.structure
    part = counted(units_of(view.batch, indicator, period, "referrals-only", structure=structure))
    (row,) = figures(indicator, period, "referrals-only", [part], WHOLE, structure)
    unsure = f", {row['cannot_tell']} cannot tell" if row["cannot_tell"] else ""
    if indicator.shape == "mean":
        mean = "none" if row["value"] is None else f"{row['value']:.1f}".removesuffix(".0") + f" {indicator.mean_of}"
        return f"{mean} of {row['denominator']}{unsure}"
    of = "" if row["denominator"] is None else f" of {row['denominator']:g}"
    return f"{row['numerator']}{of}{unsure}"


QUESTIONS = tuple(
    Question(
        one.title,
        f"{one.definition.rstrip('.')}: {'up to' if one.over else 'in the month of'} the as-at day.",
        "mean" if one.shape == "mean" else "figure",
        partial(_figure, one),
        about="all",
        twins=True,
    )
    for one in indicators().values()
)
"""Questions of this file."""
