"""Sealing at an adoption order, and opening for a time: who may, for how long, and what is said of exports."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journey.cli.clock import today
from journey.store.log import open_log
from tests.cli.running import journey
from tests.importers.building import headers
from tests.soak.model import csv_of

CHILD = "1000154"
ADOPTION = {"JOURNEY_ROLE": "adoption"}
WHY = ("--purpose", "tracing")


@pytest.fixture
def store(sample: str, tmp_path: Path) -> str:
    """The sample, exported once, then sealed of one child."""
    for file in Path(sample.removeprefix("sqlite:///")).parent.glob("journey*.db"):
        shutil.copy(file, tmp_path)
    url = f"sqlite:///{tmp_path}/journey.db"
    assert journey("export", "csv", str(tmp_path / "events.csv"), store=url).exit_code == 0
    with open_log(url, create=False) as log:
        entry = list(log.access.entries())[-1].position
    sealed = journey("seal", CHILD, "--on", "2025-05-01", "--authorised-by", "Priya Shah", store=url)
    assert sealed.exit_code == 0, sealed.stderr
    assert "cannot be recalled" in sealed.stderr
    assert str(entry) in sealed.stderr
    return url


def unseal(store: str, days: int, env: dict[str, str] | None = None, why: tuple[str, ...] = WHY) -> int:
    until = (today() + timedelta(days)).isoformat()
    return journey("unseal", CHILD, "--until", until, "--reason", "tracing", *why, store=store, env=env).exit_code


def test_only_the_role_opens_it_with_a_purpose(store: str) -> None:
    assert journey("show", CHILD, store=store).exit_code == 15

    assert unseal(store, 7) == 15
    assert unseal(store, 7, ADOPTION, ()) == 2
    assert journey("show", CHILD, store=store).exit_code == 15
    assert unseal(store, 7, ADOPTION) == 0
    assert journey("show", CHILD, store=store).exit_code == 0


def test_it_is_open_up_to_its_day_and_the_day_can_be_moved(store: str) -> None:
    assert unseal(store, 0, ADOPTION) == 0
    assert journey("show", CHILD, store=store).exit_code == 0

    assert unseal(store, -1, ADOPTION) == 0
    assert journey("show", CHILD, store=store).exit_code == 15

    assert unseal(store, 7, ADOPTION) == 0
    assert journey("show", CHILD, store=store).exit_code == 0


def test_sealed_twice_is_known_and_a_day_is_needed(store: str) -> None:
    again = journey(
        "seal", CHILD, "--on", "2025-05-01", "--authorised-by", "Priya Shah", *WHY, store=store, env=ADOPTION
    )

    assert again.exit_code == 0
    assert "Known already" in again.stdout
    assert journey("unseal", CHILD, "--reason", "tracing", store=store).exit_code == 2


def test_its_refused_rows_are_handed_back_to_the_role_alone(store: str, tmp_path: Path) -> None:
    rows: list[list[Any]] = [headers("List 3")]
    for child in (CHILD, "1000007"):
        cells = {"Child Unique ID": child, "Date of referral": "soon", "Referral Source": "2A"}
        rows.append([cells.get(header) for header in rows[0]])
    file, rejects = tmp_path / "List_3.csv", tmp_path / "rejects.csv"
    file.write_bytes(csv_of(rows))
    words = ("import", "annex-a", str(file), "--la", "999", "--extract-date", "2025-05-31", "--dry-run")

    done = journey(*words, "--rejects", str(rejects), "--allow-retractions", "--format", "json", store=store)
    handed_back = rejects.read_text()
    of_the_role = journey(*words, "--rejects", str(rejects), "--allow-retractions", store=store, env=ADOPTION)

    assert json.loads(done.stdout)["meta"]["rejected"] == 2
    assert CHILD not in done.stdout + done.stderr + handed_back
    assert "1 row set aside and not handed back" in done.stderr
    assert "1000007" in handed_back
    assert CHILD in rejects.read_text()
    assert "not handed back" not in of_the_role.stderr
    with open_log(store, create=False) as log:
        listed = list(log.access.entries(command="journey import annex-a"))
    assert {entry.purpose for entry in listed} == {"[export] rows set aside"}
    assert [json.loads(entry.children) for entry in listed] == [
        ["child:999:1000007"],
        ["child:999:1000007", f"child:999:{CHILD}"],
    ]
