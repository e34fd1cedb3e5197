"""What each of the seven principles is measured by: rules that are asked anyway, and which answer shows the principle.

No figure stands for a principle, and no principle for the service: each measure counts the journeys that show one
thing. Where a figure may rise or fall for good reasons and bad ones its measure says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from journey.domain.rules.language import NO, YES

IN_TIME: Final = "in time"
"""The answer that shows the principle where a timescale is asked."""

FAMILIES: Final = "families_with_one_hub"
"""The measure that counts families; every other counts journeys."""

_EITHER_WAY: Final = "more is not plainly good or bad: "


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a principle.

    ``rule`` and ``step`` are of a check, or of timescales (without a step, all steps of the rule). ``shows`` is the
    answer that shows the principle: ``yes``, ``no`` or ``in time``. ``caution`` says why the direction of the figure is
    not plainly good or bad; empty where it is. ``waits``: the answer is there when the time of the step is over, and is
    counted on that day.
    """

    principle: int
    rule: str
    step: str
    shows: Literal["yes", "no", "in time"] = YES
    caution: str = ""
    waits: bool = False

    @property
    def name(self) -> str:
        """What it is called: rule and step, as ``why`` and scenarios call them."""
        return f"{self.rule} {self.step.replace('_', ' ')}".strip()


PRINCIPLES: Final = {
    1: "Right first time",
    2: "Fewest transfers and handoffs",
    3: "Fewest moves, balanced with the best-placed team",
    4: "Timely help and resilient families",
    5: "Children listened to",
    6: "Only appropriate professionals",
    7: "Families told who, when and how at the end of an assessment",
}

MEASURES: Final = (
    Measure(1, "R03", "repeat", NO, _EITHER_WAY + "a family may come back for another need, or because it trusts us"),
    Measure(
        1,
        "P01",
        "return",
        NO,
        _EITHER_WAY + "a family may come back for another need, or because it trusts us",
        waits=True,
    ),
    Measure(1, "P01", "early_no_action", NO, waits=True),
    Measure(2, "P02", "same_worker"),
    Measure(2, "P02", "same_hub", caution=_EITHER_WAY + "a move may be to the team that can help best (principle 3)"),
    Measure(2, "P02", "face_to_face"),
    Measure(2, "P02", "with_family"),
    Measure(3, "P03", "reason"),
    Measure(3, "P03", "alternatives"),
    Measure(3, "P03", "accepted", caution=_EITHER_WAY + "a hub may be right to refuse"),
    Measure(3, "P03", "second_review", caution=_EITHER_WAY + "an earlier move may be right for the child"),
    Measure(3, FAMILIES, "", caution=_EITHER_WAY + "a child may need a team that a brother or sister does not"),
    Measure(4, "R01", "", IN_TIME),
    Measure(4, "R05", "from_referral", IN_TIME),
    Measure(4, "C05", "", IN_TIME),
    Measure(4, "C08", "", IN_TIME),
    Measure(4, "C09", "", IN_TIME),
    Measure(4, "L06", "", IN_TIME),
    Measure(4, "K02", "", IN_TIME),
    Measure(4, "P04", "resilient_exit", waits=True),
    Measure(5, "C11", "visit"),
    Measure(5, "R06", "alone"),
    Measure(5, "P05", "took_part"),
    Measure(5, "P05", "views"),
    Measure(5, "P05", "acted_on"),
    Measure(6, "C02", "minimum"),
    Measure(6, "C02", "referrer", caution=_EITHER_WAY + "the referrer takes part where that is appropriate"),
    Measure(6, "P06", "active", caution=_EITHER_WAY + "what is not on record may have been done"),
    Measure(7, "P07", "told"),
    Measure(7, "P07", "in_time"),
    Measure(7, "P07", "complete"),
    Measure(7, "P07", "child"),
    Measure(7, "P07", "taken_on"),
)
"""Every measure, in the order of the principles."""
