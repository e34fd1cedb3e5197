"""The timescales of one child by the declarations of rules, in plain Python; ``clocks`` and ``ladders`` in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from journey.domain.calendar import hours_after, in_utc
from journey.domain.facts import thing_of
from journey.domain.rules.language import OR, Clock, Ladder, On
from journey.domain.rules.spans import NOT_RESPONSIBLE
from journey.domain.timescales import rules
from journey.projections.one_child.facts import Child, Picked, SpanOf, counting, listed_as, names_of, picked, spans_of
from journey.projections.one_child.rungs import due_day, rung_due

INFERRED: Final = "inferred"
"""The precision of a day by which something had begun, nobody says when: from it nothing can be counted."""

_DAY: Final = timedelta(days=1)
_BEYOND: Final = ("late", "overdue")


class Running(NamedTuple):
    """One running of a rule; as the columns have it (``TIMESCALE_COLUMNS``), positions sorted."""

    rule: str
    step: str
    steps: str | None
    rung: int
    fact: str
    started_on: date | None
    due: date | None
    stopped_on: date | None
    ended_on: date | None
    state: str
    days_over: int | None
    positions: tuple[int, ...]


def timescales_of(child: Child, wanted: Iterable[Clock | Ladder]) -> list[Running]:
    """Every running of some timescales."""
    rows: list[Running] = []
    for one in wanted:
        rows += _clock_rows(child, one) if isinstance(one, Clock) else _ladder_rows(child, one)
    return rows


# Clocks


def _clock_rows(child: Child, clock: Clock) -> list[Running]:
    rows = []
    starts = [_from_known_day(p) for p in picked(child, clock.starts)]
    if clock.born:
        starts = [p._replace(counts=False) if child.is_unborn_on(p.day) else p for p in starts]
    counted: set[int] = set()
    for start in starts:
        day: date | None = start.day
        positions = [start.position]
        if clock.counted_from:
            before = [p for p in counting(child, clock.counted_from) if p.day <= start.day]
            named = next((p for p in before if p.fact.key == _filed_under(clock, start)), None)
            meant = named or (before[-1] if before else None)
            if meant and meant.position in counted:
                continue
            sure = meant and (named or _nothing_between(child, clock.counted_from, meant, start))
            origin = meant if sure else None
            counted |= {meant.position} if meant else set()
            day = origin.day if origin else None
            positions += [origin.position] if origin else []
        rows.append(_clock_row(child, clock, start, starts, day, positions))
    return rows


def _filed_under(clock: Clock, event: Picked) -> object:
    """The key of what a source files an event under, where the rule goes by it."""
    return event.fact.data.get(clock.belongs_to) if clock.belongs_to else None


def _from_known_day(start: Picked) -> Picked:
    """A start; of one that had begun by its day nobody can say whether it is asked."""
    return start._replace(counts=None) if start.fact.precision == INFERRED else start


def _nothing_between(child: Child, on: On, origin: Picked, start: Picked) -> bool:
    return origin.day == start.day or child.surely_none(on.events, origin.day + _DAY, start.day)


def _clock_row(
    child: Child, clock: Clock, start: Picked, starts: Sequence[Picked], day: date | None, positions: list[int]
) -> Running:
    due = due_day(clock.rule, clock.step, day) if day else None
    limit = next(s.limit for s in rules()[clock.rule].steps if s.name == clock.step)
    hours = limit.value if limit and limit.unit == "hours" else None
    moment = _moment(day, start)
    if due and moment and hours:
        due = hours_after(moment, hours).date()
    ended, end_position = _clock_end(child, clock, start, day)
    found: list[Picked | None] = []
    missed = False
    for stop in clock.stops:
        one, maybe = _clock_stop(child, clock, stop, start, starts)
        one = one if one and (ended is None or one.day <= ended) else None
        found.append(one)
        if day and due and (one is None or one.earliest > due) and not (maybe and maybe.day <= due):
            known = one is not None and (stop.of_it or one.fact.came_from == start.fact.key)
            listed_to = date.min if start.in_returns_alone else ended
            missed |= known or child.surely_none(names_of(stop), day, due, listed_to)
    stopped = max(p.day for p in found if p) if all(found) else None
    met = stopped is not None and due is not None and stopped <= due
    until = _moment(found[0].day, found[0]) if found[0] else None
    if hours and moment and until:
        met = in_utc(until) - in_utc(moment) <= timedelta(hours=hours)
        missed |= not met
    positions += [p.position for p in found if p] + ([end_position] if end_position else [])
    state, over = judge(child.as_at, child.told_to, start.counts, due, due, stopped, ended, met, missed)
    return Running(
        clock.rule,
        clock.step,
        None,
        0,
        start.fact.key,
        day,
        due,
        stopped,
        ended,
        state,
        over,
        tuple(sorted(set(positions))),
    )


def _clock_end(child: Child, clock: Clock, start: Picked, day: date | None) -> tuple[date | None, int | None]:
    """The first lawful end after the start, of several on one day the one declared first."""
    ends: list[tuple[date, int, int | None]] = []
    for n, end in enumerate(clock.ends):
        events = counting(child, end)
        if end.of_it:
            events = [p for p in events if thing_of(p.fact.key) == thing_of(start.fact.key)]
        else:
            events = [p for p in events if p.order > start.order]
        ends += [(p.day, n, p.position) for p in events[:1]]
    if clock.until:
        gone = [p for p in counting(child, NOT_RESPONSIBLE) if p.day > start.day]
        ends += [(p.day, len(clock.ends), p.position) for p in gone[:1]]
        grown = child.age_day(clock.until)
        ends += [(grown, len(clock.ends) + 1, None)] if day and grown and grown > day else []
    ended, _, position = min((e for e in ends if e[0] <= child.as_at), default=(None, 0, None), key=lambda e: e[:2])
    return ended, position


def _clock_stop(
    child: Child, clock: Clock, stop: On, start: Picked, starts: Sequence[Picked]
) -> tuple[Picked | None, Picked | None]:
    """The stop, and the first event that may have been one."""
    events = picked(child, stop)
    if stop.of_it:
        return next((p for p in events if p.counts and thing_of(p.fact.key) == thing_of(start.fact.key)), None), None
    after = [p for p in events if (p.day > start.day if clock.after_the_day else p.day >= start.day)]
    filed = {_filed_under(clock, p) for p in starts} - {None}
    by_day = _first_before_the_next(clock, start, starts, [p for p in after if _filed_under(clock, p) not in filed])
    mine = _filed_under(clock, start)
    starts, named = ([p for p in some if mine and _filed_under(clock, p) == mine] for some in (starts, after))
    found = [one for one in (by_day, _first_before_the_next(clock, start, starts, named)) if one]
    return min(found, key=lambda p: p.day, default=None), next((p for p in after if p.counts is None), None)


def _first_before_the_next(
    clock: Clock, start: Picked, starts: Sequence[Picked], stops: Sequence[Picked]
) -> Picked | None:
    """The first of the stops, unless another start has the better claim to it."""
    one = next((p for p in stops if p.counts), None)
    later = [p.day for p in starts if p.counts and p.day > start.day]
    if one and later and (one.day > later[0] if clock.after_the_day else one.day >= later[0]):
        return None
    return one


def _moment(day: date | None, event: Picked) -> datetime | None:
    time = event.fact.occurred_time if event.dated else None
    return datetime.combine(day, time) if day and time else None


# Ladders


def _ladder_rows(child: Child, ladder: Ladder) -> list[Running]:
    rows: list[Running] = []
    spans = spans_of(child, ladder.span)
    spans = [_from_birth(child, one) for one in spans] if ladder.from_birth else spans
    for place, span in enumerate(spans):
        mine = _inside(ladder, spans, span, counting(child, ladder.stops))
        early = _early(spans, place, counting(child, ladder.stops)) if ladder.early_ok else None
        for rung, begun in enumerate([span.opened, *mine]):
            following = mine[rung] if rung < len(mine) else None
            row = _rung_row(child, ladder, span, rung, begun, following, early if rung == 0 else None)
            rows += [row] if row else []
        if not early:
            rows += _perhaps(child, ladder, spans, span, mine)
    return rows


def _from_birth(child: Child, span: SpanOf) -> SpanOf:
    """A span counted from the day of birth; ``unborn`` where no day of it is on or after that."""
    born = child.born
    if child.expected or (born and (born > child.as_at or (span.last is not None and span.last < born))):
        return replace(span, unborn=True)
    if not born or born <= span.first:
        return span
    return replace(span, first=born, opened=span.opened._replace(day=born))


def _perhaps(
    child: Child, ladder: Ladder, spans: Sequence[SpanOf], span: SpanOf, mine: Sequence[Picked]
) -> list[Running]:
    """The rung from the last event that may have been a stop, where it is late whether or not it was one.

    None where the interval in which that event lies is itself late or overdue.
    """
    maybe = _inside(ladder, spans, span, [p for p in picked(child, ladder.stops) if p.counts is None])
    begun = mine[-1] if mine else span.opened
    if not maybe or maybe[-1].day <= begun.day:
        return []
    before = rung_due(child, ladder, span, len(mine), begun.day)
    waiting = _rung_row(child, ladder, span, len(mine), begun, None, None)
    if before is None or before[3] is None or waiting is None or waiting.state in _BEYOND:
        return []
    row = _rung_row(child, ladder, span, len(mine) + 1, maybe[-1], None, None, not_before=before[3])
    return [row] if row and row.state in _BEYOND else []


def _inside(ladder: Ladder, spans: Sequence[SpanOf], span: SpanOf, stops: Sequence[Picked]) -> list[Picked]:
    """Of some stops those along a span, one a day."""
    mine: list[Picked] = []
    for stop in stops:
        holder = [s for s in spans if s.first <= stop.day]
        inside = span.last is None or stop.day <= span.last
        if ladder.after_the_day:
            inside = inside and stop.day > span.first
        if inside and holder and holder[-1] is span and stop.day not in [p.day for p in mine]:
            mine.append(stop)
    return mine


def _rung_row(
    child: Child,
    ladder: Ladder,
    span: SpanOf,
    rung: int,
    begun: Picked,
    following: Picked | None,
    early: Picked | None,
    not_before: date | None = None,
) -> Running | None:
    """One rung: climbed, or waiting; None where no interval is asked.

    ``not_before`` is given for one whose beginning may have been none: a day that ``due_last`` is no earlier than.
    """
    due = rung_due(child, ladder, span, rung, begun.day, perhaps=not_before is not None)
    if due is None:
        return None
    steps, step_last, first, last, certain = due
    last = max(last, not_before) if last and not_before else last
    met = following is not None and first is not None and following.day <= first
    first_day = begun.day + (_DAY if rung or ladder.after_the_day else timedelta(0))
    maybe = [p for p in picked(child, ladder.stops) if p.counts is None]
    unheard = not any(first_day <= p.day <= last for p in maybe) if last else False
    listed_to = None if rung else span.last
    if listed_as(child, ladder.span, span).in_returns_alone:
        listed_to = date.min
    missed = bool(
        last
        and (following is None or following.earliest > last)
        and unheard
        and child.surely_none(names_of(ladder.stops), begun.day, last, listed_to)
    )
    if early:
        following, met, missed = early, True, False
    asked: bool | None = True
    if ladder.not_before:
        reached = child.age_day((ladder.rule, ladder.not_before))
        asked = reached <= span.first if reached else None
    if not certain or (span.begun_before and rung == 0):
        asked = None
    asked = False if span.unborn else asked
    positions = {span.opened.position, begun.position}
    positions |= {following.position} if following else {span.end_position or 0} - {0}
    stopped = following.day if following else None
    state, over = judge(child.as_at, child.told_to, asked, first, last, stopped, span.last, met, missed)
    beyond, agree = state in _BEYOND, first == last
    step = step_last if beyond and not agree else steps[0]
    several = OR.join(steps) if len(steps) > 1 and not (beyond and not agree) else None
    shown = last if beyond or agree else None
    return Running(
        ladder.rule, step, several, rung, begun.fact.key, begun.day, shown, stopped, span.last, state, over,
        tuple(sorted(positions)),
    )  # fmt: skip


def _early(spans: Sequence[SpanOf], place: int, stops: Sequence[Picked]) -> Picked | None:
    """A stop before the span that is not the one that the span before has first."""
    span = spans[place]
    before = [p for p in stops if p.day < span.first]
    if place:
        since = [p for p in stops if p.day >= spans[place - 1].first]
        before = [p for p in before if p.day >= spans[place - 1].first and p is not since[0]]
    return before[-1] if before else None


def judge(
    as_at: date,
    told_to: date,
    asked: bool | None,
    due: date | None,
    due_last: date | None,
    stopped: date | None,
    ended: date | None,
    met: bool,
    missed: bool,
) -> tuple[str, int | None]:
    """The state, and the days over where it is late or overdue; arguments as ``judging.judged`` has them."""
    if asked is False:
        return "not applicable", None
    if asked is None or due is None or due_last is None:
        return "cannot tell", None
    if met:
        return "met", None
    if stopped is not None:
        return ("late", (stopped - due_last).days) if missed else ("cannot tell", None)
    if ended is not None:
        if ended <= due:
            return "not applicable", None
        return ("late", (ended - due_last).days) if missed and ended > due_last else ("cannot tell", None)
    if as_at <= due:
        return ("pending" if due == due_last else "cannot tell"), None
    over = max((told_to - due_last).days, 0)
    return ("overdue", over) if missed and as_at > due_last else ("cannot tell", None)
