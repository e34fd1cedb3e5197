"""Questions about indicators: the figure of the month of the as-at day, up to that day, over all children."""

from __future__ import annotations

from functools import partial

from journey.projections.indicators import indicators
from journey.projections.indicators.measure import CANNOT_TELL, YES, Indicator, Period
from journey.scenario.view import View
from journey.scenario.words import Question


def _figure(indicator: Indicator, view: View, _child: str, _about: str) -> str:
    """Numerator and denominator as people say them: ``1 of 2``, ``1 of 2, 1 cannot tell``; a count alone."""
    period = Period(view.as_at.replace(day=1), view.as_at)
    answers = indicator.units(view.batch, period, "referrals-only")["answer"].to_list()
    unclear = answers.count(CANNOT_TELL)
    of = f" of {len(answers)}" if indicator.shape == "share" else ""
    return f"{answers.count(YES)}{of}" + (f", {unclear} cannot tell" if unclear else "")


QUESTIONS = tuple(
    Question(
        one.title,
        f"{one.definition.rstrip('.')}: in the month of the as-at day.",
        "figure",
        partial(_figure, one),
        about="all",
        twins=True,
    )
    for one in indicators().values()
)
"""Questions of this file."""
