"""Which rung of a ladder counts for an interval of one child, and when it is due; ``rungs`` in columns."""

from __future__ import annotations

from datetime import date

from journey.domain.errors import OutsideTables
from journey.domain.rules.language import Ladder, Rung
from journey.domain.timescales import timescale
from journey.domain.values import code_of
from journey.projections.one_child.facts import Child, SpanOf, counting, names_of


def due_day(rule: str, step: str, start: date) -> date | None:
    """The last day in time by the limit in force when it started; None where none is known."""
    try:
        limit = next((s.limit for s in timescale(rule, start).steps if s.name == step), None)
        return limit.due(start) if limit else None
    except OutsideTables:
        return None


def rung_due(
    child: Child, ladder: Ladder, span: SpanOf, number: int, day: date, *, perhaps: bool = False
) -> tuple[list[str], str, date | None, date | None, bool] | None:
    """The steps that may count, the one that is due last, the earliest and latest day that may be the due day, and
    whether any is asked at all: not certain where the codes it is asked of were not recorded."""
    certain = number == 0 or child.cover.surely_all(ladder.stops.events, span.first, day)
    certain = certain and not span.begun_before and not perhaps
    may: list[tuple[str, date | None]] = []
    asked = False
    for rung in ladder.rungs:
        due = due_day(ladder.rule, rung.step, span.first if rung.from_start else day)
        due = None if rung.from_start and span.begun_before else due
        wanted = [_where(child, ladder, span, day, field, codes) for field, codes in rung.where]
        fits = [*_numbers(rung, number, certain), *_ages(child, ladder, rung, span, day, due), *wanted]
        if False in fits:
            continue
        may.append((rung.step, due))
        asked = asked or None not in wanted
        if None not in fits:
            break
    days = [due for _, due in may if due is not None]
    steps = [step for step, _ in may]
    if not may:
        return None
    if len(days) < len(may):
        return steps, steps[0], None, None, asked
    return steps, steps[days.index(max(days))], min(days), max(days), asked


def _numbers(rung: Rung, number: int, certain: bool) -> list[bool | None]:
    found: list[bool | None] = []
    if rung.number is not None:
        found.append(number == rung.number if certain else None if number <= rung.number else False)
    if rung.from_number:
        found.append(True if number >= rung.from_number else False if certain else None)
    return found


def _ages(child: Child, ladder: Ladder, rung: Rung, span: SpanOf, day: date, due: date | None) -> list[bool | None]:
    found: list[bool | None] = []
    if rung.younger_than:
        year = due_day(ladder.rule, rung.younger_than, span.first)
        younger = day < year if year else None
        found.append(None if younger and span.begun_before else younger)
    if rung.before_age:
        reached = child.age_day((ladder.rule, rung.before_age))
        found.append(due < reached if due and reached else None)
    return found


def _where(child: Child, ladder: Ladder, span: SpanOf, day: date, field: str, codes: tuple[str, ...]) -> bool | None:
    state = next((s for s in ladder.states if s.name == field), None)
    if state is None:
        value = code_of(span.opened.fact.data.get(field))
    elif state.field:
        known = [p for p in counting(child, state.on) if p.day <= day]
        value = code_of(known[-1].fact.data.get(state.field)) if known else None
    else:
        events = counting(child, state.on)
        none = child.surely_none(names_of(state.on), span.first, day) and not span.begun_before
        value = "yes" if any(span.first <= p.day <= day for p in events) else "no" if none else None
    return None if value is None else value in codes
