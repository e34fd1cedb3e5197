"""The Episodes file: periods of care, legal statuses, placements and short breaks out of rows of episodes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journey.domain.extract import Extract, Row
from journey.domain.values import code_of
from tests.importers.building import the_list
from tests.importers.returns import one_refusal, read, rows, things

APRIL, JUNE, AUGUST, OCTOBER = date(2024, 4, 9), date(2024, 6, 4), date(2024, 8, 6), date(2024, 10, 1)


def uk(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def episode(decom: date, rne: str = "S", dec: date | None = None, rec: str = "", **more: str) -> dict[str, str]:
    """A row; what ends without a reason is said to go on."""
    return {"DECOM": uk(decom), "RNE": rne, "DEC": uk(dec), "REC": rec or ("X1" if dec else ""), **more}


def told(tmp_path: Path, *episodes: dict[str, str]) -> Extract:
    return read(tmp_path, {"Episodes": episodes})


def begun(extract: Extract, unit: str) -> list[tuple[Any, ...]]:
    return things(extract, unit)


def unread(row: Row) -> dict[str, Any]:
    assert row.main is not None
    return row.main.data.get("unread", {})


def test_s_opens_a_period_a_status_and_a_placement(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(JUNE))

    for unit in ("care", "legal status", "placement"):
        assert begun(extract, unit) == [(JUNE, "begun", None)]
    assert begun(extract, "short breaks") == []


@pytest.mark.parametrize(
    ("rne", "statuses", "placements"),
    [("L", 2, 1), ("P", 1, 2), ("T", 1, 2), ("B", 2, 2), ("U", 2, 2), ("l", 2, 1)],
)
def test_the_reason_for_a_new_episode_says_what_changed(
    tmp_path: Path, rne: str, statuses: int, placements: int
) -> None:
    extract = told(tmp_path, episode(JUNE, dec=AUGUST), episode(AUGUST, rne))

    assert begun(extract, "care") == [(JUNE, "begun", None)]
    both = [(JUNE, "begun", AUGUST), (AUGUST, "begun", None)]
    assert begun(extract, "legal status") == (both if statuses == 2 else [(JUNE, "begun", None)])
    assert begun(extract, "placement") == (both if placements == 2 else [(JUNE, "begun", None)])


@pytest.mark.parametrize(("rne", "same"), [("P", "no"), ("B", "no"), ("T", "yes"), ("U", "yes")])
def test_a_change_of_placement_with_the_same_carer_says_so(tmp_path: Path, rne: str, same: str) -> None:
    first, second = rows(told(tmp_path, episode(JUNE, dec=AUGUST), episode(AUGUST, rne)), "Episodes: placement")

    assert first.main is not None
    assert second.main is not None
    assert "same_carer" not in first.main.data
    assert code_of(second.main.data["same_carer"]) == same


def test_any_rec_but_x1_ends_care_and_all_within_it(tmp_path: Path) -> None:
    extract = told(
        tmp_path,
        episode(JUNE, dec=AUGUST, REASON_PLACE_CHANGE="CARPL"),
        episode(AUGUST, "P", OCTOBER, "E4A"),
    )

    assert begun(extract, "care") == [(JUNE, "begun", OCTOBER)]
    assert begun(extract, "legal status") == [(JUNE, "begun", OCTOBER)]
    assert begun(extract, "placement") == [(JUNE, "begun", AUGUST), (AUGUST, "begun", OCTOBER)]
    [care] = rows(extract, "Episodes: care")
    assert (code_of(care.claims[0].data["reason"]), care.claims[0].row, care.is_open) == ("E4A", 3, False)
    reasons = [row.claims[0].data.get("reason") for row in rows(extract, "Episodes: placement")]
    assert [code_of(reason) for reason in reasons] == ["CARPL", None]


def test_two_periods_are_told_apart(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(APRIL, dec=JUNE, rec="E4B"), episode(AUGUST))

    assert begun(extract, "care") == [(APRIL, "begun", JUNE), (AUGUST, "begun", None)]


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    in_order = [episode(APRIL, dec=JUNE), episode(JUNE, "P", AUGUST), episode(AUGUST, "L", OCTOBER, "E4A")]

    one, other = (told(tmp_path / name, *given) for name, given in (("a", in_order), ("b", in_order[::-1])))

    for unit in ("care", "legal status", "placement"):
        assert sorted(begun(one, unit)) == sorted(begun(other, unit))


def test_what_a_year_before_began_is_shown_to_be_going_on(tmp_path: Path) -> None:
    """The first row is of a change of legal status: care and placement began before, on days the file does not give."""
    extract = told(tmp_path, episode(APRIL, "L", JUNE), episode(JUNE, "P"))

    assert begun(extract, "care") == [(APRIL, "ongoing", None)]
    assert begun(extract, "legal status") == [(APRIL, "begun", None)]
    assert begun(extract, "placement") == [(APRIL, "ongoing", JUNE), (JUNE, "begun", None)]
    [care] = rows(extract, "Episodes: care")
    assert care.main is not None
    assert care.main.precision == "inferred"


@pytest.mark.parametrize("status", ["V3", "V4", "v3"])
def test_short_breaks_are_no_period_of_care(tmp_path: Path, status: str) -> None:
    extract = told(tmp_path, episode(JUNE, dec=AUGUST, rec="E8", LS=status))

    assert begun(extract, "short breaks") == [(JUNE, "begun", AUGUST)]
    for unit in ("care", "legal status", "placement"):
        assert begun(extract, unit) == []


def test_each_row_is_counted_once_in_the_file(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(APRIL, dec=JUNE), episode(JUNE, "B", AUGUST, "E8"), episode(OCTOBER, LS="V4"))

    found = the_list(extract, "Episodes")
    assert (found.read, [row.number for row in found.rows]) == (3, [2, 3, 4])
    assert all(row.main is None and not row.claims for row in found.rows)


def test_a_repeated_episode_is_taken_once_and_what_differs_is_kept(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(JUNE), episode(JUNE), episode(JUNE, dec=AUGUST, rec="E8"))

    assert begun(extract, "care") == [(JUNE, "begun", AUGUST)]
    [care] = rows(extract, "Episodes: care")
    [placement] = rows(extract, "Episodes: placement")
    assert unread(placement)["DECOM"] == {"written": "04/06/2024", "problem": "is told otherwise in row 2"}
    assert care.number == 4


@pytest.mark.parametrize(
    ("episodes", "column", "problem"),
    [
        ([episode(JUNE) | {"REC": "E4A"}], "REC", "has no date to go with it ('DEC')"),
        ([episode(JUNE, dec=APRIL)], "DEC", "is before the start (04/06/2024)"),
        ([episode(JUNE) | {"DEC": "31/02/2025", "REC": "E8"}], "DEC", "is not a date"),
        ([episode(JUNE, dec=AUGUST) | {"REC": ""}], "REC", "is blank, though the episode has ended"),
        ([episode(JUNE, dec=AUGUST)], "REC", "the episode that it goes over to is not there"),
    ],
)
def test_what_contradicts_itself_is_kept_with_the_period(
    tmp_path: Path, episodes: list[dict[str, str]], column: str, problem: str
) -> None:
    [care] = rows(told(tmp_path, *episodes), "Episodes: care")

    assert unread(care)[column]["problem"] == problem


def test_an_episode_that_ended_without_a_reason_ends_care_unless_another_begins(tmp_path: Path) -> None:
    ended = told(tmp_path / "a", episode(JUNE, dec=AUGUST) | {"REC": ""})
    goes_on = told(tmp_path / "b", episode(JUNE, dec=AUGUST) | {"REC": ""}, episode(AUGUST, "L"))

    assert begun(ended, "care") == [(JUNE, "begun", AUGUST)]
    assert begun(goes_on, "care") == [(JUNE, "begun", None)]


def test_an_unknown_reason_is_kept_and_what_changed_decides(tmp_path: Path) -> None:
    extract = told(
        tmp_path,
        episode(APRIL, dec=JUNE),
        episode(JUNE, "Q", AUGUST, LS="C1"),
        episode(AUGUST, "", LS="C1", PLACE="K2"),
    )

    assert begun(extract, "legal status") == [(APRIL, "begun", JUNE), (JUNE, "begun", None)]
    assert begun(extract, "placement") == [(APRIL, "begun", AUGUST), (AUGUST, "begun", None)]
    kept = [unread(row) for unit in ("care", "legal status") for row in rows(extract, f"Episodes: {unit}")]
    assert [said["RNE"]["written"] for said in kept if "RNE" in said] == ["Q"]


def test_unknown_codes_are_kept_as_written(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(JUNE, dec=AUGUST, rec="E99", LS="Z9", PLACE="Z11", PLACE_PROVIDER="pr9"))

    [status], [placement] = rows(extract, "Episodes: legal status"), rows(extract, "Episodes: placement")
    [care] = rows(extract, "Episodes: care")
    assert status.main is not None
    assert placement.main is not None
    assert status.main.data["status"] == {"code": None, "written": "Z9"}
    assert placement.main.data["type"] == {"code": "Z11", "written": "Z11"}
    assert placement.main.data["provider"] == {"code": None, "written": "pr9"}
    assert care.claims[0].data["reason"] == {"code": None, "written": "E99"}


@pytest.mark.parametrize("old", ["H5", "P2", "Z1"])
def test_codes_of_earlier_years_are_known(tmp_path: Path, old: str) -> None:
    [placement] = rows(told(tmp_path, episode(JUNE, PLACE=old)), "Episodes: placement")

    assert placement.main is not None
    assert code_of(placement.main.data["type"]) == old


def test_a_row_without_a_start_may_be_any_thing_of_the_child(tmp_path: Path) -> None:
    refused = one_refusal(tmp_path, "Episodes", {"DECOM": "31/02/2024"})

    assert (refused.child, refused.column, refused.problem) == ("1000007", "DECOM", "is not a date")
    assert set(refused.may_be_in) == {f"Episodes: {u}" for u in ("care", "legal status", "placement", "short breaks")}


def test_a_change_of_placement_without_its_next_episode_still_ends_the_placement(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(JUNE, dec=AUGUST, REASON_PLACE_CHANGE="ALLEG"))

    assert begun(extract, "placement") == [(JUNE, "begun", AUGUST)]
    assert begun(extract, "care") == [(JUNE, "begun", None)]


def test_care_that_begins_while_the_episode_before_goes_on_is_one_period(tmp_path: Path) -> None:
    extract = told(tmp_path, episode(JUNE, dec=AUGUST), episode(AUGUST, "S"))

    assert begun(extract, "care") == [(JUNE, "begun", None)]
    assert begun(extract, "placement") == [(JUNE, "begun", AUGUST), (AUGUST, "begun", None)]
