"""One child's life from what is planned of it, drawn from the child's own generator."""

from __future__ import annotations

from typing import Final

from journey.demo.borough import beside, passing_on
from journey.demo.borough.caring import Caring
from journey.demo.borough.days import DATES, Months, number
from journey.demo.borough.faults import Faults
from journey.demo.borough.helping import SOURCES, Helping
from journey.demo.borough.holding import Holders, manager_on
from journey.demo.borough.leaving import leaver
from journey.demo.borough.lives import Child, Contact, Episode, Missing
from journey.demo.borough.luck import Luck
from journey.demo.borough.planned import Planned
from journey.demo.borough.visiting import Visiting

FIRST_ID: Final = 1_000_000
_SEN: Final = 0.06
_ETHNICITIES: Final = (
    (0.29, "WBRI"), (0.2, "APKN"), (0.14, "AIND"), (0.08, "WOTH"), (0.07, "BAFR"), (0.06, "AOTH"), (0.05, "MOTH"),
    (0.03, "BCRB"), (0.03, "MWBC"), (0.02, "MWAS"), (0.02, "WROM"), (0.01, "OOTH"),
)  # fmt: skip
_DISABILITIES: Final = ("LD", "AUT", "BEH", "MOB", "COMM")
_OUTCOMES: Final = ((0.45, "no-further-action"), (0.35, "information"), (0.2, "early-help"))


def life(seed: int, child: Planned, months: Months, first: int, last: int) -> Child:
    """What happened to a child up to the last day; from the ``first`` of the record on faults are planted."""
    luck = Luck(seed, child.number)
    holders = Holders(child, last)
    begin = months.starts[0]
    visiting = Visiting(luck, holders, child.born, last)
    helping = Helping(luck, holders, visiting, child.born, months, last)
    caring = Caring(luck, visiting, child, begin, last)
    episodes = tuple([helping.episode(case) for case in child.cases])
    care = tuple([caring.period(case) for case in child.cases if case.care and case.care <= last])
    contacts = _contacts(luck, child, episodes)
    missing: tuple[Missing, ...] = ()
    for period in care:
        missing += caring.missing(period)
    left = leaver(luck, holders, visiting, child, begin, last) if child.leaver and child.leaver <= last else None
    faults = Faults(luck, first, last)
    for episode in episodes:
        for protection in episode.protection_plans:
            faults.visits("cp-visit", protection.visits)
        for need in episode.need_plans:
            faults.visits("cin-visit", need.visits)
            faults.meetings("cin-review", need.started, need.reviews)
    for period in care:
        faults.visits("lac-visit", period.visits)
    faults.episodes(episodes)
    faults.contacts(child.number, contacts)
    early = beside.early_help(luck, contacts, last)
    faults.early_help(early)
    sen = beside.special_needs(luck, child, begin, last) if luck.random() < _SEN else None
    unborn = child.born > last
    return Child(
        str(FIRST_ID + child.number),
        child.number,
        f"F{child.family:06}",
        "U" if unborn else "M" if luck.random() < 0.52 else "F",
        luck.weighed(_ETHNICITIES),
        DATES[child.born],
        unborn,
        (luck.one_of(_DISABILITIES),) if child.disabled else (),
        f"A{999_000_000_000 + child.number:012}" if last - child.born > 4 * 365 else "",
        bool(child.leaver) and luck.random() < 0.06,
        f"SEN-{500_000 + child.number}" if sen else "",
        contacts,
        early,
        episodes,
        care,
        missing,
        left,
        holders.allocations(last),
        sen,
        beside.supervisions(luck, holders, begin, last),
        beside.decisions(luck, holders, episodes, begin),
        beside.hub_meetings(luck, holders, last),
        beside.challenges(luck, episodes, begin, last),
        beside.complaints(luck, episodes, begin, last),
        passing_on.views(luck, episodes, child.born, begin),
        passing_on.handovers(luck, holders, begin, last),
        passing_on.transfers(luck, holders, begin),
        passing_on.steps_up(holders, early, episodes, care, begin),
        *passing_on.exits(luck, holders, episodes, child.born, begin, last),
        tuple(faults),
    )


def _contacts(luck: Luck, child: Planned, episodes: tuple[Episode, ...]) -> tuple[Contact, ...]:
    """Every referral came as a contact; others led to none."""
    found = [
        Contact(one.referral.day, one.referral.source, "referral", one.referral.day,
                manager_on(0, number(one.referral.day)))
        for one in episodes
    ]  # fmt: skip
    for day in child.contacts:
        found.append(
            Contact(DATES[day], luck.weighed(SOURCES), luck.weighed(_OUTCOMES), DATES[day], manager_on(0, day))
        )
    return tuple(sorted(found, key=lambda one: one.day))
