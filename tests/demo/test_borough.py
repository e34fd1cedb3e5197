"""The invented borough: the same for the same seed, coherent, and measured by our own commands as it was published."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from journey.demo.borough import targets
from journey.demo.borough.borough import LA, Borough
from journey.demo.borough.days import months_on, number
from journey.demo.borough.filling import fill
from journey.demo.borough.happenings import TOLD, Teller
from journey.demo.borough.lives import Child
from journey.demo.borough.record import Recorder
from journey.domain.calendar import month_end
from journey.domain.events import events
from journey.store.log import open_log
from journey.store.placing import encoded
from tests.cli.running import journey

FEW = Borough(children=120, seed=5)
A_TENTH = Borough(date(2014, 4, 1), date(2017, 4, 30), children=1_310, seed=3)


@pytest.fixture(scope="module")
def lives() -> list[Child]:
    """A tenth of the borough."""
    return list(A_TENTH.lives())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that holds a tenth of the borough."""
    path = tmp_path_factory.mktemp("borough") / "borough.db"
    fill(f"sqlite:///{path}", A_TENTH)
    return f"sqlite:///{path}"


def _measured(store: str, *arguments: str) -> dict[str, dict[str, Any]]:
    """Figures by name, as ``journey indicators`` gives them."""
    said = journey("indicators", *arguments, "--format", "json", store=store)
    assert said.exit_code == 0, said.output
    return {row["indicator"]: row for row in json.loads(said.stdout)["rows"]}


def test_one_seed_gives_one_borough_and_another_another() -> None:
    again, other = Borough(children=120, seed=5), Borough(children=120, seed=6)

    assert list(FEW.lives()) == list(again.lives())
    assert FEW.organisation() == again.organisation()
    assert [child.contacts for child in FEW.lives()] != [child.contacts for child in other.lives()]


def test_a_life_does_not_depend_on_who_else_is_made() -> None:
    whole = list(FEW.lives())

    assert [*FEW.lives_of(0, 0, 2), *FEW.lives_of(0, 1, 2)] == [*whole[0::2], *whole[1::2]]


@pytest.mark.parametrize("children", [1, 7, 60])
def test_so_many_children_as_are_asked_for_however_few(children: int) -> None:
    found = list(Borough(date(2015, 4, 1), date(2016, 3, 31), children, seed=2).lives())

    assert [child.number for child in found] == list(range(children))
    assert all(child.contacts for child in found)


@pytest.mark.parametrize("seed", [1, 8, 21])
def test_every_seed_shares_out_what_each_month_has_to_show(seed: int) -> None:
    borough = Borough(children=3_200, seed=seed)
    months, scale = borough.months, 0.2

    children, _ = borough.planned(0)

    cases = [(months.of(case.day), case) for child in children for case in child.cases if case.day >= months.starts[0]]
    for month, end in enumerate(months.ends):
        ym = months.ym(month)
        received = [case.in_time for at, case in cases if at == month]
        plans = [c for _, c in cases if c.need] + [c.cases[0] for c in children if c.cases and c.cases[0].need]
        long = {id(c) for c in plans if months_on(c.need, 12) <= end < c.need_end}
        leavers = [child for child in children if child.leaver and child.leaver <= end]
        assert abs(sum(received) - len(received) * targets.decided_in_time(ym)) <= 0.5
        assert len(long) == int(targets.long_plans(ym) * scale + 0.5)
        assert len(leavers) == int(targets.leavers(ym) * scale + 0.5)


@pytest.mark.parametrize("children", [400, 1_000, 2_000])
def test_one_child_and_no_other_has_the_most_workers_in_a_year(children: int) -> None:
    first, last = number(date(2016, 4, 1)), number(date(2017, 3, 31))

    planned, _ = Borough(children=children, seed=2).planned(0)

    in_the_year = [
        len({held.worker for held in child.held if held.day <= last and held.end > first}) for child in planned
    ]
    assert max(in_the_year) == targets.MOST_WORKERS
    assert in_the_year.count(targets.MOST_WORKERS) == 1


def test_nobody_holds_a_case_before_taking_it_or_after_the_next_did() -> None:
    children, _ = Borough(children=3_000, seed=8).planned(0)

    held = [child.held for child in children if child.held]

    assert all(one.day <= one.end for some in held for one in some)
    assert all(before.end <= after.day for some in held for before, after in pairwise(some))


def test_referrals_are_those_published_by_either_counting_rule(store: str) -> None:
    before = _measured(store, "referrals", "repeat_referrals", "--from", "2014-04-01", "--to", "2015-03-31")
    after = _measured(store, "referrals", "repeat_referrals", "--from", "2016-04-01", "--to", "2017-03-31",
                      "--counting-rule", "contacts-as-referrals")  # fmt: skip
    without = _measured(store, "referrals", "--from", "2016-04-01", "--to", "2017-03-31")

    assert before["referrals"]["value"] == round(2282 / 10)
    assert after["referrals"]["value"] == round(5688 / 10)
    assert without["referrals"]["value"] == 234
    assert before["repeat_referrals"]["cannot_tell"] == after["repeat_referrals"]["cannot_tell"] == 0
    assert after["repeat_referrals"]["value"] == pytest.approx(0.19, abs=0.01)


@pytest.mark.parametrize(("month", "place"), [("2015-09", 0), ("2017-03", 1)])
def test_a_month_shows_what_was_published(store: str, month: str, place: int) -> None:
    published = {
        "referral_decisions_in_time": (0.83, 0.96),
        "repeat_referrals": (0.17, 0.19),
        "cp_visited_and_seen": (0.90, 0.83),
        "pathway_plans_reviewed": (0.56, 0.77),
    }

    found = _measured(store, *published, "cin_plans_twelve_months", "--month", month)

    for name, both in published.items():
        one = found[name]
        assert abs(one["numerator"] - one["denominator"] * both[place]) <= 0.5, name
        assert one["cannot_tell"] == 0, name
    assert found["cin_plans_twelve_months"]["value"] == round((154, 144)[place] / 10)


@pytest.mark.parametrize(("month", "published"), [("2015-03", 8.5), ("2017-03", 13.2)])
def test_cases_for_each_social_worker_at_the_year_end(store: str, month: str, published: float) -> None:
    found = _measured(store, "caseload_per_social_worker", "--month", month)["caseload_per_social_worker"]

    assert round(found["value"], 1) == published
    assert found["cannot_tell"] == 0


def test_hubs_have_room_and_one_child_had_eight_workers(store: str) -> None:
    hubs = json.loads(journey("caseloads", "--by", "hub", "--as-at", "2017-04-01", "--format",
                              "json", store=store).stdout)["rows"]  # fmt: skip
    changed = json.loads(journey("handoffs", "--as-at", "2017-03-31", "--format", "json", store=store).stdout)["rows"]

    sizes = {row["holder"]: row["children"] for row in hubs if row["children"]}
    assert len(sizes) == 15
    assert sum(row["leaver"] for row in hubs) == 18
    in_the_year = Counter(row["child_id"] for row in changed
                          if row["kind"] == "worker_handoff" and row["on"] >= "2016-04-01")  # fmt: skip
    assert targets.MOST_WORKERS - 1 in in_the_year.values()


def test_the_principles_of_what_is_written_down_are_answered_either_way(store: str) -> None:
    said = journey("principles", "2", "3", "5", "7", "--format", "json", store=store)
    rows = json.loads(said.stdout)["rows"]

    assert not [row["measure"] for row in rows if row["wanting"] or not row["looked_at"]]
    assert {row["principle"] for row in rows if row["shows"] and row["does_not"]} == {2, 3, 5, 7}
    assert sum(row["cannot_tell"] for row in rows) < sum(row["looked_at"] for row in rows) / 100


def test_quality_finds_what_was_planted_and_nothing_else(store: str, lives: list[Child]) -> None:
    said = journey("quality", "--format", "csv", store=store)

    found = list(csv.DictReader(StringIO(said.stdout)))
    planted = {
        (child.id, f"{fault.fact}/{fault.day.isoformat()}/1")
        for child in lives for fault in child.faults if fault.kind == "late"
    }  # fmt: skip
    assert {row["finding"] for row in found} == {"recorded late"}
    assert {(row["child_id"], row["events"]) for row in found} <= planted
    assert len(found) > len(planted) / 2


@pytest.mark.parametrize(
    ("kind", "event"),
    [("assessment/authorised", "AssessmentAuthorised"), ("contact", "ContactReceived"), ("cin-review", "CINReviewHeld"),
     ("early-help/completed", "EarlyHelpAssessmentCompleted")],
)  # fmt: skip
def test_what_is_put_right_was_known_otherwise_before(store: str, lives: list[Child], kind: str, event: str) -> None:
    child, fault = next(
        (child, fault)
        for child in lives
        for fault in child.faults
        if (fault.kind, fault.fact) == ("wrong-day", kind) and fault.put_right_on
    )

    def shown(known_at: date) -> str:
        return journey("show", child.id, "--known-at", known_at.isoformat(), "--format", "json", store=store).stdout

    def days(known_at: date) -> set[str | None]:
        rows = json.loads(shown(known_at))["rows"]
        return {row["occurred_on"] for row in rows if row["event"] == event}

    assert fault.recorded in days(month_end(fault.day))
    assert fault.true in days(A_TENTH.last)


def test_every_event_that_may_be_told_exists_and_no_other_is(lives: list[Child]) -> None:
    teller = Teller(lambda kind, name: f"{kind[0]}:{name}")
    kinds = events()

    told = Counter(one.name for child in lives[:400] for one in teller.tell(child))

    assert set(told) - {"ChildRegistered"} <= set(TOLD)
    assert set(TOLD) <= set(kinds)
    for child in lives[:60]:
        for one in teller.tell(child):
            kinds[one.name].model_validate(one.data)


def test_rows_are_those_of_the_statements(lives: list[Child], tmp_path: Path) -> None:
    some = [child for child in lives if child.faults][:20] + lives[:20]
    with open_log(f"sqlite:///{tmp_path / 'rows.db'}") as log:
        recorder = Recorder(LA, A_TENTH.first, A_TENTH.last, Teller(lambda kind, name: f"{kind[0]}:{name}"))
        for one in (one for child in some for one in recorder.known(child)):
            said = recorder.statement(one)
            log.keyring.ensure([one.stream])
            assert recorder.row(one, 7, log.keyring.key(one.stream).seal) == encoded(said, 7, log.keyring)


def test_nothing_happens_after_the_last_day_or_before_the_child_is_expected(lives: list[Child]) -> None:
    teller = Teller(lambda kind, name: f"{kind[0]}:{name}")
    for child in lives:
        for one in teller.tell(child):
            assert one.day <= A_TENTH.last
            assert (child.born - one.day).days <= 280


def test_a_borough_may_end_on_any_day() -> None:
    teller = Teller(lambda kind, name: f"{kind[0]}:{name}")
    last = date(2016, 6, 9)
    lives = list(Borough(date(2015, 5, 12), last, 150, seed=4).lives())

    days = [one.day for child in lives for one in teller.tell(child)]

    assert len(lives) == 150
    assert date(2016, 6, 1) <= max(days) <= last


def test_a_folder_or_store_that_holds_anything_is_left_alone(tmp_path: Path, store: str) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")

    folder = journey("demo", "borough", "--children", "5", str(tmp_path))
    full = journey("demo", "borough", "--children", "5", "--into-store", store=store)
    nowhere = journey("demo", "borough")

    assert (folder.exit_code, full.exit_code, nowhere.exit_code) == (2, 2, 2)
    assert "not empty" in folder.output
    assert "events already" in full.output
    assert [*tmp_path.iterdir()] == [mine]


def test_the_command_fills_a_store(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"

    made = journey("demo", "borough", "--children", "20", "--from", "2016-04-11", "--to", "2016-09-20", "--into-store",
               "--store", url)  # fmt: skip

    assert made.exit_code == 0, made.output
    assert "20 children" in made.output
    assert journey("verify", store=url).exit_code == 0
    covered = json.loads(journey("coverage", "--format", "json", store=url).stdout)["rows"]
    assert {row["last"] for row in covered} == {"2016-09-20"}
    assert len(json.loads(journey("children", "--format", "json", store=url).stdout)["rows"]) >= 20
