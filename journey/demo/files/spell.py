"""From when to when files may show a child."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from journey.demo.borough.lives import Child
from journey.demo.files.calendar import year_before
from journey.domain.calendar import month_end, months_before

_LONGEST_WINDOW: Final = timedelta(days=366)


class Spell(NamedTuple):
    """The first and the last day on which an extract may show a child."""

    first: date
    last: date


def spell_of(child: Child) -> Spell:
    """The first day on which the child is known, and a year after the last thing ended or was put right."""
    put_right = [fault.put_right_on or fault.known_on for fault in child.faults]
    last = max((*_in_need(child), *_in_care(child), *_beside(child), *put_right), default=date.min)
    return Spell(_known_since(child), last + min(_LONGEST_WINDOW, date.max - last))


def is_shown_by(child: Child, began: date, last: date) -> bool:
    """Whether any file up to a day shows the child, of a borough that ``began`` on a day: those of the year before
    are returns alone."""
    before, opens = year_before(began, last), months_before(month_end(began), 6)
    if _known_since(child) > last:
        return False
    return (
        any(day >= (before.first if before.has_census else opens) for day in _in_need(child))
        or any(day >= before.first for day in _in_care(child))
        or any(day >= opens for day in _beside(child))
    )


def _in_need(child: Child) -> list[date]:
    """The ends of what the census holds; what is open ends on the last day of all."""
    ends = [episode.referral.day if episode.referral.nfa else episode.closed_on for episode in child.episodes]
    return [day or date.max for day in ends]


def _in_care(child: Child) -> list[date]:
    """The ends of what the 903 return holds."""
    return [one.ended or date.max for one in child.care]


def _beside(child: Child) -> list[date]:
    """The ends of what Annex A alone holds."""
    days: list[date | None] = [*(one.day for one in child.contacts), *(one.completed for one in child.early_help)]
    days += [one.authorised_on for episode in child.episodes for one in episode.assessments]
    days += [child.leaver.until] if child.leaver is not None else []
    days += [one.adoption.order_on for one in child.care if one.adoption is not None and one.adoption.order_on]
    return [day or date.max for day in days]


def _known_since(child: Child) -> date:
    """The first day on which the case system knows the child."""
    days = [one.day for one in child.contacts] + [one.started for one in child.early_help]
    days += [episode.referral.day for episode in child.episodes] + [one.started for one in child.care]
    days += [child.leaver.since] if child.leaver is not None else []
    return min(days, default=date.max)
