"""The looked-after return through the command: alone, year by year, and with Annex A, in any order."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest

from journey.store.log import open_log
from tests.cli.running import SAMPLE, journey
from tests.journey.care_truth import in_care, periods, return_of, runs
from tests.journey.commands import APRIL, MARCH, OUTCOMES, SAMPLES, asked, facts, imported, statements
from tests.journey.truth import TRUTH

FILES = tuple(SAMPLE / f"903_{name}.csv" for name in ("header", "episodes", "sw_episodes"))
STATS = json.loads((SAMPLE / "stats.json").read_text())["903"]
LAST = date(2025, 3, 31)
MADE = "2025-06-30"
IN_CARE = [str(child["id"]) for child in in_care(2025)]


def take_in(store: str, *files: Path, into: Path, made: str = MADE, more: tuple[str, ...] = ()) -> dict[str, Any]:
    """The account of an import that went well, in which every row read has one outcome."""
    names = [str(file) for file in files]
    options = ("--la", "999", "--extract-date", made, "--rejects", str(into / "rejects.csv"), "--format", "json")
    done = journey("import", "ssda903", *names, *options, *more, store=store)
    assert done.exit_code == 0, done.stderr
    account: dict[str, Any] = json.loads(done.stdout)
    for row in (*account["rows"], account["meta"]):
        assert row["rows"] == sum(row[outcome] for outcome in OUTCOMES), row
    return account


def annex_a(store: str, day: date, into: Path) -> None:
    imported(store, SAMPLES[day], day, "--rejects", str(into / "rejects.csv"))


Told = list[dict[str, Any]]
"""Rows of ``show``."""


def told_of_care(store: str, as_at: date = LAST) -> Told:
    """What ``show`` tells of all children who were ever looked after."""
    children = (str(one["id"]) for one in TRUTH if one["lac"])
    shown = (
        journey("show", child, "--as-at", as_at.isoformat(), "--format", "json", store=store) for child in children
    )
    return [row for done in shown if done.exit_code == 0 for row in json.loads(done.stdout)["rows"]]


def of_event(told: Told, event: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The facts of a kind by child and key."""
    return {(row["child_id"], row["fact"]): row for row in told if row["event"] == event}


def spans(told: Told, begun: str, ended: str) -> set[tuple[str, date, date | None]]:
    """Child, first and last day of each fact of a kind."""
    ends = {key: row["occurred_on"] for key, row in of_event(told, ended).items()}
    found = set()
    for (child, fact), row in of_event(told, begun).items():
        end = next((on for (of, key), on in ends.items() if of == child and key.startswith(f"{fact}/")), None)
        found.add((child, date.fromisoformat(row["occurred_on"]), date.fromisoformat(end) if end else None))
    return found


CARE = ("BecameLookedAfter", "CeasedLookedAfter")
STATUS = ("LegalStatusChanged", "LegalStatusEnded")
PLACEMENT = ("PlacementStarted", "PlacementEnded")


def test_the_sample_is_counted_file_by_file(store_url: str, tmp_path: Path) -> None:
    account = take_in(store_url, *FILES, into=tmp_path)

    expected = {"Header": STATS["header"], "Episodes": STATS["episodes"], "SWEpisodes": STATS["sw_episodes"]}
    assert {row["list"]: row["rows"] for row in account["rows"]} == expected
    assert {row["list"]: row["new"] for row in account["rows"]} == expected
    assert account["meta"]["children"] == len(IN_CARE) == STATS["header"]


def test_a_second_import_appends_nothing(store_url: str, tmp_path: Path) -> None:
    first = take_in(store_url, *FILES, into=tmp_path)["meta"]

    again = take_in(store_url, *reversed(FILES), into=tmp_path)["meta"]

    assert (again["events"], again["unchanged"]) == (0, first["rows"])
    assert (again["position"], again["chain"]) == (first["position"], first["chain"])


def test_the_sample_alone_tells_care_statuses_and_placements_as_they_were(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, *FILES, into=tmp_path)

    told = told_of_care(store_url)

    assert spans(told, *CARE) == periods(LAST, 2025)
    assert spans(told, *STATUS) == runs("SLBU", LAST, 2025)
    assert spans(told, *PLACEMENT) == runs("SPTBU", LAST, 2025)


def test_the_sample_alone_tells_who_is_looked_after(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, *FILES, into=tmp_path)

    rows = asked(store_url, "children", "--as-at", LAST.isoformat())["rows"]

    open_now = {child for child, _, ended in periods(LAST, 2025) if ended is None}
    assert {row["child_id"] for row in rows if row["plan"] == "looked after"} == open_now


def handoffs_of_truth(first: date, last: date) -> Counter[str]:
    """Changes of worker in the year, by child, that no first contact and no absence explains, while a case was open."""
    found: Counter[str] = Counter()
    for child in in_care(2025):
        held = sorted(
            (one for one in child["sw"] if date.fromisoformat(one["start"]) <= last), key=lambda w: w["start"]
        )
        for before, after in pairwise(held):
            on = date.fromisoformat(after["start"])
            if first < on and date.fromisoformat(before["end"]) >= first and before["w"] != after["w"]:
                found[str(child["id"])] += after["reason"] not in ("FCONTA", "ABSENC")
    return found


def test_handoffs_are_exact_and_those_of_the_truth(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, *FILES, into=tmp_path)

    rows = asked(store_url, "handoffs")["rows"]

    handed = [row for row in rows if row["kind"] == "worker_handoff"]
    assert {row["precision"] for row in rows} == {"exact"}
    assert Counter(row["child_id"] for row in handed) == +handoffs_of_truth(date(2024, 4, 1), LAST)
    assert {row["kind"] for row in rows} <= {"worker_handoff", "first_contact", "round_trip"}


@pytest.mark.parametrize("order", list(permutations((MARCH, "903", APRIL))), ids=str)
def test_with_annex_a_each_thing_is_one_with_two_sources(sqlite_url: str, tmp_path: Path, order: Any) -> None:
    for one in order:
        if one == "903":
            take_in(sqlite_url, *FILES, into=tmp_path)
        else:
            annex_a(sqlite_url, one, tmp_path)

    told = told_of_care(sqlite_url)
    assert spans(told, *CARE) == periods(LAST, 2025)
    assert spans(told, *PLACEMENT) == runs("SPTBU", LAST, 2025)
    listed = of_event(told, CARE[0])
    shared = [key for key, row in listed.items() if {s["system"] for s in row["sources"]} == {"annex-a", "ssda903"}]
    assert {child for child, _ in shared} == {child for child, _, ended in periods(LAST, 2025) if ended is None} | {
        child for child, _, ended in periods(LAST, 2025) if ended and ended >= date(2024, 9, 30)
    }
    # A file that arrives late may withdraw a statement of a later one; no fact of care is withdrawn.
    withdrawn = [s for s in statements(sqlite_url) if s.name == "FactRetracted" and "statement" not in s.data]
    assert not [s for s in withdrawn if s.fact.split("/")[0] in ("care", "placement", "legal-status")]
    assert {s.source.system for s in withdrawn} <= {"annex-a"}
    known = asked(sqlite_url, "handoffs", "--as-at", LAST.isoformat())["rows"]
    handed = Counter(row["child_id"] for row in known if row["kind"] == "worker_handoff" and row["child_id"] in IN_CARE)
    assert handed == +handoffs_of_truth(date(2024, 4, 1), LAST)


EVERYTHING = (
    (MARCH, APRIL, "903", "census"),
    ("census", "903", APRIL, MARCH),
    ("903", "census", MARCH, APRIL),
    (APRIL, "census", MARCH, "903"),
)


@pytest.mark.parametrize("order", EVERYTHING, ids=str)
def test_with_everything_care_is_as_the_return_tells_it(sqlite_url: str, tmp_path: Path, order: Any) -> None:
    rejects = ("--rejects", str(tmp_path / "rejects.csv"))
    for one in order:
        if one == "903":
            take_in(sqlite_url, *FILES, into=tmp_path)
        elif one == "census":
            assert journey("import", "cin", str(SAMPLE / "cin_2025.xml"), *rejects, store=sqlite_url).exit_code == 0
        else:
            annex_a(sqlite_url, one, tmp_path)

    told = told_of_care(sqlite_url)
    assert spans(told, *CARE) == periods(LAST, 2025)
    assert spans(told, *PLACEMENT) == runs("SPTBU", LAST, 2025)
    sources = {row["fact"]: {s["system"] for s in row["sources"]} for row in facts_of(sqlite_url, "1000399")}
    assert sources["person"] == {"annex-a", "cin", "ssda903"}
    assert {"annex-a", "ssda903"} <= sources["care/2025-02-17/1"]
    handed = asked(sqlite_url, "handoffs", "--as-at", LAST.isoformat())["rows"]
    exact = Counter(
        row["child_id"] for row in handed if row["precision"] == "exact" and row["kind"] == "worker_handoff"
    )
    assert exact == +handoffs_of_truth(date(2024, 4, 1), LAST)
    with open_log(sqlite_url, create=False) as log:
        assert log.verify().problems == []


def facts_of(store: str, child: str) -> list[dict[str, Any]]:
    """A child's facts with their sources."""
    rows: list[dict[str, Any]] = asked(store, "show", child)["rows"]
    return rows


@pytest.mark.parametrize("order", list(permutations((2024, 2025, 2026))), ids=str)
def test_years_in_any_order_end_with_the_truth(sqlite_url: str, tmp_path: Path, order: tuple[int, ...]) -> None:
    for year in order:
        take_in(sqlite_url, *return_of(tmp_path, year), into=tmp_path, made=f"{year}-06-30", more=("--year", str(year)))

    as_at = date(2026, 3, 31)
    told = told_of_care(sqlite_url, as_at)
    assert spans(told, *CARE) == periods(as_at, 2024, 2025, 2026)
    assert spans(told, *STATUS) == runs("SLBU", as_at, 2024, 2025, 2026)
    assert spans(told, *PLACEMENT) == runs("SPTBU", as_at, 2024, 2025, 2026)
    assert all(row["precision"] == "exact" for row in of_event(told, CARE[0]).values())


def test_years_of_one_command_are_taken_in_by_year(sqlite_url: str, tmp_path: Path) -> None:
    files = [path for year in (2026, 2024, 2025) for path in return_of(tmp_path, year)]

    account = take_in(sqlite_url, *files, into=tmp_path, made="2026-06-30")

    days = [row["extract_date"] for row in account["rows"] if row["list"] == "Episodes"]
    assert days == ["2024-03-31", "2025-03-31", "2026-03-31"]
    assert (account["meta"]["retracted"], account["meta"]["corrected"], account["meta"]["rejected"]) == (0, 0, 0)
    coverage = {row["list"]: row for row in asked(sqlite_url, "coverage", "--as-at", "2026-03-31")["rows"]}
    assert {(coverage[name]["covered_from"], coverage[name]["last"]) for name in ("Episodes", "SWEpisodes")} == {
        ("2023-04-01", "2026-03-31")
    }
    assert facts(sqlite_url, "1000252", "--as-at", "2024-03-31")


@pytest.mark.parametrize("annex_a_first", [True, False])
def test_a_later_year_alone_goes_on_with_what_annex_a_says_began(
    store_url: str, tmp_path: Path, annex_a_first: bool
) -> None:
    """The return of 2025-26 lacks the episodes with which care began in January 2024; Annex A has the day."""
    steps = [
        lambda: annex_a(store_url, APRIL, tmp_path),
        lambda: take_in(
            store_url, *return_of(tmp_path, 2026), into=tmp_path, made="2026-06-30", more=("--year", "2026")
        ),
    ]
    for step in steps if annex_a_first else reversed(steps):
        step()

    as_at = date(2026, 3, 31)
    truth = {span for span in periods(as_at, 2026) if span[0] == "1000252"}
    told = told_of_care(store_url, as_at)
    assert {span for span in spans(told, *CARE) if span[0] == "1000252"} == truth
    [care] = [row for (child, _), row in of_event(told, CARE[0]).items() if child == "1000252"]
    assert (care["precision"], {s["system"] for s in care["sources"]}) == ("exact", {"annex-a", "ssda903"})
    day = "2025-05-31"
    held = {row["child_id"]: row["plan"] for row in asked(store_url, "children", "--as-at", day)["rows"]}
    assert held["1000252"] == "looked after"
    assert len([row for row in asked(store_url, "timescales", "--as-at", day)["rows"]
                if row["child_id"] == "1000252" and row["rule"] == "L04"]) == 1  # fmt: skip
