"""The four questions of a case audit, from the command line, on the sample."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.running import journey

HOLDER = {"lead_worker", "team", "hub", "case_status", "plan"}


def ask(store: str, *arguments: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Rows and meta of a command."""
    done = journey(*arguments, "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    answer = json.loads(done.stdout)
    return answer["rows"], answer["meta"]


def test_caseloads_add_up_to_the_open_cases(sample: str) -> None:
    rows, meta = ask(sample, "caseloads")

    kinds = ("assessment", "cin", "cp", "looked_after", "leaver", "other")
    assert rows[-1] | {"positions": [], "holder_name": None} == rows[-1]
    assert rows[-1]["holder"] == "unallocated"
    assert rows[-1]["children"] == 0
    assert sum(row["children"] for row in rows) == 44
    assert all(row["children"] == sum(row[kind] for kind in kinds) for row in rows)
    assert {row["by"] for row in rows} == {"lead_worker"} == {meta["by"]}


def test_caseloads_by_team_as_at_march(sample: str) -> None:
    rows, _ = ask(sample, "caseloads", "--by", "team", "--known-at", "2025-03-31")

    assert {row["holder"]: row["children"] for row in rows} == {
        "CIN/CP North": 20,
        "CIN/CP South": 15,
        "Assessment North": 4,
        "Assessment South": 3,
        "Children in Care": 2,
        "unallocated": 0,
    }


def test_handoffs_say_that_two_files_show_them(sample: str) -> None:
    rows, meta = ask(sample, "handoffs")

    assert meta["counts"] == Counter(row["kind"] for row in rows) == {"worker_handoff": 7, "team_transfer": 3}
    assert meta["at_least"] == meta["counts"]
    assert meta["observed_from"] == "2025-03-31"
    told = " ".join(journey("handoffs", store=sample).stdout.split())
    assert "In all: team transfer 3 (3 between two files), worker handoff 7 (7 between two files)." in told
    assert "shown from 31 March 2025" in told
    assert {(row["from_on"], row["on"], row["precision"]) for row in rows} == {("2025-04-01", "2025-04-30", "interval")}
    assert all(row.keys() >= HOLDER for row in rows)


@pytest.mark.parametrize(("at_least", "children"), [("1", 7), ("2", 0)])
def test_handoffs_per_child(sample: str, at_least: str, children: int) -> None:
    rows, _ = ask(sample, "handoffs", "--per", "child", "--at-least", at_least)

    assert len(rows) == children
    assert all(row["handoffs"] >= int(at_least) and row.keys() >= HOLDER for row in rows)


def test_the_share_of_re_referrals_says_what_nobody_can_tell(sample: str) -> None:
    rows, meta = ask(sample, "rereferrals")

    assert rows == []
    assert {name: meta[name] for name in ("numerator", "denominator", "cannot_tell", "share", "high_if_all_yes")} == {
        "numerator": 0,
        "denominator": 33,
        "cannot_tell": 33,
        "share": 0,
        "high_if_all_yes": 1,
    }
    assert (meta["covered_from"], meta["from"], meta["to"]) == ("2024-09-30", "2024-05-01", "2025-04-30")
    assert meta["counting_rule"] == "referrals-only"


def test_re_referrals_with_contacts_counted(sample: str) -> None:
    rows, meta = ask(sample, "rereferrals", "--counting-rule", "contacts-as-referrals")

    assert len(rows) == meta["numerator"] == 24
    assert meta["counting_rule"] == "contacts-as-referrals"
    promised = {"child_id", "referral_date", "previous_referral_date", "days", "previous_outcome"}
    assert all(row.keys() >= promised | HOLDER for row in rows)


def test_a_period_that_ends_before_it_begins_is_refused(sample: str) -> None:
    done = journey("rereferrals", "--from", "2025-04-01", "--to", "2025-03-31", store=sample)

    assert done.exit_code == 2
    assert "put --from first" in done.stderr


def test_drift_counts_its_flags(sample: str) -> None:
    rows, meta = ask(sample, "drift")
    late, _ = ask(sample, "timescales", "--state", "late", "--state", "overdue")

    delayed = {row["child_id"] for row in late if row["lead_worker"] is not None}
    assert meta["counts"] == {
        "delay": len(delayed),
        "inactivity": 2,
        "long_episode": 5,
        "assessment_delay_without_cause": 4,
        "recording_drift": 2,
    }
    assert {row["child_id"] for row in rows if row["flag"] == "delay"} == delayed
    assert all(row.keys() >= HOLDER | {"child_id", "flag", "since", "days", "detail", "authority"} for row in rows)
    assert {row["authority"] for row in rows} == {"guidance", "local standard"}


def test_drift_says_how_long_it_takes_in_each_team(sample: str) -> None:
    done = json.loads(journey("drift", "--format", "json", store=sample).stdout)
    assessed, _ = ask(sample, "timescales", "R05", "--state", "met", "--state", "late")

    rows = {(row["team"], row["step"]): row for row in done["by_unit"] if row["rule"] == "R05"}
    mine = [
        (date.fromisoformat(row["stopped_on"]) - date.fromisoformat(row["started_on"])).days
        for row in assessed
        if row["step"] == "from_start" and row["team"] == "CIN/CP North" and row["stopped_on"] > "2024-04-30"
    ]
    told = rows["CIN/CP North", "from_start"]
    assert (told["stopped"], told["median_days"]) == (len(mine), median(mine))
    assert told["above"] is (told["median_days"] > 1.25 * told["median_of_all"])


def test_drift_of_one_flag_and_team(sample: str) -> None:
    rows, _ = ask(sample, "drift", "--flag", "long episode", "--team", "cin/cp south")

    assert [row["child_id"] for row in rows] == ["1000532", "1000644"]


def test_an_unknown_flag_is_refused_with_those_there_are(sample: str) -> None:
    done = journey("drift", "--flag", "slow", store=sample)

    assert done.exit_code == 2
    assert "inactivity" in done.stderr


def test_where_there_is_no_hub_the_word_is_not_said(sample: str) -> None:
    assert "Hub" not in journey("drift", store=sample).stdout


@pytest.mark.parametrize("command", ["caseloads", "handoffs", "rereferrals", "drift"])
def test_every_row_names_the_events_behind_it(sample: str, command: str) -> None:
    rows, meta = ask(sample, command)

    assert all(0 < position <= meta["position"] for row in rows for position in row["positions"])
    assert all(row["positions"] for row in rows if row.get("holder") != "unallocated")


@pytest.mark.parametrize("command", ["caseloads", "handoffs", "rereferrals", "drift"])
def test_an_old_answer_can_be_made_again(sample: str, command: str) -> None:
    rows, meta = ask(sample, command, "--known-at", "2025-03-31", "--position", "697")
    later, _ = ask(sample, command, "--known-at", "2025-03-31")

    assert meta["position"] == 697
    assert rows == later


def test_quality_names_what_went_back_and_what_could_not_be_read(sample: str) -> None:
    rows, meta = ask(sample, "quality")

    assert meta["counts"] == {"date went back": 4, "recorded late": 2, "value not read": 6}
    assert all(row.keys() >= HOLDER | {"child_id", "finding", "on", "detail", "events"} for row in rows)
    assert all(row["events"] and row["positions"] for row in rows)


def test_quality_of_one_finding_and_worker(sample: str) -> None:
    rows, _ = ask(sample, "quality", "--finding", "went back", "--worker", "cin worker 1")

    assert [row["child_id"] for row in rows] == ["1000630"]


def test_indicators_say_what_nobody_can_tell(sample: str) -> None:
    rows, meta = ask(sample, "indicators", "repeat_referrals", "assessments-in-time", "--month", "2025-04")

    promised = {
        "indicator",
        "period",
        "group",
        "numerator",
        "denominator",
        "value",
        "low",
        "high",
        "counting_rule",
        "cannot_tell",
    }
    assert all(row.keys() >= promised for row in rows)
    repeat, assessed = rows
    assert (repeat["numerator"], repeat["denominator"], repeat["cannot_tell"], repeat["value"]) == (0, 3, 3, None)
    assert (assessed["numerator"], assessed["denominator"], assessed["value"]) == (3, 4, 0.75)
    assert (repeat["counting_rule"], meta["counting_rule"]) == ("referrals-only", "referrals-only")


def test_a_trend_has_a_row_a_month(sample: str) -> None:
    rows, _ = ask(sample, "indicators", "referrals", "--trend", "3")

    assert [(row["period"], row["value"]) for row in rows] == [
        ("2025-02-01/2025-02-28", 3),
        ("2025-03-01/2025-03-31", 6),
        ("2025-04-01/2025-04-30", 3),
    ]


def test_shared_figures_hide_small_numbers(sample: str) -> None:
    rows, _ = ask(
        sample, "indicators", "referrals", "--by", "sex", "--from", "2024-10-01", "--to", "2025-04-30", "--share"
    )

    assert all(row["value"] == "c" or row["value"] >= 6 or row["value"] == 0 for row in rows)


@pytest.mark.parametrize(
    "arguments", [["--month", "2025-13"], ["nothing"], ["--month", "2025-04", "--to", "2025-04-30"]]
)
def test_indicators_that_cannot_be_meant_are_refused(sample: str, arguments: list[str]) -> None:
    assert journey("indicators", *arguments, store=sample).exit_code == 2


def test_the_weekly_list_says_what_is_new_and_what_was_cleared(sample: str) -> None:
    rows, meta = ask(sample, "weekly", "--as-at", "2025-04-04")

    chase = [row for row in rows if row["change"] != "cleared"]
    assert meta["counts"] == Counter(row["section"] for row in chase)
    assert {row["section"] for row in chase} >= {"overdue", "due soon", "nothing purposeful", "data to put right"}
    assert meta["changes"] == Counter(row["change"] for row in rows)
    assert set(meta["changes"]) == {"new", "still", "cleared"}
    overdue = [row["days"] for row in chase if row["section"] == "overdue"]
    assert overdue == sorted(overdue, reverse=True)
    assert all(row.keys() >= HOLDER for row in rows)


def test_the_weekly_list_of_a_team(sample: str) -> None:
    rows, _ = ask(sample, "weekly", "--team", "children in care")

    assert {row["child_id"] for row in rows} == {"1000252", "1000399"}


def test_the_weekly_workbook_has_a_sheet_for_each_team(sample: str, tmp_path: Path) -> None:
    done = journey("weekly", "--output", str(tmp_path / "weekly.xlsx"), store=sample)

    assert done.exit_code == 0, done.stderr
    sheets = load_workbook(tmp_path / "weekly.xlsx").sheetnames
    assert {"Children in Care", "Assessment North", "Assessment South"} <= set(sheets)
    assert "How to read this" in sheets
