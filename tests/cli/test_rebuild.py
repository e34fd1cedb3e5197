"""`journey rebuild`: the journal made again, and proof that it is the one there was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from journey.projections.journal import open_journal
from journey.store.log import open_log
from tests.store.builders import registered, said, write

from .running import journey


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with a journal that has grown in two steps."""
    monkeypatch.delenv("JOURNEY_CACHE", raising=False)
    url = f"sqlite:///{tmp_path / 'journey.db'}"
    with open_log(url) as log:
        for child in ("child:821:1", "child:821:2"):
            write(log, registered(child), said(child))
            open_journal(log).close()
    return url


def test_it_is_the_same_as_before(store: str) -> None:
    result = journey("rebuild", "--format", "json", store=store)

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["meta"]["same"] is True
    assert [row["journal"] for row in told["rows"]] == ["as it was", "made again"]
    assert {row["statements"] for row in told["rows"]} == {4}
    assert len({row["digest"] for row in told["rows"]}) == 1


def test_a_journal_of_other_content_is_a_finding(store: str) -> None:
    with open_log(store) as log:
        # Nothing but a key that is gone changes what a journal holds.
        log.keyring.destroy("child:821:1")

    result = journey("rebuild", "--format", "json", store=store)

    assert result.exit_code == 1
    assert json.loads(result.stdout)["meta"]["same"] is False


def test_it_is_kept_where_the_environment_says(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEY_CACHE", str(tmp_path / "elsewhere"))

    result = journey("rebuild", "--format", "json", store=store)

    [row] = json.loads(result.stdout)["rows"]
    assert row["journal"] == "made again"
    assert list((tmp_path / "elsewhere").glob("*/manifest.json"))


def test_a_folder_that_cannot_be_used_is_not_permitted(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text(str(date.min))
    monkeypatch.setenv("JOURNEY_CACHE", str(tmp_path / "a file" / "cache"))

    result = journey("rebuild", store=store)

    assert result.exit_code == 15
    assert "JOURNEY_CACHE" in result.stderr
