"""Columns that most lists share: who the child is, and who holds the case."""

from __future__ import annotations

from journey.domain.columns import Column, Nature
from journey.importers.rows import PERSON

TEAM = "Allocated Team"
WORKER = "Allocated Worker"

CHILD = Column("Child Unique ID", "key", None, None, "child", blank_ok=False)
SEX = Column("Sex", "person", PERSON, "sex", "code", "sex", blank_ok=False, aliases=("Gender",))
ETHNICITY = Column("Ethnicity", "person", PERSON, "ethnicity", "code", "ethnicity", blank_ok=False)
DATE_OF_BIRTH = Column("Date of Birth", "person", PERSON, "date_of_birth", "date")
AGE = Column("Age of Child (Years)", "derived", PERSON, "asserted_age", "count", aliases=("Age",))
DISABILITY = Column(
    "Does the Child have a Disability", "person", PERSON, "disability", "code", "yes-no", blank_ok=False
)

WHO = (CHILD, SEX, ETHNICITY, DATE_OF_BIRTH, AGE)
"""The first five columns of Lists 1 to 9."""


def day(header: str, nature: Nature, event: str, *, blank_ok: bool = True, aliases: tuple[str, ...] = ()) -> Column:
    """The column that says on which day an event happened."""
    return Column(header, nature, event, "occurred_on", "date", blank_ok=blank_ok, aliases=aliases)


def yes_no(header: str, nature: Nature, event: str, field: str, *, blank_ok: bool = False) -> Column:
    """A column of yes, no and unknown."""
    return Column(header, nature, event, field, "code", "yes-no", blank_ok=blank_ok)


def asserted(header: str, event: str, field: str) -> Column:
    """A number that the source worked out itself; kept, never relied on."""
    return Column(header, "derived", event, field, "count", blank_ok=False)


def held_by(*events: str) -> tuple[Column, ...]:
    """Team and worker, each a detail of every event named; the row decides which of them it claims."""
    return (
        *(Column(TEAM, "current", event, "team", "text", blank_ok=False) for event in events),
        *(Column(WORKER, "current", event, "worker", "worker", blank_ok=False) for event in events),
    )
