"""What each month's end has to show, shared out among the plans and care leavers of that day."""

from __future__ import annotations

from random import Random
from typing import Final

from journey.demo.borough import targets
from journey.demo.borough.days import Months, months_on, working_from
from journey.demo.borough.planned import Planned
from journey.demo.borough.targets import within

_TWO_WEEKS: Final = 14


def share_visits(seed: int, part: int, children: list[Planned], months: Months) -> None:
    """Which protection plans are visited and seen in the last ten working days of each month."""
    chance = Random(f"visits {seed} {part}")
    plans = [case for child in children for case in child.cases if case.protection]
    plans.sort(key=lambda case: case.protection)
    for month, end in enumerate(months.ends):
        asked = [case for case in plans if case.protection <= end - _TWO_WEEKS and case.protection_end > end]
        chance.shuffle(asked)
        share = targets.visited_and_seen(months.ym(month))
        for place, case in enumerate(asked):
            if within(place, share):
                case.seen |= 1 << month


def share_reviews(seed: int, part: int, children: list[Planned], months: Months) -> None:
    """When pathway plans are reviewed, so that at each month's end the share holds that was reviewed in six months.

    The plans whose last review is longest ago come first. A plan begins, or is first reviewed, as its holder leaves
    care or as the borough begins.
    """
    chance = Random(f"reviews {seed} {part}")
    leavers = [child for child in children if child.leaver]
    expires: dict[int, int] = {}
    begin = months.starts[0]
    for child in leavers:
        first = child.leaver if child.leaver >= begin else begin - int(chance.random() * 330)
        child.pathway.append(max(child.leaver, first))
        expires[child.number] = months_on(child.pathway[0], 6)
    for month, end in enumerate(months.ends):
        asked = [child for child in leavers if child.leaver <= end and not child.qualifying]
        wanted = int(len(asked) * targets.pathway_reviewed(months.ym(month)) + 0.5)
        due = sorted((child for child in asked if expires[child.number] < end), key=lambda c: (c.pathway[-1], c.number))
        days = working_from(months.starts[month], end)
        for child in due[: max(0, wanted - (len(asked) - len(due)))]:
            after = [day for day in days if day > child.pathway[-1]] or days[-1:]
            child.pathway.append(after[int(chance.random() * len(after))])
            expires[child.number] = months_on(child.pathway[-1], 6)
