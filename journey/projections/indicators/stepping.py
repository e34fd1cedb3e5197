"""Steps between the tiers of help: stepped down and handed on, and up again soon after."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator


def _returns(name: str, months: str, step: str) -> Indicator:
    return Indicator(
        name,
        f"Steps up within {months} months of a step down",
        f"Steps down in the period after which the child was stepped up again within {months} months, of steps down in "
        "it",
        "S4 joint delivery plan, recommendation 2 (local standard); R09",
        "share",
        "period",
        of_check("R09", step),
        counts=("SteppedDown",),
    )


INDICATORS: Final = (
    Indicator(
        "step_downs_handed_on",
        "Steps down handed on before closure",
        "Steps down in the period for which the plan that takes over and its lead practitioner were recorded before "
        "closure, of steps down in it",
        "S4 joint delivery plan, recommendation 2 (local standard); R09",
        "share",
        "period",
        of_check("R09", "handed_on"),
        counts=("SteppedDown",),
    ),
    _returns("step_downs_returned_early", "six", "early_return"),
    _returns("step_downs_returned", "twelve", "return"),
)
