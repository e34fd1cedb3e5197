"""Columns and scopes that the elements of the census share."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Nature, Scope

CHILD: Final = Column("LAchildID", "key", None, None, "child", blank_ok=False)

DETAILS: Final = "CINdetails"
CP_PLANS: Final = "ChildProtectionPlans"

OPEN_IN_YEAR: Final = Scope("end", own_days=True)
"""What was open at any time from 1 April to 31 March."""

BEGAN_IN_YEAR: Final = Scope("start", own_days=True)


def day(header: str, nature: Nature, event: str) -> Column:
    """The element that says on which day an event happened; without it there is no such event, or no row."""
    return Column(header, nature, event, "occurred_on", "date", blank_ok=nature != "key")


def code(header: str, nature: Nature, event: str, field: str, codes: str, *, blank_ok: bool = True) -> Column:
    """A coded element."""
    return Column(header, nature, event, field, "code", codes, blank_ok=blank_ok)
