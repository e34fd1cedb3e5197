"""What recording by hand leaves behind: keys, names behind references, a chain that verifies, the same journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey import open_log
from journey.domain.errors import NotPermitted, UsageError
from journey.domain.statements import organisation_stream
from journey.projections.batch_memory import covers
from journey.projections.effective import effective_history
from journey.projections.journal.journal import open_journal
from journey.recording.journeys import JourneyLog

REFERRAL = "referral/2025-03-03/1"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store fed by a person alone, with one of everything."""
    address = f"sqlite:///{tmp_path_factory.mktemp('by-hand')}/journey.db"
    with open_log(address, by="Priya Shah", create=True) as log:
        for child in ("1001", "1002", "1003"):
            log.record("ReferralReceived", child, on=date(2025, 3, 3), source="2A", new=True, la="999")
        log.record("ChildRegistered", "1001", date_of_birth=date(2010, 5, 4), sex="F", family="The Lake family")
        log.record("CPPlanStarted", "1001", on=date(2025, 3, 10), category="NEG")
        log.record("CPVisitMade", "1001", on=date(2025, 3, 20), seen=True, worker="Ruth Vale")
        log.record("CPVisitMade", "1001", on=date(2025, 3, 27), seen=True, worker="ruth  vale")
        log.record("CPPlanEnded", "1001", on=date(2025, 5, 12))
        log.correct("1001", "cp-plan/2025-03-10/1", occurred_on=date(2025, 3, 11), reason="the day of the meeting")
        log.retract("1001", REFERRAL, reason="recorded twice")
        log.misfiled("1001", "cp-plan/2025-03-11/1", to="1002", reason="the wrong file open")
        log.merge("1003", "1002", reason="one child")
    return address


def test_the_authority_has_its_key_with_its_first_child(url: str) -> None:
    with open_log(url, by="Sam Birch") as log:
        assert log.log.keyring.exported(organisation_stream("999")) is not None


def test_a_workers_name_is_kept_once_and_a_familys_never(url: str) -> None:
    with open_log(url, by="Sam Birch") as log:
        named = log.log.statements([organisation_stream("999")])[organisation_stream("999")]
        rows = log.show("1001").rows

    assert [statement.data["name"] for statement in named] == ["Ruth Vale"]
    assert "Lake" not in str(rows)


def test_the_chain_verifies(url: str) -> None:
    with open_log(url, by="Sam Birch") as log:
        assert log.log.verify().problems == []


def test_the_journal_says_what_the_record_says(url: str, tmp_path: Path) -> None:
    day = date(2025, 12, 31)
    known = date(2099, 1, 1)
    with open_log(url, by="Sam Birch") as log:
        streams = [summary.stream for summary in log.log.streams("child")]
        said = log.log.statements(streams)
        merged = [*said["child:999:1002"], *said["child:999:1003"]]
        expected = {
            fact.key: fact.occurred_on
            for facts in (effective_history(said["child:999:1001"], day, known), effective_history(merged, day, known))
            for fact in facts
            if fact.stands and fact.occurred_on
        }
        events = ("ReferralReceived", "CPPlanStarted", "CPPlanEnded", "CPVisitMade")
        with open_journal(log.log, tmp_path) as journal:
            frames = [
                batch.select(events, base=("fact", "event"))
                for batch in journal.batches(day, known, coverage=covers("999", day))
            ]

    assert {key for frame in frames for key in frame["fact"]} == expected.keys()
    assert "cp-plan/2025-03-11/1/ended" in expected


def test_a_person_is_named_and_a_store_is_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Say who"):
        open_log(f"sqlite:///{tmp_path}/journey.db", by=" ", create=True)
    with pytest.raises(UsageError, match="There is no store"):
        open_log(f"sqlite:///{tmp_path}/journey.db", by="Priya Shah")
    assert list(tmp_path.iterdir()) == []


def test_who_may_not_read_a_record_writes_nothing_and_the_access_log_says_so(url: str) -> None:
    with open_log(url, by="Sam Birch") as log:
        before = log.log.position()
        barred = JourneyLog(log.log, "Sam Birch", permit=lambda _streams, said: (f"[refused] {said}", "not for you"))

        with pytest.raises(NotPermitted, match="not for you"):
            barred.retract("1002", REFERRAL, reason="recorded twice")
        with pytest.raises(NotPermitted, match="not for you"):
            barred.show("1002")

        assert log.log.position() == before
        assert [entry.purpose for entry in log.log.access.entries()][-2:] == ["[refused] ", "[refused] "]
