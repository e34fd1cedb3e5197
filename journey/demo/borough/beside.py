"""What goes on beside the plans: supervision, hub meetings, managers' decisions, challenges, complaints, SEN."""

from __future__ import annotations

from datetime import date
from typing import Final

from journey.demo.borough.days import DATES, number, working_after
from journey.demo.borough.holding import Holders, unit_of
from journey.demo.borough.lives import (
    Challenge,
    Complaint,
    Contact,
    Decision,
    EarlyHelp,
    Episode,
    HubMeeting,
    SpecialNeeds,
    Supervision,
)
from journey.demo.borough.luck import Luck
from journey.demo.borough.planned import Planned
from journey.demo.borough.targets import SUPERVISED_EVERY
from journey.demo.borough.units import UNITS

_HUB_SINCE: Final = [number(unit.hub_since) for unit in UNITS]
_PRESENT: Final = (("social worker", "manager"), ("social worker", "manager", "education"),
                   ("social worker", "manager", "health", "police"))  # fmt: skip
_WEEK: Final = 7
_EPOCH_MONDAY: Final = number(date(2012, 1, 2))
_WEEKS: Final = 20 * _WEEK
_ASKED_BY: Final = ("education", "education", "parent", "health")
_ABOUT: Final = ("staff", "decision", "delay", "service", "information")
_OUTCOMES: Final = ("upheld", "partly-upheld", "not-upheld")
HELPERS: Final = ("Northmoor Children's Centre", "Westhaven School", "Marlow Bank Health Visiting")


def supervisions(luck: Luck, holders: Holders, begin: int, last: int) -> tuple[Supervision, ...]:
    """Case supervision while somebody held the case, every two to four weeks as it was reported."""
    found = []
    draw, (least, most) = luck.random, SUPERVISED_EVERY
    span = most - least + 1
    for first, end in _open(holders, begin, last):
        day = working_after(first + least + int(draw() * span), 0)
        while day < end:
            found.append(Supervision(DATES[day], holders.worker(day), holders.manager(day), draw() < 0.6))
            day = working_after(day + least + int(draw() * span), 0)
    return tuple(found)


def hub_meetings(luck: Luck, holders: Holders, last: int) -> tuple[HubMeeting, ...]:
    """The weekly meetings of the child's hub that discussed it, every four to eight weeks."""
    found = []
    for held in holders.held:
        unit = unit_of(held.unit)
        since = _HUB_SINCE[unit]
        day = _meeting(max(held.day, since) + luck.within(0, 27), unit)
        until = min(held.end, last + 1)
        while day < until and day >= since:
            agencies = _PRESENT[int(luck.random() * 3)]
            found.append(HubMeeting(DATES[day], UNITS[unit].name(day), luck.within(1, 4), agencies))
            day = _meeting(day + luck.within(22, 50), unit)
    return tuple(found)


def _meeting(day: int, unit: int) -> int:
    """The day of the hub's weekly meeting on or after a day: each hub has its weekday."""
    return day + (_EPOCH_MONDAY + unit % 4 - day) % _WEEK


def meeting_days(unit: int, last: int) -> range:
    """The days on which a unit has met as a hub."""
    return range(_meeting(_HUB_SINCE[unit], unit), last + 1, _WEEK)


def _open(holders: Holders, begin: int, last: int) -> list[tuple[int, int]]:
    """When somebody held the case without a day between; the end is the day after."""
    found: list[tuple[int, int]] = []
    for held in holders.held:
        if held.end <= begin or held.role != "lead worker":
            continue
        if found and found[-1][1] >= held.day:
            found[-1] = (found[-1][0], min(held.end, last + 1))
        else:
            found.append((max(held.day, begin), min(held.end, last + 1)))
    return found


def decisions(luck: Luck, holders: Holders, episodes: tuple[Episode, ...], begin: int) -> tuple[Decision, ...]:
    """A manager's decision where a case turned: after an assessment, with a plan, at closure."""
    days = set()
    for episode in episodes:
        turns = [one.authorised_on for one in episode.assessments]
        turns += [plan.started for plan in episode.protection_plans]
        turns += [plan.started for plan in episode.need_plans]
        days |= {number(day) for day in (*turns, episode.closed_on) if day and luck.random() < 0.8}
    return tuple(Decision(DATES[day], holders.manager(day)) for day in sorted(days) if day >= begin)


def challenges(luck: Luck, episodes: tuple[Episode, ...], begin: int, last: int) -> tuple[Challenge, ...]:
    """A conference chair's challenge of some protection plans."""
    found = []
    for episode in episodes:
        for plan in episode.protection_plans:
            day = working_after(number(plan.started) + luck.within(40, 200), 0)
            if luck.random() < 0.12 and begin <= day < last and (plan.ended is None or DATES[day] < plan.ended):
                done = working_after(day, luck.within(3, 28))
                settled = done <= last
                found.append(
                    Challenge(DATES[day], "conference chair", luck.one_of(("informal", "formal")),
                              DATES[done] if settled else None,
                              luck.one_of(("accepted", "partly-accepted", "not-accepted")) if settled else "",
                              settled and luck.random() < 0.5)
                )  # fmt: skip
    return tuple(found)


def complaints(luck: Luck, episodes: tuple[Episode, ...], begin: int, last: int) -> tuple[Complaint, ...]:
    """A complaint now and then, some of which go further than the first answer."""
    if not episodes or luck.random() > 0.012:
        return ()
    day = working_after(max(begin, number(episodes[-1].referral.day)) + luck.within(20, 120), 0)
    answered = working_after(day, luck.within(4, 10) if luck.random() < 0.7 else luck.within(11, 26))
    if answered > last:
        return ()
    said = (luck.one_of(("parent", "parent", "child", "carer")), luck.one_of(_ABOUT))
    first = (DATES[day], *said, DATES[answered], luck.one_of(_OUTCOMES))
    asked = working_after(answered, luck.within(3, 18))
    agreed, told = working_after(asked, luck.within(2, 10)), working_after(asked, luck.within(18, 70))
    if luck.random() > 0.25 or told > last:
        return (Complaint(*first),)
    second = (DATES[asked], DATES[agreed], DATES[told], luck.one_of(_OUTCOMES))
    panel = working_after(told, luck.within(5, 15))
    held, reported = working_after(panel, luck.within(18, 34)), working_after(panel, luck.within(36, 40))
    answer = working_after(reported, luck.within(8, 18))
    if luck.random() > 0.4 or answer > last:
        return (Complaint(*first, *second),)
    days = (DATES[panel], DATES[held], DATES[reported], DATES[answer])
    return (Complaint(*first, *second, *days, luck.one_of(_OUTCOMES)),)


def special_needs(luck: Luck, child: Planned, begin: int, last: int) -> SpecialNeeds | None:
    """A request for an education, health and care plan; almost nine in ten were issued in twenty weeks."""
    asked = working_after(begin + luck.within(0, max(1, last - begin - 10)), 0)
    if not 3 * 365 < asked - child.born < 16 * 365:
        return None
    decided = asked + (luck.within(20, 42) if luck.random() < 0.93 else luck.within(43, 60))
    assess = luck.random() < 0.85
    issued = asked + (luck.within(100, _WEEKS) if luck.random() < 0.89 else luck.within(_WEEKS + 1, 220))
    refused = assess and luck.random() < 0.05
    known = decided <= last
    reviews = []
    day = issued + luck.within(330, 364)
    while assess and not refused and day <= last:
        reviews.append((DATES[day], luck.one_of(("maintain", "maintain", "amend"))))
        day += luck.within(330, 364)
    return SpecialNeeds(
        DATES[asked],
        luck.one_of(_ASKED_BY),
        DATES[decided] if known else None,
        assess and known,
        DATES[issued] if refused and issued <= last else None,
        DATES[issued] if assess and not refused and issued <= last else None,
        luck.random() < 0.04,
        tuple(reviews),
    )


def early_help(luck: Luck, contacts: tuple[Contact, ...], last: int) -> tuple[EarlyHelp, ...]:
    """Early help assessments after contacts that led to them."""
    found = []
    for contact in contacts:
        if contact.outcome == "early-help":
            begun = working_after(number(contact.day), luck.within(3, 15))
            done = working_after(begun, luck.within(10, 40))
            if begun <= last:
                found.append(EarlyHelp(DATES[begun], DATES[done] if done <= last else None, luck.one_of(HELPERS)))
    return tuple(found)
