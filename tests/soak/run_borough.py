"""The invented borough at full size, measured by our own commands for several seeds, and how fast it is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from journey.demo.borough.borough import Borough
from journey.demo.borough.filling import fill
from journey.demo.borough.targets import HUB_SIZE, MOST_WORKERS
from tests.cli.running import journey
from tests.soak.borough_speed import speed as speed_of
from tests.soak.said import Said, measured_on, say, store_on, table

SEEDS = (1, 2, 3)
_HALF_A_POINT = 0.005


_FIGURES = (
    "Figures published of Slough (S1 evaluation report 2018; S3 hub model progress report March 2017), and the "
    "invented borough measured by `journey indicators`, `caseloads` and `handoffs`."
)
_IN_APRIL = (
    "At the end of March 2017, for which 15 hubs of 40 to 70 children, 179 care leavers and a child of eight social "
    "workers in a year were published. `quality` finds faults that were planted and nothing else."
)


class Published(NamedTuple):
    """A published figure and where it is measured: an indicator of a month or of a period."""

    what: str
    indicator: str
    asked: tuple[str, ...]
    value: float
    rounding: float


_2014, _2016 = ("--from", "2014-04-01", "--to", "2015-03-31"), ("--from", "2016-04-01", "--to", "2017-03-31")
_2015, _2017 = ("--month", "2015-09"), ("--month", "2017-03")
_CONTACTS = ("--counting-rule", "contacts-as-referrals")

PUBLISHED = (
    Published("referrals, 2014/15", "referrals", _2014, 2282, 0),
    Published("referrals, 2016/17, contacts counted", "referrals", (*_2016, *_CONTACTS), 5688, 0),
    Published("decided in one working day, September 2015", "referral_decisions_in_time", _2015, 0.83, _HALF_A_POINT),
    Published("decided in one working day, March 2017", "referral_decisions_in_time", _2017, 0.96, _HALF_A_POINT),
    Published("repeat referrals, September 2015", "repeat_referrals", _2015, 0.17, _HALF_A_POINT),
    Published("repeat referrals, March 2017", "repeat_referrals", _2017, 0.19, _HALF_A_POINT),
    Published("repeat referrals, 2016/17, contacts counted", "repeat_referrals", (*_2016, *_CONTACTS), 0.19,
              _HALF_A_POINT),
    Published("child in need plans over a year, September 2015", "cin_plans_twelve_months", _2015, 154, 0),
    Published("child in need plans over a year, March 2017", "cin_plans_twelve_months", _2017, 144, 0),
    Published("visited and seen, September 2015", "cp_visited_and_seen", _2015, 0.90, _HALF_A_POINT),
    Published("visited and seen, March 2017", "cp_visited_and_seen", _2017, 0.83, _HALF_A_POINT),
    Published("pathway plans reviewed, September 2015", "pathway_plans_reviewed", _2015, 0.56, _HALF_A_POINT),
    Published("pathway plans reviewed, March 2017", "pathway_plans_reviewed", _2017, 0.77, _HALF_A_POINT),
    Published("cases a social worker, 31 March 2015", "caseload_per_social_worker", ("--month", "2015-03"), 8.5, 0.05),
    Published("cases a social worker, 31 March 2017", "caseload_per_social_worker", _2017, 13.2, 0.05),
)  # fmt: skip


def run(statements: int) -> Said:
    """Measure a borough of the standard size for each seed, then write one with about so many events."""
    about = measured_on()
    speed, good = speed_of(statements)
    columns = {one.what: [one.value] for one in PUBLISHED}
    hubs = list[tuple[object, ...]]()
    for seed in SEEDS:
        say(f"seed {seed}")
        with store_on("SQLite") as (url, _):
            fill(url, Borough(seed=seed))
            for one, value in _measured(url):
                columns[one.what].append(value)
                good = good and abs(value - one.value) <= one.rounding + 1e-9
            sizes, leavers = _hubs(url)
            most = _most_workers(url)
            hubs.append((f"seed {seed}", len(sizes), min(sizes), max(sizes), leavers, most))
            good = (
                good
                and HUB_SIZE[0] <= min(sizes)
                and max(sizes) <= HUB_SIZE[1]
                and leavers == 179
                and most == MOST_WORKERS
            )
            good = good and _planted_alone(url, Borough(seed=seed))
    lines: list[tuple[object, ...]] = [(what, *map(_figure, values)) for what, values in columns.items()]
    text = (
        *("# The invented borough", "", f"{_FIGURES} {about}", ""),
        *table(("figure", "published", *(f"seed {seed}" for seed in SEEDS)), lines),
        *("", _IN_APRIL, ""),
        *table(("", "hubs", "smallest", "largest", "care leavers", "most workers of a child"), hubs),
        *("", "## Made and written", ""),
        *speed,
        *("", "Made again by `make soak PARTS=borough`.", ""),
    )
    return Said("\n".join(text), good)


def _figure(value: float) -> str:
    return f"{value:.1%}" if value < 1 else f"{value:,.1f}" if value != int(value) else f"{value:,.0f}"


def _rows(url: str, *arguments: str) -> list[dict[str, Any]]:
    done = journey(*arguments, "--format", "json", store=url)
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


def _measured(url: str) -> Iterator[tuple[Published, float]]:
    for asked in dict.fromkeys(one.asked for one in PUBLISHED):
        some = [one for one in PUBLISHED if one.asked == asked]
        found = {row["indicator"]: row for row in _rows(url, "indicators", *(one.indicator for one in some), *asked)}
        yield from ((one, found[one.indicator]["value"]) for one in some)


def _hubs(url: str) -> tuple[list[int], int]:
    rows = _rows(url, "caseloads", "--by", "hub", "--as-at", "2017-03-31")
    return [row["children"] for row in rows if row["children"]], sum(row["leaver"] for row in rows)


def _most_workers(url: str) -> int:
    """Lead workers of one child in the year to March 2017: one more than the child's handoffs."""
    rows = _rows(url, "handoffs", "--as-at", "2017-03-31")
    year = [row["child_id"] for row in rows if row["kind"] == "worker_handoff" and row["on"] >= "2016-04-01"]
    return 1 + max(year.count(child) for child in set(year))


def _planted_alone(url: str, borough: Borough) -> bool:
    planted = {(child.id, f"{fault.fact}/{fault.day}/1") for child in borough.lives() for fault in child.faults}
    found = {(row["child_id"], fact) for row in _rows(url, "quality") for fact in row["events"]}
    for child, fact in sorted(found - planted):
        say(f"not planted: {child} {fact}")
    return found <= planted
