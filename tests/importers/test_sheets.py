"""Which sheet or file is which list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from tests.importers.building import annex_a, headers, read, values, workbook


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("List 3", "List 3"),
        ("List_3", "List 3"),
        ("list3", "List 3"),
        ("LIST 03", "List 3"),
        ("Annex A List 3", "List 3"),
        ("List 3 - Referrals", "List 3"),
        ("List 10", "List 10"),
        ("Contacts", "List 1"),
        ("Early Help", "List 2"),
        ("Referrals", "List 3"),
        ("Assessments", "List 4"),
        ("Sec47 and ICPC", "List 5"),
        ("Children in Need", "List 6"),
        ("Child Protection", "List 7"),
        ("Children in Care", "List 8"),
        ("Care leavers", "List 9"),
        ("Adoption", "List 10"),
        ("Prospective adopters", "List 11"),
        ("Sheet1", "List 3"),
    ],
)
def test_a_sheet_goes_by_many_names(tmp_path: Path, title: str, name: str) -> None:
    extract = read(annex_a(tmp_path / "annex_a.xlsx", name, {}, sheet=title))

    assert [item.listing.name for item in extract.lists] == [name]


def test_sheets_that_are_no_list_are_noted(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "annex_a.xlsx",
        {"Read me": [["Extracted by Performance"]], "List 3": [headers("List 3")], "List 12": [["x"]]},
    )

    notes = read(path).notes

    assert any("sheet 'Read me' is no list of Annex A" in note for note in notes)
    assert any("sheet 'List 12' is no list of Annex A" in note for note in notes)


def test_two_sheets_of_one_list_are_refused_and_both_named(tmp_path: Path) -> None:
    rows = [headers("List 3"), values("List 3", {})]
    path = workbook(tmp_path / "annex_a.xlsx", {"List 3": rows, "Referrals": rows})

    with pytest.raises(BadInputFile, match=r"sheet 'List 3' and .*sheet 'Referrals' are both List 3 \(Referrals\)"):
        read(path)


def test_notes_on_a_list_are_not_the_list(tmp_path: Path) -> None:
    rows = [headers("List 3"), values("List 3", {})]
    path = workbook(tmp_path / "annex_a.xlsx", {"List 3 notes": [["Checked by hand"]], "List 3": rows})

    extract = read(path)

    assert [item.read for item in extract.lists] == [1]
    assert any("'List 3 notes' is no list" in note for note in extract.notes)


def test_a_blank_sheet_is_not_a_list_without_children(tmp_path: Path) -> None:
    path = workbook(tmp_path / "annex_a.xlsx", {"List 3": [headers("List 3")], "List 9": []})

    extract = read(path)

    assert [item.listing.name for item in extract.lists] == ["List 3"]
    assert any("sheet 'List 9' is blank" in note for note in extract.notes)


def test_no_list_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputFile, match=r"No list of Annex A was found in annex_a.xlsx, sheet 'Budget'"):
        read(workbook(tmp_path / "annex_a.xlsx", {"Budget": [["Team", "Spend"]]}))


def test_lists_may_be_spread_over_workbooks(tmp_path: Path) -> None:
    one = annex_a(tmp_path / "front.xlsx", "List 3", {})
    other = annex_a(tmp_path / "back.xlsx", "List 6", {})

    extract = read(other, one)

    assert [item.listing.name for item in extract.lists] == ["List 3", "List 6"]
    assert extract.file == read(one, other).file
    assert extract.file not in {print_ for _, print_ in extract.files}


def test_one_file_twice_is_refused(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 3", {})

    with pytest.raises(BadInputFile, match=re.escape("are both List 3")):
        read(path, path)
