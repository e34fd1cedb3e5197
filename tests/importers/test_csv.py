"""One CSV file per list: encodings, delimiters, quotes, and rows that are out of step."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from tests.importers.building import data, headers, read, the_list

ROW = {
    "Child Unique ID": "0012",
    "Date of referral": "15/01/2025",
    "Referral Source": "6",
    "Allocated Team": "Réunion, North",
    "Allocated Worker": "Zoë Müller",
}


def text(*rows: dict[str, str], name: str = "List 3", delimiter: str = ",") -> str:
    """A list as CSV text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, headers(name), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        text(ROW).encode("utf-8"),
        text(ROW).encode("utf-8-sig"),
        text(ROW).encode("cp1252"),
        codecs.BOM_UTF16_LE + text(ROW, delimiter="\t").encode("utf-16-le"),
        text(ROW).replace("\r\n", "\n").encode(),
        text(ROW, delimiter=";").encode(),
        text(ROW, delimiter="\t").encode(),
        text(ROW, delimiter="|").encode(),
        b"\r\n\r\n" + text(ROW).encode(),
    ],
)
def test_encodings_and_delimiters(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "anything.csv"
    path.write_bytes(content)

    extract = read(path)

    (row,) = the_list(extract, "List 3").rows
    assert row.child == "0012"
    assert data(row, "ReferralReceived")["team"] == "Réunion, North"
    assert list(extract.workers.values()) == ["Zoë Müller"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "List_3.csv"
    path.write_text(text(ROW | {"Allocated Team": "two\nlines"}, {}, ROW))

    found = the_list(read(path), "List 3")

    assert [row.number for row in found.rows] == [2, 4]
    assert {row.sheet for row in found.rows} == {"List_3"}


def test_a_file_goes_by_its_headers_before_its_name(tmp_path: Path) -> None:
    path = tmp_path / "annex_a_list_6.csv"
    path.write_text(text(ROW))

    assert [item.listing.name for item in read(path).lists] == ["List 3"]


def test_a_file_goes_by_its_name_when_its_headers_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "annex_a_list_3.csv"
    path.write_text(",".join(f"column {letter}" for letter in "abcdefghijk") + "\n12,,,,,15/01/2025,,,,,\n")

    extract = read(path)

    assert the_list(extract, "List 3").read == 1
    assert any("READ BY POSITION" in note for note in extract.notes)


def test_lists_come_as_files_of_their_own(tmp_path: Path) -> None:
    for name, row in (("List 3", ROW), ("List 1", {"Child Unique ID": "12", "Date of Contact": "15/01/2025"})):
        (tmp_path / f"{name}.csv").write_text(text(row, name=name))

    extract = read(*sorted(tmp_path.iterdir()))

    assert [(item.listing.name, item.read) for item in extract.lists] == [("List 1", 1), ("List 3", 1)]
    assert extract.made == ""


def test_a_row_with_more_values_than_headers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list 3.csv"
    path.write_text(text(ROW).replace('"Réunion, North"', "Réunion, North"))

    (refused,) = the_list(read(path), "List 3").refused

    assert refused.problem == "stands in a row with more values than headers"
    assert refused.child == "0012"
    assert refused.start is not None


def test_a_short_row_has_blanks_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "list 3.csv"
    path.write_text(text() + "12,,,,,15/01/2025,6\n")

    (row,) = the_list(read(path), "List 3").rows

    assert data(row, "ReferralReceived") == {"source": {"code": "6", "written": "6"}}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (text(ROW).encode().replace(b"0012", b"00\x0012"), "NUL bytes"),
        (text(ROW).encode() + b'"never closed', r"row 3: unexpected end of data"),
        (text(ROW).encode() + b'"quoted"badly,1\n', r"row 3: "),
        (text(ROW).encode().replace(b"0012", b"9" * 200_000), r"row 2: field larger than field limit"),
        (b"%PDF-1.7", "is not a text file"),
        (b"\x81\x8d\x8f", "in no encoding"),
        (b"Team,Spend\nNorth,3\n", "No list of Annex A was found in list.csv"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)

    with pytest.raises(BadInputFile, match=says):
        read(path)


def test_a_workbook_under_the_name_of_a_text_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    from tests.importers.building import annex_a

    path = annex_a(tmp_path / "annex_a.xlsx", "List 3", {}).rename(tmp_path / "annex_a.csv")

    assert the_list(read(path), "List 3").read == 1
