"""Two people at once, as processes of their own, on both engines: one of two who correct a fact looks again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from journey import open_log
from journey.domain.errors import Conflict, NotRecorded
from journey.recording import perform
from tests.source_tree import ROOT

REFERRAL = "referral/2025-03-03/1"

CORRECTOR = """
import sys
from journey import open_log
from journey.domain.errors import Conflict
from journey.recording import perform
with open_log(sys.argv[1], by=sys.argv[2]) as log:
    write = perform._write
    def when_told(*arguments):   # what was read is what both of them saw
        if not told:
            told.append(True)
            print("ready", flush=True)
            sys.stdin.readline()
        return write(*arguments)
    told = []
    perform._write = when_told
    try:
        done = log.correct("1001", "referral/2025-03-03/1", source=sys.argv[3], reason="wrong button")
        print("written", len(done.statements))
    except Conflict as error:
        print("look again", error)
"""


def given(url: str) -> None:
    with open_log(url, by="Ruth Vale", create=True) as log:
        log.record("ReferralReceived", "1001", on=date(2025, 3, 3), source="2A", new=True, la="999")


def both(url: str) -> list[str]:
    """What two processes print that read the same and then write."""
    people = [
        subprocess.Popen(
            [sys.executable, "-c", CORRECTOR, url, by, value],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for by, value in (("Priya Shah", "6"), ("Sam Birch", "7"))
    ]
    for one in people:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in people:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    return sorted(one.communicate(timeout=60)[0] for one in people)


def test_of_two_who_correct_one_fact_at_once_one_is_told_to_look_again(store_url: str) -> None:
    given(store_url)

    told = both(store_url)

    assert told[1] == "written 1\n"
    assert told[0].startswith(f"look again {REFERRAL} of 1001 was changed by ")
    with open_log(store_url, by="Ruth Vale") as log:
        assert len(log.show("1001", history=True).rows) == 2
        assert log.log.verify().problems == []


def between(monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Let something happen between reading and writing, once."""
    write, left = perform._write, [then]

    def meanwhile(*arguments):
        while left:
            left.pop()()
        return write(*arguments)

    monkeypatch.setattr(perform, "_write", meanwhile)


def test_two_who_record_different_things_of_one_child_at_once_are_both_heard(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(sqlite_url)
    with open_log(sqlite_url, by="Priya Shah") as log, open_log(sqlite_url, by="Sam Birch") as other:
        between(monkeypatch, lambda: other.record("ContactReceived", "1001", on=date(2025, 4, 1)))

        log.record("ContactReceived", "1001", on=date(2025, 4, 2))

        facts = [row["fact"] for row in log.show("1001").rows]
    assert facts == [REFERRAL, "contact/2025-04-01/1", "contact/2025-04-02/1"]


def test_a_retraction_in_between_is_a_conflict_too(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(sqlite_url)
    with open_log(sqlite_url, by="Priya Shah") as log, open_log(sqlite_url, by="Sam Birch") as other:
        between(monkeypatch, lambda: other.retract("1001", REFERRAL, reason="recorded twice"))

        with pytest.raises(Conflict, match="changed by Sam Birch, with version 2"):
            log.correct("1001", REFERRAL, source="6", reason="wrong button")


def test_the_same_thing_recorded_in_between_is_known_already(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(sqlite_url)
    with open_log(sqlite_url, by="Priya Shah") as log, open_log(sqlite_url, by="Sam Birch") as other:
        between(monkeypatch, lambda: other.record("ContactReceived", "1001", on=date(2025, 4, 1)))

        done = log.record("ContactReceived", "1001", on=date(2025, 4, 1))

    assert done.already_known
    assert "Sam Birch" in done.says


def test_a_merge_in_between_is_seen(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(sqlite_url)
    with open_log(sqlite_url, by="Priya Shah") as log, open_log(sqlite_url, by="Sam Birch") as other:
        other.record("ContactReceived", "1002", on=date(2025, 4, 1), new=True)
        between(monkeypatch, lambda: other.merge("1001", "1002", reason="one child"))

        with pytest.raises(NotRecorded, match="circle"):
            log.merge("1002", "1001", reason="one child")

        assert other.show("1001").child == "1002"
