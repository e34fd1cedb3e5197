"""``journey show`` where the census is all there is: what is missing, in its words, and a day's order."""

from __future__ import annotations

import json
from datetime import date

import pytest

from journey.cli.show_page import lead
from tests.cli.running import SAMPLE, journey


@pytest.fixture(scope="module")
def census(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = f"sqlite:///{tmp_path_factory.mktemp('census') / 'c.db'}"
    assert journey("import", "cin", str(SAMPLE / "cin_2025.xml"), store=store).exit_code == 0
    return store


def children(store: str) -> list[str]:
    return [row["child_id"] for row in json.loads(journey("children", "--format", "json", store=store).stdout)["rows"]]


def test_what_the_census_lacks_is_not_looked_for_in_lists_that_nobody_imported(census: str) -> None:
    said = [journey("show", child, store=census).stdout for child in children(census)[:5]]

    assert all("not recorded in cin" in one for one in said)
    assert not any("List" in one for one in said)


def test_a_referral_comes_before_what_it_led_to_on_the_same_day(census: str) -> None:
    seen = 0
    for child in children(census)[:25]:
        rows = json.loads(journey("show", child, "--format", "json", store=census).stdout)["rows"]
        order = [(row["occurred_on"], row["event"]) for row in rows]
        for on, event in order:
            if event == "AssessmentStarted" and (on, "ReferralReceived") in order:
                seen += 1
                assert order.index((on, "ReferralReceived")) < order.index((on, event))
    assert seen


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"precision": "inferred", "occurred_from": None}, "had begun by 5 April 2024 (inferred)"),
        ({"precision": "interval", "occurred_from": date(2024, 4, 1)}, "since a day of 1–5 April 2024"),
    ],
)
def test_a_beginning_that_nobody_dates_exactly_says_so(said: dict[str, object], note: str) -> None:
    now = {"plan": "looked after", "plan_since": date(2024, 4, 5), "not_exact": {"plan_since": said}}

    assert [line.note for line in lead(now)] == [note]


def test_an_exact_beginning_is_since_its_day() -> None:
    now = {"plan": "looked after", "plan_since": date(2024, 4, 5), "not_exact": {}}

    assert [line.note for line in lead(now)] == ["since 5 April 2024"]


def test_plans_that_run_beside_the_one_that_counts_are_named() -> None:
    others = [{"plan": "child protection plan", "since": date(2024, 3, 1)}, {"plan": "child in need plan", "since": {}}]
    now = {"plan": "looked after", "plan_since": date(2024, 4, 5), "other_plans": others}

    assert [line.note for line in lead(now)] == [
        "since 5 April 2024; beside it a child protection plan, since 1 March 2024; beside it a child in need plan"
    ]
