"""Recording from the command line: what is printed, the exit codes, and what the access log says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

from journey.cli import completing
from journey.cli.record import command as record_command
from journey.domain.events.front_door import ReferralReceived
from journey.domain.written import fields_of
from journey.store.log import open_log
from tests.cli.running import journey

REFERRAL = "referral/2025-03-03/1"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds a referral of 1001, recorded by Priya Shah. Read it, never write to it."""
    folder: Path = tmp_path_factory.mktemp("made")
    words = ("record", "ReferralReceived", "1001", "--on", "2025-03-03", "source=2A", "--new", "--la", "999")
    done = journey(*words, store=f"sqlite:///{folder}/journey.db", env={"JOURNEY_USER": "Priya Shah"})
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture
def store(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of it to write to, for Priya Shah."""
    monkeypatch.setenv("JOURNEY_USER", "Priya Shah")
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return f"sqlite:///{tmp_path}/journey.db"


def do(url: str, *words: str) -> Result:
    return journey(*words, store=url)


def answer(url: str, *words: str) -> dict[str, Any]:
    done = do(url, *words, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_was_written_is_shown_with_its_version_and_position(store: str) -> None:
    said = answer(store, "correct", "1001", REFERRAL, "source=6", "--reason", "wrong button")

    (row,) = said["rows"]
    assert (row["child_id"], row["fact"], row["event"]) == ("1001", REFERRAL, "FactCorrected")
    assert (row["version"], row["position"], row["by"]) == (2, 2, "Priya Shah")
    assert said["meta"]["outcome"] == "recorded"
    assert said["meta"]["position"] == 2


@pytest.mark.parametrize("format_name", ["table", "md", "html"])
def test_a_command_without_the_values_is_not_said_to_make_the_report_again(store: str, format_name: str) -> None:
    words = ("correct", "1001", REFERRAL, "source=3A", "--reason", "misread", "--format", format_name)

    corrected, merged = do(store, *words), do(store, "show", "1001", "--format", format_name)

    assert corrected.exit_code == 0, corrected.stderr
    assert "the command leaves out the values that were recorded" in " ".join(corrected.stdout.split())
    assert "makes this report again" not in corrected.stdout
    assert "makes this report again" in merged.stdout


def test_whose_records_a_journey_is_of_stands_before_it(store: str) -> None:
    assert do(store, "record", "ContactReceived", "1002", "--on", "2025-03-04", "--new", "--la", "999").exit_code == 0
    assert do(store, "merge", "1001", "1002", "--reason", "one child").exit_code == 0

    of_both = [do(store, "show", child).stdout for child in ("1001", "1002")]
    alone = do(store, "show", "1001", "--known-at", "2025-03-05").stdout

    assert all(said.index("merged into") < said.index("The journey") for said in of_both)
    assert "merged into" not in alone


def test_show_has_it_as_known_before_and_after(store: str) -> None:
    do(store, "correct", "1001", REFERRAL, "source=6", "--reason", "wrong button")

    (row,) = answer(store, "show", "1001")["rows"]
    before = answer(store, "show", "1001", "--position", "1")["rows"]

    assert (row["state"], row["data"]["source"]["code"]) == ("corrected", "6")
    assert [one["data"]["source"]["code"] for one in before] == ["2A"]
    assert answer(store, "show", "1001", "--known-at", "2025-06-01")["rows"] == []


def test_what_is_known_already_is_said_and_is_no_failure(store: str) -> None:
    said = answer(store, "record", "ReferralReceived", "1001", "--on", "3 March 2025", "source=2A")

    assert said["rows"] == []
    assert said["meta"]["outcome"] == "already known"
    assert said["meta"]["says"].startswith(f"{REFERRAL} says so already (Priya Shah")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("record", "ReferralReceived", "1001", "--on", "2025-03-04", "source"), 2, "write field=value"),
        (("record", "ReferralReceived", "1001", "--on", "2025-03-04", "source=1A", "source=2A"), 2, "said twice"),
        (("record", "ReferralReceived", "1001", "--on", "3025-03-04"), 2, "lies in the future"),
        (("record", "ReferralReceived", "1002", "--on", "2025-03-04"), 2, "There is no child 1002"),
        (("record", "ReferralReceived", "1002", "--on", "2025-03-04", "--new", "--la", "99"), 2, "--la 999"),
        (("correct", "1001", REFERRAL, "source=6", "--reason", " "), 2, "Say why"),
        (("correct", "1001", REFERRAL, "source=6"), 2, "Missing option '--reason'"),
        (("retract", "1001", "--reason", "x"), 2, "one of the two"),
        (("merge", "1001", "1001", "--reason", "x"), 2, "with itself"),
        (("unmerge", "1001", "--reason", "x"), 2, "never merged"),
        (("misfiled", "1001", REFERRAL, "--to", "1001", "--reason", "x"), 2, "one child"),
        (("events", "RefferalReceived"), 2, "The nearest: ReferralReceived"),
    ],
)
def test_what_is_refused_says_why_and_writes_nothing(store: str, words: tuple[str, ...], code: int, says: str) -> None:
    done = do(store, *words)

    assert (done.exit_code, done.stdout) == (code, "")
    assert says in done.stderr
    with open_log(store) as log:
        assert log.position() == 1


def test_a_version_that_is_no_longer_the_latest_is_told_to_look_again(store: str) -> None:
    do(store, "correct", "1001", REFERRAL, "source=6", "--reason", "wrong button", "--based-on", "1")

    done = do(store, "correct", "1001", REFERRAL, "source=7", "--reason", "wrong button", "--based-on", "1")

    assert done.exit_code == 12
    assert "look again (journey show 1001 --history)" in done.stderr
    (row,) = answer(store, "show", "1001")["rows"]
    assert (row["version"], row["last_version"]) == (1, 2)
    assert not answer(store, "retract", "1001", REFERRAL, "--reason", "twice", "--based-on", "2")["meta"]["says"]


def test_a_refused_command_has_read_the_record_and_is_in_the_access_log(store: str) -> None:
    assert do(store, "correct", "1001", "referral/2025-03-04/1", "source=6", "--reason", "x").exit_code == 2

    with open_log(store) as log:
        assert [entry.command.split()[1] for entry in log.access.entries()] == ["record", "correct"]


@pytest.mark.parametrize(
    "words",
    [
        ("ReferralReceived", "1001", "--on", "2025-03-03"),
        ("ReferralReceived", "1001", "--on", "2025-03-03", "--new"),
        ("ReferralReceived", "1001", "--on", "3025-03-03", "--new", "--la", "999"),
        ("ReferralReceived", "1001", "--on", "2025-03-03", "--new", "--la", "999", "source=2Z"),
    ],
)
def test_a_refused_command_leaves_no_empty_store_behind(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = do(f"sqlite:///{tmp_path}/none.db", "record", *words)

    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_what_is_improbable_is_written_and_said(store: str) -> None:
    do(store, "record", "ChildRegistered", "1001", "date_of_birth=2010-05-04")
    do(store, "record", "ChildRegistered", "1001", "date_of_death=2025-03-05")

    done = do(store, "record", "ChildSeen", "1001", "--on", "2025-03-07", "--format", "json")

    assert done.exit_code == 0
    assert "look at it: after death (8915)" in done.stderr
    assert "after death (8915)" in [one["finding"] for one in json.loads(done.stdout)["meta"]["findings"]]


def test_a_worker_is_shown_by_name_and_kept_as_a_reference(store: str) -> None:
    do(store, "record", "WorkerAllocated", "1001", "--on", "2025-03-05", "worker=Ruth Vale")

    shown = do(store, "show", "1001", "--events-only").stdout

    assert "Ruth Vale" in shown
    assert "Ruth Vale" not in json.dumps(answer(store, "show", "1001")["rows"])


def test_an_unmerge_lists_what_stays(store: str) -> None:
    do(store, "record", "ContactReceived", "1002", "--on", "2025-03-01", "--new")
    do(store, "merge", "1002", "1001", "--reason", "one child")
    do(store, "record", "ContactReceived", "1001", "--on", "2025-04-01")

    said = answer(store, "unmerge", "1002", "--reason", "two cousins")

    assert [row["child_id"] for row in said["rows"]] == ["1001", "1002"]
    assert [(row["child_id"], row["fact"]) for row in said["stays"]] == [("1001", "contact/2025-04-01/1")]


@pytest.mark.parametrize(("born", "warned"), [("2013-06-06", True), ("2012-05-05", False)])
def test_a_merge_says_that_the_two_records_have_another_date_of_birth(store: str, born: str, warned: bool) -> None:
    do(store, "record", "ContactReceived", "1002", "--on", "2025-03-01", "--new")
    do(store, "record", "ChildRegistered", "1001", "date_of_birth=2012-05-05")
    do(store, "record", "ChildRegistered", "1002", f"date_of_birth={born}")

    done = do(store, "merge", "1002", "1001", "--reason", "one child")

    assert ("sources disagree: Child registered: date of birth" in done.stderr) is warned


def test_what_was_misfiled_is_shown_on_the_wrong_record_no_more(store: str) -> None:
    do(store, "record", "ContactReceived", "1002", "--on", "2025-03-01", "--new")
    do(store, "correct", "1001", REFERRAL, "source=6", "occurred_on=2025-03-04", "--reason", "wrong button")

    do(store, "misfiled", "1001", REFERRAL, "--to", "1002", "--reason", "wrong file open")

    history = do(store, "show", "1001", "--history", "--format", "json").stdout
    assert '"2A"' not in history
    assert '"6"' not in history
    assert "1002" not in history
    assert "recorded of the wrong child" in history
    assert [row["fact"] for row in answer(store, "show", "1001")["rows"]] == []
    moved = [row for row in answer(store, "show", "1002")["rows"] if row["event"] == "ReferralReceived"]
    assert [(row["fact"], row["data"]["source"]["code"]) for row in moved] == [("referral/2025-03-04/1", "6")]


def test_reasons_are_sealed_and_the_access_log_has_neither_them_nor_what_was_written(store: str) -> None:
    reason = "her uncle rang"

    do(store, "correct", "1001", REFERRAL, "source=6", "--reason", reason, "--purpose", "audit")

    folder = Path(store.removeprefix("sqlite:///")).parent
    assert all(reason.encode() not in file.read_bytes() for file in folder.iterdir())
    with open_log(store) as log:
        entry = list(log.access.entries())[-1]
    assert (entry.who, entry.purpose, entry.children) == ("Priya Shah", "audit", '["child:999:1001"]')
    assert entry.command.startswith(f"journey correct 1001 {REFERRAL} 'source=…' --reason '(sealed)'")


@pytest.mark.parametrize(
    ("role", "purpose", "code"), [("", "audit", 15), ("restricted", "", 2), ("restricted", "audit", 0)]
)
def test_a_restricted_record_is_written_to_by_those_who_may_read_it(
    store: str, monkeypatch: pytest.MonkeyPatch, role: str, purpose: str, code: int
) -> None:
    do(store, "record", "ProcessingRestricted", "1001", "--on", "2025-03-05")
    monkeypatch.setenv("JOURNEY_ROLE", role)

    words = ("correct", "1001", REFERRAL, "source=6", "--reason", "wrong button")
    done = do(store, *words, *(("--purpose", purpose) if purpose else ()))

    assert done.exit_code == code, done.stderr
    with open_log(store) as log:
        assert log.position() == (3 if code == 0 else 2)


def test_what_the_access_log_cannot_take_is_not_written(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    access = Path(store.removeprefix("sqlite:///")).with_suffix(".access.db")
    access.write_bytes(b"no database")
    for beside in access.parent.glob("*.access.db-*"):
        beside.unlink()

    done = do(store, "correct", "1001", REFERRAL, "source=6", "--reason", "wrong button")

    assert done.exit_code == 15
    with open_log(store) as log:
        assert log.position() == 1


def test_the_catalogue_has_fields_codes_and_an_example() -> None:
    said = json.loads(journey("events", "Referral received", "--format", "json").stdout)

    source = next(row for row in said["rows"] if row["field"] == "source")
    assert source["code_set"] == "Source of contact or referral"
    assert {"code_set": source["code_set"], "code": "2A", "label": "Schools"} in said["codes"]
    assert said["meta"]["example"] == (
        "journey record ReferralReceived 1000504 --on 2025-03-31 source=1A no_further_action=yes"
    )
    assert said["meta"]["fact"] == "referral/DATE/1"


def test_the_catalogue_lists_what_can_be_recorded_by_hand() -> None:
    names = {row["event"] for row in json.loads(journey("events", "--format", "json").stdout)["rows"]}

    assert {"ReferralReceived", "CPPlanEnded", "ChildRegistered"} <= names
    assert not {"FactCorrected", "ExtractImported", "HubsMerged"} & names


@pytest.mark.parametrize(
    ("event", "begun", "found"),
    [
        ("ReferralReceived", "sou", ["source="]),
        ("ReferralReceived", "source=2", ["source=2A", "source=2B"]),
        ("NoSuchEvent", "", []),
    ],
)
def test_the_shell_completes_fields_and_codes(event: str, begun: str, found: list[str]) -> None:
    ctx = click.Context(record_command)
    ctx.params = {"event": event}

    assert [item.value for item in completing.fields(ctx, record_command.params[0], begun)] == found


def test_the_help_of_an_event_has_its_fields_codes_and_example() -> None:
    said = " ".join(journey("record", "Referral received", "--help").stdout.split())

    assert "Fields of ReferralReceived (Referral received)" in said
    assert all(f"{name}=" in said for name in fields_of(ReferralReceived))
    assert "2A, 2B" in said
    assert "Example: journey record ReferralReceived 1000504" in said
    assert "Fields of" not in journey("record", "--help").stdout
    assert "Fields of" not in journey("record", "NoSuchEvent", "--help").stdout


def test_the_shell_completes_events_and_the_fields_of_a_fact() -> None:
    ctx = click.Context(record_command)
    ctx.params = {"fact": "cp-plan/2025-03-10/1"}
    param = record_command.params[0]

    assert [item.value for item in completing.events(ctx, param, "referralr")] == ["ReferralReceived"]
    assert [item.value for item in completing.fields(ctx, param, "cat")] == ["category="]
