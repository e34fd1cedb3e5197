"""A map as the declaration of a source: one list for each event that its rows can be about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from journey.domain.columns import Column, Listing, Scope, SourceDeclaration
from journey.domain.events import event
from journey.importers.report.map import MapColumn, ReportMap, When
from journey.importers.report.targets import ONE_CHILD, PERSON

TIME: Final = "occurred_time"
"""The field of a column that says at what time of day an event happened."""


def declaration_of(of: ReportMap) -> SourceDeclaration:
    """The source that a map declares. Its lists bear the stored names of their events."""
    return SourceDeclaration(of.system, of.title, tuple(_listing(of, name) for name in of.events))


def without_times(listing: Listing) -> Listing:
    """A list as its cells are read: times stand beside the days they belong to and are read apart."""
    return replace(listing, columns=tuple(column for column in listing.columns if column.field != TIME))


def _listing(of: ReportMap, name: str) -> Listing:
    title = of.title if len(of.events) == 1 else f"{of.title}: {event(name).TITLE}"
    latest = of.holds == "latest only"
    has_main = not latest and name not in (PERSON, ONE_CHILD)
    by_open = of.covers is not None and of.covers.of == "open"
    return Listing(
        name=name,
        title=title,
        main=name if has_main else None,
        scope=Scope("snapshot" if not has_main else "end" if by_open else "start", 0, own_days=True),
        columns=tuple(_columns(of, name, latest)),
        ends=tuple(one.event for one in of.also if one.ends),
        latest=(name,) if latest and event(name).SERIES == "fact" else (),
    )


def _columns(of: ReportMap, name: str, latest: bool) -> Iterator[Column]:
    yield Column(of.child or of.sen or "", "key", None, None, "child", blank_ok=False)
    if name == ONE_CHILD:
        yield Column(of.other or of.sen or "", "key", None, None, "child", blank_ok=False)
    if of.when is not None:
        when = replace(of.when, event=name)
        yield Column(when.date, "latest" if latest else "key", name, "occurred_on", "date", blank_ok=latest)
        yield from _time(when)
    for also in of.also:
        yield Column(also.date, "fill-in", also.event, "occurred_on", "date")
        yield from _time(also)
    mine = {name, PERSON, *(also.event for also in of.also)}
    for column in of.columns:
        if column.event in mine:
            yield _column(column)


def _time(when: When) -> Iterator[Column]:
    if when.time is not None:
        yield Column(when.time, "fill-in", when.event, TIME, "time")


def _column(column: MapColumn) -> Column:
    return Column(
        column.header,
        column.nature,
        column.event,
        column.field,
        column.reads,
        column.codes,
        aliases=column.also_called,
    )
