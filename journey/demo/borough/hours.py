"""Part-time posts: at each year end the full-time equivalents of who holds cases give the published caseload."""

from __future__ import annotations

from collections import Counter
from typing import Final

from journey.demo.borough import targets
from journey.demo.borough.days import DATES, Months
from journey.demo.borough.planned import Planned
from journey.demo.borough.staffing import ADVISER
from journey.demo.borough.worker import Worker

_FULL_TIME: Final = 100
_LEAST: Final = 20
"""In a small borough, where every unit has a worker for few cases, they are few hours."""
_STEP: Final = 20


def share_hours(children: list[Planned], workers: list[Worker], months: Months) -> None:
    """Set the hours of social workers from the month before each 31 March on. Hundredths of full time."""
    by_number = {worker.number: worker for worker in workers}
    for worker in workers:
        worker.hours = [(worker.started, _FULL_TIME)]
    for month, end in enumerate(months.ends):
        if DATES[end].month == 3:
            holding = _holding(children, end)
            hours = _shared(sum(holding.values()), len(holding), targets.caseload(months.ym(month)))
            for number, of_worker in zip(sorted(holding), hours, strict=True):
                since = max(by_number[number].started, months.starts[month])
                kept = [one for one in by_number[number].hours if one[0] < since]
                by_number[number].hours = [*kept, (since, of_worker)] if not kept or kept[-1][1] != of_worker else kept


def _holding(children: list[Planned], day: int) -> Counter[int]:
    """How many cases each social worker holds at the end of a day."""
    return Counter(
        held.worker for child in children for held in child.held if held.day <= day < held.end and held.role != ADVISER
    )


def _shared(cases: int, workers: int, each: float) -> list[int]:
    """The hours of so many workers that together they hold ``each`` cases for a full-time equivalent."""
    wanted = min(workers * _FULL_TIME, max(workers * _LEAST, round(cases / each * _FULL_TIME)))
    spare = workers * _FULL_TIME - wanted
    found, place = [_FULL_TIME] * workers, 0
    while spare > 0:
        less = min(spare, _STEP, found[place] - _LEAST)
        found[place] -= less
        spare -= less
        place = (place + 1) % workers
    return found
