"""The comparison as rows of a report: one a kind of event, what each source gives back and why the rest is lost."""

from __future__ import annotations

from typing import Any

from journey.demo.recovery.compare import Compared, Kind
from journey.demo.recovery.reasons import NOWHERE, SOURCES, why_not
from journey.domain.events import event, events

KEYS = dict(zip(SOURCES, ("annex_a", "cin_census", "ssda903", "reports"), strict=True))
"""What a source is called in a row."""


def rows(of: Compared) -> list[dict[str, Any]]:
    """One row a kind of event that happened or that the store has, stage by stage."""
    kinds = sorted(events().values(), key=lambda kind: (kind.STAGE, kind.KIND, kind.PART or ""))
    return [
        _row(kind.NAME, of.kinds[kind.NAME]) for kind in kinds if kind.NAME in of.kinds and _is_any(of.kinds[kind.NAME])
    ]


def _is_any(kind: Kind) -> bool:
    return bool(kind.happened or kind.recovered or kind.on_another_day or kind.other_codes)


def _row(name: str, kind: Kind) -> dict[str, Any]:
    lost = kind.happened - kind.recovered
    return {
        "event": name,
        "stage": event(name).STAGE,
        "title": event(name).TITLE,
        "happened": kind.happened,
        "recovered": kind.recovered,
        "lost": lost,
        "planted": kind.planted,
        **{KEYS[source]: kind.by_source[source] for source in SOURCES},
        "wrong": kind.on_another_day + kind.other_codes,
        "why": _why(name) if lost else "",
    }


def _why(name: str) -> str:
    """Why not every one comes back: what each source that tells of such events leaves out."""
    told = {source: why_not(source, name) for source in SOURCES}
    some = [f"{source}: {why or 'what its files do not cover'}" for source, why in told.items() if why != NOWHERE]
    return "; ".join(some) or "no file has it"


def wrong(of: Compared) -> list[str]:
    """What the store has and was not so: child, event, day."""
    return [example for kind in of.kinds.values() for example in kind.examples]
