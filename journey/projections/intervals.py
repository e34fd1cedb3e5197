"""Days of which only an interval is known: whether something had surely happened by a day, or only may have."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from journey.projections.effective import Fact

Answer = Literal["yes", "no", "cannot tell"]


class Known(NamedTuple):
    """When something happened: from ``first`` (None: no lower limit) up to and including ``last``."""

    first: date | None
    last: date

    def by(self, day: date) -> Answer:
        """Whether it had happened by the end of a day."""
        if self.last <= day:
            return "yes"
        return "no" if self.first is not None and self.first > day else "cannot tell"


def known(fact: Fact) -> Known:
    """When a dated fact happened."""
    assert fact.occurred_on is not None
    exact = fact.precision != "interval"
    return Known(fact.occurred_on if exact else fact.occurred_from, fact.occurred_on)


def standing(begun: Fact, ends: Iterable[Fact], day: date) -> Answer:
    """Whether what began was going on at the end of a day; ``ends`` are all that may have ended it."""
    began = known(begun).by(day)
    ended = [known(end).by(day) for end in ends]
    if began == "no" or "yes" in ended:
        return "no"
    return "cannot tell" if "cannot tell" in (began, *ended) else "yes"
