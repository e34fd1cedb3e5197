"""The number of a journey on packs and forms: stratum and rank, which say who it is to nobody without the sample."""

from __future__ import annotations

from journey.audit.diagnostic import Diagnostic
from journey.audit.draw import Drawn
from journey.domain.statements import split_stream


def drawn_ever(found: Diagnostic) -> tuple[Drawn, ...]:
    """Every journey that was ever in the sample, replaced ones too."""
    return (*(found.sample.journeys if found.sample else ()), *(one.by for one in found.replacements))


def number_of(found: Diagnostic, stream: str) -> str | None:
    """The number of a journey (``child-in-need/3``); None for one that was never in the sample."""
    return next((f"{one.stratum}/{one.rank}" for one in drawn_ever(found) if one.stream == stream), None)


def journey_named(found: Diagnostic, written: str) -> str | None:
    """The stream of a journey of the sample by its number, or the child's id (``id`` or ``la:id``), replaced ones too;
    None where there is none, or where an id is one of several authorities."""
    wanted = written.strip().casefold()
    matching = {
        one.stream
        for one in drawn_ever(found)
        if wanted
        in (f"{one.stratum}/{one.rank}", ":".join(split_stream(one.stream)[1:]).casefold(),
            split_stream(one.stream)[2].casefold())
    }  # fmt: skip
    return matching.pop() if len(matching) == 1 else None
