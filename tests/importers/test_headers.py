"""Which column is which: the variants seen in real files, and what happens when a header is not known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from journey.importers.annex_a import ANNEX_A
from journey.importers.annex_a.headers import OLD_LEAVERS
from journey.importers.layout import columns_of, folded
from tests.importers.building import START, data, headers, read, the_list, values, workbook

REFERRAL = {"Referral Source": "6", "Number of Referrals in Last 12 Months": 2}

Change = Callable[[str], str]


def with_headers(path: Path, name: str, heads: list[str]) -> Path:
    return workbook(path / "annex_a.xlsx", {name: [heads, values(name, {})]})


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda header: f"  {header}\u00a0",
        lambda header: header.replace(" ", "\n"),
        lambda header: header.replace("'", "\u2019"),
        lambda header: header.replace("(Y/N)", "(Y/N))"),
        lambda header: header.replace(" (Y/N)", ""),
        lambda header: header.rstrip("?"),
        lambda header: header + ":",
        lambda header: {"Sex": "Gender", "Age of Child (Years)": "Age"}.get(header, header),
    ],
)
@pytest.mark.parametrize("name", list(ANNEX_A.by_name))
def test_every_list_is_read_under_every_variant_of_its_headers(tmp_path: Path, name: str, change: Change) -> None:
    found = read(with_headers(tmp_path, name, [change(header) for header in headers(name)]))

    assert the_list(found, name).read == 1
    assert not the_list(found, name).refused
    assert not any("POSITION" in note or "no column" in note for note in found.notes)


def test_typographic_quotes_inside_a_header() -> None:
    written = "Number of Episodes the Child has been \u2018Missing\u2019 from their Placement in the last 12 months"

    assert folded(written) in {folded(header) for header in headers("List 8")}


def test_no_two_headers_of_a_list_fold_to_one() -> None:
    for listing in ANNEX_A.listings:
        names = [folded(name) for column in columns_of(listing) for name in (column.header, *column.aliases)]
        assert len(names) == len(set(names)), listing.name


def test_columns_in_another_order_with_one_more_are_read_by_their_headers(tmp_path: Path) -> None:
    heads = [*reversed(headers("List 3")), "Hub"]
    path = workbook(tmp_path / "annex_a.xlsx", {"List 3": [heads, [*reversed(values("List 3", REFERRAL)), "Hub 4"]]})

    extract = read(path)

    row = the_list(extract, "List 3").rows[0]
    assert row.main is not None
    assert row.main.occurred_on == START
    assert data(row, "ReferralReceived")["source"]["code"] == "6"
    assert any("'Hub' is no part of Annex A" in note for note in extract.notes)


def test_an_unknown_header_is_read_by_its_position_and_said_loudly(tmp_path: Path) -> None:
    heads = [{"Date of referral": "Ref dt"}.get(header, header) for header in headers("List 3")]
    extract = read(with_headers(tmp_path, "List 3", heads))

    assert the_list(extract, "List 3").rows[0].main.occurred_on == START  # type: ignore[union-attr]
    assert any("READ BY POSITION" in note and "F 'Ref dt' as 'Date of referral'" in note for note in extract.notes)


def test_position_does_not_help_when_a_column_is_missing(tmp_path: Path) -> None:
    heads = [header for header in headers("List 3") if header != "Date of referral"]

    with pytest.raises(BadInputFile, match=r"sheet 'List 3' has no column 'Date of referral'.*Headers found in row 1"):
        read(with_headers(tmp_path, "List 3", heads))


def test_position_does_not_help_when_known_headers_stand_elsewhere(tmp_path: Path) -> None:
    heads = headers("List 3")
    heads[5], heads[6], heads[7] = "Referral Source", "Ref dt", "Referral NFA?"

    with pytest.raises(BadInputFile, match="has no column 'Date of referral'"):
        read(with_headers(tmp_path, "List 3", heads))


def test_a_row_of_data_is_never_taken_for_headers(tmp_path: Path) -> None:
    full = ["1000007", "M", "WBRI", "01/02/2015", "10", "15/01/2025", "6", "No", "0", "MASH", "Priya Shah"]

    with pytest.raises(BadInputFile, match="has no column 'Child Unique ID'"):
        read(workbook(tmp_path / "annex_a.xlsx", {"List 3": [full, full]}))


def test_a_missing_column_that_is_not_needed_is_noted(tmp_path: Path) -> None:
    heads = headers("List 6")[:8]
    path = workbook(tmp_path / "annex_a.xlsx", {"List 6": [heads, values("List 6", {})[:8]]})

    extract = read(path)

    row = the_list(extract, "List 6").rows[0]
    assert [said.event for said in row.claims] == []
    assert any("has no column 'Date Child Was Last Seen', 'CIN Closure Date'" in note for note in extract.notes)


def test_two_headers_for_one_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputFile, match=r"columns B \('Sex'\) and L \('Gender'\) both say 'Sex'"):
        read(with_headers(tmp_path, "List 3", [*headers("List 3"), "Gender"]))


def test_care_leavers_come_with_thirteen_columns_too(tmp_path: Path) -> None:
    heads = [header for header in headers("List 9") if header not in OLD_LEAVERS]
    row = dict(zip(headers("List 9"), values("List 9", {"Eligibility Category": "a) Relevant child"}), strict=True))
    path = workbook(tmp_path / "annex_a.xlsx", {"List 9": [heads, [row[header] for header in heads]]})

    extract = read(path)

    found = the_list(extract, "List 9").rows[0]
    assert len(heads) == 13
    assert data(found, "CareLeaverStatusObserved")["eligibility"]["code"] == "relevant"
    assert not any("no column" in note for note in extract.notes)


@pytest.mark.parametrize("name", ["List 3", "List 11"])
def test_headers_may_stand_below_blank_rows_and_a_title(tmp_path: Path, name: str) -> None:
    titles = [f"{name}, run on 31/03/2025"], ["01/10/2024", *["31/03/2025"] * 5]
    rows = [[], *titles, headers(name), ["1000007", START, START, START, START, START]]

    extract = read(workbook(tmp_path / "annex_a.xlsx", {name: rows}))

    assert the_list(extract, name).read == 1
    assert all(row.number == 5 for row in the_list(extract, name).rows)
    assert any("above the headers in row 4 was not read" in note for note in extract.notes)


@pytest.mark.parametrize("name", ["List 3", "List 9"])
def test_rows_above_the_headers_are_not_left_unread(tmp_path: Path, name: str) -> None:
    row = values(name, {"Date of Birth": START})
    rows = [[f"{name}, run on 31/03/2025", START], row, headers(name), row]

    with pytest.raises(BadInputFile, match="row 2 stands above the headers, which are in row 3"):
        read(workbook(tmp_path / "annex_a.xlsx", {name: rows}))


def test_headers_without_rows_are_an_empty_list_that_is_covered(tmp_path: Path) -> None:
    extract = read(workbook(tmp_path / "annex_a.xlsx", {"List 3": [headers("List 3")]}))

    assert [(item.listing.name, item.read) for item in extract.lists] == [("List 3", 0)]


def test_values_under_no_header_are_noted(tmp_path: Path) -> None:
    rows = [headers("List 1"), [*values("List 1", {}), None, "stray"], [None] * 8 + ["beside"]]

    extract = read(workbook(tmp_path / "annex_a.xlsx", {"List 1": rows}))

    assert the_list(extract, "List 1").read == 1
    assert any("column I holds values under no header" in note for note in extract.notes)
