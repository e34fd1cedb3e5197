"""Reports read by a map: cells, kinds of rows, rows left out, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from journey.domain.errors import BadInputFile
from journey.domain.extract import Days, Extract, Row
from journey.importers.report import declaration_of, read_map, read_report
from journey.importers.report.context import as_time
from journey.importers.values import NotReadable
from tests.importers.building import refer, workbook
from tests.journey.reports import report

MARCH = date(2025, 3, 31)
HEAD = """name = "visits"
title = "Visits"
event = "Child protection visit made"
child = "Child ID"
date = "Visit date"
"""
SEEN = HEAD + '[columns]\n"Seen" = { field = "seen", words = { "Saw" = "yes", "-" = "" } }\n'
ROW = {"Child ID": "7", "Visit date": "14/01/2025"}


def read(path: Path, text: str, day: date | None = MARCH, **more: Any) -> Extract:
    of = read_map(text, "visits.toml")
    return read_report(path, of, declaration_of(of), la="999", extract_date=day, refer=refer, **more)


def one_row(folder: Path, text: str, row: Mapping[str, Any]) -> Row:
    """The one row of a report."""
    [listed] = read(report(folder / "visits.csv", [{**ROW, **row}]), text).lists
    assert not listed.refused, listed.refused
    return listed.rows[0]


def refusal(path: Path, text: str, **more: Any) -> str:
    with pytest.raises(BadInputFile) as refused:
        read(path, text, **more)
    return str(refused.value)


def data(row: Row) -> dict[str, Any]:
    assert row.main is not None
    return row.main.data


@pytest.mark.parametrize(("cell", "code"), [("Yes", "yes"), ("SAW", "yes"), ("n", "no"), ("perhaps", None)])
def test_words_are_the_maps_own_then_those_of_every_authority(tmp_path: Path, cell: str, code: str | None) -> None:
    assert data(one_row(tmp_path, SEEN, {"Seen": cell}))["seen"] == {"code": code, "written": cell}


def test_a_word_that_means_nothing_says_nothing(tmp_path: Path) -> None:
    assert "seen" not in data(one_row(tmp_path, SEEN, {"Seen": "-"}))


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("14:30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("12:05 AM", time(0, 5)),
        ("14/01/2025 09:15", time(9, 15)),
        ("2025-01-14T09:15:30", time(9, 15)),
        ("00:00", None),
        (0.604166667, time(14, 30)),
        (datetime(2025, 1, 14, 9, 15), time(9, 15)),  # noqa: DTZ001
        (date(2025, 1, 14), None),
        (None, None),
    ],
)
def test_times_of_day(cell: Any, at: time | None) -> None:
    assert as_time(cell) == at


@pytest.mark.parametrize("cell", ["25:00", "noon", "13:00 pm", "14:61", -0.5])
def test_what_is_no_time_of_day(cell: Any) -> None:
    with pytest.raises(NotReadable, match="is not a time of day"):
        as_time(cell)


def test_the_time_may_stand_with_the_day(tmp_path: Path) -> None:
    text = HEAD + 'time = "Visit date"\n'

    rows = [
        one_row(tmp_path, text, {"Visit date": cell}) for cell in ("14/01/2025 09:15", "14/01/2025", "14/01/2025 00:00")
    ]

    assert [row.main and row.main.occurred_time for row in rows] == [time(9, 15), None, None]
    assert {row.main and row.main.occurred_on for row in rows} == {date(2025, 1, 14)}


def test_a_time_that_cannot_be_read_is_kept_as_written(tmp_path: Path) -> None:
    row = one_row(tmp_path, HEAD + 'time = "At"\n', {"At": "noonish"})

    assert data(row)["unread"] == {"At": {"written": "noonish", "problem": "is not a time of day"}}


def test_days_may_be_written_with_the_month_first(tmp_path: Path) -> None:
    row = one_row(tmp_path, HEAD + 'dates = "month first"\n', {"Visit date": "03/04/2025"})

    assert row.main is not None
    assert row.main.occurred_on == date(2025, 3, 4)


AGENCIES = HEAD.replace("Child protection visit made", "Strategy discussion held")


def test_several_agencies_in_one_cell(tmp_path: Path) -> None:
    text = AGENCIES + '[columns]\n"Who" = { field = "attending", separated_by = ",", words = { "Met" = "police" } }\n'

    row = one_row(tmp_path, text, {"Who": "Met, Health, Health, Clergy"})

    assert [(one["code"], one["written"]) for one in data(row)["attending"]] == [
        (None, "Clergy"),
        ("health", "Health"),
        ("police", "Met"),
    ]


def test_one_column_for_each_agency(tmp_path: Path) -> None:
    text = (
        AGENCIES
        + '[columns]\n"P" = { field = "attending", item = "police" }\n"H" = { field = "attending", item = "health" }\n'
    )

    told = [
        one_row(tmp_path, text, {"P": p, "H": h}) for p, h in (("Yes", "No"), ("no", "no"), (None, None), ("Y", "x"))
    ]

    agencies = [data(row).get("attending") for row in told]
    assert [None if found is None else [one["code"] for one in found] for found in agencies] == [
        ["police"],
        [],
        None,
        ["police"],
    ]
    assert data(told[3])["unread"]["H"]["problem"] == "is neither yes nor no"


def test_what_holds_of_every_row(tmp_path: Path) -> None:
    row = one_row(tmp_path, SEEN + '[always]\nseen_alone = "unknown"\n', {"Seen": "Yes"})

    assert data(row)["seen_alone"] == {"code": "unknown", "written": "unknown"}


def test_rows_that_the_map_leaves_out_are_counted(tmp_path: Path) -> None:
    text = HEAD + '[[skip]]\ncolumn = "Status"\nis = ["Cancelled"]\n'
    rows = [{**ROW, "Status": "cancelled"}, {**ROW, "Status": "Done"}, {**ROW, "Status": None}]

    [listed] = read(report(tmp_path / "visits.csv", rows), text).lists

    assert (listed.read, len(listed.rows), listed.not_child) == (3, 2, 1)


KINDS = (
    HEAD.replace('event = "Child protection visit made"\n', "")
    + '[event]\ncolumn = "Kind"\nis = { "CP" = "CPVisitMade", "CIN" = "CINVisitMade" }\n'
)


def test_rows_of_several_kinds_go_to_their_own_lists(tmp_path: Path) -> None:
    rows = [{**ROW, "Kind": kind} for kind in ("CP", "cin", "CIN", "Pathway", None)]

    protection, in_need = read(report(tmp_path / "visits.csv", rows), KINDS).lists

    assert (len(protection.rows), len(in_need.rows)) == (1, 2)
    assert [refused.problem for refused in protection.refused] == ["is no kind that the map knows", "is blank"]
    assert {refused.may_be_in for refused in protection.refused} == {("CINVisitMade",)}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"Visit date": "31/02/2025"}, "Visit date"),
        ({"Visit date": "01/04/2025"}, "Visit date"),
        ({"Visit date": None}, "Visit date"),
        ({"Child ID": None}, "Child ID"),
        ({"Child ID": "1.2E+09"}, "Child ID"),
        ({"Child ID": "Child ID"}, "Child ID"),
    ],
)
def test_only_a_row_without_child_or_day_is_refused(tmp_path: Path, row: dict[str, Any], column: str) -> None:
    [listed] = read(report(tmp_path / "visits.csv", [{**ROW, "Seen": "x", **row}]), SEEN).lists

    assert [refused.column for refused in listed.refused] == [column]


def test_a_latest_date_may_be_blank_but_not_unreadable(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "Visit date": None}, {**ROW, "Visit date": "soon"}]

    [listed] = read(report(tmp_path / "visits.csv", rows), HEAD + 'holds = "latest only"\n').lists

    assert [len(row.claims) for row in listed.rows] == [1, 0]
    assert [refused.written for refused in listed.refused] == ["soon"]


def test_an_end_before_its_start_is_no_end(tmp_path: Path) -> None:
    text = HEAD.replace("Child protection visit made", "Went missing") + (
        '[[also]]\nevent = "Returned from missing"\ndate = "Back"\nends = true\n'
    )

    row = one_row(tmp_path, text, {"Back": "13/01/2025"})

    assert (row.claims, row.is_open) == ((), True)
    assert data(row)["unread"]["Back"]["problem"] == "is before the start (14/01/2025)"


def test_children_known_to_sen_alone_have_ids_of_their_own(tmp_path: Path) -> None:
    text = HEAD + 'sen = "SEN"\n'
    rows = [
        {**ROW, "SEN": "4711"},
        {**ROW, "Child ID": None, "SEN": "4711"},
        {**ROW, "Child ID": None, "SEN": "sen-12"},
    ]

    [listed] = read(report(tmp_path / "visits.csv", rows), text).lists

    assert [row.child for row in listed.rows] == ["7", "SEN-4711", "SEN-12"]


@pytest.mark.parametrize(
    ("covers", "days"),
    [
        ("", None),
        ("covers = { from = 2025-01-01 }", Days(date(2025, 1, 1), MARCH)),
        ("covers = { from = 2025-01-01, to = 2025-12-31 }", Days(date(2025, 1, 1), MARCH)),
        ("covers = { from = 2025-01-01, to = 2025-02-28 }", Days(date(2025, 1, 1), date(2025, 2, 28))),
        ("covers = { months = 3 }", Days(date(2025, 1, 1), MARCH)),
        ('covers = { from = { column = "From" } }', Days(date(2025, 2, 1), MARCH)),
        ("covers = { from = 2025-05-01 }", None),
    ],
)
def test_the_days_covered(tmp_path: Path, covers: str, days: Days | None) -> None:
    rows = [{**ROW, "From": "01/02/2025"}, {**ROW, "From": None}]

    [listed] = read(report(tmp_path / "visits.csv", rows), f"{HEAD}{covers}\n").lists

    assert listed.covers == days


def test_who_imports_may_say_the_days_covered_where_the_map_does_not(tmp_path: Path) -> None:
    path = report(tmp_path / "visits.csv", [ROW])

    [listed] = read(path, HEAD, covers_from=date(2025, 1, 1)).lists

    assert listed.covers == Days(date(2025, 1, 1), MARCH)
    assert "says itself" in refusal(path, HEAD + "covers = { months = 1 }\n", covers_from=date(2025, 1, 1))
    assert "Give --covers-from" in refusal(path, HEAD, covers_to=date(2025, 1, 1))
    assert "are no days" in refusal(path, HEAD, covers_from=date(2025, 4, 1))


def test_the_report_may_say_which_day_it_speaks_for(tmp_path: Path) -> None:
    text = HEAD + 'extract_date = "Run"\n'
    path = report(tmp_path / "visits.csv", [{**ROW, "Run": "28/02/2025"}, {**ROW, "Run": None}])

    assert read(path, text, None).speaks_for == date(2025, 2, 28)
    assert "speaks for 28/02/2025 by its column" in refusal(path, text)
    differing = report(tmp_path / "differing.csv", [{**ROW, "Run": "28/02/2025"}, {**ROW, "Run": "01/03/2025"}])
    assert "28/02/2025 (row 2) and 01/03/2025 (row 3)" in refusal(differing, text, day=None)
    assert "does not say which day it speaks for" in refusal(path, HEAD, day=None)


def sheets(folder: Path, names: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    return workbook(folder / "visits.xlsx", names)


TABLE = [["Child ID", "Visit date"], [7, date(2025, 1, 14)]]


def test_the_sheet_is_the_one_that_has_the_columns(tmp_path: Path) -> None:
    titled = [["Visits of the first quarter"], [], *TABLE]

    [listed] = read(sheets(tmp_path, {"Notes": [["Nothing here"]], "Data": titled}), HEAD).lists

    assert [row.child for row in listed.rows] == ["7"]


def test_two_sheets_with_the_columns_are_one_too_many(tmp_path: Path) -> None:
    path = sheets(tmp_path, {"January": TABLE, "February": TABLE})

    assert "all have the columns" in refusal(path, HEAD)
    assert read(path, HEAD + 'sheet = "february"\n').lists[0].rows
    assert "has no sheet 'March', which visits.toml names" in refusal(path, HEAD + 'sheet = "March"\n')


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            "Child~Visit date\n7~14/01/2025\n",
            "visits.csv has no columns 'Child ID', 'Visit date', 'Seen', named in visits.toml",
        ),
        (
            "Child ID,Visit date\n7,14/01/2025\n",
            "visits.csv has no column 'Seen', named in visits.toml:7. Headers found in row 1",
        ),
        (
            "Child ID,Child ID,Visit date,Seen\n7,7,14/01/2025,Y\n",
            "columns A ('Child ID') and B ('Child ID') both say 'Child ID'",
        ),
        ("", "is empty"),
        ("Child ID,Visit date,Seen\n7,14/01\0/2025,Y\n", "holds NUL bytes"),
        ('Child ID,Visit date,Seen\n7,"14/01/2025,Y\n', "unexpected end of data"),
        ("PK\x03\x04 not a workbook", "visits.csv"),
    ],
)
def test_files_that_are_refused_whole(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "visits.csv"
    path.write_text(content, encoding="utf-8")

    assert says in refusal(path, SEEN)


def test_forty_more_columns_are_named_and_not_read(tmp_path: Path) -> None:
    more = {f"Extra {n}": "x" for n in range(40)}

    extract = read(report(tmp_path / "visits.csv", [{**ROW, "Seen": "Yes", **more}]), SEEN)

    assert len(extract.lists[0].rows) == 1
    assert "and 10 more stand in no line of visits.toml; not read." in extract.notes[0]


def test_a_row_with_more_values_than_headers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text("Child ID,Visit date\n7,14/01/2025,x\n", encoding="utf-8")

    [listed] = read(path, HEAD).lists

    assert [refused.child for refused in listed.refused] == ["7"]
