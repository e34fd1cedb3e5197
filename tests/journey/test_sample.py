"""The bundled sample, from workbook to answer: what changed from March to April, and what only aged out."""

from __future__ import annotations

import json
from collections import Counter
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from journey.store.log import open_log
from tests.cli.running import SAMPLE
from tests.journey.commands import (
    APRIL,
    MARCH,
    SAMPLES,
    asked,
    children_of,
    counts,
    facts,
    import_sample,
    rows_as_printed,
    statements,
)

STATS = json.loads((SAMPLE / "stats.json").read_text(encoding="utf-8"))
DELETED, MOVED = (str(change["child"]) for change in STATS["corrections_in_april"])
REFERENCES = {"worker", "personal_adviser"}
DATES = ("2024-12-31", "2025-03-31", "2025-04-30")

VANISHED_IN_SCOPE_AND_NEW = {
    "List 1": (8, 0, 4),
    "List 2": (2, 0, 1),
    "List 3": (6, 0, 3),
    "List 4": (9, 0, 3),
    "List 5": (3, 0, 1),
    "List 6": (10, 2, 4),
    "List 7": (2, 0, 1),
    "List 8": (0, 0, 0),
}
"""From March to April by natural key: rows that vanished, of which in scope, and new ones. One of the two of List 6
that vanished in scope is the one of its new ones whose start date moved.
"""


@pytest.fixture
def both(store_url: str, tmp_path: Path) -> str:
    """A store with March and April."""
    import_sample(store_url, MARCH, APRIL, into=tmp_path)
    return store_url


def test_a_first_import_finds_everything_new(sqlite_url: str, tmp_path: Path) -> None:
    [account] = import_sample(sqlite_url, MARCH, into=tmp_path)

    assert counts(account, "rows", "new") == {name: (n, n) for name, n in STATS["annex_a_2025_03"].items()}
    assert (account["meta"]["rejected"], account["meta"]["retracted"], account["meta"]["aged_out"]) == (0, 0, 0)


def test_a_second_import_of_the_same_file_appends_nothing(store_url: str, tmp_path: Path) -> None:
    first, again = import_sample(store_url, MARCH, MARCH, into=tmp_path)

    assert again["meta"]["events"] == 0
    assert again["meta"]["already_imported"]
    assert (again["meta"]["position"], again["meta"]["chain"]) == (first["meta"]["position"], first["meta"]["chain"])
    assert counts(again, "rows", "unchanged") == {name: (n, n) for name, n in STATS["annex_a_2025_03"].items()}


def test_april_is_counted_list_by_list(store_url: str, tmp_path: Path) -> None:
    account = import_sample(store_url, MARCH, MARCH, APRIL, into=tmp_path)[-1]

    assert counts(account, "rows") == {name: (n,) for name, n in STATS["annex_a_2025_04"].items()}
    expected = {}
    for name, (vanished, in_scope, new) in VANISHED_IN_SCOPE_AND_NEW.items():
        corrected = retracted = in_scope // 2
        expected[name] = (new - corrected, corrected, retracted, vanished - in_scope, 0, 0)
    assert counts(account, "new", "corrected", "retracted", "aged_out", "rejected", "reinstated") == expected
    assert counts(account, "progressed")["List 4"] == (4,)
    assert counts(account, "progressed")["List 5"] == (1,)


def test_one_episode_is_retracted_and_one_start_moved_and_nothing_else_corrected(both: str) -> None:
    changed = [s for s in statements(both) if s.name in ("FactRetracted", "FactCorrected", "FactReinstated")]

    assert [(s.stream, s.name, s.fact, s.known_on) for s in changed] == [
        (f"child:999:{DELETED}", "FactRetracted", "episode/2023-11-27/1", APRIL),
        (f"child:999:{MOVED}", "FactCorrected", "episode/2024-09-18/1", APRIL),
    ]
    assert (changed[1].data["field"], changed[1].data["moved_to"]) == ("occurred_on", "episode/2024-09-17/1")


def test_the_blanks_filled_in_are_those_of_the_sample(both: str) -> None:
    said = Counter(s.name for s in statements(both) if s.source.speaks_for == APRIL)

    assert (said["AssessmentAuthorised"], said["InitialCPConferenceHeld"], said["CeasedLookedAfter"]) == (4, 1, 1)


@pytest.mark.parametrize("child", [DELETED, MOVED, "1000182"])
def test_what_march_told_is_still_told_byte_for_byte(store_url: str, tmp_path: Path, child: str) -> None:
    import_sample(store_url, MARCH, into=tmp_path)
    alone = rows_as_printed(store_url, "show", child, "--as-at", "2025-03-31")
    import_sample(store_url, APRIL, into=tmp_path)

    assert rows_as_printed(store_url, "show", child, "--known-at", "2025-03-31") == alone
    assert asked(store_url, "show", child)["meta"]["as_at"] == "2025-04-30"


def test_every_child_is_told_as_march_told_it(sqlite_url: str, tmp_path: Path) -> None:
    import_sample(sqlite_url, MARCH, into=tmp_path)
    everyone = [row["child_id"] for row in asked(sqlite_url, "children")["rows"]]
    alone = {child: asked(sqlite_url, "show", child, "--as-at", "2025-03-31")["rows"] for child in everyone}
    import_sample(sqlite_url, APRIL, into=tmp_path)

    assert {child: asked(sqlite_url, "show", child, "--known-at", "2025-03-31")["rows"] for child in everyone} == alone


def test_what_was_retracted_and_moved_shows_from_april_on(both: str) -> None:
    march = ("--known-at", "2025-03-31")

    assert "episode/2023-11-27/1" in {row["fact"] for row in facts(both, DELETED, *march)}
    assert "episode/2023-11-27/1" not in {row["fact"] for row in facts(both, DELETED)}
    assert [r["occurred_on"] for r in facts(both, MOVED, *march) if r["event"] == "CINEpisodeOpened"] == ["2024-09-18"]
    [episode] = [row for row in facts(both, MOVED) if row["event"] == "CINEpisodeOpened"]
    assert (episode["occurred_on"], episode["state"], episode["known_on"]) == ("2024-09-17", "corrected", "2025-03-31")


def test_april_before_march_ends_the_same(tmp_path: Path) -> None:
    in_order, turned = (f"sqlite:///{tmp_path / name}.db" for name in ("in_order", "turned"))
    import_sample(in_order, MARCH, APRIL, into=tmp_path)
    import_sample(turned, APRIL, MARCH, into=tmp_path)
    everyone = [row["child_id"] for row in asked(in_order, "children")["rows"]]

    assert set(everyone) == {child for day in (MARCH, APRIL) for child in children_of(SAMPLES[day])}
    assert [row["child_id"] for row in asked(turned, "children")["rows"]] == everyone
    for child, as_at, known_at in [(c, *pair) for c in everyone[::16] for pair in product(DATES, DATES)] + [
        (c, "2025-04-30", "2025-04-30") for c in everyone
    ]:
        at = ("--as-at", as_at, "--known-at", known_at)
        assert _without_references(facts(in_order, child, *at)) == _without_references(facts(turned, child, *at)), child


def test_the_log_holds_what_was_written_to_it(both: str) -> None:
    with open_log(both, create=False) as log:
        assert log.verify().problems == []


def _without_references(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, of worker references only that they are there: each store has its own."""
    return [row | {"data": row["data"] | dict.fromkeys(REFERENCES & row["data"].keys(), True)} for row in rows]
