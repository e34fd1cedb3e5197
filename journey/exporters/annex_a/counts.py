"""The columns of Annex A that a tool works out: ages, and how often something happened before.

The log may hold less than the case system counted, never more; a count is the larger of what the source said and what
the log holds. It leaves out the event on which it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from journey.domain.calendar import age_on, months_before
from journey.domain.values import Value, code, code_of
from journey.exporters.annex_a.child import ChildFacts, day_of
from journey.projections.effective import Fact

A_YEAR: Final = 12
"""Months in which most counts look back."""

_CARE, _CEASED, _PLACEMENT = "BecameLookedAfter", "CeasedLookedAfter", "PlacementStarted"


def age(child: ChildFacts) -> Value:
    """Age in completed years on the day; as the source said it where no date of birth is known; none before birth."""
    born = child.person.get("date_of_birth")
    if isinstance(born, date):
        return age_on(born, child.as_at) if born <= child.as_at else None
    return None if child.person.get("expected_birth_date") else child.person.get("asserted_age")


def _earlier(name: str, months: int | None = A_YEAR) -> Callable[[ChildFacts, Fact], Value]:
    def counted(child: ChildFacts, main: Fact) -> Value:
        day = day_of(main)
        return child.count((name,), months_before(day, months) if months else date.min, day)

    return counted


def _placements(child: ChildFacts, main: Fact) -> Value:
    """Placements in the year up to the day or the end of care, the one in which it began included."""
    end = child.outcome(main, _CEASED)
    until = day_of(end) if end else child.as_at
    first = months_before(until, A_YEAR)
    within = [day_of(fact) for fact in child.all(_PLACEMENT) if day_of(main) <= day_of(fact) <= until]
    went_on = any(day <= first for day in within)
    return sum(day > first for day in within) + went_on


def _second_period(child: ChildFacts, main: Fact) -> Value:
    """Whether an earlier period of care ended in the year before this one began."""
    start = day_of(main)
    ends = (child.outcome(fact, _CEASED) for fact in child.all(_CARE) if fact.key != main.key)
    again = any(months_before(start, A_YEAR) <= day_of(end) <= start for end in ends if end is not None)
    return code("yes" if again else "no", "")


COUNTED: Final[dict[tuple[str, str], Callable[[ChildFacts, Fact], Value]]] = {
    ("ReferralReceived", "asserted_referrals_12m"): _earlier("ReferralReceived"),
    ("Section47Started", "asserted_section_47_12m"): _earlier("Section47Started"),
    ("Section47Started", "asserted_conferences_12m"): _earlier("InitialCPConferenceHeld"),
    ("CPPlanStarted", "asserted_previous_plans"): _earlier("CPPlanStarted", None),
    (_CARE, "asserted_placements_12m"): _placements,
    (_CARE, "second_period"): _second_period,
}
"""How each worked-out field is counted from the log."""


def counted(child: ChildFacts, main: Fact, field: str) -> Value:
    """A worked-out field of what a row is about; what the source said where it counted more."""
    value, said = COUNTED[main.event, field](child, main), main.data.get(field)
    if isinstance(value, int) and isinstance(said, int):
        return max(value, said)
    return said if code_of(said) == "yes" else value
