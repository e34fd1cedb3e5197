"""Which strata and themes any source tells of: one that no source tells of is refused by name, never drawn as zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from journey.audit.strata import Definition
from journey.domain.errors import UsageError
from journey.projections.batch import date_of, day_of
from journey.projections.questions import Asked


def told_of(asked: Asked, wanted: Iterable[Definition], since: date, la: str | None = None) -> dict[str, str]:
    """Name → why a stratum or theme cannot be in the frame: no source was imported that holds its events, or none that
    speaks for a day from ``since`` on. Those of which sources tell are not in it.

    Of a store with several authorities every one must have such a source.
    """
    held = asked.coverage.select("la", "event", "to")
    authorities = [la] if la is not None else sorted({one for one in asked.authorities if one in set(held["la"])})
    return {one.name: why for one in wanted if (why := _why_not(held, one, authorities, since))}


def refuse(named: Iterable[str], untold: dict[str, str]) -> None:
    """Refuse a stratum or theme that was asked for by name and of which no source tells. Raises UsageError."""
    for name in named:
        if name in untold:
            raise UsageError(f"{name}: {untold[name]}. Import that source, or leave {name} out of the diagnostic.")


def _why_not(held: pl.DataFrame, one: Definition, authorities: list[str], since: date) -> str | None:
    rows = held.filter(pl.col("event").is_in(one.events))
    lacking = [la for la in authorities if la not in set(rows["la"])]
    if not authorities or lacking:
        of = f" of authority {lacking[0]}" if len(authorities) > 1 else ""
        return f"no source{of} was ever imported that holds {_listed(one.events)}"
    ends = dict(rows.group_by("la").agg(pl.max("to")).rows())
    ended = [ends[la] for la in authorities if ends[la] < day_of(since)]
    return f"the sources that hold {_listed(one.events)} end on {date_of(ended[0]):%d/%m/%Y}" if ended else None


def _listed(events: tuple[str, ...]) -> str:
    return " or ".join(_titles(events))


def _titles(events: tuple[str, ...]) -> Iterator[str]:
    from journey.domain.events import event

    return (f"'{event(name).TITLE}'" for name in events)
