"""The steps of the tour: what to look at, and the commands that show it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from journey.cli.touring.whom import Whom

FIRST, LAST = date(2016, 4, 1), date(2017, 3, 31)
"""The year of the tour's borough: that in which its teams become hubs, and one child has eight workers."""

_HALF = date(2016, 9, 30)
_MONTH = date(2016, 12, 31)
_BEFORE = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Step:
    """What to look at in the answers of some commands, of each of which the first ``lines`` are shown."""

    says: str
    commands: tuple[str, ...]
    lines: int = 20


def made(children: int, seed: int) -> Step:
    """The borough's files."""
    return Step(
        f"An invented borough of {children:,} children, as the files an authority has: twelve Annex A workbooks, two "
        "censuses, two 903 returns, reports of the case system, hubs and posts. truth.json says what really happened, "
        "faults.json what the record gets wrong. Nobody in it exists.",
        (f"journey demo borough --from {FIRST} --to {LAST} --children {children} --seed {seed} .",),
    )


def first_file(command: str) -> Step:
    """The first import, in full."""
    return Step(
        "The first workbook is taken in. Every row is counted once: new here, unchanged or corrected in later months.",
        (command,),
        30,
    )


ALL_FILES = Step(
    "The others, in the order in which they were made; of each answer the first line. The first file is among them: "
    "taken in again, it changes nothing.",
    ("sh import.txt",),
    lines=1,
)


def steps(whom: Whom) -> Iterator[Step]:
    """All that follow, once the files are in the store."""
    yield Step(
        "Where things stand with a child: a page before every meeting. What no file holds is said to be missing.",
        (f"journey show {whom.many} --last 6",),
        32,
    )
    yield Step(
        "Which children were handed on seven times or more? This child had eight lead workers in one year. Why is "
        f"each counted, and who had the case on {_HALF:%d %B %Y}? Any day can be replayed.",
        (
            "journey handoffs --per child --at-least 7",
            f"journey why {whom.many} handoffs",
            f"journey show {whom.many} --as-at {_HALF} --last 3",
        ),
        16,
    )
    if whom.corrected:
        asked = f"journey show {whom.corrected.child} --events-only --from {whom.corrected.on - _BEFORE}"
        yield Step(
            f"What was known on a day, and what is known now: what happened on {whom.corrected.on:%d %B %Y} "
            "stood wrong in the record until a later file put it right. Both stand, each with the file, the list "
            "and the row that said so.",
            (f"{asked} --known-at {whom.corrected.until}", asked, f"{asked} --history --sources"),
            24,
        )
    if whom.late:
        yield Step(
            "Why is this late? The sentence of the rule, the days, and the events that it was counted from.",
            (f"journey why {whom.late} R05",),
        )
    if whom.hub:
        yield Step(
            "Monday's list of a hub: what is overdue, due in ten working days, not seen, unallocated; and since when.",
            (shlex.join(["journey", "weekly", "--hub", whom.hub]),),
        )
    yield Step(
        "The four questions of a case audit: caseloads, re-referrals, handoffs, drift. Where the files cannot tell, "
        "that is counted, and never taken for good news.",
        (
            "journey caseloads --by hub",
            "journey rereferrals",
            "journey handoffs",
            "journey drift --flag long_plan",
        ),
        14,
    )
    yield Step(
        "A figure as it was reported at the end of December, as it is known now, and what moved it. Then some beside "
        "those published of Slough. A small borough has small numbers: the intervals say how little they say.",
        (
            f"journey indicators cp_visited_and_seen --month {_MONTH:%Y-%m} --known-at {_MONTH}",
            f"journey indicators cp_visited_and_seen pathway_plans_reviewed --month {LAST:%Y-%m} --compare slough-2018",
        ),
    )
    yield Step(
        "The second of the seven principles: fewest transfers and handoffs. What was never recorded cannot be told.",
        ("journey principles 2",),
    )
    yield Step(
        "Fifty-five journeys for three auditors: the frame is frozen, and the sample drawn so that anybody who holds "
        "the seed can draw it again.",
        (
            "journey diagnostic open baseline --kind diagnostic --purpose 'first three weeks'",
            "journey diagnostic draw baseline --seed 'lottery of 3 April'",
        ),
        18,
    )
    yield Step(
        "Is the log what was written to it? A signed checkpoint, kept elsewhere, makes evident whatever is changed "
        "behind its back later.",
        (
            "journey checkpoint --new-key signing.pem",
            "journey checkpoint --key signing.pem --output checkpoint.json",
            "journey verify --checkpoint checkpoint.json",
        ),
    )
