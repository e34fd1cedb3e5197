"""The census through the command: alone, with the years before it, and with Annex A, in any order."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import SAMPLE, journey
from tests.journey.commands import APRIL, MARCH, OUTCOMES, SAMPLES, asked, facts, imported, statements
from tests.journey.truth import TRUTH, by, census_of, in_census, re_referrals, referrals

CENSUS = SAMPLE / "cin_2025.xml"
FIRST, LAST = date(2024, 4, 1), date(2025, 3, 31)
YEAR = ("--from", FIRST.isoformat(), "--to", LAST.isoformat())


def take_in(store: str, *files: Path, rejects: Path) -> dict[str, Any]:
    """The account of an import of census files that went well, in which every row read has one outcome."""
    names = [str(file) for file in files]
    done = journey("import", "cin", *names, "--rejects", str(rejects), "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    account: dict[str, Any] = json.loads(done.stdout)
    for row in (*account["rows"], account["meta"]):
        assert row["rows"] == sum(row[outcome] for outcome in OUTCOMES), row
    return account


def test_the_sample_is_counted_element_by_element(store_url: str, tmp_path: Path) -> None:
    account = take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")

    held = [one for found in referrals(2025).values() for one in found]
    expected = {
        "ChildIdentifiers": len(referrals(2025)),
        "ChildCharacteristics": len(referrals(2025)),
        "CINdetails": len(held),
        "Assessments": sum(bool(by(made["start"], LAST)) for one in held for made in one["ass"]),
        "CINPlanDates": sum(bool(by(ran["start"], LAST)) for one in held for ran in one["cinp"]),
        "Section47": sum(bool(by(ran["start"], LAST)) for one in held for ran in one["s47"]),
        "DateOfInitialCPC": 0,
        "ChildProtectionPlans": sum(bool(by(ran["start"], LAST)) for one in held for ran in one["cpp"]),
        "Reviews": sum(bool(by(on, LAST)) for one in held for ran in one["cpp"] for on in ran["revs"]),
    }
    assert {row["list"]: row["rows"] for row in account["rows"]} == expected
    assert {row["list"]: row["new"] for row in account["rows"]} == expected
    assert (account["meta"]["children"], account["meta"]["la"]) == (len(referrals(2025)), "999")


def test_a_second_import_appends_nothing(store_url: str, tmp_path: Path) -> None:
    first = take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")["meta"]

    again = take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")["meta"]

    assert (again["events"], again["unchanged"]) == (0, first["rows"])
    assert (again["position"], again["chain"]) == (first["position"], first["chain"])


def test_a_census_alone_counts_too_few_re_referrals_and_says_so(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")

    meta = asked(store_url, "rereferrals", *YEAR)["meta"]

    received, again = re_referrals(FIRST, LAST, referrals(2025))
    assert (meta["denominator"], meta["numerator"]) == (received, again)
    assert meta["cannot_tell"] == received - again
    assert meta["covered_from"] == FIRST.isoformat()


@pytest.mark.parametrize("order", list(permutations((2024, 2025))), ids=str)
def test_with_the_year_before_it_counts_them_all(sqlite_url: str, tmp_path: Path, order: tuple[int, ...]) -> None:
    files = {2024: census_of(tmp_path / "cin_2024.xml", 2024), 2025: CENSUS}
    for year in order:
        take_in(sqlite_url, files[year], rejects=tmp_path / "rejects.csv")

    meta = asked(sqlite_url, "rereferrals", *YEAR)["meta"]

    assert (meta["denominator"], meta["numerator"]) == re_referrals(FIRST, LAST)
    assert meta["cannot_tell"] == 0


def test_two_years_in_one_command_are_two_extracts(sqlite_url: str, tmp_path: Path) -> None:
    account = take_in(sqlite_url, CENSUS, census_of(tmp_path / "cin_2024.xml", 2024), rejects=tmp_path / "rejects.csv")

    days = [row["extract_date"] for row in account["rows"] if row["list"] == "CINdetails"]
    assert days == ["2024-03-31", "2025-03-31"]
    assert (account["meta"]["retracted"], account["meta"]["corrected"], account["meta"]["rejected"]) == (0, 0, 0)
    assert account["meta"]["aged_out"] > 0
    coverage = asked(sqlite_url, "coverage")["rows"]
    assert {(row["covered_from"], row["last"], tuple(row["missing"])) for row in coverage} == {
        ("2023-04-01", "2025-03-31", ())
    }


def test_what_the_year_before_held_goes_on_as_the_same_facts(sqlite_url: str, tmp_path: Path) -> None:
    take_in(sqlite_url, census_of(tmp_path / "cin_2024.xml", 2024), CENSUS, rejects=tmp_path / "rejects.csv")

    told = {
        (child, row["fact"])
        for child in everyone_in(sqlite_url)
        for row in facts_of(sqlite_url, child)
        if row["event"] == "ReferralReceived"
    }

    assert told == {
        (str(child["id"]), f"referral/{one['date']}/1")
        for child in TRUTH
        for one in child["refs"]
        if in_census(one, 2024) or in_census(one, 2025)
    }


def everyone_in(store: str) -> list[str]:
    """The ids of all children whom the store holds."""
    return [row["child_id"] for row in asked(store, "children")["rows"]]


def facts_of(store: str, child: str) -> list[dict[str, Any]]:
    """A child's facts."""
    rows: list[dict[str, Any]] = asked(store, "show", child)["rows"]
    return rows


def test_the_same_fact_in_annex_a_and_census_is_one_with_two_sources(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")
    imported(store_url, SAMPLES[MARCH], MARCH, "--rejects", str(tmp_path / "rejects.csv"))

    both = [
        row
        for child in everyone_in(store_url)
        for row in facts_of(store_url, child)
        if len({s["system"] for s in row["sources"]}) == 2
    ]

    found = {row["event"] for row in both}
    assert {"ReferralReceived", "CINEpisodeOpened", "AssessmentStarted", "Section47Started", "CPPlanStarted"} <= found
    assert {"CaseClosed", "AssessmentAuthorised", "InitialCPConferenceHeld", "ChildRegistered"} <= found
    ordinals = [row["fact"] for row in both if row["fact"].count("/") == 2 and not row["fact"].endswith("/1")]
    assert ordinals == []


CHANGED = ("1000252", "1000504", "1000182", "1000021")
PAIRS = (
    ("--as-at", "2024-12-31"),
    ("--known-at", "2025-03-31"),
    ("--as-at", "2025-03-31", "--known-at", "2025-04-30"),
    ("--as-at", "2025-04-30", "--known-at", "2025-05-01"),
)


def test_with_annex_a_the_order_of_import_decides_nothing(tmp_path: Path) -> None:
    told = [everything_in(order, tmp_path / "-".join(order)) for order in permutations(("cin", "march", "april"))]

    assert all(one == told[0] for one in told[1:])


def everything_in(order: tuple[str, ...], folder: Path) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """What a new store tells of some children at pairs of dates, without the references of workers it made."""
    folder.mkdir()
    store, rejects = f"sqlite:///{folder / 'journey.db'}", folder / "rejects.csv"
    for what in order:
        if what == "cin":
            take_in(store, CENSUS, rejects=rejects)
        else:
            day = {"march": MARCH, "april": APRIL}[what]
            imported(store, SAMPLES[day], day, "--rejects", str(rejects))
    assert [s for s in statements(store) if s.name == "FactRetracted" and s.source.system == "cin"] == []
    told = {(child, *at): facts(store, child, *at) for child in CHANGED for at in PAIRS}
    for rows in told.values():
        for row in rows:
            row["data"].pop("worker", None)
    return told


def test_nothing_of_the_census_is_known_before_it_was_made(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")

    before = asked(store_url, "show", "1000021", "--known-at", "2025-04-30")
    after = asked(store_url, "show", "1000021", "--as-at", "2025-03-31", "--known-at", "2025-05-01")

    assert [row for row in before["rows"] if row["state"] == "effective"] == []
    assert len(after["rows"]) > 10


def test_what_is_nested_names_what_holds_it(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")

    named = {
        (row["fact"], row["data"].get("referral") or row["data"].get("reviewed_plan"))
        for row in facts_of(store_url, "1000021")
        if row["event"] in ("AssessmentStarted", "Section47Started", "CPPlanStarted", "CINPlanStarted", "CPReviewHeld")
    }

    referral, plan = "referral/2023-10-31/1", "cp-plan/2023-11-20/1"
    assert named == {
        ("assessment/2023-10-31/1", referral),
        ("section-47/2023-11-06/1", referral),
        ("cp-plan/2023-11-20/1", referral),
        ("cin-plan/2024-11-03/1", referral),
        ("cp-review/2024-02-13/1", plan),
        ("cp-review/2024-08-06/1", plan),
    }


def test_timescales_of_a_store_fed_by_a_census_alone(store_url: str, tmp_path: Path) -> None:
    take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")

    rows = asked(store_url, "timescales")["rows"]

    answered = {row["rule"] for row in rows if row["state"] in ("met", "late")}
    assert {"R05", "C05", "C09"} <= answered
    assert {row["state"] for row in rows if row["rule"] == "C10"} <= {"cannot tell", "not applicable", "pending"}


def test_a_refused_element_is_handed_back_with_the_line_it_begins_on(sqlite_url: str, tmp_path: Path) -> None:
    text = CENSUS.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(text) if "<AssessmentActualStartDate>" in line)
    text[at] = "<AssessmentActualStartDate>30/02/2025</AssessmentActualStartDate>"
    file, rejects = tmp_path / "cin.xml", tmp_path / "rejects.csv"
    file.write_text("\n".join(text), encoding="utf-8")

    done = journey("import", "cin", str(file), "--rejects", str(rejects), store=sqlite_url)

    assert done.exit_code == 0
    where = f"cin.xml, Assessments, line {at}: 'AssessmentActualStartDate' is 30/02/2025, which is not a date."
    assert where in done.stderr
    [row] = csv.DictReader(rejects.read_text(encoding="utf-8").splitlines())
    assert (row["line"], row["list"], row["child"]) == (str(at), "Assessments", "1000007")
    assert row["as written: AssessmentAuthorisationDate"] == "2024-11-18"


def test_a_bad_file_beside_a_good_one_writes_nothing(sqlite_url: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<Message>", encoding="utf-8")

    done = journey("import", "cin", str(CENSUS), str(bad), store=sqlite_url)

    assert (done.exit_code, done.stderr.count("\n")) == (11, 1)
    assert not (tmp_path / "journey.db").exists()


@pytest.mark.parametrize(("arguments", "code"), [(("--la", "888"), 11), (("--la", "99"), 2), (("--la", "999"), 0)])
def test_the_authority_asked_for_must_be_that_of_the_file(
    sqlite_url: str, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    rejects = ("--rejects", str(tmp_path / "rejects.csv"))

    assert journey("import", "cin", str(CENSUS), *arguments, *rejects, store=sqlite_url).exit_code == code


def test_a_dry_run_counts_and_writes_nothing(store_url: str, tmp_path: Path) -> None:
    rejects = ("--rejects", str(tmp_path / "rejects.csv"))
    dry = journey("import", "cin", str(CENSUS), "--dry-run", *rejects, "--format", "json", store=store_url)
    would = json.loads(dry.stdout)["meta"]

    real = take_in(store_url, CENSUS, rejects=tmp_path / "rejects.csv")["meta"]

    assert (would["events"], would["new"], would["position"]) == (real["events"], real["new"], 0)


def test_the_same_referral_under_two_dates_is_pointed_at_and_not_merged(sqlite_url: str, tmp_path: Path) -> None:
    moved = tmp_path / "cin.xml"
    text = CENSUS.read_text(encoding="utf-8")
    head, of_child = text.split("<LAchildID>1000182<", 1)
    moved.write_text(f"{head}<LAchildID>1000182<{of_child.replace('2024-10-29', '2024-10-27', 1)}", encoding="utf-8")
    take_in(sqlite_url, moved, rejects=tmp_path / "rejects.csv")
    imported(sqlite_url, SAMPLES[MARCH], MARCH, "--rejects", str(tmp_path / "rejects.csv"))

    done = journey("quality", "--format", "json", store=sqlite_url)

    assert done.exit_code == 0, done.stderr
    found = [row for row in json.loads(done.stdout)["rows"] if row["finding"] == "possible duplicate"]
    assert {(row["child_id"], *row["events"]) for row in found} == {
        ("1000182", "referral/2024-10-27/1", "referral/2024-10-29/1"),
        ("1000182", "episode/2024-10-27/1", "episode/2024-10-29/1"),
    }
    told = {row["fact"] for row in facts_of(sqlite_url, "1000182")}
    assert {"referral/2024-10-27/1", "referral/2024-10-29/1"} <= told
