"""The child's own details, as every list repeats them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.importers.building import EXTRACT_DATE, one_row, unread

AGE = "Age of Child (Years)"


@pytest.mark.parametrize("age", [14, 14.6, "14", "14.0"])
def test_an_age_that_follows_from_the_date_of_birth_is_not_kept(tmp_path: Path, age: Any) -> None:
    row = one_row(tmp_path, "List 1", {"Date of Birth": date(2010, 4, 1), AGE: age})

    assert row.person == {"date_of_birth": date(2010, 4, 1)}


def test_an_age_that_does_not_follow_is_kept_beside_the_date_of_birth(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 1", {"Date of Birth": date(2010, 4, 1), AGE: 15})

    assert row.person == {"date_of_birth": date(2010, 4, 1), "asserted_age": 15}


def test_an_age_without_a_date_of_birth_is_kept(tmp_path: Path) -> None:
    assert one_row(tmp_path, "List 1", {AGE: 15}).person == {"asserted_age": 15}


def test_a_birth_soon_after_the_extract_is_expected(tmp_path: Path) -> None:
    due = EXTRACT_DATE + timedelta(days=120)

    row = one_row(tmp_path, "List 4", {"Date of Birth": due, AGE: 0})

    assert row.person == {"expected_birth_date": due}


def test_a_birth_long_after_the_extract_cannot_be(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 4", {"Date of Birth": EXTRACT_DATE + timedelta(days=400)})

    assert row.person == {}
    assert unread(row)["Date of Birth"]["written"] == "05/05/2026"


def test_sex_ethnicity_disability_and_unaccompanied(tmp_path: Path) -> None:
    row = one_row(
        tmp_path,
        "List 8",
        {
            "Sex": "b) Female",
            "Ethnicity": "f) MWBC",
            "Does the Child have a Disability": "a) Yes",
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "N",
        },
    )

    assert {key: value["code"] for key, value in row.person.items()} == {
        "sex": "F",
        "ethnicity": "MWBC",
        "disability": "yes",
        "unaccompanied": "no",
    }
