"""``journey show`` on the sample, as an auditor would ask it."""

from __future__ import annotations

import csv
import io
import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from journey.reports import formats
from journey.store.log import open_log
from tests.cli.running import SAMPLE, journey, process

MOVED = "1000504"
"""A child whose episode's start date April's extract moved from 18 to 17 September 2024."""

RETRACTED = "1000252"
"""A child of whom April's extract no longer holds an episode."""


def shown(store: str, *arguments: str) -> str:
    result = journey("show", *arguments, store=store)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def line_with(said: str, *words: str) -> str:
    return next(line for line in said.splitlines() if all(word in line for word in words))


def test_first_comes_the_data_date_then_where_things_stand_then_the_journey(sample: str) -> None:
    lines = shown(sample, MOVED).splitlines()

    assert lines[0].startswith("Data to 30 April 2025, ")
    parts = ("Case status", "The journey", "Command")
    places = [next(n for n, line in enumerate(lines) if part in line) for part in parts]
    assert places == sorted(places)


def test_a_fact_is_a_line_in_words(sample: str) -> None:
    line = line_with(shown(sample, MOVED), "Initial child protection conference held")

    assert line.startswith("14 October 2024")
    assert "plan made: no" in line
    assert "by 31 March 2025" in line
    assert "{" not in line


def test_workers_are_shown_by_name_and_reference(sample: str) -> None:
    said = shown(sample, MOVED)

    assert "CIN Worker 5, w:" in line_with(said, "Lead worker")
    assert "worker: CIN Worker 5" in line_with(said, "Allocation observed")


def test_what_no_list_records_is_said_so(sample: str) -> None:
    assert line_with(shown(sample, MOVED), "Legal status").split(maxsplit=2)[2] == "not recorded in List 8"


def test_every_child_that_is_listed_can_be_shown(sample: str) -> None:
    for row in json.loads(journey("children", "--format", "json", store=sample).stdout)["rows"]:
        assert shown(sample, row["child_id"]).startswith("Data to 30 April 2025")


def test_a_child_whom_nobody_is_shown_to_hold(sample: str) -> None:
    assert line_with(shown(sample, "1000000"), "Lead worker").endswith("not recorded in Lists 6 to 9")


def test_a_correction_is_marked_and_the_history_says_what_was_said_before(sample: str) -> None:
    now, history = shown(sample, MOVED), shown(sample, MOVED, "--history")

    assert line_with(now, "17 September 2024", "Episode of need opened").endswith("corrected")
    assert "What was said before a correction: --history." in now
    said = line_with(history, "Fact corrected")
    assert "episode of 18 September 2024: date: 17 September 2024 (before: 18 September 2024)" in said


def test_what_was_known_in_march_is_shown_without_what_april_said(sample: str) -> None:
    said = shown(sample, MOVED, "--known-at", "31 March 2025")

    assert line_with(said, "Episode of need opened").startswith("18 September 2024")
    assert "corrected" not in said
    assert "14 April 2025" not in said
    assert line_with(said, "As at").split(maxsplit=2)[2] == "31 March 2025"


def test_as_at_a_day_leaves_out_what_happened_later(sample: str) -> None:
    said = shown(sample, MOVED, "--as-at", "13/04/2025")

    assert "25 March 2025" in said
    assert "14 April 2025" not in said


def test_an_earlier_position_shows_what_the_store_held_then(sample: str) -> None:
    first = json.loads(shown(sample, MOVED, "--format", "json"))["rows"]
    held = max(source["position"] for row in first for source in row["sources"] if source["speaks_for"] == "2025-03-31")

    before = json.loads(shown(sample, MOVED, "--position", str(held), "--format", "json"))

    assert before["meta"]["position"] == held
    assert {source["speaks_for"] for row in before["rows"] for source in row["sources"]} == {"2025-03-31"}


def test_a_retracted_fact_is_gone_from_the_journey_and_marked_in_the_history(sample: str) -> None:
    assert "27 November 2023" not in shown(sample, RETRACTED)

    history = shown(sample, RETRACTED, "--history")
    assert line_with(history, "27 November 2023", "Episode of need opened").endswith("retracted")
    assert "absent from a list that should hold it" in line_with(history, "Fact retracted")


def test_what_the_file_before_should_have_held_is_marked_as_recorded_late(sample: str) -> None:
    line = line_with(shown(sample, RETRACTED), "22 March 2025", "Looked-after visit made")

    assert "1–30 April 2025" in line
    assert line.endswith("recorded late")


def test_sources_name_file_sheet_and_row(sample: str) -> None:
    assert "annex-a 31 March 2025, List 5, row 12" in line_with(shown(sample, MOVED, "--sources"), "Section 47")
    assert "List 5" not in line_with(shown(sample, MOVED), "Section 47")


def test_last_and_from_cut_the_journey_and_say_so(sample: str) -> None:
    every = json.loads(shown(sample, MOVED, "--format", "json"))["rows"]
    last = json.loads(shown(sample, MOVED, "--last", "2", "--format", "json"))["rows"]
    since = json.loads(shown(sample, MOVED, "--from", "2025-03-25", "--format", "json"))["rows"]

    assert last == every[-2:]
    assert since == [row for row in every if (row["occurred_on"] or row["known_on"]) >= "2025-03-25"]
    assert f"{len(every) - 2} earlier lines are not shown." in shown(sample, MOVED, "--last", "2")


def test_events_only_leaves_out_where_things_stand(sample: str) -> None:
    said = shown(sample, MOVED, "--events-only")

    assert "Case status " not in said.partition("The journey")[0]
    assert "Episode of need opened" in said


def test_json_has_what_is_promised(sample: str) -> None:
    read = json.loads(shown(sample, MOVED, "--format", "json"))

    a_row = "child_id fact event version occurred_on occurred_time known_on known_from recorded_at state data sources"
    assert all(set(a_row.split()) <= row.keys() for row in read["rows"])
    now = "age case_status since legal_status plan lead_worker team hub held_since last_seen family findings events"
    more = "next_due overdue workers_12m referrals_12m recorded_risks first last sources"
    assert {*now.split(), *more.split()} <= read["meta"]["now"].keys()
    origin = "store position chain as_at known_at data_to command"
    assert set(origin.split()) <= read["meta"].keys()
    assert len(read["meta"]["chain"]) == 64


def test_the_command_in_the_report_makes_it_again(sample: str) -> None:
    first = shown(sample, MOVED, "--format", "json")

    again = journey(*json.loads(first)["meta"]["command"].split()[1:], store=sample)

    assert again.stdout == first


@pytest.mark.parametrize("name", formats())
def test_the_same_command_gives_the_same_bytes_in_every_format(sample: str, name: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one.{name}", tmp_path / f"other.{name}"

    for path, purpose in ((one, "audit"), (other, "another audit")):
        result = journey("show", MOVED, "--output", str(path), "--purpose", purpose, store=sample)
        assert result.exit_code == 0, result.stderr
        assert result.stdout == ""

    assert one.read_bytes() == other.read_bytes()
    assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_csv_on_the_screen_is_rows_alone_and_its_origin_is_said_beside(sample: str) -> None:
    result = journey("show", MOVED, "--format", "csv", store=sample)

    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["child_id"] for row in rows} == {MOVED}
    assert rows[1]["occurred_on"] == "2024-09-17"
    assert "Command: journey show 1000504 --as-at 2025-04-30" in result.stderr


def test_text_files_hold_no_colours_and_whole_lines(sample: str, tmp_path: Path) -> None:
    path = tmp_path / "child.txt"

    journey("show", MOVED, "--output", str(path), store=sample)

    said = path.read_text()
    assert "\x1b" not in said
    assert line_with(said, "Section 47 enquiry started", "by 31 March 2025")


def test_an_unknown_child_is_refused_with_the_nearest_ids(sample: str) -> None:
    result = journey("show", "1000505", store=sample)

    assert result.exit_code == 2
    assert "There is no child 1000505" in result.stderr
    assert "The nearest ids are 10005" in result.stderr
    assert result.stdout == ""


def test_a_position_the_store_does_not_have_is_refused(sample: str) -> None:
    result = journey("show", MOVED, "--position", "999999", store=sample)

    assert result.exit_code == 2
    assert "no position 999999" in result.stderr


def test_the_reading_is_in_the_access_log_with_the_child(sample: str) -> None:
    shown(sample, MOVED, "--purpose", "case audit, June")

    with open_log(sample) as log:
        last = list(log.access.entries())[-1]
    assert last.purpose == "case audit, June"
    assert json.loads(last.children) == [f"child:999:{MOVED}"]
    assert last.as_at == date(2025, 4, 30).isoformat()


def test_a_process_of_its_own_says_the_same(sample: str) -> None:
    done = process("show", MOVED, "--format", "json", "--store", sample)

    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout == shown(sample, MOVED, "--format", "json")


def test_postgresql_answers_alike_and_no_password_is_said(sample: str, postgres_url: str) -> None:
    url = make_url(postgres_url).set(password="very-secret").render_as_string(hide_password=False)
    for month, day in (("03", "31"), ("04", "30")):
        file = str(SAMPLE / f"annex_a_2025_{month}.xlsx")
        journey("import", "annex-a", file, "--la", "999", "--extract-date", f"2025-{month}-{day}", store=url)

    result = journey("show", MOVED, "--format", "json", store=url)

    here, there = json.loads(result.stdout), json.loads(shown(sample, MOVED, "--format", "json"))
    assert [row["fact"] for row in here["rows"]] == [row["fact"] for row in there["rows"]]
    assert here["meta"]["command"] == there["meta"]["command"]
    assert "very-secret" not in result.stdout + result.stderr + journey("show", "nobody", store=url).stderr


@pytest.fixture(scope="module")
def listed(sample: str) -> list[dict[str, Any]]:
    """The rows of the list of children."""
    rows: list[dict[str, Any]] = json.loads(journey("children", "--format", "json", store=sample).stdout)["rows"]
    return rows


@pytest.fixture(scope="module")
def standing(sample: str, listed: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Where things stand for each of them, as the command says it of one."""
    return {child: json.loads(shown(sample, child, "--format", "json"))["meta"]["now"]
            for child in (row["child_id"] for row in listed)}  # fmt: skip


def test_what_is_overdue_and_next_due_is_what_the_timescales_say(
    sample: str, standing: dict[str, dict[str, Any]]
) -> None:
    """The page works it out for one child in plain Python, the question for all of them in columns."""
    told = json.loads(journey("timescales", "--format", "json", store=sample).stdout)["rows"]

    assert standing
    for child, now in standing.items():
        own = [row for row in told if row["child_id"] == child]
        overdue = {(row["rule"], row["due"], row["days_over"]) for row in own if row["state"] == "overdue"}
        pending = [row["due"] for row in own if row["state"] == "pending"]
        assert {(one["rule"], one["due"], one["days"]) for one in now["overdue"]} == overdue
        assert (now["next_due"] or {}).get("due") == min(pending, default=None)
        assert now["cannot_tell"] == sum(row["state"] == "cannot tell" for row in own)


def test_who_holds_the_case_is_who_the_list_of_children_says(
    listed: list[dict[str, Any]], standing: dict[str, dict[str, Any]]
) -> None:
    for row in listed:
        now = standing[row["child_id"]]
        said = [None if isinstance(now[name], dict) else now[name] for name in ("lead_worker", "team")]
        assert said == [None if row[name] in ("not known", None) else row[name] for name in ("lead_worker", "team")]


def test_an_authority_without_hubs_never_sees_the_word(sample: str) -> None:
    assert "hub" not in shown(sample, MOVED).lower()


def test_a_source_goes_up_to_the_last_file_that_held_the_child(sample: str) -> None:
    """April's file says nothing new of one child, and does not hold the other."""
    held = {child: line_with(shown(sample, child), "Sources").split(maxsplit=1)[1] for child in ("1000140", "1000245")}

    assert held == {"1000140": "annex-a to 30 April 2025", "1000245": "annex-a to 31 March 2025"}


def test_before_anything_was_known_nothing_was(sample: str) -> None:
    said = shown(sample, MOVED, "--known-at", "2024-12-31")

    assert "nothing was known" in said
    assert "not recorded" not in said
    assert (
        json.loads(shown(sample, MOVED, "--known-at", "2024-12-31", "--format", "json"))["meta"]["now"]["events"] == 0
    )
