"""An organisation file beside Annex A: hubs, caseloads by hub, workers, settings; in either order of import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import SAMPLE, journey

ANNEX_A = ("import", "annex-a", str(SAMPLE / "annex_a_2025_03.xlsx"), "--la", "999", "--extract-date", "2025-03-31")

FILE = """
la = "999"
date = 2026-01-31
whole = true

[[hub]]
hub = "Hub 4"
opened = 2024-01-01
[[hub]]
hub = "Hub 5"
opened = "2024-01"
[[merged]]
from = ["Hub 4"]
into = "Hub 5"
date = 2025-02-03
[[team]]
team = "CIN/CP North"
hub = "Hub 4"
from = 2024-01-01
[[team]]
team = "CIN/CP South"
hub = "Hub 5"
from = 2024-01-01
"""


def asked(url: str, *command: str) -> dict[str, Any]:
    """The JSON of a question."""
    done = journey(*command, "--format", "json", store=url)
    assert done.exit_code in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def by(url: str, *command: str, name: str) -> dict[str, dict[str, Any]]:
    """The rows of a question by one of their fields."""
    return {row[name]: row for row in asked(url, *command)["rows"]}


def store(folder: Path, text: str, *, organisation_first: bool = False) -> str:
    """A store with the March file and an organisation file."""
    url = f"sqlite:///{folder}/{'first' if organisation_first else 'then'}.db"
    path = folder / "hubs.toml"
    path.write_text(text, encoding="utf-8")
    commands = [ANNEX_A, ("import", "organisation", str(path))]
    for command in reversed(commands) if organisation_first else commands:
        done = journey(*command, store=url)
        assert done.exit_code == 0, done.stderr
    return url


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> str:
    return store(tmp_path_factory.mktemp("merged"), FILE)


def test_caseloads_by_hub_go_through_the_team_map_and_the_merger(merged: str) -> None:
    teams = by(merged, "caseloads", "--by", "team", name="holder")
    hubs = by(merged, "caseloads", "--by", "hub", name="holder")

    both = teams["CIN/CP North"]["children"] + teams["CIN/CP South"]["children"]
    assert hubs["Hub 5"]["children"] == both == 35
    assert "Hub 4" not in hubs
    assert sum(row["children"] for row in hubs.values()) == sum(row["children"] for row in teams.values())


def test_the_hubs_as_at_a_day(merged: str) -> None:
    now = by(merged, "hubs", name="hub")
    everything = by(merged, "hubs", "--all", name="hub")

    assert set(now) == {"Hub 5"}
    assert (now["Hub 5"]["children"], now["Hub 5"]["size"]) == (35, "below")
    assert (now["Hub 5"]["opened_from"], now["Hub 5"]["opened_precision"]) == ("2024-01-01", "interval")
    assert (everything["Hub 4"]["open"], everything["Hub 4"]["became"]) == ("no", ["Hub 5"])
    assert now["Hub 5"]["weeks_without_meeting"] is None
    assert now["Hub 5"]["not_recorded"][:2] == ["group manager", "consultant"]


def test_the_day_of_an_organisation_file_is_not_that_of_the_data(merged: str) -> None:
    assert asked(merged, "hubs")["meta"]["data_to"] == "2025-03-31"


def test_what_it_knew_of_before_it_had_the_file_is_nothing(merged: str) -> None:
    known = asked(merged, "hubs", "--all", "--known-at", "2025-03-31")["rows"]

    assert known == []


def test_either_file_may_come_first(tmp_path: Path, merged: str) -> None:
    other = store(tmp_path, FILE, organisation_first=True)

    for command in (("caseloads", "--by", "hub"), ("hubs", "--all"), ("handoffs",)):
        assert without_references(other, *command) == without_references(merged, *command)


def without_references(url: str, *command: str) -> list[dict[str, Any]]:
    """The rows without what differs from store to store: positions, and references under its own key."""
    named = ("positions", "from", "to", "lead_worker")
    rows = [{k: v for k, v in row.items() if k not in named} for row in asked(url, *command)["rows"]]
    return sorted(rows, key=str)


def most(url: str) -> tuple[str, int]:
    """Name and children of the worker who holds most; a store has references of its own."""
    row = asked(url, "caseloads")["rows"][0]
    return row["holder_name"], row["children"]


def held_by(url: str, by_role: str = "lead_worker") -> dict[str, int]:
    """The children of each worker by name, or by what stands in the place of one."""
    return {
        row["holder_name"] or row["holder"]: row["children"] for row in asked(url, "caseloads", "--by", by_role)["rows"]
    }


def test_a_post_makes_the_caseload_of_a_worker_answerable(tmp_path: Path, merged: str) -> None:
    name, held = most(merged)
    post = f'[[post]]\nworker = "{name}"\nstarted = 2024-01-01\nqualified = true\nfte = 0.8\nemployment = "agency"\n'

    url = store(tmp_path, FILE + post)

    worker = by(url, "workers", name="worker_name")[name]
    assert (worker["in_post"], worker["qualified"], worker["employment"]) == ("yes", "yes", "agency")
    assert (worker["children"], worker["fte"], worker["per_full_time"]) == (held, 0.8, held / 0.8)
    assert not worker["very_high"]
    others = [row for row in asked(url, "workers")["rows"] if row["worker_name"] != name]
    assert {row["qualified"] for row in others} == {"not recorded"}
    (figure,) = asked(url, "indicators", "caseload_per_social_worker", "--month", "2025-03")["rows"]
    assert (figure["numerator"], figure["denominator"]) == (held, 0.8)
    assert figure["cannot_tell"] > 0


def test_two_references_of_one_person_are_one_worker(tmp_path: Path, merged: str) -> None:
    (one, of_one), (other, of_other) = list(held_by(merged).items())[:2]
    same = f'[[same]]\nworker = "{other}"\nsame_as = "{one}"\ndate = 2024-01-01\n'

    held = held_by(store(tmp_path, FILE + same))

    assert held[one] == of_one + of_other
    assert other not in held


def test_a_word_that_the_authority_lists_is_no_worker(tmp_path: Path, merged: str) -> None:
    name, held = most(merged)
    setting = f'[[setting]]\nsetting = "duty_trays"\nvalue = ["{name}"]\nfrom = 2024-01-01\n'

    url = store(tmp_path, FILE + setting)

    nobody = by(url, "caseloads", name="holder")["unallocated"]
    assert name not in held_by(url)
    assert nobody["children"] == nobody["duty"] == held


def test_until_the_day_of_a_setting_the_word_is_a_worker(tmp_path: Path, merged: str) -> None:
    name, held = most(merged)
    setting = f'[[setting]]\nsetting = "duty_trays"\nvalue = ["{name}"]\nfrom = 2025-06-01\n'

    assert held_by(store(tmp_path, FILE + setting))[name] == held


def test_files_that_show_consultants_show_no_lead_worker(tmp_path: Path, merged: str) -> None:
    name, held = most(merged)
    setting = '[[setting]]\nsetting = "allocated_worker"\nvalue = "consultant"\nfrom = 2024-01-01\n'
    url = store(tmp_path, FILE + setting)

    assert asked(url, "caseloads")["meta"]["allocated_worker_is"] == "consultant"
    assert held_by(url, "consultant")[name] == held
    assert set(held_by(url)) == {"not known", "unallocated"}
    assert by(url, "caseloads", "--by", "team", name="holder")["CIN/CP North"]["children"] == 20


def test_an_unknown_example_offers_the_nearest() -> None:
    done = journey("import", "organisation", "--example", "slough")

    assert done.exit_code == 2
    assert "slough-2015-2017" in done.stderr
