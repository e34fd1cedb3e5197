"""Columns and scopes that the tables share."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Nature, Scope

SIX_YEARS: Final = 72
"""Months that an extract of the dataset goes back, as its own scripts have it."""

WENT_ON: Final = Scope("end", SIX_YEARS)
"""What was going on at any time in the six years."""

BEGAN: Final = Scope("start", SIX_YEARS)

NOW: Final = Scope("snapshot", 0)


def child(header: str) -> Column:
    """The column that holds the child's id; where a table has none, it is found by the id of what holds the row."""
    return Column(header, "key", None, None, "child", blank_ok=False)


def day(header: str, nature: Nature, event: str, *aliases: str) -> Column:
    """The column that says on which day an event happened."""
    return Column(header, nature, event, "occurred_on", "date", blank_ok=nature != "key", aliases=aliases)


def code(header: str, event: str, field: str, codes: str, nature: Nature = "fixed") -> Column:
    """A coded column."""
    return Column(header, nature, event, field, "code", codes)


def text(header: str, event: str, field: str) -> Column:
    """A column of text."""
    return Column(header, "fixed", event, field, "text")


def worker(header: str, event: str, field: str = "worker") -> Column:
    """A column that holds the id of a professional."""
    return Column(header, "fixed", event, field, "worker")


def link(header: str) -> Column:
    """An id by which rows belong to each other: read, and nothing kept of it."""
    return Column(header, "derived", None, None, "text")
