"""What the borough has to come out at: figures published of Slough 2015 to 2018, and rates that nobody published.

Published ones stand with their source in ``projections/indicators/published/slough-2018.csv``. The months were not
published; here 2015 is every month up to December 2015, 2017 every month from April 2016 on, and between them the
figure moves evenly. All counts are those of the standard size and grow with the number of children.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

REFERRALS: Final = {2012: 2150, 2013: 2200, 2014: 2282, 2015: 2300, 2016: 2340, 2017: 2400}
"""By the year that begins on 1 April. Published: 2,282 of 2014/15. The others are ours."""

CONTACTS: Final = {2012: 0, 2013: 1800, 2014: 1800, 2015: 2400, 2016: 3348, 2017: 3400}
"""Contacts that became no referral. Published: with the referrals 5,688 in 2016/17, when all contacts were counted."""

CARE_LEAVERS: Final = {(2012, 4): 95, (2014, 3): 130, (2017, 3): 179, (2018, 3): 195}
"""Published: 179 in March 2017; none of them leaves the service before the age of 25, which is after the last day."""

SUPERVISED_EVERY: Final = (14, 28)
"""Days from supervision to supervision: reported as two to four weeks."""

HUB_SIZE: Final = (40, 70)
"""Children in each hub in April 2017."""

MOST_WORKERS: Final = 8
"""Lead workers of one child in a year."""

Month = tuple[int, int]
_BEFORE: Final[Month] = (2015, 12)
_AFTER: Final[Month] = (2016, 4)


def _moved(month: Month, before: float, after: float, last: Month = _BEFORE, first: Month = _AFTER) -> float:
    """``before`` up to a month, ``after`` from another on, evenly between."""
    at, begin, end = (y * 12 + m for y, m in (month, last, first))
    share = min(1.0, max(0.0, (at - begin) / (end - begin)))
    return before + (after - before) * share


def decided_in_time(month: Month) -> float:
    """Referrals decided and authorised in one working day."""
    return _moved(month, 0.83, 0.96)


def repeat(month: Month) -> float:
    """Repeat referrals, by either counting rule."""
    return _moved(month, 0.17, 0.19)


def visited_and_seen(month: Month) -> float:
    """Protection plans of two weeks or more, visited and seen in the last ten working days of the month."""
    return _moved(month, 0.90, 0.83)


def pathway_reviewed(month: Month) -> float:
    """Care leavers, those qualifying left out, whose pathway plan was reviewed in the last six months."""
    return _moved(month, 0.56, 0.77)


def long_plans(month: Month) -> float:
    """Child in need plans of twelve months or more at the end of the month."""
    return _moved(month, 154, 144, _BEFORE, (2017, 1))


def caseload(month: Month) -> float:
    """Cases for each full-time qualified social worker; published at two year ends, 31 March by our reading."""
    return _moved(month, 8.5, 13.2, (2015, 3), (2017, 3))


def turnover(month: Month) -> float:
    """Social workers who leave in a year: 29 per cent in 2016, 16 in 2017."""
    return _moved(month, 0.29, 0.16, (2016, 6), (2017, 6))


def agency(month: Month) -> float:
    """Social workers from agencies: 52 per cent in 2016, 32 in 2017."""
    return _moved(month, 0.52, 0.32, (2016, 6), (2017, 6))


def per_year(table: dict[int, int], month: Month) -> int:
    """The count of the year in which a month lies; before and after those known, that of the nearest."""
    year = month[0] if month[1] >= 4 else month[0] - 1
    return table[min(max(year, min(table)), max(table))]


def leavers(month: Month) -> float:
    """Care leavers at the end of a month, evenly between the months known."""
    known = sorted(CARE_LEAVERS)
    after = next((one for one in known if one >= month), known[-1])
    before = max((one for one in known if one <= month), default=known[0])
    if before == after:
        return CARE_LEAVERS[before]
    return _moved(month, CARE_LEAVERS[before], CARE_LEAVERS[after], before, after)


KNOWN_LONG_AGO: Final = 0.3357
"""Of those who are no repeats, the share whom the service knew more than a year before: ours, not published."""


def standard_children(months: Iterable[Month], known_from: int) -> int:
    """How many children a borough has in some months whose counts are those published, to the next hundred.

    ``known_from`` is the place of the month from which children come back whom the service knew long ago.
    """
    found = 0.0
    for place, month in enumerate(months):
        year = per_year(REFERRALS, month) + per_year(CONTACTS, month)
        found += year / 12 * (1 - repeat(month)) * (1 - KNOWN_LONG_AGO if place >= known_from else 1)
    return round((found + leavers(month) + long_plans(month) + YOUNG_LONG_PLANS) / 100) * 100


YOUNG_LONG_PLANS: Final = 88
"""Child in need plans that are open when the borough begins and will pass twelve months in its first year."""


def within(position: int, share: float) -> bool:
    """Whether the one at a position (from 0) is among a share, so that any number of them is out by half a one at most.

    ``within(0 … n - 1, p)`` is true for ``n * p``, rounded.
    """
    return int((position + 1) * share + 0.5) > int(position * share + 0.5)
