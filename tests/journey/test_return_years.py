"""Two invented years of the looked-after return, the second correcting the first; and what rules answer from them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from tests.cli.running import journey
from tests.importers.returns import Cells, write
from tests.journey.commands import asked, facts, statements
from tests.journey.test_return import take_in

CHILD, OTHER = "1000007", "1000014"
BORN = {"DOB": "03/02/2014"}


def episode(child: str = CHILD, **cells: str) -> Cells:
    return {"CHILD": child, "RNE": "S", "LS": "V2", "PLACE": "U4", "URN": "SC1", **cells}


FIRST: dict[str, list[Cells]] = {
    "Header": [{"CHILD": CHILD, "SEX": "M", **BORN}, {"CHILD": OTHER, "SEX": "F", **BORN}],
    "Episodes": [
        episode(DECOM="04/05/2023", DEC="05/09/2023", REC="X1", REASON_PLACE_CHANGE="CARPL"),
        episode(DECOM="05/09/2023", RNE="P", PLACE="K2", URN="SC2"),
        episode(OTHER, DECOM="06/06/2023"),
    ],
    "Reviews": [
        {"CHILD": CHILD, "REVIEW": "30/05/2023", "REVIEW_CODE": "PN1", **BORN},
        {"CHILD": CHILD, "REVIEW": "29/08/2023", "REVIEW_CODE": "PN2", **BORN},
        {"CHILD": OTHER, "REVIEW": "20/06/2023", "REVIEW_CODE": "PN1", **BORN},
    ],
    "SWEpisodes": [{"CHILD": CHILD, "SW_DECOM": "04/05/2023", "SW_ID": "SW1", **BORN}],
}
SECOND: dict[str, list[Cells]] = {
    # The sex was wrong; the placement had begun two days later; the child left; the other child was never in care.
    "Header": [{"CHILD": CHILD, "SEX": "F", **BORN}],
    "Episodes": [
        episode(DECOM="07/09/2023", RNE="P", PLACE="K2", URN="SC2", DEC="14/01/2025", REC="X1"),
        episode(DECOM="14/01/2025", RNE="L", LS="C2", PLACE="K2", URN="SC2", DEC="04/02/2025", REC="E4A"),
    ],
    "Reviews": [{"CHILD": CHILD, "REVIEW": "11/06/2024", "REVIEW_CODE": "PN1", **BORN}],
    "SWEpisodes": [
        {"CHILD": CHILD, "SW_DECOM": "04/05/2023", "SW_DEC": "02/07/2024", "SW_ID": "SW1", **BORN},
        {"CHILD": CHILD, "SW_DECOM": "02/07/2024", "SW_ID": "SW2", "SW_REASON": "LEFTRL", **BORN},
    ],
}


def both_years(store: str, tmp_path: Path, *years: int) -> list[dict[str, Any]]:
    """The accounts of the imports, in the order given."""
    told = {2024: FIRST, 2025: SECOND}
    more = ("--allow-retractions",)
    return [
        take_in(store, *write(tmp_path / str(year), told[year]), into=tmp_path, made=f"{year}-06-30", more=more)
        for year in years
    ]


def told(store: str, child: str, *arguments: str) -> dict[str, tuple[str, str]]:
    """Day and state of each fact of a child."""
    return {row["fact"]: (row["occurred_on"], row["state"]) for row in facts(store, child, *arguments)}


def test_the_second_year_corrects_the_first(store_url: str, tmp_path: Path) -> None:
    both_years(store_url, tmp_path, 2024, 2025)

    found = told(store_url, CHILD)

    assert found["placement/2023-09-07/1"] == ("2023-09-07", "corrected")
    assert "placement/2023-09-05/1" not in found
    assert found["care/2023-05-04/1"] == ("2023-05-04", "effective")
    assert found["care/2023-05-04/1/ceased"] == ("2025-02-04", "effective")
    assert found["placement/2023-09-07/1/ended"] == ("2025-02-04", "effective")
    assert found["legal-status/2025-01-14/1"] == ("2025-01-14", "effective")
    person = next(row for row in facts(store_url, CHILD) if row["event"] == "ChildRegistered")
    assert person["data"]["sex"]["code"] == "F"
    assert "care/2023-06-06/1" not in told(store_url, OTHER)


def test_what_was_known_a_year_before_is_still_told(store_url: str, tmp_path: Path) -> None:
    both_years(store_url, tmp_path, 2024)
    before = [facts(store_url, child, "--as-at", "2024-03-31") for child in (CHILD, OTHER)]

    both_years(store_url, tmp_path, 2025)

    assert [
        facts(store_url, child, "--known-at", "2024-06-30", "--as-at", "2024-03-31") for child in (CHILD, OTHER)
    ] == before


def test_the_second_year_first_ends_the_same(sqlite_url: str, tmp_path: Path) -> None:
    both_years(sqlite_url, tmp_path, 2025, 2024)

    withdrawn = [s.fact for s in statements(sqlite_url) if s.name == "FactRetracted" and "statement" not in s.data]
    found = told(sqlite_url, CHILD)

    assert withdrawn == [f"{kind}/2023-06-06/1" for kind in ("care", "legal-status", "placement")]
    assert found["placement/2023-09-07/1"] == ("2023-09-07", "corrected")
    assert found["care/2023-05-04/1/ceased"] == ("2025-02-04", "effective")


def test_reviews_are_judged_from_the_return_and_visits_cannot_be(store_url: str, tmp_path: Path) -> None:
    both_years(store_url, tmp_path, 2024, 2025)

    rows = asked(store_url, "timescales", "--as-at", "2025-03-31")["rows"]

    reviews = [(row["due"], row["stopped_on"], row["state"]) for row in rows if row["rule"] == "L06"]
    assert reviews == [
        ("2023-06-05", "2023-05-30", "met"),  # 8 May 2023 was a bank holiday too
        ("2023-08-30", "2023-08-29", "met"),
        ("2024-02-29", "2024-06-11", "late"),
        ("2024-12-11", None, "late"),
    ]
    assert {row["state"] for row in rows if row["rule"] == "L07"} == {"cannot tell"}


def test_between_the_years_the_worker_changed_once_and_on_a_day(store_url: str, tmp_path: Path) -> None:
    both_years(store_url, tmp_path, 2024, 2025)

    rows = asked(store_url, "handoffs")["rows"]

    assert [(row["kind"], row["on"], row["precision"], row["from"], row["to"]) for row in rows] == [
        ("worker_handoff", "2024-07-02", "exact", "SW1", "SW2")
    ]


def test_a_list_that_lost_too_much_stops_the_import(sqlite_url: str, tmp_path: Path) -> None:
    both_years(sqlite_url, tmp_path, 2024)
    paths = [str(path) for path in write(tmp_path / "2025", SECOND)]

    done = journey("import", "ssda903", *paths, "--la", "999", "--rejects", str(tmp_path / "r.csv"), store=sqlite_url)

    assert done.exit_code == 11
    assert "--allow-retractions" in done.stderr


def test_refused_rows_are_handed_back_with_their_place(sqlite_url: str, tmp_path: Path) -> None:
    told = {"Reviews": [{"CHILD": CHILD, "REVIEW": "30/05/2024"}, {"CHILD": OTHER, "REVIEW": "30/02/2025"}]}
    rejects = tmp_path / "rejects.csv"

    done = journey(
        "import",
        "ssda903",
        *map(str, write(tmp_path, told)),
        "--la",
        "999",
        "--rejects",
        str(rejects),
        store=sqlite_url,
    )

    assert done.exit_code == 0
    assert "reviews.csv, reviews, row 3: 'REVIEW' is 30/02/2025, which is not a date." in done.stderr
    assert "1000014" in rejects.read_text(encoding="utf-8")


def test_without_a_day_of_making_the_import_day_counts(sqlite_url: str, tmp_path: Path) -> None:
    from journey.cli.clock import today

    done = journey(
        "import", "ssda903", *map(str, write(tmp_path, FIRST)), "--la", "999", "--rejects", str(tmp_path / "r.csv"),
        "--format", "json", store=sqlite_url,
    )  # fmt: skip

    assert json.loads(done.stdout)["meta"]["files"][0]["known_on"] == today().isoformat()
    assert {s.known_on for s in statements(sqlite_url)} == {today()}
    assert date.fromisoformat(json.loads(done.stdout)["meta"]["extract_date"]) == date(2024, 3, 31)
