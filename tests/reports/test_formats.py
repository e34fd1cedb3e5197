"""What holds for every writer, found by file name; then what each must do of its own."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import zipfile
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import PurePath

import openpyxl
import pytest

from journey.reports import format_of, formats, write
from journey.reports.table import CannotWrite, Field
from journey.reports.terminal import render
from tests.reports.sample import COLUMNS, report, row

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1"]


def text_of(content: bytes, name: str) -> str:
    if name != "xlsx":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(part).decode() for part in parts.namelist())


def test_the_formats_are_the_files() -> None:
    assert formats() == ("csv", "html", "json", "md", "xlsx")


@pytest.mark.parametrize("name", formats())
def test_the_same_report_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(report(), name)
    # Two seconds is the grain of times in a zip archive; another time zone must not matter either.
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    time.sleep(2.1 if name == "xlsx" else 0)

    assert write(report(), name) == first


@pytest.mark.parametrize("name", [name for name in formats() if name != "csv"])
def test_every_report_ends_with_what_makes_it_again(name: str) -> None:
    said = text_of(write(report(), name), name)

    assert "journey show 0071 --as-at 2024-06-30" in said
    assert "3f2a" in said
    assert "abababababababab" in said


@pytest.mark.parametrize("name", [name for name in formats() if name not in ("csv", "json")])
def test_pages_begin_with_the_data_date_and_never_with_how_long_ago_it_is(name: str) -> None:
    said = text_of(write(report(), name), name)

    assert "Data to 30 June 2024" in said
    assert " ago" not in said


@pytest.mark.parametrize("name", formats())
def test_a_report_that_is_not_on_data_has_no_data_date(name: str) -> None:
    said = text_of(write(report(meta={"store": "3f2a"}), name), name)

    assert "Data to" not in said
    assert "No data" not in said


@pytest.mark.parametrize("name", formats())
def test_a_report_without_rows_is_still_a_report(name: str) -> None:
    empty = report()
    empty.rows.clear()

    assert write(empty, name)


@pytest.mark.parametrize("name", formats())
def test_text_that_is_no_unicode_is_written_all_the_same(name: str) -> None:
    assert write(report(row(note="Hub \udc80 4")), name)


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.json", "json"), ("a.b.CSV", "csv"), ("a.htm", "html"), ("a.markdown", "md"), ("a.txt", None), ("a", None)],
)
def test_the_ending_says_the_format(file: str, name: str | None) -> None:
    assert format_of(PurePath(file)) == name


def test_json_is_one_object_with_iso_dates_and_a_newline_at_the_end() -> None:
    content = write(report(row(), row(child_id="0072")), "json")

    read = json.loads(content)
    assert [r["child_id"] for r in read["rows"]] == ["0071", "0072"]
    assert read["rows"][0]["on"] == "2024-06-04"
    assert read["rows"][0]["at"] == "14:30:00"
    assert read["rows"][0]["data"] == {"source": {"code": "2A", "written": "2A) Schools"}}
    assert read["counts"] == [{"name": "x", "n": 1}]
    assert list(read["meta"]) == sorted(read["meta"])
    assert content.endswith(b"}\n")


def test_csv_is_a_header_and_rows_that_every_program_reads() -> None:
    read = list(csv.DictReader(io.StringIO(write(report(), "csv").decode(), newline="")))

    assert [list(r) for r in read] == [[field.name for field in COLUMNS]]
    assert read[0]["child_id"] == "0071"
    assert read[0]["on"] == "2024-06-04"
    assert read[0]["data"] == "source: 2A Schools"


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_never_hands_a_formula_to_a_spreadsheet(formula: str) -> None:
    for place in ("note", "child_id"):
        read = list(csv.DictReader(io.StringIO(write(report(row(**{place: formula})), "csv").decode(), newline="")))

        assert read[0][place] == f"'{formula}"


def test_csv_leaves_negative_numbers_alone() -> None:
    assert b",-3," in write(report(row(count=-3)), "csv")


@pytest.mark.parametrize("formula", FORMULAS)
def test_xlsx_never_evaluates_a_formula(formula: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(report(row(note=formula)), "xlsx")))

    note = book.worksheets[0].cell(2, len(COLUMNS))
    assert note.data_type == "s"
    assert "<f>" not in text_of(write(report(row(note=formula)), "xlsx"), "xlsx")


def test_xlsx_has_dates_as_dates_ids_as_text_a_frozen_header_and_filters() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(report(), "xlsx")))

    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [field.title for field in COLUMNS]
    assert sheet.cell(2, 1).value == "0071"
    assert sheet.cell(2, 2).value == datetime(2024, 6, 4)  # noqa: DTZ001 - a spreadsheet has no zones
    assert sheet.cell(2, 5).value == 3
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H2"
    assert book.sheetnames == ["The journey", "Counts", "How to read this"]


def test_xlsx_says_how_to_read_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(report(), "xlsx")))

    said = [value for line in book["How to read this"].iter_rows(values_only=True) for value in line]
    assert {"A line is a fact.", "Data to 30 June 2024", "When it happened."} <= set(said)


def test_xlsx_keeps_days_a_spreadsheet_counts_wrongly_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(report(row(on=date(1899, 6, 4))), "xlsx")))

    assert book.worksheets[0].cell(2, 2).value == "4 June 1899"


def test_xlsx_refuses_more_rows_than_a_sheet_holds() -> None:
    too_many = report(columns=(Field("n", "N", "count"),))
    too_many.rows[:] = [{"n": 1}] * 1_048_576

    with pytest.raises(CannotWrite, match="1,048,576 rows are more than a sheet holds"):
        write(too_many, "xlsx")


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("place", ["note", "child_id", "data"])
def test_html_shows_markup_as_text(place: str) -> None:
    hostile = "<script>alert(1)</script>"

    page = Page(write(report(row(**{place: hostile}), title=hostile, notes=(hostile,), guide=(hostile,)), "html"))

    assert not {"script", "b"} & set(page.tags)
    assert "".join(page.text).count(hostile) == 5  # title twice


def test_html_tables_have_captions_and_headers() -> None:
    page = Page(write(report(), "html"))

    assert page.tags.count("caption") == page.tags.count("table") == 2
    assert page.tags.count("th") == len(COLUMNS) + 2


def test_md_shows_text_as_it_is_within_its_column() -> None:
    said = write(report(row(note="a|b <b>*c*</b> `d` \\| [e](f)\nnew")), "md").decode()

    line = next(line for line in said.splitlines() if line.startswith("| 0071"))
    assert line.endswith(r"| a\|b &lt;b&gt;\*c\*&lt;/b&gt; \`d\` \\\| \[e\](f) new |")


def test_the_terminal_says_how_old_the_data_is_first() -> None:
    said = render(report(), today=date(2024, 7, 21), width=None, colour=False)

    assert said.splitlines()[0] == "Data to 30 June 2024, 21 days ago"


@pytest.mark.parametrize(
    ("width", "ascii_only"), [(None, False), (None, True), (300, False), (130, False), (60, False)]
)
@pytest.mark.parametrize("note", ["plain", "名前 é", "two\nlines", "tab\there", "", "word " * 30])
def test_rows_laid_out_at_once_are_as_the_library_lays_them_out(
    width: int | None, ascii_only: bool, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = report(row(note=note), row(child_id="12345678", count=1000, note="short"))
    at_once = render(rows, today=date(2024, 7, 21), width=width, colour=False, ascii_only=ascii_only)

    monkeypatch.setattr("journey.reports.terminal._lines", lambda *_: [])

    assert render(rows, today=date(2024, 7, 21), width=width, colour=False, ascii_only=ascii_only) == at_once


def test_a_pipe_gets_one_line_a_row_however_long() -> None:
    said = render(report(row(note="word " * 200)), today=date(2024, 7, 21), width=None, colour=False)

    assert sum("word" in line for line in said.splitlines()) == 1


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
def test_a_window_bounds_the_width_and_hides_nothing(width: int) -> None:
    said = render(report(row(note="word " * 199 + "last")), today=date(2024, 7, 21), width=width, colour=False)

    assert max(map(len, said.splitlines())) <= width
    together = " ".join(said.split())
    assert {"0071", "14:30", "2A", "yes", "last"} <= set(together.replace(";", "").split())
    assert together.count("word") == 199


def test_colour_says_nothing_that_words_do_not() -> None:
    plain = render(report(), today=date(2024, 7, 21), width=120, colour=False)
    coloured = render(report(), today=date(2024, 7, 21), width=120, colour=True)

    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_escape_sequences_of_a_file_never_reach_the_terminal() -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J"

    said = render(report(row(note=hostile), title=hostile), today=date(2024, 7, 21), width=None, colour=False)

    assert "\x1b" not in said


def test_a_terminal_without_unicode_gets_plain_lines() -> None:
    said = render(report(), today=date(2024, 7, 21), width=100, colour=False, ascii_only=True)

    assert "─" in render(report(), today=date(2024, 7, 21), width=100, colour=False)
    assert "─" not in said
