"""How far figures moved since an earlier day: the same question asked as known then and as known now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from journey.domain.shapes import shape
from journey.domain.statements import split_stream
from journey.projections.batch_memory import batch_of
from journey.projections.children_rows import held_rows, with_holders
from journey.projections.holding.holders import holders
from journey.projections.indicators.asking import Key, Wanted, rows_of, told
from journey.projections.indicators.changed import Changed
from journey.projections.indicators.explaining import Explained, Moved, explained
from journey.projections.indicators.figures import counted
from journey.projections.indicators.groups import group_name
from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.suppress import HIDDEN, suppressed_twice
from journey.projections.indicators.workers import POSTS
from journey.projections.names import worker_names
from journey.projections.questions import Asked

NOT_COUNTED: Final = "not counted"
"""What is told of a unit that is not there."""

THEN: Final = "known then"
NOW: Final = "known now"

_UNITS: Final = {"stream": pl.String(), "group": pl.String(), "answer": pl.String(), "positions": pl.List(pl.Int64())}


@dataclass(frozen=True)
class Compared:
    """Figures as known then and now, and what moved them.

    ``rows`` are, by indicator and period, those of ``figures.figures``, for each group as known then and as known now,
    with ``standpoint, known_at`` and on the later one ``moved, moved_numerator, moved_denominator, moved_units``.
    ``moved`` has a row for each unit that moved and each fact that moved it: ``indicator, title, period, group,
    group_before, child_id, la, stream, unit, was, now``, of the fact ``what, fact, event, event_title, on, fields,
    known_on, known_from, positions``, and who holds the case.
    """

    rows: list[list[dict[str, Any]]]
    moved: list[dict[str, Any]]


def compared(earlier: Asked, later: Asked, wanted: Wanted, *, share: bool = False) -> Compared:
    """The figures as known to an earlier standpoint and to a later one, both as at the same day of the same log.

    ``share`` hides small numbers, also those that the difference of the two would give back, and names no child.
    """
    then, now = _units(earlier, wanted), _units(later, wanted)
    found = explained(earlier, later, wanted, then, now)
    rows: list[list[dict[str, Any]]] = []
    moved: list[dict[str, Any]] = []
    for one, period in wanted.figures():
        key = one.name, period
        was, is_now = (
            rows_of(asked, wanted, one, period, [counted(units[key])])
            for asked, units in ((earlier, then), (later, now))
        )
        units = found.moved[key]
        if share:
            was, is_now = suppressed_twice(was, is_now)
            units = []
        rows.append(list(_beside(was, is_now, wanted, units, (earlier, later))))
        about = {"indicator": one.name, "title": one.title, "period": str(period)}
        moved += [about | row for row in _told(wanted, found, one, key, was != is_now)]
    return Compared(rows, [] if share else _with_holders(moved, found, later))


def _units(asked: Asked, wanted: Wanted) -> dict[Key, pl.DataFrame]:
    parts: dict[Key, list[pl.DataFrame]] = {
        (one.name, period): [pl.DataFrame(schema=_schema(one))] for one, period in wanted.figures()
    }
    for one, period, units in told(asked, wanted):
        parts[one.name, period].append(units)
    return {key: pl.concat(some) for key, some in parts.items()}


def _schema(one: Indicator) -> dict[str, pl.DataType]:
    days = {"days": pl.Int64()} if one.shape == "mean" else {}
    return _UNITS | ({"worker": pl.String()} if one.per == "worker" else {}) | days


_NOT_MOVED: Final = dict.fromkeys(("moved", "moved_numerator", "moved_denominator", "moved_units"))


def _beside(
    was: Sequence[dict[str, Any]],
    now: Sequence[dict[str, Any]],
    wanted: Wanted,
    moved: Sequence[Moved],
    asked: tuple[Asked, Asked],
) -> Iterator[dict[str, Any]]:
    """For each group the row as known then, where there was one, and the row as known now."""
    before, after = ({row["group"]: row for row in rows} for rows in (was, now))
    earlier, later = (one.at.known_at for one in asked)
    for group in sorted({*before, *after}, key=wanted.grouping.order):
        one, other = before.get(group), after.get(group)
        if one is not None:
            yield one | {"standpoint": THEN, "known_at": earlier} | _NOT_MOVED
        if other is not None:
            units = {"moved_units": sum(unit.concerns(group) for unit in moved)}
            yield other | {"standpoint": NOW, "known_at": later} | _by(one or {}, other) | units


def _by(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """How far each number moved; None where one of the two is not there or is hidden."""
    numbers = ("moved", "value"), ("moved_numerator", "numerator"), ("moved_denominator", "denominator")
    both = {name: (was.get(of), now[of]) for name, of in numbers}
    return {name: None if None in pair or HIDDEN in pair else pair[1] - pair[0] for name, pair in both.items()}


def _told(wanted: Wanted, found: Explained, one: Indicator, key: Key, moved: bool) -> Iterator[dict[str, Any]]:
    for unit in found.moved[key]:
        for by in unit.by or (None,):
            yield _unit(wanted, unit) | _fact(by)
    if moved and one.per == "worker":
        # Hours of posts move the figure without moving any child.
        named = {by.name for unit in found.moved[key] for by in unit.by}
        for by in (by for by in found.organisation if by.event in POSTS and by.name not in named):
            yield _NO_UNIT | {"la": split_stream(by.stream)[1]} | _fact(by)


def _unit(wanted: Wanted, unit: Moved) -> dict[str, Any]:
    _, la, child = split_stream(unit.stream)
    before, after = (one[1] if one else None for one in (unit.was, unit.now))
    by = wanted.grouping.by
    return {
        "group": group_name(by, after or before or ""),
        "group_before": group_name(by, before) if after and before and before != after else None,
        "child_id": child,
        "la": la,
        "stream": unit.stream,
        "unit": unit.unit,
        "was": unit.was[0] if unit.was else NOT_COUNTED,
        "now": unit.now[0] if unit.now else NOT_COUNTED,
    }


_NO_UNIT: Final = dict.fromkeys(("group", "group_before", "child_id", "la", "stream", "unit", "was", "now"))


def _fact(by: Changed | None) -> dict[str, Any]:
    """What moved it; ``cannot tell`` where asking again with the facts of then and of now tells them not apart."""
    fields = {} if by is None else by.fields
    return {
        "what": by.what if by else "cannot tell",
        "fact": by.fact if by else None,
        "event": by.event if by else None,
        "event_title": shape(by.event).title if by else None,
        "on": by.occurred_on if by else None,
        "fields": [{"field": name, "was": was, "now": now} for name, (was, now) in fields.items()],
        "known_on": by.known_on if by else None,
        "known_from": by.known_from if by else None,
        "positions": list(by.positions) if by else [],
    }


def _with_holders(moved: list[dict[str, Any]], found: Explained, later: Asked) -> list[dict[str, Any]]:
    """The rows with who holds the case of each child, as at the day."""
    streams = {row.get("stream") for row in moved}
    histories = [
        (*split_stream(stream)[1:], facts)
        for one in found.lives
        for stream, facts in one.now.items()
        if stream in streams
    ]
    batch = batch_of(histories, later.at.as_at, later.at.known_at, later.coverage)
    held = held_rows(holders(batch, later.structure), worker_names(later.log))
    return list(with_holders(moved, held))
