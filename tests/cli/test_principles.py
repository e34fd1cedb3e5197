"""``journey principles`` on two monthly files: counts that add up, the journeys behind them, what is wanting."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journey.store.log import open_log
from tests.cli.running import journey
from tests.scenarios.files import FOLDER, read

COUNT = (
    *("principle", "title", "measure", "sentence", "shown_by", "caution", "unit", "period"),
    *("looked_at", "shows", "does_not", "cannot_tell", "wanting", "reasons"),
)
"""The fields of a count, which stay."""


def asked(store: str, *arguments: str) -> dict[str, Any]:
    done = journey("principles", *arguments, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def counts(sample: str) -> dict[str, Any]:
    return asked(sample)


def test_every_principle_has_measures_and_the_counts_add_up(counts: dict[str, Any]) -> None:
    rows = counts["rows"]

    assert {row["principle"] for row in rows} == set(range(1, 8))
    assert all(tuple(row) == COUNT for row in rows)
    assert all(row["looked_at"] == row["shows"] + row["does_not"] + row["cannot_tell"] for row in rows)
    assert any(row["shows"] for row in rows)
    assert any(row["does_not"] for row in rows)


def test_what_cannot_be_told_says_for_want_of_what(counts: dict[str, Any]) -> None:
    untold = [row for row in counts["rows"] if row["cannot_tell"]]

    assert untold
    assert [row["measure"] for row in untold if not row["wanting"] and not row["reasons"]] == []
    handovers = next(row for row in counts["rows"] if row["measure"] == "P02 face to face")
    assert handovers["wanting"] == ["HandoverMade"]
    assert handovers["looked_at"] == 0


def test_there_is_no_score_and_a_figure_of_two_directions_says_so(counts: dict[str, Any]) -> None:
    returns = next(row for row in counts["rows"] if row["measure"] == "R03 repeat")

    assert returns["shown_by"] == "no"
    assert returns["caution"].startswith("more is not plainly good or bad: ")
    assert not any("score" in row or "share" in row for row in counts["rows"])


def test_the_journeys_behind_each_count_are_named_with_their_events(sample: str, counts: dict[str, Any]) -> None:
    rows = asked(sample, "--journeys")["rows"]

    named: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        named[row["measure"]][row["shown"]].add(row["child_id"])
    for row in counts["rows"]:
        behind = named[row["measure"]]
        assert len(set[str]().union(*behind.values())) == row["looked_at"]
        assert len(behind["does not"]) == row["does_not"]
    assert all(row["fact"] in row["events"] and "lead_worker" in row for row in rows)


def test_a_trend_has_every_measure_in_every_month(sample: str) -> None:
    rows = asked(sample, "4", "--trend", "3")["rows"]

    months = {"2025-02-01/2025-02-28", "2025-03-01/2025-03-31", "2025-04-01/2025-04-30"}
    by_measure: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_measure[row["measure"]].add(row["period"])
    assert all(found == months for found in by_measure.values())
    assert {row["principle"] for row in rows} == {4}


def test_what_was_not_known_yet_is_not_counted(sample: str, counts: dict[str, Any]) -> None:
    before = asked(sample, "--as-at", "2025-04-30", "--known-at", "2025-04-01")["meta"]["counts"]
    (period,) = counts["meta"]["counts"]["R05 from referral"]

    assert before["R05 from referral"][period]["shows"] < counts["meta"]["counts"]["R05 from referral"][period]["shows"]


def test_one_measure_alone_and_one_that_is_none(sample: str) -> None:
    alone = asked(sample, "--measure", "c05")["rows"]
    refused = journey("principles", "--measure", "P99 happiness", store=sample)

    assert [row["measure"] for row in alone] == ["C05"]
    assert refused.exit_code == 2
    assert "There is no measure 'P99 happiness'. There are: R03 repeat" in " ".join(refused.stderr.split())


def test_families_are_counted_and_their_children_named_without_the_family(tmp_path: Path) -> None:
    url = store_of(tmp_path, "principle_3_best_placed_team", "A child with a disability moves")

    (count,) = asked(url, "--measure", "families_with_one_hub", "--as-at", "2017-07-31")["rows"]
    rows = asked(url, "--measure", "families_with_one_hub", "--as-at", "2017-07-31", "--journeys")["rows"]

    assert (count["unit"], count["looked_at"], count["does_not"]) == ("family", 1, 1)
    assert [(row["child_id"], row["detail"]) for row in rows] == [
        ("Ada", "with Hub 4, Hub 7"),
        ("Bea", "with Hub 4, Hub 7"),
    ]
    assert "F1" not in str(rows)


def test_professionals_are_counted_by_role_without_a_verdict(tmp_path: Path) -> None:
    url = store_of(tmp_path, "principle_6_appropriate_professionals", "Nine professionals", opened=True)

    roles = {row["role"]: row["professionals"] for row in asked(url, "6", "--as-at", "2017-03-31")["professionals"]}

    assert sum(roles.values()) == 9
    assert roles["health visitor"] == 2


def store_of(folder: Path, file: str, title: str, *, opened: bool = False) -> str:
    """A store that holds what one scenario recorded; with ``opened`` the child has an open case."""
    (scenario,) = (one for one in read(FOLDER / f"{file}.md").scenarios if one.title.startswith(title))
    url = f"sqlite:///{folder}/journey.db"
    with open_log(url) as log, log.writing() as writer:
        writer.append(scenario.said)
        if opened:
            first = scenario.said[0]
            case = replace(first, name="CINEpisodeOpened", fact="episode/2017-03-01/1", data={}, version=0)
            writer.append([case])
    return url


def test_a_page_names_each_principle(sample: str) -> None:
    page = journey("principles", "6", store=sample).stdout

    assert "6. Only appropriate professionals" in page
    assert "7. Families told" not in page
