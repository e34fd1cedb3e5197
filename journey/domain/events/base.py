"""The base of every event class. Stored names are for ever: explicit, versioned, never reused."""

# No "from __future__ import annotations" here: as text they would be read again for each of the hundred classes.

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from typing_extensions import TypedDict

from journey.domain.shapes import Series
from journey.domain.values import Data


class Coded(TypedDict):
    """A code with the text it was read from; ``code`` is None when the text is in no code set."""

    code: str | None
    written: str


class NotRead(TypedDict):
    """A value that could not be read."""

    written: str
    problem: str


def _as_code(value: Any) -> Any:
    return {"code": value, "written": value} if isinstance(value, str) else value


Code = Annotated[Coded, BeforeValidator(_as_code)]
"""A coded field: given as a bare code by a person, as code and text by a file."""


def coded(codes: str, description: str | None = None) -> Any:
    """A field that holds a code of the named set (see ``codes`` and ``practice_codes``)."""
    return Field(None, description=description, json_schema_extra={"codes": codes})


def follows_referral() -> Any:
    """A field that holds the fact key of the referral under which a source files the event."""
    return Field(None, description="fact key of the referral it follows from, where the source says so")


class Event(BaseModel):
    """An event's own fields, all optional: a source says what it knows.

    ``NAME`` and ``SCHEMA`` are what the store keeps; ``TITLE`` is what people read and scenarios say; ``KIND`` and
    ``PART`` make the fact key (see ``facts``); ``STAGE`` is its chapter in the catalogue.
    """

    # Deferred: a command names a handful of the classes, and building them all would be felt.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    NAME: ClassVar[str]
    SCHEMA: ClassVar[int] = 1
    TITLE: ClassVar[str]
    KIND: ClassVar[str]
    PART: ClassVar[str | None] = None
    SERIES: ClassVar[Series] = "fact"
    STAGE: ClassVar[str]

    unread: dict[str, NotRead] | None = Field(None, description="columns whose value could not be read, as written")

    @classmethod
    def code_sets(cls) -> dict[str, str]:
        """The coded fields with the names of their code sets."""
        extras = {name: info.json_schema_extra for name, info in cls.model_fields.items()}
        return {name: str(extra["codes"]) for name, extra in extras.items() if isinstance(extra, dict)}

    def plain(self) -> Data:
        """The fields that say something, in plain form."""
        return {name: value for name, value in self if value is not None}


class Listed(Event):
    """An event whose fact a source lists while it lasts: it can leave the list without an end being said."""

    not_listed_since: date | None = Field(None, description="the first file without it, still open")
    not_listed_because: str | None = Field(None, description="the lawful exit: `18 or over`, `moved to another list` …")


Team = Annotated[str | None, Field(None, description="team as the source names it")]
Worker = Annotated[str | None, Field(None, description="worker reference, or None for no worker")]
OptionalDate = date | None
