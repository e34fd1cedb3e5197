"""Workbooks that are broken, hostile or merely unusual: refused with what to do, or read without losing a cell."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from journey.domain.errors import BadInputFile
from journey.importers.cells import NOT_CALCULATED, Unreadable
from journey.importers.xlsx import package
from journey.importers.xlsx.workbook import Workbook
from tests.importers.building import annex_a, data, headers, read, the_list, unread, values

SHEET = "xl/worksheets/sheet1.xml"
QUARTER_TO_TWO = datetime.fromisoformat("2024-09-18T13:45")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def repacked(path: Path, changes: Mapping[str, bytes | None]) -> Path:
    """The workbook with some parts changed, or left out."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts |= {name: content for name, content in changes.items() if content is not None}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in parts.keys() - {name for name, content in changes.items() if content is None}:
            new.writestr(name, parts[name])
    return path


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as file:
        return file.read(name)


def with_sheet(path: Path, rows: str, prefix: str = "") -> Path:
    """A workbook whose first sheet, `List 1`, is written by hand."""
    annex_a(path, "List 1", {})
    space = f'xmlns:{prefix[:-1]}="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    xml = f"<{prefix}worksheet {space}><{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>"
    return repacked(path, {SHEET: xml.encode()})


def rows_of(path: Path, sheet: str = "List 1") -> list[tuple[int, dict[int, object]]]:
    return [(number, dict(cells)) for number, cells in Workbook(path.read_bytes(), path.name).rows(sheet)]


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Child Unique ID,Gender", "is not an Excel workbook"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04" + b"x" * 50, "is cut short or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is in the old Excel format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (b"<html><table></table></html>", "is not an Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "annex_a.xlsx"
    path.write_bytes(content)

    with pytest.raises(BadInputFile, match=rf"annex_a\.xlsx .*{says}"):
        read(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputFile, match="There is no file"):
        read(tmp_path / "none.xlsx")
    with pytest.raises(BadInputFile, match="is a folder"):
        read(tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", *[{}] * 50)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(BadInputFile, match="cut short or damaged"):
        read(path)


def test_damaged_content_is_refused(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", *[{}] * 50)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as file:
        at = file.getinfo(SHEET).header_offset + 80
    content[at : at + 40] = bytes(40)
    path.write_bytes(content)

    with pytest.raises(BadInputFile, match="cannot be unpacked"):
        read(path)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"xl/workbook.xml": None}, "holds no workbook"),
        ({"xl/workbook.bin": b"x"}, "binary workbook"),
        ({"content.xml": b"<x/>"}, "OpenDocument"),
        ({SHEET: b"<worksheet><sheetData><row"}, "is not a sheet that can be read"),
        ({SHEET: b"<?xml version='1.0' encoding='none-such'?><worksheet/>"}, "is not a sheet that can be read"),
        ({SHEET: b"not xml at all"}, "is not a sheet that can be read"),
        ({SHEET: None}, "sheet 'List 1' is missing"),
        ({"xl/workbook.xml": b"<workbook"}, "is not plain XML"),
    ],
)
def test_a_zip_file_that_is_no_workbook_is_refused(tmp_path: Path, changes: dict[str, bytes | None], says: str) -> None:
    with pytest.raises(BadInputFile, match=says):
        read(repacked(annex_a(tmp_path / "annex_a.xlsx", "List 1", {}), changes))


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("List 1").write_row(0, 0, headers("List 1"))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    content = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", part(path, name))

    with pytest.raises(BadInputFile, match=r"annex_a.xlsx: xl/"):
        read(repacked(path, {name: bomb + content}))


def test_a_zip_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", {})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file, file.open("xl/media/image1.png", "w") as bomb:
        for _ in range(package.MAX_PART // 2**20 + 1):
            bomb.write(bytes(2**20))

    begin = time.perf_counter()
    with pytest.raises(BadInputFile, match="unpacks to more than"):
        read(path)
    assert time.perf_counter() - begin < 1


def test_what_a_zip_file_says_of_its_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 50_000)
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", *[{}] * 2_000)
    content = path.read_bytes()
    with zipfile.ZipFile(path) as file:
        size = file.getinfo(SHEET).file_size
    assert size > 50_000
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")))

    with pytest.raises(BadInputFile, match="xl/worksheets/sheet1"):
        read(path)


def test_bytes_are_counted_as_they_are_unpacked(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", *[{}] * 200)
    opened = package.Package(path.read_bytes(), "annex_a.xlsx")

    with pytest.raises(BadInputFile, match="unpacks to more than"):
        list(opened.stream(SHEET, limit=5_000))


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", {})
    with zipfile.ZipFile(path, "a") as file:
        for number in range(package.MAX_PARTS):
            file.writestr(f"xl/media/{number}.png", b"")

    with pytest.raises(BadInputFile, match="unpacks to more than"):
        read(path)


def test_a_part_under_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", {})
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr(SHEET, b"<worksheet/>")

    with pytest.raises(BadInputFile, match="two parts of one name"):
        read(path)


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "List 1"
    sheet.append(headers("List 1"))
    sheet.append(values("List 1", {}))
    sheet.cell(1_048_576, 16_384, "x")
    path = tmp_path / "annex_a.xlsx"
    book.save(path)

    extract = read(path)

    assert the_list(extract, "List 1").read == 1
    assert any("column XFD holds values under no header" in note for note in extract.notes)


def test_a_million_blank_formatted_rows_are_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("List 1")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, headers("List 1"))
        for number in range(1, 1_000_000):
            sheet.set_row(number, 15, bold)
        sheet.write_blank(1_000_000, 0, None, bold)

    begin = time.perf_counter()
    found = the_list(read(path), "List 1")

    assert found.read == 0
    assert time.perf_counter() - begin < 10


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>',
        '<row r="9999999"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    ],
)
def test_cells_that_contradict_each_other_are_refused(tmp_path: Path, rows: str) -> None:
    with pytest.raises(BadInputFile, match="is not a sheet that can be read"):
        read(with_sheet(tmp_path / "annex_a.xlsx", rows))


def test_every_kind_of_cell_is_read(tmp_path: Path) -> None:
    kinds = (
        '<c r="A1"><v>1000007</v></c><c r="B1"><v>1000007.0</v></c><c><v>2.5</v></c><c r="D1" t="b"><v>1</v></c>'
        '<c r="E1" t="e"><v>#REF!</v></c><c r="F1"><f>A1</f></c><c r="G1"><f>A1</f><v></v></c>'
        '<c r="H1" t="str"><f>A1</f><v></v></c><c r="I1" t="str"><f>A1</f><v>yes</v></c><c r="J1" s="1"/>'
        '<c r="K1" t="inlineStr"><is><r><t>Pri</t></r><r><t>ya</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>'
        '<c r="L1" t="d"><v>2024-09-18</v></c><c r="M1"><v>1E+20</v></c><c r="N1"><v>abc</v></c><c r="O1"><v>-3</v></c>'
        '<c r="R1"><v>1e309</v></c><c r="S1"><v>nan</v></c>'
        '<c r="P1" t="inlineStr"><is><t>a_x0041_b_xD83D_</t></is></c><c r="Q1"/>'
    )

    ((number, cells),) = rows_of(with_sheet(tmp_path / "annex_a.xlsx", f'<row r="3">{kinds}</row>'))

    assert number == 3
    assert isinstance(cells.pop(4), Unreadable)
    assert all(isinstance(cells.pop(position), Unreadable) for position in (13, 17, 18))
    assert cells == {
        0: 1000007,
        1: 1000007,
        2: 2.5,
        3: True,
        5: NOT_CALCULATED,
        6: NOT_CALCULATED,
        8: "yes",
        10: "Priya",
        11: "2024-09-18",
        12: 1e20,
        14: -3,
        15: "aAb\ufffd",
    }


def test_elements_may_have_a_prefix_and_rows_no_number(tmp_path: Path) -> None:
    rows = "<x:row><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>"

    assert rows_of(with_sheet(tmp_path / "annex_a.xlsx", rows, "x:")) == [(1, {0: 1}), (2, {0: 2, 1: 3})]


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_are_dates_whatever_day_the_workbook_counts_from(tmp_path: Path, since_1904: bool) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
        sheet = book.add_worksheet("List 1")
        day = book.add_format({"num_format": "[$-809]dd mmmm yyyy;@"})
        sheet.write_datetime(0, 0, date(2024, 9, 18), day)
        sheet.write_datetime(0, 1, QUARTER_TO_TWO, book.add_format({"num_format": 22}))
        sheet.write_number(0, 2, 45_553, book.add_format({"num_format": '"day" 0.00'}))
        sheet.write_number(0, 3, 45_553, book.add_format({"num_format": "[Red]0"}))

    assert rows_of(path) == [(1, {0: date(2024, 9, 18), 1: QUARTER_TO_TWO, 2: 45_553, 3: 45_553})]


def test_a_bare_number_in_a_date_column_counts_from_the_workbooks_first_day(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, headers("List 1"))
        sheet.write_row(1, 0, [1000007, None, None, None, None, 45_553 - 1_462])

    row = the_list(read(path), "List 1").rows[0]

    assert row.main is not None
    assert row.main.occurred_on == date(2024, 9, 18)


def test_a_merged_title_above_the_headers_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("List 1")
        sheet.merge_range(0, 0, 0, 6, "Annex A: contacts")
        sheet.write_row(1, 0, headers("List 1"))
        sheet.write_row(2, 0, ["1000007", None, None, None, None, "15/01/2025"])

    assert the_list(read(path), "List 1").read == 1


def test_a_formula_without_a_result_never_reads_as_blank(tmp_path: Path) -> None:
    path = annex_a(
        tmp_path / "annex_a.xlsx",
        "List 6",
        {"CIN Closure Date": "=TODAY()", "Allocated Worker": "=A1", "Case Status": "=A1"},
        {"Child Unique ID": "=A2"},
    )

    found = the_list(read(path), "List 6")

    assert set(unread(found.rows[0])) == {"CIN Closure Date", "Allocated Worker", "Case Status"}
    assert data(found.rows[0], "AllocationObserved")["no_worker"] == "(formula)"
    assert [refused.problem for refused in found.refused] == ["holds a formula whose result was not saved"]


def test_charts_and_hidden_sheets(tmp_path: Path) -> None:
    path = tmp_path / "annex_a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("List 1")
        sheet.write_row(0, 0, headers("List 1"))
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "='List 1'!$A$2:$A$3"})
        book.add_chartsheet("Chart").set_chart(chart)
        hidden = book.add_worksheet("List 3")
        hidden.write_row(0, 0, headers("List 3"))
        hidden.write_row(1, 0, ["1000007", None, None, None, None, "15/01/2025"])
        hidden.hide()

    assert [(item.listing.name, item.read) for item in read(path).lists] == [("List 1", 0), ("List 3", 1)]


def test_a_workbook_says_when_it_was_made(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", {})
    core = re.sub(rb"<dcterms:modified.*?</dcterms:modified>", b"", part(path, "docProps/core.xml"))
    created = re.search(rb"<dcterms:created[^>]*>(.*?)<", core)
    assert created is not None

    assert read(repacked(path, {"docProps/core.xml": core})).made == created[1].decode()
    assert read(repacked(path, {"docProps/core.xml": None})).made == ""


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_ways_of_packing_are_refused(tmp_path: Path, method: int) -> None:
    path = tmp_path / "annex_a.xlsx"
    with zipfile.ZipFile(path, "w", method) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")

    with pytest.raises(BadInputFile, match="packed in a way"):
        read(path)


def encrypted(content: bytes) -> bytes:
    """The zip file with the mark of a password on its first part."""
    local, central = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    marked = bytearray(content)
    marked[local + 6] |= 1
    marked[central + 8] |= 1
    return bytes(marked)


def without_directory(content: bytes) -> bytes:
    return content[: content.index(b"PK\x01\x02")]


@pytest.mark.parametrize(("change", "says"), [(encrypted, "password"), (without_directory, "cut short")])
def test_zip_files_that_cannot_be_opened(tmp_path: Path, change: Callable[[bytes], bytes], says: str) -> None:
    path = annex_a(tmp_path / "annex_a.xlsx", "List 1", {})
    path.write_bytes(change(path.read_bytes()))

    with pytest.raises(BadInputFile, match=says):
        read(path)


def test_a_file_is_opened_under_its_own_name_in_messages() -> None:
    with pytest.raises(BadInputFile, match=r"^march\.xlsx is empty"):
        Workbook(io.BytesIO().getvalue(), "march.xlsx")
