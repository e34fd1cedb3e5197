"""Merging, taking apart and moving between records: it acts, refuses with a reason, or stays quiet."""

from __future__ import annotations

from datetime import date

import pytest

from journey.domain.errors import NotRecorded
from journey.domain.recording.decision import Decision
from journey.domain.recording.merge import MergeRecords, UnmergeRecords
from journey.domain.recording.misfiled import MoveMisfiled
from tests.domain.recording.given import ADA, BEN, Record, recorder, said

CAL, OTHER = "child:999:Cal", "child:998:Ben"
PLAN = "cp-plan/2025-03-10/1"


def a_record() -> Record:
    return Record(
        said("CPPlanStarted", PLAN, date(2025, 3, 10), referral="referral/2025-03-03/1"),
        said("CPPlanEnded", f"{PLAN}/ended", date(2025, 4, 10)),
        said("ReferralReceived", "referral/2025-03-03/1", date(2025, 3, 3), stream=BEN),
        said("ReferralReceived", "referral/2025-03-03/1", date(2025, 3, 3), stream=CAL),
        said("ReferralReceived", "referral/2025-03-03/1", date(2025, 3, 3), stream=OTHER),
    )


def merge(record: Record, child: str, into: str) -> Decision:
    decision = MergeRecords("one child").decide(
        record.history(child), record.history(into), record.merges(), recorder()
    )
    record.write(decision.statements)
    return decision


def unmerge(record: Record, child: str) -> Decision:
    decision = UnmergeRecords("two children").decide(record.history(child), record.merges(), recorder())
    record.write(decision.statements)
    return decision


def move(record: Record, fact: str = PLAN, child: str = ADA, to: str = BEN) -> Decision:
    decision = MoveMisfiled(fact, "wrong file open").decide(record.history(child), record.history(to), recorder())
    record.write(decision.statements)
    return decision


def test_a_merge_is_written_on_both_records() -> None:
    record = a_record()

    statements = merge(record, BEN, ADA).statements

    assert [s.stream for s in statements] == [ADA, BEN]
    assert {(s.data["survivor"], s.data["absorbed"], s.data["notes"]) for s in statements} == {(ADA, BEN, "one child")}
    assert record.history(BEN).survivor == ADA


def test_a_merge_into_a_merged_record_follows_it_to_the_end() -> None:
    record = a_record()
    merge(record, BEN, ADA)

    assert {s.stream for s in merge(record, CAL, BEN).statements} == {CAL, ADA}


def test_a_merge_that_stands_is_not_written_again() -> None:
    record = a_record()
    merge(record, BEN, ADA)

    assert merge(record, BEN, ADA).says == "Ben is merged into Ada already."


@pytest.mark.parametrize(
    ("child", "into", "says"),
    [
        (ADA, ADA, "cannot be merged with itself"),
        (ADA, BEN, "the other way round would be a circle"),
        (BEN, CAL, "Ben is merged into Ada. If Ada is of the same child: journey merge Ada Cal"),
        (ADA, "child:999:Dee", "Nothing was ever recorded of Dee"),
        (ADA, OTHER, "different authorities"),
    ],
)
def test_a_merge_that_cannot_be_is_refused(child: str, into: str, says: str) -> None:
    record = a_record()
    merge(record, BEN, ADA)

    with pytest.raises(NotRecorded) as refused:
        merge(record, child, into)

    assert says in str(refused.value)


def test_an_unmerge_lists_what_was_recorded_on_the_survivor_since_and_leaves_it_there() -> None:
    record = a_record()
    merge(record, BEN, ADA)
    record.write((said("ContactReceived", "contact/2025-05-06/1", date(2025, 5, 6)),))

    decision = unmerge(record, BEN)

    assert [s.stream for s in decision.statements] == [ADA, BEN]
    assert [s.fact for s in decision.stays] == ["contact/2025-05-06/1"]
    assert {fact.event for fact in record.history(BEN).standing} == {"ReferralReceived"}
    assert "ContactReceived" in {fact.event for fact in record.history(ADA).standing}


def test_what_was_taken_apart_is_not_taken_apart_again_and_may_be_merged_again() -> None:
    record = a_record()
    merge(record, BEN, ADA)
    unmerge(record, BEN)

    assert unmerge(record, BEN).says == "Ben was taken apart on 30 June 2025, and is itself."
    assert len(merge(record, BEN, ADA).statements) == 2


@pytest.mark.parametrize(("child", "says"), [(CAL, "never merged"), (ADA, "it stands for Ben")])
def test_what_is_not_merged_cannot_be_taken_apart(child: str, says: str) -> None:
    record = a_record()
    merge(record, BEN, ADA)

    with pytest.raises(NotRecorded, match=says):
        unmerge(record, child)


def test_what_was_misfiled_is_withdrawn_and_said_again_with_a_stub_on_both() -> None:
    record = a_record()

    statements = move(record).statements

    away = [(s.name, s.fact) for s in statements if s.stream == ADA]
    here = [(s.name, s.fact) for s in statements if s.stream == BEN]
    assert away == [(name, fact) for fact in (PLAN, f"{PLAN}/ended") for name in ("FactRetracted", "FactMisfiled")]
    assert here == [("CPPlanStarted", PLAN), ("CPPlanEnded", f"{PLAN}/ended"), ("FactMisfiled", PLAN)]
    assert record.history(ADA).standing == []
    assert [fact.key for fact in record.history(BEN).standing] == ["referral/2025-03-03/1", PLAN, f"{PLAN}/ended"]


def test_the_stubs_share_a_mark_and_name_nobody() -> None:
    stubs = [s for s in move(a_record()).statements if s.name == "FactMisfiled"]

    assert len({s.data["mark"] for s in stubs}) == 1
    assert [s.data["filed"] for s in stubs] == ["away", "away", "here"]
    assert [s.data.get("notes") for s in stubs] == ["wrong file open", "wrong file open", None]


@pytest.mark.parametrize(("child", "into"), [(ADA, BEN), (BEN, ADA)])
def test_records_between_which_something_was_moved_stay_two(child: str, into: str) -> None:
    """Merged, what was withdrawn on the one would be withdrawn where it belongs."""
    record = a_record()
    move(record)

    with pytest.raises(NotRecorded, match="as misfiled"):
        merge(record, child, into)
    assert merge(record, CAL, BEN).statements


def test_what_ties_it_to_the_wrong_child_is_left_behind() -> None:
    record = a_record()

    move(record)

    assert record.fact(PLAN, BEN).data == {}
    assert record.fact(PLAN, BEN).known_on == date(2025, 6, 30)


def test_what_was_moved_is_not_moved_again() -> None:
    record = a_record()
    move(record)

    assert move(record).says == f"{PLAN} was moved to Ben already."


@pytest.mark.parametrize(
    ("fact", "to", "says"),
    [
        ("cp-plan/2025-03-11/1", BEN, "no fact cp-plan/2025-03-11/1"),
        (f"{PLAN}/ended", BEN, f"is a part of {PLAN}: move that"),
        (PLAN, ADA, "are one child"),
        (PLAN, "child:999:Dee", "Nothing was ever recorded of Dee"),
        (PLAN, OTHER, "of another authority"),
    ],
)
def test_what_cannot_be_moved_is_refused(fact: str, to: str, says: str) -> None:
    with pytest.raises(NotRecorded) as refused:
        move(a_record(), fact, to=to)

    assert says in str(refused.value)
