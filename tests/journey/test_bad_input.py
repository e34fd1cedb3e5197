"""Bad input through the command, after a good month: a clear refusal, or a row set aside with its place.

Never a traceback, never a row lost, and never a retraction of what may stand in a row that could not be read.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from journey.domain.statements import split_stream
from journey.projections.effective import effective_history
from journey.store.log import open_log
from tests.cli.running import journey
from tests.importers.building import headers, workbook
from tests.journey.commands import APRIL, MARCH, asked, counts, facts, import_file, imported, month, rejects_of

Lists = dict[str, list[dict[str, Any]]]

CHILDREN = (7, *range(1000014, 1000084, 7))
BAD = 4
"""The row, counted from the first child, that goes bad in April; in the sheet it is row 6."""
LINE = BAD + 2
CHILD = str(CHILDREN[BAD])
STARTS = {"List 1": "Date of Contact", "List 3": "Date of referral", "List 6": "CIN Start Date"}


def good_month() -> Lists:
    """A contact, a referral and an open episode of each child."""
    who = [{"Child Unique ID": child, "Date of Birth": date(2012, 5, 1 + i)} for i, child in enumerate(CHILDREN)]
    start = [date(2024, 12, 2 + i) for i in range(len(CHILDREN))]
    return {
        "List 1": [w | {"Date of Contact": s, "Contact Source": "6"} for w, s in zip(who, start, strict=True)],
        "List 3": [w | {"Date of referral": s, "Referral Source": "2A"} for w, s in zip(who, start, strict=True)],
        "List 6": [
            w | {"CIN Start Date": s, "Primary Need Code": "N1", "Case Status": "c) Child in need plan"}
            for w, s in zip(who, start, strict=True)
        ],
    }


def changed(name: str, header: str, cell: Any, row: int = BAD) -> Lists:
    """The good month with one cell changed."""
    lists = deepcopy(good_month())
    lists[name][row][header] = cell
    return lists


@pytest.fixture
def march(sqlite_url: str, tmp_path: Path) -> str:
    """A store with a good month."""
    imported(sqlite_url, month(tmp_path / "march.xlsx", good_month()), MARCH)
    return sqlite_url


def place(store: str) -> tuple[int, bytes]:
    with open_log(store, create=False) as log:
        assert log.verify().problems == []
        return log.place()


def rejects(path: Path) -> list[dict[str, str]]:
    with rejects_of(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def refused_whole(store: str, path: Path, says: str, *more: str) -> None:
    """The file is refused with exit code 11 and a plain message, and the store stays as it was."""
    before = place(store)

    done = import_file(store, path, APRIL, *more)

    assert (done.exit_code, done.stdout) == (11, "")
    assert re.search(says, done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert place(store) == before


def nothing_was_lost(store: str, account: Mapping[str, Any], lists: Mapping[str, Sequence[object]]) -> None:
    """Every row is counted, nothing is retracted, and every fact of March still stands."""
    assert counts(account, "rows") == {name: (len(rows),) for name, rows in lists.items()}
    assert counts(account, "retracted", "aged_out") == dict.fromkeys(lists, (0, 0))
    stand = standing(store)
    for child, start in zip(CHILDREN, (date(2024, 12, 2 + i) for i in range(len(CHILDREN))), strict=True):
        assert {f"contact/{start}/1", f"referral/{start}/1", f"episode/{start}/1"} <= stand[str(child)]


def standing(store: str) -> dict[str, set[str]]:
    """The facts of each child that stand, as ``show`` tells them of one at a time."""
    with open_log(store, create=False) as log:
        said = log.statements([summary.stream for summary in log.streams("child")])
    return {
        split_stream(stream)[2]: {fact.key for fact in effective_history(one, APRIL, APRIL) if fact.stands}
        for stream, one in said.items()
    }


# Files


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"Child Unique ID,Date of Contact\n7,01/01/2025\n", "is not an Excel workbook", id="text"),
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"%PDF-1.7", "is a PDF", id="pdf"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is protected by a password",
            id="password",
        ),
    ],
)
def test_what_is_no_workbook(march: str, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "april.xlsx"
    path.write_bytes(content)

    refused_whole(march, path, rf"april\.xlsx.*{says}")


@pytest.mark.parametrize("share", [0.2, 0.9])
def test_a_file_cut_short(march: str, tmp_path: Path, share: float) -> None:
    path = month(tmp_path / "april.xlsx", good_month())
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    refused_whole(march, path, r"april\.xlsx.*is cut short or damaged")


def test_a_file_that_is_not_there(march: str, tmp_path: Path) -> None:
    refused_whole(march, tmp_path / "april.xlsx", r"There is no file .*april\.xlsx")


def test_two_lists_with_one_name(march: str, tmp_path: Path) -> None:
    lists = good_month()
    sheets = {name: [headers(name), *([r.get(h) for h in headers(name)] for r in rows)] for name, rows in lists.items()}
    path = workbook(tmp_path / "april.xlsx", {**sheets, "List_1": sheets["List 1"]})

    refused_whole(march, path, r"'List 1'.* and .*'List_1' are both List 1")


def test_a_header_with_no_rows(march: str, tmp_path: Path) -> None:
    path = month(tmp_path / "april.xlsx", good_month() | {"List 6": []})

    refused_whole(march, path, r"List 6: 11 of the 11 rows .* would be retracted.*--allow-retractions")

    account = imported(march, path, APRIL, "--allow-retractions")
    assert counts(account, "rows", "retracted")["List 6"] == (0, 11)


def test_a_missing_list(march: str, tmp_path: Path) -> None:
    lists = good_month()
    del lists["List 6"]
    path = month(tmp_path / "april.xlsx", lists)

    account = imported(march, path, APRIL)

    nothing_was_lost(march, account, lists)
    assert "List 6 (Children in need)" in import_file(march, path, APRIL).stderr


def test_a_million_blank_formatted_rows(march: str, tmp_path: Path) -> None:
    path = month(tmp_path / "april.xlsx", good_month())
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    blank = b"".join(
        b'<row r="%d" ht="15" customHeight="1"><c r="A%d" s="0"/></row>' % (n, n) for n in range(50, 1_000_000)
    )
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", blank + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, content in parts.items():
            new.writestr(name, content)

    account = imported(march, path, APRIL)

    nothing_was_lost(march, account, good_month())


# Rows


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param(date(1900, 1, 1), id="1900"),
        pytest.param(date(2105, 1, 1), id="2105"),
        pytest.param("01/01/2105", id="2105 as text"),
        pytest.param("31/02/2025", id="31 February"),
        pytest.param("soon", id="text"),
        pytest.param("#N/A", id="#N/A"),
        pytest.param("\u00a0", id="non-breaking space"),
        pytest.param("=TODAY()", id="formula without a result"),
        pytest.param(None, id="blank"),
    ],
)
@pytest.mark.parametrize("name", ["List 1", "List 3"])
def test_a_start_date_that_cannot_be_read(march: str, tmp_path: Path, name: str, cell: Any) -> None:
    lists = changed(name, STARTS[name], cell)
    path = month(tmp_path / "april.xlsx", lists)

    account = imported(march, path, APRIL)

    nothing_was_lost(march, account, lists)
    assert counts(account, "rejected") == {listed: (int(listed == name),) for listed in lists}
    [row] = rejects(path)
    assert (row["list"], row["line"], row["child"], row["column"]) == (name, str(LINE), CHILD, STARTS[name])
    assert row["problem"]
    assert row["remedy"]


@pytest.mark.parametrize("cell", [None, "\u00a0", "#N/A", "=A1", "Child Unique ID"])
@pytest.mark.parametrize("name", ["List 1", "List 6"])
def test_an_id_that_cannot_be_read(march: str, tmp_path: Path, name: str, cell: Any) -> None:
    lists = changed(name, "Child Unique ID", cell)
    path = month(tmp_path / "april.xlsx", lists)

    account = imported(march, path, APRIL)

    nothing_was_lost(march, account, lists)
    assert counts(account, "rejected")[name] == (1,)
    [row] = rejects(path)
    assert (row["list"], row["line"], row["child"], row["column"]) == (name, str(LINE), "", "Child Unique ID")


@pytest.mark.parametrize("cell", [None, date(1900, 1, 1), "\u00a0"])
def test_an_episode_without_a_start_is_the_childs_only_open_one(march: str, tmp_path: Path, cell: Any) -> None:
    lists = changed("List 6", "CIN Start Date", cell)

    account = imported(march, month(tmp_path / "april.xlsx", lists), APRIL)

    nothing_was_lost(march, account, lists)
    assert counts(account, "rejected", "new")["List 6"] == (0, 0)


def test_an_episode_without_a_start_of_a_child_with_none_open_is_set_aside(march: str, tmp_path: Path) -> None:
    lists = good_month()
    lists["List 6"].append({"Child Unique ID": 1000091, "Primary Need Code": "N1"})
    path = month(tmp_path / "april.xlsx", lists)

    account = imported(march, path, APRIL)

    nothing_was_lost(march, account, lists)
    [row] = rejects(path)
    assert (row["line"], row["child"], row["column"]) == ("13", "1000091", "CIN Start Date")
    assert "no open episodes" in row["problem"]


@pytest.mark.parametrize(
    ("name", "header", "cell"),
    [
        ("List 6", "CIN Closure Date", "31/02/2025"),
        ("List 6", "CIN Closure Date", date(2105, 1, 1)),
        ("List 6", "CIN Closure Date", date(2024, 11, 1)),
        ("List 6", "CIN Closure Date", "#N/A"),
        ("List 6", "Date Child Was Last Seen", "yesterday"),
        ("List 6", "Primary Need Code", "=B1"),
        ("List 3", "Number of Referrals in Last 12 Months", "many"),
        ("List 1", "Date of Birth", date(2105, 1, 1)),
    ],
)
def test_another_cell_that_cannot_be_read_is_kept_as_written(
    march: str, tmp_path: Path, name: str, header: str, cell: Any
) -> None:
    lists = changed(name, header, cell)

    account = imported(march, month(tmp_path / "april.xlsx", lists), APRIL)

    nothing_was_lost(march, account, lists)
    assert counts(account, "rejected")[name] == (0,)
    [unread] = [row["data"]["unread"] for row in facts(march, CHILD) if "unread" in row["data"]]
    assert unread[header]["problem"]
    assert asked(march, "show", CHILD)["meta"]["now"]["findings"] >= 1


def test_non_breaking_spaces_change_nothing(march: str, tmp_path: Path) -> None:
    lists = good_month()
    lists["List 1"][BAD] |= {"Child Unique ID": f"\u00a0{CHILD}\u00a0", "Contact Source": "\u00a06 "}

    account = imported(march, month(tmp_path / "april.xlsx", lists), APRIL)

    assert counts(account, "unchanged") == {name: (len(rows),) for name, rows in lists.items()}


def test_an_id_of_007_beside_7(march: str, tmp_path: Path) -> None:
    lists = good_month()
    for rows in lists.values():
        rows.append(rows[0] | {"Child Unique ID": "007"})
    path = month(tmp_path / "april.xlsx", lists)

    done: Result = import_file(march, path, APRIL)

    assert done.exit_code == 0
    assert "Child ids 007 and 7 differ only by leading zeros" in done.stderr
    assert len(facts(march, "7")) == len(facts(march, "007"))
    assert {row["child_id"] for row in asked(march, "children")["rows"]} == {"007", *map(str, CHILDREN)}


def test_an_id_that_loses_its_zeros_takes_nothing_away(march: str, tmp_path: Path) -> None:
    lists = good_month()
    for rows in lists.values():
        rows[0]["Child Unique ID"] = "0007"

    account = imported(march, month(tmp_path / "april.xlsx", lists), APRIL)

    assert counts(account, "retracted", "aged_out") == dict.fromkeys(lists, (0, 1))
    assert account["meta"]["absent_because"] == {"under another id": 3}


def test_many_bad_rows_are_all_handed_back(march: str, tmp_path: Path) -> None:
    lists = good_month()
    for row in lists["List 1"]:
        row["Date of Contact"] = "31/02/2025"
    path = month(tmp_path / "april.xlsx", lists)

    account = imported(march, path, APRIL)

    nothing_was_lost(march, account, lists)
    assert [row["line"] for row in rejects(path)] == [str(n) for n in range(2, 2 + len(CHILDREN))]
    assert "and 6 more" in import_file(march, path, APRIL).stderr


def test_refused_rows_are_never_written_over_what_is_read(tmp_path: Path, sqlite_url: str) -> None:
    book = month(tmp_path / "march.xlsx", good_month())
    before = book.read_bytes()

    done = journey(
        "--store", sqlite_url, "import", "annex-a", str(book), "--la", "999", "--extract-date", "2025-03-31",
        "--rejects", str(book),
    )  # fmt: skip

    assert done.exit_code == 2
    assert book.read_bytes() == before
