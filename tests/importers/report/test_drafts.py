"""A first map, drawn up from the headers of a report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from journey.importers.report import declaration_of, read_map, read_report
from journey.importers.report.draft import draft
from tests.importers.building import refer, workbook
from tests.journey.reports import report

ROW = {
    "Mosaic person ID": "7",
    "Date of visit": "14/01/2025",
    "Time of visit": "09:15",
    "Was the child seen?": "Yes",
    "Seen alone (Y/N)": "No",
    "Worker": "Priya Shah",
    "Shoe size": "3",
}


def test_a_drawn_up_map_reads_the_report_it_was_drawn_from(tmp_path: Path) -> None:
    path = report(tmp_path / "CP visits 2025.csv", [ROW])

    text = draft(path, "CPVisitMade")
    of = read_map(text, "cp.toml")
    extract = read_report(path, of, declaration_of(of), la="999", extract_date=date(2025, 3, 31), refer=refer)

    assert (of.name, of.child, of.when and (of.when.date, of.when.time)) == (
        "cp-visits-2025",
        "Mosaic person ID",
        ("Date of visit", "Time of visit"),
    )
    assert {column.header: column.field for column in of.columns} == {
        "Was the child seen?": "seen",
        "Seen alone (Y/N)": "seen_alone",
        "Worker": "worker",
    }
    [row] = extract.lists[0].rows
    assert row.main is not None
    assert row.main.data["seen"]["code"] == "yes"  # type: ignore[index,call-overload]


def test_what_is_not_sure_is_a_comment(tmp_path: Path) -> None:
    text = draft(report(tmp_path / "visits.csv", [ROW]), "child protection visit made")

    assert '# "Shoe size" = "…"' in text
    assert "# Fields that no column looks like:\n#   not_alone_reason    # not-alone-reason: refused, infant" in text
    assert '"Seen alone (Y/N)" = "seen_alone"    # seen-alone: yes, no, not-applicable, unknown' in text


def test_the_parts_of_a_fact_are_offered(tmp_path: Path) -> None:
    text = draft(report(tmp_path / "missing.csv", [{"Child ID": "7", "Missing from": "14/01/2025"}]), "Went missing")

    assert '# [[also]]\n# event = "Return interview offered"       accepted\n' in text


def test_a_column_that_cannot_be_found_is_left_to_a_person(tmp_path: Path) -> None:
    text = draft(report(tmp_path / "visits.csv", [{"A": "7", "B": "14/01/2025"}]), "CPVisitMade")

    assert '# child = "…" ' in text
    assert '# date = "…" ' in text
    with pytest.raises(BadInputFile, match="No column holds the child's id"):
        read_map(text, "visits.toml")


def test_a_reference_number_is_the_childs_where_no_header_names_the_child(tmp_path: Path) -> None:
    own = {"Ref No.": "7", "Visit date": "14/01/2025"}

    assert '\nchild = "Ref No."\n' in draft(report(tmp_path / "visits.csv", [own]), "CPVisitMade")
    both = draft(report(tmp_path / "more.csv", [{**own, "Child ID": "8"}]), "CPVisitMade")
    assert '\nchild = "Child ID"\n' in both


def test_headers_below_a_title_are_found(tmp_path: Path) -> None:
    path = workbook(tmp_path / "visits.xlsx", {"Visits": [["All visits"], [], list(ROW), list(ROW.values())]})

    of = read_map(draft(path, "CPVisitMade"), "visits.toml")

    assert (of.sheet, of.header_row) == ("Visits", 3)


@pytest.mark.parametrize(
    "named", ["Child protection vist made", "Returned from missing", "Records merged", "Hub opened"]
)
def test_only_events_that_a_row_can_be_about(tmp_path: Path, named: str) -> None:
    with pytest.raises(BadInputFile, match="There is no event"):
        draft(report(tmp_path / "visits.csv", [ROW]), named)


def test_a_report_without_a_row_has_no_headers(tmp_path: Path) -> None:
    with pytest.raises(BadInputFile, match="has no rows"):
        draft(workbook(tmp_path / "visits.xlsx", {"Visits": []}), "CPVisitMade")


def test_quotes_in_headers_are_kept(tmp_path: Path) -> None:
    row = {"Child ID": "7", "Date": "14/01/2025", 'Seen "alone"\\': "Yes"}

    of = read_map(draft(report(tmp_path / "visits.csv", [row]), "CPVisitMade"), "visits.toml")

    assert [(column.header, column.field) for column in of.columns] == [('Seen "alone"\\', "seen_alone")]
