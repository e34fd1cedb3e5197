"""Columns and scopes that most files of the return share."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Nature, Scope

PERSON: Final = "ChildRegistered"

CHILD: Final = Column("CHILD", "key", None, None, "child", blank_ok=False, aliases=("CHILDID",))
BORN: Final = Column("DOB", "person", PERSON, "date_of_birth", "date", blank_ok=False)
SEX: Final = Column("SEX", "person", PERSON, "sex", "code", "sex", blank_ok=False)

OPEN_IN_YEAR: Final = Scope("end", own_days=True)
"""What was going on at any time from 1 April to 31 March."""

BEGAN_IN_YEAR: Final = Scope("start", own_days=True)

OF_SOME: Final = Scope("snapshot", 0)
"""A file about some children alone, such as those adopted in the year: from absence nothing follows."""


def day(header: str, nature: Nature, event: str, *, blank_ok: bool = True) -> Column:
    """The column that says on which day an event happened."""
    return Column(header, nature, event, "occurred_on", "date", blank_ok=blank_ok)


def code(header: str, event: str, field: str, codes: str, *, nature: Nature = "fixed", blank_ok: bool = True) -> Column:
    """A coded column."""
    return Column(header, nature, event, field, "code", codes, blank_ok=blank_ok)


def checked(header: str) -> Column:
    """A column of which nothing is kept: it is about somebody else, or nothing is asked of it."""
    return Column(header, "derived", None, None, "text")
