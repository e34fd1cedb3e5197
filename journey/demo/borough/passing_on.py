"""What goes with a case that passes on: handovers, transfers between hubs, steps up and down, and what is said of it.

None of its shares was published: they are ours, so that every principle shows some journeys either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from journey.demo.borough.beside import HELPERS
from journey.demo.borough.days import DATES, number, working_after
from journey.demo.borough.holding import Holders, manager_on, unit_of
from journey.demo.borough.lives import CarePeriod, EarlyHelp, Episode
from journey.demo.borough.luck import Luck
from journey.demo.borough.names import worker_name
from journey.demo.borough.passed_on import FamilyTold, Handover, StepDown, StepUp, Transfer, Views
from journey.demo.borough.planned import Held
from journey.demo.borough.units import UNITS

_OF_CHILDREN, _OF_PARENTS = 0.72, 0.45
"""Of assessments, those that have what the child, and what a parent, said."""
_ACTED_ON: Final = 0.8
_HANDED_OVER: Final = 0.78
_MET: Final = {"LEFTRL": 0.45}
"""Handovers face to face, by why the worker changed; of all others:"""
_MOSTLY_MET: Final = 0.75
_ELSE: Final = ("phone", "phone", "video", "email")
_REASONS: Final = ((0.55, "transfer-point"), (0.2, "specialist-knowledge"), (0.1, "siblings"), (0.1, "capacity"),
                   (0.05, "other"))  # fmt: skip
_REFUSED: Final = 0.06
_TO_EARLY_HELP: Final = 0.4
"""Of plans in need that end well, those after which early help goes on."""
_TOLD: Final = 0.85
_FIRST_PRACTITIONER: Final = 1_560
_PRACTITIONERS: Final = 24
_MONTHS_12: Final = 365
_FOUR_YEARS: Final = 1461
_HOW: Final = ("face-to-face", "face-to-face", "phone", "letter")


def views(luck: Luck, episodes: tuple[Episode, ...], born: int, begin: int) -> tuple[Views, ...]:
    """What children and parents said in assessments that are done; of an unborn child nothing."""
    found = []
    for one in (one for episode in episodes for one in episode.assessments):
        if one.authorised_on is None:
            continue
        first, last = number(one.started), number(one.authorised_on)
        for whose, share in (("child", _OF_CHILDREN), ("parent", _OF_PARENTS)):
            if luck.random() < share and max(begin, born if whose == "child" else 0) <= first:
                day = min(working_after(first + luck.within(0, last - first), 0), last)
                how = "face-to-face" if luck.random() < 0.9 else "phone"
                found.append(Views(DATES[day], whose, how, luck.random() < _ACTED_ON))
    return tuple(found)


def handovers(luck: Luck, holders: Holders, begin: int, last: int) -> tuple[Handover, ...]:
    """Handovers that are on record, on the day on which another worker took the case on."""
    found = []
    for before, after in _changes(holders, begin):
        if before.worker != after.worker and luck.random() < _HANDED_OVER:
            met = luck.random() < _MET.get(after.reason, _MOSTLY_MET)
            told = working_after(after.day, luck.within(0, 6))
            found.append(
                Handover(DATES[after.day], "face-to-face" if met else luck.one_of(_ELSE), worker_name(before.worker),
                         worker_name(after.worker), met and luck.random() < 0.7,
                         DATES[told] if luck.random() < 0.65 and told <= last else None, luck.random() < 0.85)
            )  # fmt: skip
    return tuple(found)


def transfers(luck: Luck, holders: Holders, begin: int) -> tuple[Transfer, ...]:
    """Transfers from hub to hub by a decision about the child; a few were refused elsewhere first."""
    found = []
    for before, after in _changes(holders, begin):
        if after.reason != "TSPROC" or not (before.unit.startswith("Hub ") and after.unit.startswith("Hub ")):
            continue
        manager = manager_on(unit_of(before.unit), after.day)
        agreed = max(before.day, working_after(after.day - luck.within(4, 14), 0))
        first = working_after(agreed - luck.within(6, 12), 0)
        if luck.random() < _REFUSED and before.day <= first < agreed:
            refused = min(working_after(first, luck.within(1, 4)), agreed)
            found.append(
                Transfer(DATES[first], before.unit, _another(luck, before, after), luck.weighed(_REASONS),
                         luck.random() < 0.8, luck.random() < 0.55, manager, DATES[refused], None, "")
            )  # fmt: skip
        found.append(
            Transfer(DATES[agreed], before.unit, after.unit, luck.weighed(_REASONS), luck.random() < 0.8,
                     luck.random() < 0.55, manager, None, DATES[after.day], worker_name(after.worker))
        )  # fmt: skip
    return tuple(found)


def _changes(holders: Holders, begin: int) -> Iterator[tuple[Held, Held]]:
    """Each time that somebody took a case on from somebody else, since the lives begin."""
    for before, after in pairwise(holders.held):
        if before.end == after.day >= begin and before.day < after.day:
            yield before, after


def _another(luck: Luck, before: Held, after: Held) -> str:
    """A hub on that day that is neither of two."""
    names = (unit.name(after.day) for unit in UNITS)
    return luck.one_of(
        tuple(name for name in names if name.startswith("Hub ") and name not in (before.unit, after.unit))
    )


def steps_up(
    holders: Holders, early: tuple[EarlyHelp, ...], episodes: tuple[Episode, ...], care: tuple[CarePeriod, ...],
    begin: int,
) -> tuple[StepUp, ...]:  # fmt: skip
    """Steps up: into a plan from early help that was there in the year before, into protection, into care."""
    found = list[tuple[int, str, str]]()
    helped = [number(one.started) for one in early]
    for episode in episodes:
        for need in episode.need_plans:
            day = number(need.started)
            if not episode.protection_plans and any(day - _MONTHS_12 <= since < day for since in helped):
                found.append((day, "early-help", "child-in-need"))
        found += [(number(plan.started), "child-in-need", "child-protection") for plan in episode.protection_plans]
    for period in care:
        protected = any(one.ended == period.started for episode in episodes for one in episode.protection_plans)
        found.append((number(period.started), "child-protection" if protected else "child-in-need", "looked-after"))
    return tuple(StepUp(DATES[day], lower, higher, holders.manager(day))
                 for day, lower, higher in sorted(found) if day >= begin)  # fmt: skip


def exits(
    luck: Luck, holders: Holders, episodes: tuple[Episode, ...], born: int, begin: int, last: int
) -> tuple[tuple[StepDown, ...], tuple[FamilyTold, ...]]:
    """Steps down from protection to a plan in need, and to early help before a case closes; what families were told."""
    down, told = list[StepDown](), list[FamilyTold]()
    for episode in episodes:
        needs = {need.started for need in episode.need_plans}
        for plan in episode.protection_plans:
            if plan.ended in needs and number(plan.ended) >= begin:
                worker = holders.worker(number(plan.ended))
                down.append(StepDown(plan.ended, "child-protection", "child-in-need", "", worker, None, None, False))
        if episode.closed_on is None or number(episode.closed_on) < begin or not _goes_on(luck, episode):
            continue
        closed, agency = number(episode.closed_on), luck.one_of(HELPERS)
        since = max(_last_step(episode), number(episode.referral.day))
        day = max(since, closed - luck.within(0, 7))
        met = DATES[max(since, day - luck.within(0, 10))] if luck.random() < 0.7 else None
        answered = min(closed, day + luck.within(0, 5)) if luck.random() < 0.9 else 0
        named = luck.random() < 0.88
        practitioner = worker_name(_FIRST_PRACTITIONER + luck.within(0, _PRACTITIONERS - 1))
        down.append(
            StepDown(DATES[day], "child-in-need", "early-help", agency, practitioner if named else "", met,
                     DATES[answered] if answered else None, bool(answered) and luck.random() < 0.93)
        )  # fmt: skip
        said = closed + luck.within(1, 9) if luck.random() < 0.08 else max(since, closed - luck.within(0, 8))
        if luck.random() < _TOLD and said <= last:
            child = said - born >= _FOUR_YEARS and luck.random() < 0.65
            told.append(
                FamilyTold(DATES[said], agency, DATES[closed + luck.within(0, 14)] if luck.random() < 0.9 else None,
                           luck.one_of(_HOW) if luck.random() < 0.88 else "",
                           ("parent", "child") if child else ("parent",))
            )  # fmt: skip
    return tuple(down), tuple(told)


def _goes_on(luck: Luck, episode: Episode) -> bool:
    """Whether early help goes on after an episode: where its assessment ended so, and after some plans."""
    planned = bool(episode.need_plans) and episode.closure == "RC7" and luck.random() < _TO_EARLY_HELP
    return episode.closure == "RC9" or planned


def _last_step(episode: Episode) -> int:
    """The last day on which the case was still with a plan or in assessment."""
    days = [one.authorised_on for one in episode.assessments]
    days += [one.ended for one in episode.need_plans] + [one.ended for one in episode.protection_plans]
    return max((number(day) for day in days if day is not None), default=0)
