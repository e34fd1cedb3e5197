"""A diagnostic: which journeys were looked at, drawn how and from what. On the stream of the diagnostic.

What auditors make of the journeys is in ``audit_findings``.
"""

from datetime import date
from typing import Any

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Diagnostic"


class DiagnosticOpened(Event):
    """A diagnostic was opened: what for, and from which journeys, as known when, it will be drawn."""

    NAME = "DiagnosticOpened"
    TITLE = "Diagnostic opened"
    KIND = "diagnostic"
    STAGE = _STAGE

    title: str | None = Field(None, description="what the diagnostic is called")
    kind: Code | None = coded("diagnostic-kind")
    purpose: str | None = Field(None, description="what it is for; no child is named in it")
    la: str | None = Field(None, description="the one authority it is about; absent: every one in the store")
    period_from: date | None = Field(None, description="first day of the audit period")
    period_to: date | None = Field(None, description="last day of the audit period")
    as_at: date | None = Field(None, description="the frame holds what had happened by this day")
    known_at: date | None = Field(None, description="the frame holds what was known by this day")
    data_to: date | None = Field(None, description="the data date when it was opened")
    inferred: Code | None = coded("yes-no", "whether facts count whose day no source gives")
    frame_position: int | None = Field(None, description="position of the log from which the frame was made")
    frame_chain: str | None = Field(None, description="the chain there, hexadecimal")
    frame_hash: str | None = Field(None, description="SHA-256 of the rows of the frame, hexadecimal")
    frame_size: int | None = Field(None, description="children in the frame")
    families_known: int | None = Field(None, description="of them, those of whom a source says the family")
    strata: list[dict[str, Any]] = Field(
        default_factory=list,
        description="`stratum`, `children`, `definition` (fingerprint of its definition), and of one left out the "
        "`reason` in place of the children",
    )
    excluded: list[dict[str, Any]] = Field(
        default_factory=list, description="journeys that are in no frame: `reason`, `children`"
    )
    flags: list[str] = Field(default_factory=list, description="flags of drift marked in the frame")
    release: str | None = Field(None, description="the release that made the frame")
    rule_version: str | None = Field(None, description="fingerprint of the timescales of that release")
    rules: list[dict[str, Any]] = Field(
        default_factory=list,
        description="`rule`, `version`: of each rule, the fingerprint of its numbers and sentences",
    )


class SampleDrawn(Event):
    """Journeys were drawn from a frozen frame with a seed that draws them again."""

    NAME = "SampleDrawn"
    TITLE = "Sample drawn"
    KIND = "sample"
    STAGE = _STAGE

    method: Code | None = coded("draw-method")
    size: int | None = Field(None, description="journeys asked for")
    minimum: int | None = Field(None, description="fewest of each stratum, where it holds so many")
    by: str | None = Field(None, description="what the strata are: `case` or `theme`")
    marks: list[str] = Field(default_factory=list, description="themes or flags of which a journey has one at least")
    seed: str | None = Field(None, description="published: who has the frame and the seed draws the same journeys")
    frame_hash: str | None = Field(None, description="SHA-256 of the frame that was drawn from, hexadecimal")
    frame_size: int | None = Field(None, description="children in that frame")
    strata: list[dict[str, Any]] = Field(
        default_factory=list, description="`stratum`, `children`, `families` (one child of each can be drawn), `drawn`"
    )
    journeys: list[dict[str, Any]] = Field(
        default_factory=list,
        description="`stream`, `stratum`, `rank` in it, `siblings` (children of the family in the frame, this one too)",
    )


class SampleReplaced(Event):
    """A drawn journey was replaced by the next in rank, with the reason."""

    NAME = "SampleReplaced"
    TITLE = "Sample replaced"
    KIND = "sample-replacement"
    STAGE = _STAGE

    replaced: str | None = Field(None, description="stream of the journey that was drawn")
    replacement: dict[str, Any] | None = Field(None, description="the next in rank, as in the sample")
    reason: Code | None = coded("replacement-reason")
