"""The calendar and the limits as tables by day since 1900, so that compiled code only looks up."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.floor.columns import Ints
from benchmarks.journeys import FIRST, LAST
from journey.domain.calendar import earliest_within_months, months_before, working_days_between
from journey.domain.timescales import due_days, timescale
from journey.projections.batch import day_of

FLAGS = (
    ("inactivity", "protection_or_looked_after"),
    ("inactivity", "in_need"),
    ("inactivity", "care_leaver"),
    ("inactivity", "other"),
    ("static_plan", "unchanged"),
    ("static_plan", "in_need"),
    ("long_plan", "protection_early"),
    ("long_plan", "protection"),
    ("C12", "two_years"),
    ("R10", "ongoing"),
    ("allocation_gap", "gap"),
    ("permanence_drift", "section_20"),
    ("revolving_door", "period"),
    ("R05", "from_start"),
)
"""The rule and step behind each limit, by number."""

(ACTIVE_CARE, ACTIVE_NEED, ACTIVE_LEAVER, ACTIVE_OTHER, STATIC, STATIC_NEED, LONG_EARLY, LONG, LONG_TWO_YEARS, ONGOING,
 GAP, SECTION_20, PERIOD, ASSESSING) = range(len(FLAGS))  # fmt: skip

_AFTER = (SECTION_20, ASSESSING)
"""Limits that are passed only after their last day."""

_BEGIN = FIRST - timedelta(800)


class Tables(NamedTuple):
    """``reached[limit, day]``: whether a limit from a day on was reached by the day asked for. By day: the earliest day
    of a referral before that makes one on it a re-referral, the working days up to it, the last day of a round trip, of
    a planned change and of a second plan that follows it. ``often``: referrals that make a revolving door; ``cover``:
    working days of cover at most."""

    reached: npt.NDArray[np.bool_]
    referred_from: Ints
    working: Ints
    back_by: Ints
    planned_to: Ints
    again_by: Ints
    as_at: int
    period_from: int
    often: int
    cover: int


def tables() -> Tables:
    """The tables for the last day of the made-up borough, and its last twelve months."""
    as_at, size = day_of(LAST), day_of(LAST) + 1
    reached = np.zeros((len(FLAGS), size), np.bool_)
    for number, (rule, step) in enumerate(FLAGS):
        due = _due(rule, step)
        reached[number] = (due < as_at) if number in _AFTER else (due <= as_at)
    # Inside the period are the days from which it has not yet ended.
    reached[PERIOD] = _due("revolving_door", "period") >= as_at
    reached[PERIOD, : day_of(_BEGIN)] = False
    days = [_BEGIN + timedelta(n) for n in range((LAST - _BEGIN).days + 1)]
    return Tables(
        reached,
        _by_day([day_of(earliest_within_months(day, _limit("R03", "repeat"))) for day in days]),
        _by_day([working_days_between(FIRST, day) if day >= FIRST else 0 for day in days]),
        _due("handoff", "round_trip"),
        _due("handoff", "planned"),
        _due("revolving_door", "second_plan"),
        as_at,
        day_of(months_before(LAST, 12)) + 1,
        _limit("revolving_door", "referrals"),
        _limit("handoff", "cover"),
    )


def _due(rule: str, step: str) -> Ints:
    """The due day for each start; a day that never comes where none is known."""
    start = day_of(_BEGIN)
    return _by_day([1 << 20 if due is None else start + due for due in due_days(rule, step, _BEGIN, LAST)])


def _by_day(values: list[int]) -> Ints:
    return np.array([1 << 20] * day_of(_BEGIN) + values, np.int32)


def _limit(rule: str, step: str) -> int:
    limit = timescale(rule, LAST).step(step).limit
    return limit.value if limit else 0
