"""Values that cannot be read: left out, kept as written, explained; and the few that refuse a row."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.importers.building import (
    CHILD,
    START,
    annex_a,
    claim,
    data,
    one_refusal,
    one_row,
    read,
    the_list,
    unread,
)

SEEN = "Date Child Was Last Seen"


@pytest.mark.parametrize(
    ("written", "shown", "problem"),
    [
        ("31/02/2025", "31/02/2025", "is not a date"),
        ("09/18/2024", "09/18/2024", "is not a date"),
        ("last week", "last week", "is not a date"),
        (True, "TRUE", "is not a date"),
        (12, "12", "is a number, not a date"),
        (20250118, "20250118", "is a number, not a date"),
        (date(1900, 1, 1), "01/01/1900", "is what a system writes for no date"),
        ("01/01/1900", "01/01/1900", "is what a system writes for no date"),
        (0, "0", "is what a system writes for no date"),
        ("31/12/1899", "31/12/1899", "is before 1900"),
        ("31/12/9999", "31/12/9999", "is after 2100"),
        (date(2025, 4, 1), "01/04/2025", "is after the extract date (31/03/2025)"),
        ("#N/A", "#N/A", "is an error, not a value"),
        ("=1+1", "(formula)", "holds a formula whose result was not saved"),
        ("x" * 600, "x" * 500, "is longer than 500 characters"),
    ],
)
def test_a_date_that_cannot_be_read_is_left_out_and_kept_as_written(
    tmp_path: Path, written: Any, shown: str, problem: str
) -> None:
    row = one_row(tmp_path, "List 6", {SEEN: written})

    assert claim(row, "ChildSeen") is None
    assert unread(row) == {SEEN: {"written": shown, "problem": problem}}


@pytest.mark.parametrize("written", [-1, 2.5, "two", "=2", True, 10_001, "1,5"])
def test_a_count_that_cannot_be_read_is_left_out_and_kept_as_written(tmp_path: Path, written: Any) -> None:
    row = one_row(tmp_path, "List 7", {"Number of Previous Child Protection Plans": written})

    assert "asserted_previous_plans" not in data(row, "CPPlanStarted")
    assert list(unread(row)) == ["Number of Previous Child Protection Plans"]


def test_an_unknown_code_is_kept_as_written_and_is_no_refusal(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {"Primary Need Code": "PSRMEM - local"})

    assert data(row, "CINEpisodeOpened") == {"need": {"code": None, "written": "PSRMEM - local"}}


def test_an_end_before_its_start_is_no_end(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {"CIN Closure Date": date(2025, 1, 14), "Reason for Closure": "RC7"})

    assert row.is_open
    assert claim(row, "CaseClosed") is None
    assert unread(row)["CIN Closure Date"] == {"written": "14/01/2025", "problem": "is before the start (15/01/2025)"}
    assert unread(row)["Reason for Closure"]["written"] == "RC7"


def test_an_end_on_the_day_of_its_start_is_an_end(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {"CIN Closure Date": START})

    assert not row.is_open


def test_in_the_list_of_care_leavers_the_status_keeps_what_could_not_be_read(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 9", {"Latest Date of Contact": "soon"})

    assert data(row, "CareLeaverStatusObserved") == {
        "unread": {"Latest Date of Contact": {"written": "soon", "problem": "is not a date"}}
    }


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (None, "is blank"),
        ("  \u00a0", "is blank"),
        ("#N/A", "is an error, not a value"),
        ("n/a", "is not a child's id"),
        (True, "is not a child's id"),
        (date(2024, 1, 1), "is not a child's id"),
        (1000007.5, "is a number that a spreadsheet has rounded or shortened"),
        (1234567890123456, "is a number that a spreadsheet has rounded or shortened"),
        ("1.00E+06", "is a number that a spreadsheet has rounded or shortened"),
        ("a_x0007_b", "holds control characters"),
        ("9" * 65, "is longer than 64 characters"),
        ("child unique id", "repeats the header"),
        ("=A1", "holds a formula whose result was not saved"),
    ],
)
def test_a_row_without_a_child_is_refused(tmp_path: Path, written: Any, problem: str) -> None:
    refused = one_refusal(tmp_path, "List 1", {"Child Unique ID": written, "Contact Source": "6"})

    assert (refused.column, refused.problem) == ("Child Unique ID", problem)
    assert (refused.number, refused.sheet, refused.child, refused.start) == (2, "List 1", None, START)
    assert refused.remedy
    assert ("Contact Source", "6") in refused.cells


@pytest.mark.parametrize("written", [None, "31/02/2025", "#N/A", "01/01/1900", "=A1"])
def test_a_row_without_a_start_is_refused(tmp_path: Path, written: Any) -> None:
    refused = one_refusal(tmp_path, "List 3", {"Date of referral": written})

    assert (refused.column, refused.child, refused.start) == ("Date of referral", str(CHILD), None)


def test_a_start_after_the_extract_is_refused_and_says_which_day(tmp_path: Path) -> None:
    refused = one_refusal(tmp_path, "List 3", {"Date of referral": date(2025, 4, 2)})

    assert refused.problem == "is after the extract date (31/03/2025)"
    assert refused.start == date(2025, 4, 2)


def test_an_episode_whose_start_cannot_be_read_is_refused(tmp_path: Path) -> None:
    refused = one_refusal(tmp_path, "List 6", {"CIN Start Date": "31/02/2025"})

    assert (refused.written, refused.problem) == ("31/02/2025", "is not a date")


def test_an_episode_whose_start_stands_for_no_date_has_none(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {"CIN Start Date": "01/01/1900"})

    assert row.main is not None
    assert row.main.occurred_on is None
    assert unread(row)["CIN Start Date"]["written"] == "01/01/1900"


def test_blank_rows_are_not_rows_and_numbers_are_those_of_the_sheet(tmp_path: Path) -> None:
    path = annex_a(
        tmp_path / "annex_a.xlsx",
        "List 1",
        {},
        {"Child Unique ID": " ", "Date of Contact": None},
        {"Child Unique ID": None, "Date of Contact": None},
        {},
    )

    found = the_list(read(path), "List 1")

    assert [row.number for row in found.rows] == [2, 5]
    assert not found.refused


def test_ids_keep_their_zeros_and_lose_what_cannot_be_seen(tmp_path: Path) -> None:
    ids = ["007", 7, "7.0", "\u200b12\u00a0"]
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", *({"Child Unique ID": i} for i in ids))

    extract = read(path)

    assert [row.child for row in the_list(extract, "List 1").rows] == ["007", "7", "7", "12"]
    assert any("007 and 7 differ only by leading zeros" in note for note in extract.notes)


def test_a_time_of_day_is_left_aside(tmp_path: Path) -> None:
    row = one_row(tmp_path, "List 6", {SEEN: datetime.fromisoformat("2025-02-03T14:30")})

    assert claim(row, "ChildSeen").occurred_on == date(2025, 2, 3)  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["#N/A", "North\u200b  team"])
def test_text_is_tidied_and_not_available_is_blank(tmp_path: Path, written: str) -> None:
    row = one_row(tmp_path, "List 3", {"Allocated Team": written})

    assert data(row, "ReferralReceived").get("team") == {"#N/A": None}.get(written, "North team")
    assert not unread(row)
