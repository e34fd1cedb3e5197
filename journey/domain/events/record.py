"""Statements about the record itself: progress, correction, retraction, merge.

They happen on no day of the child's life.
"""

from typing import Any, Final

from pydantic import Field

from journey.domain.events.base import Event

_STAGE = "The record"


class FactProgressed(Event):
    """Fields of a fact that were blank, or that change in the course of things, are now said."""

    NAME = "FactProgressed"
    TITLE = "Details added"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE

    fields: dict[str, Any] = Field(default_factory=dict, description="field → value newly said (None: no longer said)")


class FactCorrected(Event):
    """A field of a fact is said to be different from what was said before."""

    NAME = "FactCorrected"
    TITLE = "Fact corrected"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE

    field: str = Field(description="the field; `occurred_on` for the day it happened")
    value: Any = Field(None, description="the value now said")
    old: Any = Field(None, description="the value said before, for reading")
    based_on: int = Field(0, description="stream version of the statement that it corrects; 0 if not known")
    moved_to: str | None = Field(None, description="for a moved start date: the fact key under the new date")
    reason: str | None = Field(None, description="in fixed words, as an import writes it")
    notes: str | None = Field(None, description="a person's own words")


class FactRetracted(Event):
    """A fact is withdrawn; or, with `statement`, one earlier statement alone."""

    NAME = "FactRetracted"
    TITLE = "Fact retracted"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE

    reason: str | None = Field(None, description="in fixed words, as an import writes it")
    notes: str | None = Field(None, description="a person's own words")
    statement: int | None = Field(None, description="stream version of the one statement withdrawn")
    based_on: int = Field(0, description="stream version of the latest statement about the fact; 0 if not known")


class FactReinstated(Event):
    """A fact that was retracted is said again."""

    NAME = "FactReinstated"
    TITLE = "Fact reinstated"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE


class RecordsMerged(Event):
    """Two records are of one child; written on both streams."""

    NAME = "RecordsMerged"
    TITLE = "Records merged"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE

    survivor: str = Field(description="stream that stands for the child from now on")
    absorbed: str = Field(description="stream that is read as part of the survivor")
    reason: str | None = Field(None, description="in fixed words, as an import writes it")
    notes: str | None = Field(None, description="a person's own words")


class RecordsUnmerged(Event):
    """A merge is undone; written on both streams."""

    NAME = "RecordsUnmerged"
    TITLE = "Records unmerged"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE

    survivor: str
    absorbed: str
    reason: str | None = Field(None, description="in fixed words, as an import writes it")
    notes: str | None = Field(None, description="a person's own words")


MISFILED: Final = "recorded of the wrong child"
"""The reason of a retraction that goes with a ``FactMisfiled``."""

AWAY: Final = "away"
HERE: Final = "here"


class FactMisfiled(Event):
    """A fact was recorded of the wrong child: a stub on the record it was moved from, and on the one it belongs to."""

    NAME = "FactMisfiled"
    TITLE = "Fact misfiled"
    KIND = "record"
    SERIES = "record"
    STAGE = _STAGE

    filed: str | None = Field(None, description="`away` on the wrong record, `here` on the one it belongs to")
    mark: str | None = Field(None, description="a keyed mark that both stubs share; it names neither child")
    notes: str | None = Field(None, description="a person's own words")
