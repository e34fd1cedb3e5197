"""From when to when files may show a child."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from journey.demo.borough.lives import Child
from journey.demo.files.reports.beside import known_since

_LONGEST_WINDOW = timedelta(days=366)


class Spell(NamedTuple):
    """The first and the last day on which an extract may show a child."""

    first: date
    last: date


def spell_of(child: Child) -> Spell:
    """The first day on which the child is known, and a year after the last thing ended."""
    ends: list[date | None] = [one.day for one in child.contacts]
    ends += [one.completed for one in child.early_help]
    for episode in child.episodes:
        ends.append(episode.referral.day if episode.referral.nfa else episode.closed_on)
        ends += [one.authorised_on for one in episode.assessments]
    ends += [one.ended for one in child.care]
    if child.leaver is not None:
        ends.append(child.leaver.until)
    ended = [day for day in ends if day is not None]
    if len(ended) < len(ends):
        return Spell(known_since(child), date.max)
    put_right = [fault.put_right_on or fault.known_on for fault in child.faults]
    return Spell(known_since(child), max((*ended, *put_right), default=date.min) + _LONGEST_WINDOW)
