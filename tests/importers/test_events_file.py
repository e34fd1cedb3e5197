"""Our own export, read back: every statement comes back as it was, and a changed file is refused where it changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.errors import BadInputFile
from journey.domain.statements import Statement
from journey.importers.events import EventFile
from journey.importers.events.columns import (
    GENESIS,
    HEADERS,
    cells_of,
    end_cells,
    escaped,
    next_check,
    restored,
    statement_of,
)
from journey.importers.events.values import from_text, to_text
from tests.store.builders import said
from tests.store.test_codec import content, corrections, plain, statements

_FIRST = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


def numbered(count: int) -> list[Statement]:
    return [said(number=n).at(version=n, position=n, recorded_at=None) for n in range(1, count + 1)]  # type: ignore[arg-type]


def file_of(path: Path, rows: Iterable[Statement]) -> Path:
    """A file as the export writes it."""
    check, lines = GENESIS, [list(HEADERS)]
    for cells in (cells_of(one, None) for one in rows):
        check = next_check(check, cells)
        lines.append([*cells, check.hex()])
    end = end_cells(len(lines) - 1)
    lines.append([*end, next_check(check, end).hex()])
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([escaped(cell) for cell in line] for line in lines)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return path


@given(statements.filter(lambda s: s.belongs_to != "") | corrections)
def test_a_statement_comes_back_as_it_was(statement: Statement) -> None:
    cells = [restored(escaped(cell)) for cell in cells_of(statement, None)]

    assert statement_of(cells) == statement


@given(content)
def test_fields_come_back_as_they_were(data: dict[str, object]) -> None:
    assert from_text(to_text(data)) == data  # type: ignore[arg-type]


@given(st.sampled_from(["$date", "$bytes", "$map", "date"]), plain)
def test_a_dictionary_that_looks_like_a_date_is_none(name: str, value: object) -> None:
    assert from_text(to_text({"a": {name: value}})) == {"a": {name: value}}  # type: ignore[dict-item]


@given(st.builds(lambda blank, first, rest: blank + first + rest, st.sampled_from(["", " ", "\u00a0"]),
                 st.sampled_from(_FIRST), st.text()))  # fmt: skip
def test_no_spreadsheet_runs_a_cell(text: str) -> None:
    assert escaped(text)[0] not in "=+-@\t\r\n"
    assert escaped(text).startswith("'") or text[0] in " \u00a0"
    assert restored(escaped(text)) == text


def test_rows_are_read_in_their_order(tmp_path: Path) -> None:
    file = EventFile(file_of(tmp_path / "events.csv", numbered(3)))

    file.check()

    assert file.rows == 3
    assert [line.statement for line in file.lines()] == numbered(3)
    assert [line.number for line in file.lines()] == [2, 3, 4]


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("referral/2024-09-18/2", "referral/2024-09-19/2", 3),  # a cell changed
        ("2024-09-18", "18/09/2024", 2),  # as a spreadsheet saves dates
        ("child:821:1000007", "child:821:1000008", 2),
        ("end,", "4,", 5),  # the last line made a row
    ],
)
def test_a_changed_file_is_refused_with_its_row(tmp_path: Path, old: str, new: str, row: int) -> None:
    path = file_of(tmp_path / "events.csv", numbered(3))
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    with pytest.raises(BadInputFile, match=rf"events\.csv, row {row}: "):
        EventFile(path).check()


@pytest.mark.parametrize("gone", [1, 2, 3, 4])
def test_a_lost_row_is_missed(tmp_path: Path, gone: int) -> None:
    path = file_of(tmp_path / "events.csv", numbered(3))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for n, line in enumerate(lines) if n != gone))

    with pytest.raises(BadInputFile, match=r"events\.csv, row \d: "):
        EventFile(path).check()


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Child Unique ID,Date of referral\n1000007,18/09/2024\n", encoding="utf-8")

    with pytest.raises(BadInputFile, match=r"list\.csv, row 1: these are not the columns of `journey export csv`"):
        EventFile(path).check()


@given(st.binary(max_size=200))
def test_damaged_bytes_are_refused_and_no_fault(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = file_of(tmp_path_factory.mktemp("noise") / "events.csv", numbered(1))
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + noise + whole[200 + len(noise) :])

    if path.read_bytes() != whole:
        with pytest.raises(BadInputFile):
            EventFile(path).check()


def test_an_event_of_a_later_release_is_refused_by_name(tmp_path: Path) -> None:
    path = file_of(tmp_path / "events.csv", [said(schema=7).at(version=1, position=1, recorded_at=None)])  # type: ignore[arg-type]

    with pytest.raises(BadInputFile, match="row 2: this release does not know ReferralReceived version 7"):
        EventFile(path).check()
