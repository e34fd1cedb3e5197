"""``journey children`` and ``journey coverage`` on the sample."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journey.store.log import open_log
from tests.cli.running import journey


def rows(store: str, *arguments: str) -> list[dict[str, Any]]:
    result = journey(*arguments, "--format", "json", store=store)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["rows"]
    return found


def test_every_child_is_listed_once_with_who_holds_it(sample: str) -> None:
    everyone = rows(sample, "children")

    ids = [row["child_id"] for row in everyone]
    assert ids == sorted(set(ids))
    assert all({"lead_worker", "team", "hub", "case_status", "plan"} <= row.keys() for row in everyone)


def test_who_had_no_event_by_the_day_is_told_and_left_out_as_known_then(sample: str) -> None:
    since = rows(sample, "children", "--as-at", "2025-03-31")
    known = rows(sample, "children", "--as-at", "2025-03-31", "--known-at", "2025-03-31")
    page = journey("children", "--as-at", "2025-03-31", store=sample).stdout
    page_then = journey("children", "--as-at", "2025-03-31", "--known-at", "2025-03-31", store=sample).stdout

    without = [row["child_id"] for row in since if not row["events"]]
    assert without
    assert f"{len(without)} children have no event by this day" in page
    assert not {row["child_id"] for row in known} & set(without)
    assert "no event by this day" not in page_then


@pytest.mark.parametrize("wanted", ["child-protection-plan", "child protection plan", "PROTECTION"])
def test_a_status_is_found_by_its_code_or_its_words(sample: str, wanted: str) -> None:
    found = rows(sample, "children", "--status", wanted)

    assert {row["case_status"]["code"] for row in found} == {"child-protection-plan"}
    assert len(found) == sum(
        isinstance(row["case_status"], dict) and row["case_status"].get("code") == "child-protection-plan"
        for row in rows(sample, "children")
    )


def test_children_of_a_team_of_a_worker_and_of_both(sample: str) -> None:
    team = rows(sample, "children", "--team", "cin/cp south")
    worker = team[0]["lead_worker"]

    both = rows(sample, "children", "--team", "CIN/CP South", "--worker", worker)

    assert {row["team"] for row in team} == {"CIN/CP South"}
    assert 0 < len(both) < len(team)
    assert {row["lead_worker"] for row in both} == {worker}


def test_ids_by_their_beginning(sample: str) -> None:
    assert {row["child_id"][:6] for row in rows(sample, "children", "--like", "10005")} <= {
        f"10005{digit}" for digit in range(10)
    }
    assert rows(sample, "children", "--like", "none") == []


def test_the_access_log_names_the_children_shown_and_no_others(sample: str) -> None:
    found = rows(sample, "children", "--like", "100050")

    with open_log(sample) as log:
        last = list(log.access.entries())[-1]
    assert json.loads(last.children) == [row["stream"] for row in found]


def test_coverage_says_what_was_imported(sample: str) -> None:
    found = rows(sample, "coverage")

    assert [row["list"] for row in found] == [f"List {number}" for number in range(1, 9)]
    assert {(row["files"], row["first"], row["last"]) for row in found} == {(2, "2025-03-31", "2025-04-30")}
    assert all(row["missing"] == [] for row in found)
    assert "Referrals" in journey("coverage", store=sample).stdout


def test_coverage_of_one_authority(sample: str) -> None:
    assert rows(sample, "coverage", "--la", "998") == []
    assert rows(sample, "coverage", "--la", "999") == rows(sample, "coverage")
