"""Annex A written from the log: what was taken in from Annex A comes out so that taking it in again changes nothing."""

from __future__ import annotations

import stat
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import load_workbook

from journey.domain.extract import Extract
from journey.exporters.annex_a.lists import annex_a_rows
from journey.importers.annex_a import ANNEX_A
from journey.importers.annex_a.codes import READERS, read_code
from journey.importers.annex_a.written import LABELS
from journey.importers.layout import columns_of
from journey.projections.standpoint import stand
from journey.store.importing import import_extract
from journey.store.log import open_log
from tests.cli.running import journey
from tests.journey.commands import APRIL, MARCH, asked, import_sample, imported, month
from tests.journey.extracts import COLUMNS, DAYS, LA, extract, months

CHANGES = ("new", "reinstated", "corrected", "retracted")
ANY = (*CHANGES, "progressed")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the sample's two months."""
    folder = tmp_path_factory.mktemp("origin")
    url = f"sqlite:///{folder / 'journey.db'}"
    import_sample(url, MARCH, APRIL, into=folder)
    return url


def export(store: str, path: Path, *more: str) -> Path:
    done = journey("export", "annex-a", str(path), "--la", "999", *more, store=store)
    assert done.exit_code == 0, done.stderr
    return path


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    head, *rows = load_workbook(str(path)).get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_all_lists_have_their_headers_in_their_order(store: str, tmp_path: Path) -> None:
    book = load_workbook(str(export(store, tmp_path / "annex_a.xlsx")))

    assert book.sheet_names == [f"List {n}" for n in range(1, 12)]
    for listing in ANNEX_A.listings:
        headers = book.get_sheet_by_name(listing.name).to_python()[0]
        assert headers == [column.header for column in columns_of(listing)]
    assert len(book.get_sheet_by_name("List 8").to_python()[0]) == 34
    assert len(book.get_sheet_by_name("List 9").to_python()[0]) == 17


def test_the_store_that_wrote_it_finds_nothing_changed_in_it(store: str, tmp_path: Path) -> None:
    account = imported(store, export(store, tmp_path / "annex_a.xlsx"), APRIL, "--dry-run")

    assert sum(row["rows"] for row in account["rows"]) > 200
    assert {name: account["meta"][name] for name in ANY} == dict.fromkeys(ANY, 0)
    assert account["meta"]["rejected"] == 0


def test_an_empty_store_comes_to_the_same_case_on_the_day(store: str, sqlite_url: str, tmp_path: Path) -> None:
    out = export(store, tmp_path / "annex_a.xlsx")
    imported(sqlite_url, out, APRIL)

    listed = {row["Child Unique ID"] for row in sheet(out, "List 6")}  # a status from an older file is not in this one
    found = (asked(url, "children", "--as-at", APRIL.isoformat())["rows"] for url in (store, sqlite_url))
    here, there = (
        {row["child_id"]: case(row) for row in rows if row["child_id"] in listed and is_open(row)} for rows in found
    )
    assert here == there
    assert len(here) > 30


def is_open(row: dict[str, Any]) -> bool:
    return (row["case_status"] or {}).get("code") not in (None, "closed")


def case(row: dict[str, Any]) -> dict[str, Any]:
    """Where a case stands; not how long the log has known the child."""
    return {key: row[key] for key in ("child_id", "case_status", "plan", "team")}


def test_what_is_worked_out_is_right(sqlite_url: str, tmp_path: Path) -> None:
    who = {"Child Unique ID": "0070", "Date of Birth": date(2012, 5, 1)}
    file = month(
        tmp_path / "in.xlsx",
        {
            "List 3": [
                {**who, "Date of referral": date(2024, 10, 1), "Referral Source": "6"},
                {**who, "Date of referral": date(2025, 3, 1), "Referral Source": "2A"},
            ],
            "List 7": [
                {
                    **who,
                    "Child Protection Plan Start Date": date(2024, 10, 9),
                    "Child Protection Plan End Date": date(2025, 1, 8),
                },
                {**who, "Child Protection Plan Start Date": date(2025, 3, 9)},
            ],
        },
    )
    imported(sqlite_url, file, MARCH)

    out = export(sqlite_url, tmp_path / "out.xlsx")
    birthday = export(sqlite_url, tmp_path / "later.xlsx", "--as-at", "2025-05-01")

    referrals, plans = sheet(out, "List 3"), sheet(out, "List 7")
    assert [row["Child Unique ID"] for row in referrals] == ["0070", "0070"]
    assert [row["Number of Referrals in Last 12 Months"] for row in referrals] == [0, 1]
    assert [row["Number of Previous Child Protection Plans"] for row in plans] == [0, 1]
    assert {row["Age of Child (Years)"] for row in referrals} == {12}
    assert [row["Date of referral"] for row in sheet(birthday, "List 3")] == [date(2025, 3, 1)]
    assert {row["Age of Child (Years)"] for row in sheet(birthday, "List 3")} == {13}


PLAN = {
    "Child Unique ID": "0070",
    "Date of Birth": date(2012, 5, 1),
    "Child Protection Plan Start Date": date(2025, 3, 10),
    "Number of Previous Child Protection Plans": 0,
}
VISIT = "Date of the Last Statutory Visit"


def plan(folder: Path, name: str, visited: date) -> Path:
    return month(folder / name, {"List 7": [{**PLAN, VISIT: visited}]})


@pytest.mark.parametrize(
    "visited",
    [(date(2025, 3, 28), date(2025, 3, 20)), (date(2025, 3, 3), date(2025, 3, 7))],
    ids=["a visit that went back", "a visit before the plan began"],
)
def test_the_last_visit_is_the_one_that_the_source_shows(
    sqlite_url: str, tmp_path: Path, visited: tuple[date, date]
) -> None:
    imported(sqlite_url, plan(tmp_path, "march.xlsx", visited[0]), MARCH)
    imported(sqlite_url, plan(tmp_path, "april.xlsx", visited[1]), APRIL)

    out = export(sqlite_url, tmp_path / "out.xlsx")

    assert [row[VISIT] for row in sheet(out, "List 7")] == [visited[1]]
    meta = imported(sqlite_url, out, APRIL)["meta"]
    assert {name: meta[name] for name in ANY} == dict.fromkeys(ANY, 0)


def test_a_visit_of_an_earlier_plan_is_none_of_the_next(sqlite_url: str, tmp_path: Path) -> None:
    start, end = "Child Protection Plan Start Date", "Child Protection Plan End Date"
    first = {**PLAN, start: date(2024, 10, 9), end: date(2025, 1, 8), VISIT: date(2025, 1, 6)}
    imported(sqlite_url, month(tmp_path / "in.xlsx", {"List 7": [first, PLAN]}), MARCH)

    out = export(sqlite_url, tmp_path / "out.xlsx")

    assert [row[VISIT] for row in sheet(out, "List 7")] == [date(2025, 1, 6), ""]


def test_a_family_stays_one_family(sqlite_url: str, tmp_path: Path) -> None:
    children = [
        {"Child Unique ID": ident, "Family identifier": "FAM 7", "Date of Birth": date(2023, 5, 1),
         "Date the Child Entered Care": date(2024, 5, 1),
         "Date of Decision that Child Should be Placed for Adoption": date(2024, 12, 2)}
        for ident in ("0070", "0071")
    ]  # fmt: skip
    imported(sqlite_url, month(tmp_path / "in.xlsx", {"List 10": children}), MARCH)

    out = export(sqlite_url, tmp_path / "out.xlsx")

    (family,) = {row["Family identifier"] for row in sheet(out, "List 10")}
    assert family.startswith("f:")
    meta = imported(sqlite_url, out, MARCH, "--dry-run")["meta"]
    assert {name: meta[name] for name in ANY} == dict.fromkeys(ANY, 0)


def test_on_an_earlier_day_what_came_later_is_not_there(store: str, tmp_path: Path) -> None:
    book = export(store, tmp_path / "annex_a.xlsx", "--as-at", "2025-03-31", "--known-at", "2025-03-31")

    days = [row["Date of referral"] for row in sheet(book, "List 3")]
    ends = [row["CIN Closure Date"] for row in sheet(book, "List 6")]
    assert max(days) <= MARCH
    assert max(day for day in ends if day) <= MARCH
    assert min(days) >= date(2024, 9, 30)


def test_text_that_looks_like_a_formula_stays_text(sqlite_url: str, tmp_path: Path) -> None:
    start = {"Child Unique ID": "1000007", "Assessment start date": date(2025, 3, 3)}
    text = "+44 Early Help"
    file = month(tmp_path / "in.xlsx", {"List 2": [{**start, "Organisation completing assessment": text}]})
    imported(sqlite_url, file, MARCH)

    out = export(sqlite_url, tmp_path / "out.xlsx")

    assert sheet(out, "List 2")[0]["Organisation completing assessment"] == text
    assert imported(sqlite_url, out, MARCH)["meta"]["unchanged"] == 1


def test_an_export_is_its_owners_alone_recorded_and_the_same_twice(store: str, tmp_path: Path) -> None:
    one = export(store, tmp_path / "one.xlsx", "--purpose", "inspection")
    two = export(store, tmp_path / "two.xlsx")

    with open_log(store, create=False) as log:
        entry = next(e for e in log.access.entries() if e.purpose == "inspection")
    assert entry.command.startswith("journey export annex-a")
    assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert one.read_bytes() == two.read_bytes()
    assert journey("export", "annex-a", str(one), "--la", "999", store=store).exit_code == 2


def test_an_authority_without_children_is_a_mistake(store: str, tmp_path: Path) -> None:
    done = journey("export", "annex-a", str(tmp_path / "a.xlsx"), "--la", "998", store=store)

    assert done.exit_code == 2
    assert "no child of authority 998" in done.stderr


@pytest.mark.parametrize("codes", sorted(READERS))
def test_a_code_is_written_so_that_it_is_read_again(codes: str) -> None:
    reader = READERS[codes]

    assert [read_code(codes, reader.label_of(code))["code"] for code in reader.codes.codes] == list(reader.codes.codes)


@pytest.mark.parametrize("codes", sorted(READERS))
def test_every_label_of_annex_a_is_what_is_written_for_the_code_that_it_reads_as(codes: str) -> None:
    reader, labels = READERS[codes], LABELS[codes]

    assert [reader.label_of(str(read_code(codes, label)["code"])) for label in labels] == list(labels)
    later = {code for code in reader.codes.codes if reader.label_of(code) not in labels}
    assert later <= {"5D", "RC9", "E43", "E44", "K3", "Z11", "Z12", "Z13", "Z14", "F4", "F5", "P4", "P5"}


def test_every_coded_cell_is_a_label_of_its_set(store: str, tmp_path: Path) -> None:
    out = export(store, tmp_path / "annex_a.xlsx")

    odd: set[tuple[str, str]] = set()
    checked: set[str] = set()
    for listing in ANNEX_A.listings:
        coded = {column.header: column.codes for column in listing.columns if column.codes is not None}
        for row in sheet(out, listing.name):
            for header, codes in coded.items():
                if row[header]:
                    checked.add(codes)
                    odd |= {(codes, row[header])} if row[header] not in LABELS[codes] else set()
    assert checked >= {"sex", "ethnicity", "referral-source", "need", "case-status", "legal-status", "placement"}
    assert {codes for codes, _ in odd} <= {"placement", "referral-source", "closure", "activity"}
    assert all(READERS[codes].code_for(cell) for codes, cell in odd)


def test_a_code_that_is_written_otherwise_comes_out_in_annex_as_own_words(sqlite_url: str, tmp_path: Path) -> None:
    leaver = {"Child Unique ID": "0070", "Date of Birth": date(2005, 5, 1), "LA in Touch": "Y",
              "Eligibility Category": "Former relevant child", "Sex": "Not stated"}  # fmt: skip
    unread = {**leaver, "Child Unique ID": "0071", "LA in Touch": "perhaps"}
    imported(sqlite_url, month(tmp_path / "in.xlsx", {"List 9": [leaver, unread]}), MARCH)

    one, other = sheet(export(sqlite_url, tmp_path / "out.xlsx"), "List 9")

    assert one["LA in Touch"] == "a) Yes"
    assert one["Eligibility Category"] == "b) Former relevant child"
    assert one["Sex"] == "c) Not stated/recorded"
    assert other["LA in Touch"] == "perhaps"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sets(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=3).map(sorted).flatmap(lambda of: months(of, 4)),
    st.sampled_from(DAYS[3:]),
)
def test_what_files_said_is_exported_so_that_it_is_unchanged(files: list[Extract], day: date) -> None:
    with tempfile.TemporaryDirectory() as folder, open_log(f"sqlite:///{Path(folder) / 'a.db'}") as log:
        for file in files:
            import_extract(log, file, ANNEX_A, allow_retractions=True)
        at = stand(log, as_at=day, known_at=day, today=day)
        lists = annex_a_rows(log, at, LA, lambda _done, _of: None)

        written = extract(day, {name: rows for name, rows in lists.items() if name in COLUMNS}, made="9999")
        again = import_extract(log, written, ANNEX_A, allow_retractions=True, dry_run=True)

    assert {name: again.totals[name] for name in CHANGES} == dict.fromkeys(CHANGES, 0)
    assert again.totals["rows"] == sum(len(rows) for rows in lists.values())
