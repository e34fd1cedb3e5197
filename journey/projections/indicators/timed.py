"""One short way to write indicators of rules: those that ran in time, and those of a check."""

from __future__ import annotations

from typing import Literal

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.timeliness import of_timescale


def in_time(
    name: str,
    title: str,
    definition: str,
    reference: str,
    step: tuple[str, str],
    counts: str,
    day: Literal["started_on", "stopped_on"] = "stopped_on",
) -> Indicator:
    """The runnings of a step that started, or stopped, in the period and were in time."""
    rule, one = step
    units = of_timescale(rule, day, one)
    return Indicator(name, title, definition, f"{reference}; {rule}", "share", "period", units, counts=(counts,))


def told(
    name: str,
    title: str,
    definition: str,
    reference: str,
    step: tuple[str, str],
    counts: tuple[str, ...],
    *,
    at: Literal["end", "period"] = "period",
) -> Indicator:
    """What a check asks about on a day of the period, or as at its end."""
    units = of_check(*step, at_end=at == "end")
    return Indicator(name, title, definition, f"{reference}; {step[0]}", "share", at, units, counts=counts)
