"""Which rules, checks and indicators can be answered: from which sources and for which days, or what is missing.

A need is an event, or a field of one that a rule goes by. A declared source says a field where a column of it does; of
a report, whose map says what it reads, only the events are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from journey.domain.carries import Carried
from journey.domain.rules import every_rule
from journey.domain.rules.language import Check, Clock, Ladder, Mean, On, Span
from journey.domain.statements import PERSON_SYSTEM
from journey.domain.timescales import rules
from journey.projections.cluster import authorities
from journey.projections.coverage.holdings import Declarations, held_by_source
from journey.projections.indicators import indicators
from journey.projections.indicators.checked import OfCheck
from journey.projections.indicators.lengths import OfLength
from journey.projections.indicators.means import OfMean
from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.timeliness import OfTimescale
from journey.projections.standpoint import Standpoint
from journey.store.log import Log

ANSWERABLE: Final = "answerable"
LATEST_ONLY: Final = "latest only"
NOT_ANSWERABLE: Final = "not answerable"
EMPTY: Final = "empty in every row"
"""Said of what is missing though the files have a column for it."""

Needs = tuple[str, ...]
"""All of them are needed; in one, ``|`` stands between such as stand for each other."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What the sources of an authority hold: events by source, and the fields that no column of a source says."""

    held: tuple[tuple[str, Carried], ...]
    declarations: Declarations

    def of(self, need: str) -> list[tuple[str, Carried]]:
        """What is held of a need, by source."""
        wanted = [one.partition(".") for one in need.split("|")]
        return [
            (source, carried)
            for source, carried in self.held
            if carried.carries != "empty"
            and any(carried.event == event and self._says(source, event, field) for event, _, field in wanted)
        ]

    def is_empty(self, need: str) -> bool:
        """Whether some file has a column for a need, and no value in any row."""
        wanted = {name for one in need.split("|") for name in (one, one.partition(".")[0])}
        return any(carried.carries == "empty" and carried.event in wanted for _, carried in self.held)

    def _says(self, source: str, event: str, field: str) -> bool:
        in_days = [carried for of, carried in self.held if of == source and carried.event == f"{event}.{field}"]
        if in_days and all(carried.carries == "empty" for carried in in_days):
            return False
        if not field or source not in self.declarations:
            return True
        lists = self.declarations[source].by_name.values()
        return any(column.event == event and column.field == field for one in lists for column in one.columns)


def answerable(log: Log, at: Standpoint, declarations: Declarations, la: str | None = None) -> list[dict[str, Any]]:
    """One row per authority and rule step, check or indicator.

    ``la, kind`` (timescale, check, mean or indicator), ``name`` (rule and step, or the indicator's), ``title, answer``
    (``answerable``; ``latest only`` where of something needed the files show no more than the latest;
    ``not answerable``), ``sources`` (in words, by name), ``first`` and ``last`` (the days for which all that is needed
    is held; ``first`` is None without a lower limit) and ``missing`` (events and fields that no source holds, with a
    word on those of which there is a column without a single value).
    """
    found = []
    for one in sorted(authorities(log) if la is None else [la]):
        rows = [
            (source, carried) for whose, source, carried in held_by_source(log, at, declarations, [one]) if whose == one
        ]
        held = _Held(tuple(rows), declarations)
        found += [_row(one, *asked, held) for asked in every_question()]
    return found


def every_question() -> Iterator[tuple[str, str, str, Needs]]:
    """Kind, name, title and needs of all that can be asked, rules first."""
    for rule in every_rule().values():
        title = rules()[rule.id].title
        for timescale in rule.timescales:
            for step in _steps(timescale):
                of_span = f"{title}: {timescale.span.name}" if isinstance(timescale, Ladder) else title
                yield "timescale", f"{rule.id} {step}", of_span, _of_timescale(timescale, step)
        for check in rule.checks:
            yield "check", f"{rule.id} {check.step}", title, _of_check(check)
        for mean in rule.means:
            yield "mean", f"{rule.id} {mean.step}", title, _of_mean(mean)
    for name, indicator in indicators().items():
        if needs := _of_indicator(indicator):
            yield "indicator", name, indicator.title, needs


def _steps(timescale: Clock | Ladder) -> Iterable[str]:
    return (timescale.step,) if isinstance(timescale, Clock) else [rung.step for rung in timescale.rungs]


def _of_timescale(timescale: Clock | Ladder, step: str) -> Needs:
    """Where it starts and where it stops, with the fields by which a step is chosen."""
    if isinstance(timescale, Clock):
        from_days = [timescale.counted_from] if timescale.counted_from else []
        asked = [timescale.starts, *timescale.stops, *from_days]
        return tuple(need for on in asked for need in _of_on(on))
    opens = timescale.span.opens
    carried = set(timescale.span.carry)
    chosen = (name for rung in timescale.rungs if rung.step == step for name, _ in rung.where)
    fields = tuple(f"{event}.{name}" for name in chosen if name in carried for event in opens.events)
    return (*_of_on(opens), *fields, *_of_on(timescale.stops))


def _of_check(check: Check) -> Needs:
    """What it asks of; of what is open of a span, also what ends one, and so for each that it lies in."""
    of = check.of if isinstance(check.of, On) else check.of.opens
    said = [f"{one.event or name}.{one.field}" for one in check.says if one.field for name in of.events]
    ends = () if isinstance(check.of, On) else tuple(_ends_of(check.of))
    return (*_of_on(of), *(["|".join(dict.fromkeys(said))] if said else []), *ends, *check.needs)


def _ends_of(span: Span) -> Iterable[str]:
    around: Span | None = span
    while around:
        yield from _of_on(around.closes) if around.closes else ()
        around = around.within


def _of_mean(mean: Mean) -> Needs:
    """Any of the events that say each of its days, and what it rests on besides."""
    parts = (mean.of, mean.starts, mean.stops)
    return (*("|".join(_of_on(on)[-1] for on in any_of) for any_of in parts), *mean.needs)


def _of_indicator(indicator: Indicator) -> Needs:
    """What it counts, and what the rule behind it needs. Of one counted otherwise, what it counts."""
    units = indicator.units
    if isinstance(units, OfCheck):
        return (*indicator.counts, *_of_check(units.check))
    if isinstance(units, OfMean):
        return _of_mean(units.mean)
    if isinstance(units, (OfTimescale, OfLength)):
        of_rule = (
            need
            for timescale in every_rule()[units.rule].timescales
            for step in _steps(timescale)
            if units.step in (None, step)
            for need in _of_timescale(timescale, step)
        )
        return (*indicator.counts, *of_rule)
    return indicator.counts


def _of_on(on: On) -> Needs:
    """Any of the events, and each field that a condition asks about."""
    shown = [name for name, _ in on.shown_by]
    fields = ["|".join(f"{event}.{one}" for one in (name, *shown) for event in on.events) for name, _ in on.where]
    days = ["|".join(f"{event}.{on.at}" for event in on.events)] if on.at else []
    return ("|".join(on.events), *fields, *days)


def _row(la: str, kind: str, name: str, title: str, needs: Needs, held: _Held) -> dict[str, Any]:
    by_need = {need: held.of(need) for need in dict.fromkeys(needs)}
    missing = [need for need, found in by_need.items() if not found]
    missing = [need for need in missing if "." not in need or _event_of(need) not in missing]
    whole = {need: [one for one in found if one[1].carries != LATEST_ONLY] for need, found in by_need.items()}
    answer = NOT_ANSWERABLE if missing else ANSWERABLE if all(whole.values()) else LATEST_ONLY
    first, last = (None, None) if missing else _days([whole[need] or by_need[need] for need in by_need])
    return {
        "la": la,
        "kind": kind,
        "name": name,
        "title": title,
        "answer": answer,
        "sources": sorted({_source(source) for found in by_need.values() for source, _ in found}),
        "first": first,
        "last": last,
        "missing": [_in_words(need, held) for need in missing],
    }


def _in_words(need: str, held: _Held) -> str:
    return need.replace("|", " or ") + (f" ({EMPTY})" if held.is_empty(need) else "")


def _event_of(need: str) -> str:
    """The event, or events, that a field is of."""
    return "|".join(dict.fromkeys(one.partition(".")[0] for one in need.split("|")))


def _source(system: str) -> str:
    return "recorded by hand" if system == PERSON_SYSTEM else system


def _days(held: Iterable[list[tuple[str, Carried]]]) -> tuple[date | None, date]:
    """From the first day to the last on which something of every need is held."""
    firsts, lasts = [], []
    for found in held:
        days = [carried.first for _, carried in found]
        firsts.append(None if None in days else min(day for day in days if day is not None))
        lasts.append(max(carried.last for _, carried in found))
    return max((day for day in firsts if day is not None), default=None), min(lasts)
