"""Two imports at once into one store, and reading while one is under way."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic

from journey.store.log import open_log
from tests.journey.commands import APRIL, MARCH, SAMPLES, asked, import_sample
from tests.journey.held import start_import, until_held

MARCH_EVENTS, APRIL_EVENTS = 697, 127


def test_the_second_import_waits_for_the_first(store_url: str, tmp_path: Path) -> None:
    first = start_import(store_url, SAMPLES[MARCH], MARCH, hold_at=300, rejects=tmp_path / "1.csv")
    until_held(first)
    second = start_import(store_url, SAMPLES[APRIL], APRIL, rejects=tmp_path / "2.csv")
    third = start_import(store_url, SAMPLES[MARCH], MARCH, rejects=tmp_path / "3.csv")

    accounts = [json.loads(process.communicate("\n", timeout=60)[0])["meta"] for process in (first, second, third)]

    assert [process.returncode for process in (first, second, third)] == [0, 0, 0]
    assert sorted(account["events"] for account in accounts) == [0, APRIL_EVENTS, MARCH_EVENTS]
    with open_log(store_url, create=False) as log:
        assert log.verify().verified_to == MARCH_EVENTS + APRIL_EVENTS
        assert log.verify().problems == []
    assert [row["files"] for row in asked(store_url, "coverage")["rows"]] == [2] * 8


def test_imports_started_together_double_nothing(store_url: str, tmp_path: Path) -> None:
    both = [start_import(store_url, SAMPLES[MARCH], MARCH, rejects=tmp_path / f"{number}.csv") for number in range(2)]

    accounts = [json.loads(process.communicate(timeout=60)[0])["meta"] for process in both]

    assert sorted(account["events"] for account in accounts) == [0, MARCH_EVENTS]
    with open_log(store_url, create=False) as log:
        assert log.place().position == MARCH_EVENTS
        assert log.verify().problems == []


def test_who_cannot_wait_is_told_to_try_again(store_url: str, tmp_path: Path) -> None:
    import_sample(store_url, MARCH, into=tmp_path)
    first = start_import(store_url, SAMPLES[APRIL], APRIL, hold_at=50, rejects=tmp_path / "1.csv")
    until_held(first)

    second = start_import(store_url, SAMPLES[APRIL], APRIL, patience=1, rejects=tmp_path / "2.csv")
    printed, message = second.communicate(timeout=60)

    assert (second.returncode, printed) == (12, "")
    assert "Nothing was written" in message
    assert "again" in message
    account = json.loads(first.communicate("\n", timeout=60)[0])["meta"]
    assert (account["events"], account["position"]) == (APRIL_EVENTS, MARCH_EVENTS + APRIL_EVENTS)


def test_reading_during_an_import_answers_at_once_from_before_it(store_url: str, tmp_path: Path) -> None:
    import_sample(store_url, MARCH, into=tmp_path)
    before = {child: asked(store_url, "show", child)["rows"] for child in ("1000252", "1000504")}
    running = start_import(store_url, SAMPLES[APRIL], APRIL, hold_at=100, rejects=tmp_path / "1.csv")
    until_held(running)

    started = monotonic()
    during = {child: asked(store_url, "show", child) for child in before}
    listed = asked(store_url, "children")
    covered = asked(store_url, "coverage")
    took = monotonic() - started

    assert took < 4
    assert {child: answer["rows"] for child, answer in during.items()} == before
    assert {answer["meta"]["position"] for answer in (*during.values(), listed, covered)} == {MARCH_EVENTS}
    assert running.poll() is None
    running.communicate("\n", timeout=60)
    assert asked(store_url, "show", "1000504")["meta"]["position"] == MARCH_EVENTS + APRIL_EVENTS
