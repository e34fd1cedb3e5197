"""The small sample set: every row is read, every claim is an event, and nothing is refused."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from journey.domain.events import event
from journey.domain.extract import Extract
from journey.importers.annex_a import ANNEX_A, read_annex_a
from tests.importers.building import every_claim, refer, the_list

SAMPLE = Path(__file__).parent.parent / "data" / "coherent_small"
MONTHS = {"annex_a_2025_03": date(2025, 3, 31), "annex_a_2025_04": date(2025, 4, 30)}


def sample(month: str) -> Extract:
    return read_annex_a([SAMPLE / f"{month}.xlsx"], la="999", extract_date=MONTHS[month], refer=refer)


@pytest.mark.parametrize("month", MONTHS)
def test_every_row_is_read(month: str) -> None:
    expected = json.loads((SAMPLE / "stats.json").read_text())[month]

    extract = sample(month)

    assert {item.listing.name: item.read for item in extract.lists} == expected
    assert {item.listing.name: len(item.rows) for item in extract.lists} == expected
    assert extract.known_on == extract.speaks_for == MONTHS[month]


@pytest.mark.parametrize("month", MONTHS)
def test_every_claim_is_an_event(month: str) -> None:
    for item in sample(month).lists:
        for row in item.rows:
            for said in every_claim(row):
                assert event(said.event).model_validate(said.data).plain() == said.data
            assert event("ChildRegistered").model_validate(row.person).plain() == row.person


@pytest.mark.parametrize("month", MONTHS)
def test_every_code_is_known_and_every_date_read(month: str) -> None:
    for item in sample(month).lists:
        for row in item.rows:
            for values in (row.person, *(said.data for said in every_claim(row))):
                coded = [value for value in values.values() if isinstance(value, dict) and "code" in value]
                assert all(value["code"] for value in coded), coded
                # The sample says that children were seen alone on visits that it does not date, and nothing else odd.
                assert set(values.get("unread", {})) <= {"Was the Child Seen Alone?"}


def test_claims_agree_with_the_journeys_behind_the_file() -> None:
    truth = {str(child["id"]): child for child in json.loads((SAMPLE / "truth.json").read_text())}

    referrals = the_list(sample("annex_a_2025_03"), "List 3").rows

    for row in referrals:
        assert row.main is not None
        assert row.main.occurred_on is not None
        told = [r for r in truth[row.child]["refs"] if r["date"] == row.main.occurred_on.isoformat()]
        assert row.main.data["source"]["code"] in {r["src"] for r in told}
        assert row.main.data["no_further_action"]["code"] in {"yes" if r["nfa"] else "no" for r in told}


def test_the_fingerprint_is_of_the_file_and_the_names_stay_behind_references() -> None:
    extract = sample("annex_a_2025_03")

    content = (SAMPLE / "annex_a_2025_03.xlsx").read_bytes()
    assert extract.file == hashlib.sha256(content).digest()
    assert extract.files == (("annex_a_2025_03.xlsx", extract.file),)
    assert extract.made == "2026-11-21T04:09:43Z"
    assert extract.workers[refer("worker", "MAS Worker 8")] == "MAS Worker 8"
    used = {
        said.data["worker"]
        for item in extract.lists
        for row in item.rows
        for said in every_claim(row)
        if "worker" in said.data
    }
    assert used == set(extract.workers)


def test_lists_that_are_not_there_are_not_covered() -> None:
    extract = sample("annex_a_2025_03")

    assert [item.listing.name for item in extract.lists] == [f"List {n}" for n in range(1, 9)]
    assert any("List 9 (Care leavers), List 10" in note for note in extract.notes)


def test_every_column_feeds_a_field_of_its_event() -> None:
    for listing in ANNEX_A.listings:
        for column in listing.columns:
            if column.event and column.field != "occurred_on":
                assert column.field in event(column.event).model_fields, column
        assert set(listing.ends) <= {column.event for column in listing.columns}
