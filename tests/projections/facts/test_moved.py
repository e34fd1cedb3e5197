"""How far a figure moved since it was known, and which facts moved it: each kind of change, and what moves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.projections.indicators import indicator, indicators
from journey.projections.indicators.asking import Wanted
from journey.projections.indicators.groups import WHOLE, Grouping
from journey.projections.indicators.measure import Period
from journey.projections.indicators.moved import NOT_COUNTED, NOW, THEN, Compared, compared
from journey.projections.questions import Asked
from journey.projections.standpoint import Standpoint
from journey.scenario.read import read_text
from journey.store.log import Log, open_log

MARCH = Period(date(2017, 3, 1), date(2017, 3, 31))
THEN_DAY, NOW_DAY = date(2017, 3, 31), date(2017, 5, 31)
HEAD = """# A question
A definition.

## The month is asked about twice
As at: 31 March 2017

**Given**
| Date | Child | Event | Who | Known | Details |
|------|-------|-------|-----|-------|---------|
{rows}

**Then**
| Question  | Answer |
|-----------|--------|
| Referrals | 1      |
"""


@contextmanager
def recorded(folder: Path, *rows: str) -> Iterator[tuple[Asked, Asked]]:
    """A store that people fed, as known at the end of March and at the end of May."""
    (scenario,) = read_text(HEAD.format(rows="\n".join(rows)), Path("test.md")).scenarios
    with open_log(f"sqlite:///{folder / 'journey.db'}") as log:
        with log.writing() as writer:
            writer.append(scenario.said)
        yield standing(log, THEN_DAY), standing(log, NOW_DAY)


def standing(log: Log, known_at: date) -> Asked:
    """The store as at the end of March, as known on a day."""
    return Asked(log, Standpoint(MARCH.last, known_at, log.position(), "", MARCH.last), {})


def ask(folder: Path, name: str, *rows: str, by: Grouping = WHOLE) -> Compared:
    """A figure of March, then and now."""
    with recorded(folder, *rows) as (then, now):
        return compared(then, now, Wanted([indicator(name)], [MARCH], grouping=by))


def told(found: Compared) -> list[tuple[Any, ...]]:
    """What moved: child, was, now, what, the fact."""
    return [(row["child_id"], row["was"], row["now"], row["what"], row["fact"]) for row in found.moved]


def figures(found: Compared, name: str = "numerator") -> dict[str, Any]:
    """A number as known then and now, of the only group."""
    return {row["standpoint"]: row[name] for rows in found.rows for row in rows}


REFERRED = "| 6 March 2017 | Ada | Referral received | | | source: 2A |"


def test_a_fact_said_late_moves_the_figure(tmp_path: Path) -> None:
    late = "| 7 March 2017 | Ben | Referral received | | 10 April 2017 | source: 2A |"

    found = ask(tmp_path, "referrals", REFERRED, late)

    assert figures(found) == {THEN: 1, NOW: 2}
    assert told(found) == [("Ben", NOT_COUNTED, "yes", "said late", "referral/2017-03-07/1")]
    (row,) = found.moved
    assert (row["known_on"], row["on"], row["unit"]) == (date(2017, 4, 10), date(2017, 3, 7), "referral/2017-03-07/1")
    assert len(row["positions"]) == 1
    later = found.rows[0][-1]
    assert (later["moved"], later["moved_numerator"], later["moved_denominator"], later["moved_units"]) == (
        1,
        1,
        None,
        1,
    )


def test_what_was_known_then_moves_nothing(tmp_path: Path) -> None:
    found = ask(tmp_path, "referrals", REFERRED)

    assert figures(found) == {THEN: 1, NOW: 1}
    assert figures(found, "moved_units")[NOW] == 0
    assert told(found) == []


def test_a_fact_retracted_later_leaves_the_figure(tmp_path: Path) -> None:
    gone = "| 10 April 2017 | Ada | Fact retracted | | | what: Referral received, 6 March 2017 |"

    found = ask(tmp_path, "referrals", REFERRED, gone)

    assert figures(found) == {THEN: 1, NOW: 0}
    assert told(found) == [("Ada", "yes", NOT_COUNTED, "retracted", "referral/2017-03-06/1")]
    assert found.moved[0]["known_on"] == date(2017, 4, 10)


def test_a_fact_reinstated_later_is_back(tmp_path: Path) -> None:
    gone = "| 10 March 2017 | Ada | Fact retracted | | | what: Referral received, 6 March 2017 |"
    back = "| 10 April 2017 | Ada | Fact reinstated | | | what: Referral received, 6 March 2017 |"

    found = ask(tmp_path, "referrals", REFERRED, gone, back)

    assert told(found) == [("Ada", NOT_COUNTED, "yes", "reinstated", "referral/2017-03-06/1")]


@pytest.mark.parametrize(("to", "moved"), [("28 February 2017", True), ("20 March 2017", False)])
def test_a_day_that_is_corrected_moves_a_fact_out_of_the_month_or_not(tmp_path: Path, to: str, moved: bool) -> None:
    corrected = f"| 10 April 2017 | Ada | Fact corrected | | | what: Referral received, 6 March 2017; day: {to} |"

    found = ask(tmp_path, "referrals", REFERRED, corrected)

    assert figures(found) == {THEN: 1, NOW: 0 if moved else 1}
    assert [row["what"] for row in found.moved] == (["corrected"] if moved else [])
    assert [field["field"] for row in found.moved for field in row["fields"]] == (["occurred_on"] if moved else [])


def test_a_start_that_moved_within_the_month_is_the_same_unit(tmp_path: Path) -> None:
    """Neither of two units entered or left; one is told otherwise, because its day is another."""
    decided = [
        "| 3 March 2017 | Ada | Referral received | | | source: 2A |",
        "| 7 March 2017 | Ada | Referral decision made | | | |",
        "| 7 March 2017 | Ada | Referral decision authorised | | | |",
        "| 10 April 2017 | Ada | Fact corrected | | | what: Referral received, 3 March 2017; day: 6 March 2017 |",
    ]

    found = ask(tmp_path, "referral_decisions_in_time", *decided)

    assert [(row["was"], row["now"], row["what"]) for row in found.moved] == [("no", "yes", "corrected")]


def test_a_blank_that_was_filled_in_later_was_said_late(tmp_path: Path) -> None:
    filled = (
        "| 10 April 2017 | Ada | Details added | | | what: Referral received, 6 March 2017; no further action: yes |"
    )

    found = ask(tmp_path, "referrals_without_action", REFERRED, filled)

    assert told(found) == [("Ada", "cannot tell", "yes", "said late", "referral/2017-03-06/1")]
    assert [field["field"] for field in found.moved[0]["fields"]] == ["no_further_action"]


def test_only_the_fact_that_made_the_difference_is_named(tmp_path: Path) -> None:
    """The source of the referral is corrected as well, which no figure asks about."""
    rows = [
        REFERRED,
        "| 1 March 2016 | Ada | Referral received | | | source: 2A |",
        "| 1 September 2016 | Ada | Referral received | | 12 April 2017 | source: 6 |",
        "| 11 April 2017 | Ada | Fact corrected | | | what: Referral received, 6 March 2017; source: 6 |",
        "| 3 January 2017 | Ada | Contact received | | 13 April 2017 | source: 6 |",
    ]

    found = ask(tmp_path, "repeat_referrals", *rows)

    assert told(found) == [("Ada", "no", "yes", "said late", "referral/2016-09-01/1")]


def test_two_facts_of_which_either_makes_the_difference_are_both_named(tmp_path: Path) -> None:
    rows = [
        REFERRED,
        "| 1 September 2016 | Ada | Referral received | | 12 April 2017 | source: 6 |",
        "| 3 October 2016 | Ada | Referral received | | 13 April 2017 | source: 6 |",
    ]

    found = ask(tmp_path, "repeat_referrals", *rows)

    assert [row["fact"] for row in found.moved] == ["referral/2016-09-01/1", "referral/2016-10-03/1"]


def test_a_fact_that_is_not_the_unit_s_own_is_named(tmp_path: Path) -> None:
    """An episode that was open already makes the referral none."""
    rows = [REFERRED, "| 1 February 2017 | Ada | Episode of need opened | | 10 April 2017 | need: N1 |"]

    found = ask(tmp_path, "referrals", *rows)

    assert told(found) == [("Ada", "yes", NOT_COUNTED, "said late", "episode/2017-02-01/1")]


def test_records_that_were_merged_move_the_figure(tmp_path: Path) -> None:
    rows = [
        "| 1 September 2016 | Ada | Referral received | | | source: 2A |",
        "| 6 March 2017 | Ada Hill | Referral received | | | source: 2A |",
        "| 3 May 2017 | | Records merged | | | survivor: Ada; absorbed: Ada Hill |",
    ]

    found = ask(tmp_path, "repeat_referrals", *rows)

    assert [(row["child_id"], row["was"], row["now"], row["what"]) for row in found.moved] == [
        ("Ada", "no", "yes", "merged")
    ]


def test_one_fact_on_two_records_that_were_merged_counts_once(tmp_path: Path) -> None:
    rows = [
        REFERRED,
        "| 6 March 2017 | Ada Hill | Referral received | | | source: 2A |",
        "| 3 May 2017 | | Records merged | | | survivor: Ada; absorbed: Ada Hill |",
    ]

    found = ask(tmp_path, "referrals", *rows)

    assert figures(found) == {THEN: 2, NOW: 1}
    assert [(row["was"], row["now"], row["what"]) for row in found.moved] == [("yes", NOT_COUNTED, "merged")]


def test_a_unit_that_went_to_another_group_moves_both(tmp_path: Path) -> None:
    rows = [
        REFERRED,
        "| 6 March 2017 | Ada | Episode of need opened | | | need: N1 |",
        "| 7 March 2017 | Ada | Worker allocated | Priya Shah | | hub: Hub 4 |",
        "| 20 March 2017 | Ada | Worker allocated | Omar Reed | 10 April 2017 | hub: Hub 5 |",
    ]

    found = ask(tmp_path, "referrals", *rows, by=Grouping("hub"))

    (row,) = found.moved
    assert (row["group_before"], row["group"], row["what"]) == ("Hub 4", "Hub 5", "said late")
    assert row["fact"].startswith("worker-allocation/2017-03-20")
    assert [(one["group"], one["standpoint"], one["moved_units"] if one["standpoint"] == NOW else None)
            for one in found.rows[0]] == [("Hub 4", THEN, None), ("Hub 5", NOW, 1)]  # fmt: skip


def test_a_merger_of_hubs_said_late_moves_groups_and_is_named(tmp_path: Path) -> None:
    rows = [
        REFERRED,
        "| 6 March 2017 | Ada | Episode of need opened | | | need: N1 |",
        "| 7 March 2017 | Ada | Worker allocated | Priya Shah | | hub: Hub 4 |",
        "| 20 March 2017 | | Hubs merged | | 10 April 2017 | from: Hub 4; into: Hub 5 |",
    ]

    found = ask(tmp_path, "referrals", *rows, by=Grouping("hub"))

    assert [(row["event"], row["what"], row["group"]) for row in found.moved] == [("HubsMerged", "said late", "Hub 5")]


def test_hours_recorded_late_move_a_caseload_without_moving_a_child(tmp_path: Path) -> None:
    rows = [
        "| 1 January 2017 | | Worker post started | Priya Shah | | qualified: yes; fte hundredths: 100 |",
        "| 2 January 2017 | | Worker post started | Priya Shah | 10 April 2017 | qualified: yes; fte hundredths: 50 |",
        "| 6 March 2017 | Ada | Episode of need opened | | | need: N1 |",
        "| 7 March 2017 | Ada | Worker allocated | Priya Shah | | hub: Hub 4 |",
    ]

    found = ask(tmp_path, "caseload_per_social_worker", *rows)

    assert figures(found, "denominator") == {THEN: 1.0, NOW: 1.5}
    assert [(row["child_id"], row["event"], row["what"]) for row in found.moved] == [
        (None, "WorkerPostStarted", "said late")
    ]


ADOPTION = (
    "| 1 February 2014 | Ada | Became looked after | | | |",
    "| 15 January 2016 | Ada | Adoption order granted | | | |",
)


def test_a_placement_said_late_moves_a_mean_and_says_how_many_days_it_is_now(tmp_path: Path) -> None:
    late = "| 3 April 2015 | Ada | Placed for adoption | | 10 April 2017 | |"

    found = ask(tmp_path, "care_to_adoptive_family", *ADOPTION, late)

    assert (figures(found), figures(found, "denominator")) == ({THEN: 0, NOW: 426}, {THEN: 0, NOW: 1})
    assert found.rows[0][0]["period"] == "2014-04-01/2017-03-31"
    assert [(was, now, what) for _, was, now, what, _ in told(found)] == [("cannot tell", "426 days", "said late")]
    assert found.rows[0][-1]["moved_units"] == 1


def test_every_row_of_what_moved_says_who_holds_the_case(tmp_path: Path) -> None:
    late = "| 7 March 2017 | Ben | Referral received | | 10 April 2017 | source: 2A |"

    found = ask(tmp_path, "referrals", REFERRED, late)

    assert found.moved[0].keys() >= {"lead_worker", "team", "hub", "case_status", "plan", "lead_worker_name"}


def test_shared_figures_of_two_days_do_not_give_the_difference_and_name_nobody(tmp_path: Path) -> None:
    early = [f"| 6 March 2017 | {n} | Referral received | | | source: 2A |" for n in range(1000, 1010)]
    late = "| 7 March 2017 | Ben | Referral received | | 10 April 2017 | source: 2A |"

    with recorded(tmp_path, *early, late, REFERRED) as (then, now):
        found = compared(then, now, Wanted([indicator("referrals")], [MARCH]), share=True)

    assert figures(found) == {THEN: "c", NOW: 12}
    assert found.rows[0][-1]["moved"] is None
    assert found.moved == []


@pytest.mark.parametrize("by", [None, "team", "need"])
def test_the_units_that_moved_account_for_every_figure(asked: Asked, by: str | None) -> None:
    """On the sample, as at April: what is known now less what was known in March is what moved, for every indicator."""
    month = Period(date(2025, 4, 1), date(2025, 4, 30))
    then = Asked(asked.log, replace(asked.at, known_at=date(2025, 3, 31)), asked.declarations)
    wanted = Wanted(list(indicators().values()), [month], grouping=Grouping(by))

    found = compared(then, asked, wanted)

    assert found.moved
    assert all(row["what"] != "cannot tell" and row["fact"] for row in found.moved)
    for rows in found.rows:
        name = rows[0]["indicator"] if rows else None
        units = {
            (row["child_id"], row["unit"]): row for row in found.moved if row["indicator"] == name and row["child_id"]
        }
        numbers = {at: sum(row["numerator"] for row in rows if row["standpoint"] == at) for at in (THEN, NOW)}
        if rows and (of := indicator(rows[0]["indicator"])).per == "unit" and of.shape != "mean":
            entered = sum((row["now"] == "yes") - (row["was"] == "yes") for row in units.values())
            assert numbers[NOW] - numbers[THEN] == entered, name
