"""Which file is which file of the return, of which year: told by what it holds, never by its name."""

from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest

from journey.domain.errors import BadInputFile
from journey.importers.ssda903 import SSDA903
from journey.importers.ssda903.columns import FILES
from tests.importers.building import the_list
from tests.importers.returns import LAST, MADE, headers, read, read_all, rows, text, write

STARTS = {
    "Episodes": "DECOM",
    "Reviews": "REVIEW",
    "Missing": "MIS_START",
    "SWEpisodes": "SW_DECOM",
    "DoLo": "DOLO_START",
    "AD1": "DATE_INT",
    "PlacedAdoption": "DATE_PLACED",
}
NAMES = [listing.name for listing in FILES]


def row(name: str, day: str = "05/06/2024") -> dict[str, str]:
    return {STARTS[name]: day} if name in STARTS else {}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "columns turned round"])
def test_a_file_is_known_by_its_columns_and_not_by_its_name(tmp_path: Path, name: str, turned: bool) -> None:
    lines = text(name, [row(name)]).splitlines()
    if turned:
        lines = [",".join(reversed(line.split(","))) for line in lines]
    path = tmp_path / "referrals.csv"
    path.write_text("\n".join(lines), encoding="utf-8")

    [extract] = read_all([path], year=2025)

    assert [found.listing.name for found in extract.lists if not found.listing.read_from] == [name]
    assert the_list(extract, name).read == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda said: codecs.BOM_UTF8 + said.encode(), id="a mark of UTF-8"),
        pytest.param(lambda said: said.replace("\r\n", "\n").encode(), id="line feeds alone"),
        pytest.param(lambda said: said.replace("\r\n", "\r\n\r\n,,,\r\n").encode(), id="blank lines"),
        pytest.param(lambda said: said.encode("utf-16"), id="UTF-16"),
        pytest.param(lambda said: said.replace(",", ";").encode(), id="semicolons"),
        pytest.param(lambda said: said.replace(",", "\t").encode(), id="tabs"),
        pytest.param(lambda said: said.lower().encode(), id="small letters"),
        pytest.param(lambda said: said.replace(",", ", ").encode(), id="spaces after the comma"),
    ],
)
def test_the_same_rows_in_another_dress_say_the_same(tmp_path: Path, content) -> None:
    said = text("Reviews", [row("Reviews"), row("Reviews", "05/09/2024")])
    path = tmp_path / "a.csv"
    path.write_bytes(content(said))

    [extract] = read_all([path])

    assert [r.main and r.main.occurred_on for r in rows(extract, "Reviews")] == [date(2024, 6, 5), date(2024, 9, 5)]
    assert [r.main and r.main.data["participation"]["code"] for r in rows(extract, "Reviews")] == ["PN1", "PN1"]


def test_forty_further_columns_are_named_and_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    more = [f"LOCAL_{n}" for n in range(40)]
    path.write_text(text("Reviews", [row("Reviews") | dict.fromkeys(more, "x")], more=more), encoding="utf-8")

    [extract] = read_all([path])

    assert len(rows(extract, "Reviews")) == 1
    assert any("'LOCAL_0', 'LOCAL_1'" in note and "no part of Reviews" in note for note in extract.notes)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(text("Reviews", [row("Reviews")]).replace(",", "^").encode(), "separated by commas", id="carets"),
        pytest.param(b"a,b,c\r\n1,2,3\r\n", "no file of the 903 return", id="other columns"),
        pytest.param(b"CHILD,DOB\r\n1,\r\n", "no file of the 903 return", id="no column of its own"),
        pytest.param(text("Reviews", [row("Reviews")]).encode() + b"\0", "NUL bytes", id="NUL bytes"),
        pytest.param(b"%PDF-1.7", "not a text file", id="another kind of file"),
        pytest.param(b'CHILD,DOB,REVIEW,REVIEW_CODE\r\n1,"x', "quotation marks", id="an open quotation mark"),
        pytest.param(b"CHILD,DOB,REVIEW,REVIEW_CODE,REVIEW\r\n", "both say 'REVIEW'", id="a column twice"),
        pytest.param(b"CHILD,DOB,REVIEW,REVIEW_CODE\r\n", "no row below the headers", id="headers alone"),
    ],
)
def test_what_cannot_be_read_as_a_whole_is_refused_by_name(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)

    with pytest.raises(BadInputFile, match=says) as refusal:
        read_all([path])

    assert "odd.csv" in str(refusal.value)


def test_a_row_with_more_values_than_headers_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(text("Reviews", [row("Reviews")]) + "7,01/01/2010,05/06/2024,PN1,and more\r\n", encoding="utf-8")

    [extract] = read_all([path])

    found = the_list(extract, "Reviews")
    assert (len(found.rows), [r.child for r in found.refused]) == (1, ["7"])


def test_the_year_is_told_by_days_that_lie_in_no_other(tmp_path: Path) -> None:
    [extract] = read_all(
        write(tmp_path, {"Episodes": [{"DECOM": "01/02/2020", "DEC": "31/03/2025", "REC": "E4A"}], "Header": [{}]})
    )

    assert (extract.speaks_for, extract.known_on) == (LAST, MADE)
    assert [name for name, _ in extract.files] == ["episodes.csv", "header.csv"]


def test_several_years_in_one_call_are_an_extract_each(tmp_path: Path) -> None:
    told = {
        "2024": {"Reviews": [row("Reviews", "01/05/2023")], "Header": [{"CHILD": "1"}]},
        "2025": {"Reviews": [row("Reviews", "01/05/2024")], "Header": [{"CHILD": "2"}]},
    }

    extracts = read_all([path for year, files in told.items() for path in write(tmp_path / year, files)])

    assert [extract.speaks_for for extract in extracts] == [date(2024, 3, 31), LAST]
    assert [[r.child for r in rows(extract, "Header")] for extract in extracts] == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param({"Header": [{}]}, "no day that tells which year", id="no days at all"),
        pytest.param({"Episodes": [row("Episodes")]}, "no day that tells which year", id="nothing has ended"),
        pytest.param(
            {"Reviews": [row("Reviews", "31/03/2024"), row("Reviews", "01/04/2024")]},
            "days of 2023-24 and 2024-25, so its year cannot be told",
            id="days of two years",
        ),
        pytest.param(
            {"Missing": [{"MIS_START": "01/05/2023", "MIS_END": "02/05/2023"}, {"MIS_START": "01/05/2024"}]},
            "but 'MIS_START' one of 2024-25",
            id="something begun later",
        ),
    ],
)
def test_a_year_that_cannot_be_told_is_asked_for(tmp_path: Path, files, says: str) -> None:
    paths = write(tmp_path, files)

    with pytest.raises(BadInputFile, match=says) as refusal:
        read_all(paths)

    assert "--year" in str(refusal.value)
    assert [extract.speaks_for for extract in read_all(paths, year=2025)] == [LAST]


def test_two_files_of_one_year_that_are_the_same_are_refused(tmp_path: Path) -> None:
    paths = [
        *write(tmp_path / "a", {"Reviews": [row("Reviews")]}),
        *write(tmp_path / "b", {"Reviews": [row("Reviews")]}),
    ]

    with pytest.raises(BadInputFile, match="are both Reviews of 2024-25"):
        read_all(paths)


def test_a_return_made_within_its_year_speaks_for_that_day(tmp_path: Path) -> None:
    made = date(2024, 12, 15)

    [extract] = read_all(write(tmp_path, {"Reviews": [row("Reviews")]}), known_on=made)

    assert extract.speaks_for == extract.known_on == made
    assert the_list(extract, "Reviews").covers == (date(2024, 4, 1), made)


def test_a_return_of_a_year_to_come_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputFile, match="begins after the day the files were made"):
        read_all(write(tmp_path, {"Header": [{}]}), year=2027)


@pytest.mark.parametrize(
    ("written", "day"),
    [("31/03/25", date(2025, 3, 31)), ("01/05/96", date(1996, 5, 1)), ("1.5.04", date(2004, 5, 1))],
)
def test_years_of_two_digits_are_those_the_return_can_speak_of_and_are_counted(
    tmp_path: Path, written: str, day: date
) -> None:
    extract = read(tmp_path, {"Reviews": [row("Reviews") | {"DOB": written}]})

    assert rows(extract, "Reviews")[0].person["date_of_birth"] == day
    assert "reviews.csv: 'DOB' has 1 date with a two-digit year, read as 1995 to 2026." in extract.notes


def test_a_year_of_two_digits_that_fits_no_year_is_not_guessed(tmp_path: Path) -> None:
    [found] = rows(read(tmp_path, {"Reviews": [row("Reviews") | {"DOB": "01/05/55"}]}), "Reviews")

    assert found.main is not None
    assert found.main.data["unread"]["DOB"]["problem"] == "has a two-digit year that is none from 1995 to 2026"
    assert "date_of_birth" not in found.person


def test_a_day_after_the_year_is_left_out_and_kept_as_written(tmp_path: Path) -> None:
    [found] = rows(read(tmp_path, {"Missing": [{"MIS_START": "30/03/2025", "MIS_END": "01/04/2025"}]}), "Missing")

    assert found.main is not None
    assert found.is_open
    assert "is after the end of the return of 2024-25" in found.main.data["unread"]["MIS_END"]["problem"]


def test_every_column_feeds_a_field_of_its_event() -> None:
    from journey.domain.events import event

    for listing in SSDA903.listings:
        for column in listing.columns:
            if column.event and column.field != "occurred_on":
                assert column.field in event(column.event).model_fields, column
        assert set(listing.ends) <= {column.event for column in listing.columns}
    assert [len(headers(name)) for name in ("Header", "Episodes", "OC2", "SWEpisodes", "DoLo")] == [7, 13, 12, 6, 4]
