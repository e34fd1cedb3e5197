"""Laws of recording: said twice it is written once, nothing is written that was refused, nothing is lost by a merge."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.domain.errors import NotRecorded
from journey.domain.recording.correct import CorrectFact
from journey.domain.recording.merge import MergeRecords, UnmergeRecords
from journey.domain.recording.misfiled import MoveMisfiled
from journey.domain.recording.record import RecordEvent
from journey.domain.recording.retract import RetractFact
from tests.depth import examples
from tests.domain.recording.given import Record, recorder

CHILDREN = tuple(f"child:999:{name}" for name in ("Ada", "Ben", "Cal"))
FIRST = date(2025, 3, 1)

child = st.sampled_from(CHILDREN)
day = st.integers(0, 4).map(lambda n: FIRST + timedelta(n))
event = st.sampled_from(["ReferralReceived", "CPPlanStarted", "CPPlanEnded", "ContactReceived"])
fields = st.sampled_from([{}, {"source": "2A"}, {"source": "6"}])
which = st.integers(0, 9)
"""A fact of the record by its place, whichever there is."""

command = st.one_of(
    st.tuples(st.just("record"), child, event, day, fields),
    st.tuples(st.just("correct"), child, which, st.one_of(fields, day.map(lambda on: {"occurred_on": on}))),
    st.tuples(st.just("retract"), child, which),
    st.tuples(st.just("merge"), child, child),
    st.tuples(st.just("unmerge"), child),
    st.tuples(st.just("misfiled"), child, which, child),
)


def perform(record: Record, step: tuple[Any, ...]) -> int | None:
    """How many statements a command wrote; None when it was refused."""
    name, stream, *rest = step
    history = record.history(stream)
    keys = sorted(fact.key for fact in history.facts) or ["referral/2025-01-01/1"]
    try:
        match name:
            case "record":
                decision = RecordEvent(rest[0], rest[1], fields=rest[2], new=True).decide(history, recorder())
            case "correct":
                decision = CorrectFact(keys[rest[0] % len(keys)], rest[1], "so").decide(history, recorder())
            case "retract":
                decision = RetractFact(keys[rest[0] % len(keys)], None, "so").decide(history, recorder())
            case "merge":
                into = record.history(rest[0])
                decision = MergeRecords("so").decide(history, into, record.merges(), recorder())
            case "unmerge":
                decision = UnmergeRecords("so").decide(history, record.merges(), recorder())
            case _:
                to = record.history(rest[1])
                decision = MoveMisfiled(keys[rest[0] % len(keys)], "so").decide(history, to, recorder())
    except NotRecorded:
        return None
    record.write(decision.statements)
    return len(decision.statements)


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(command, max_size=12), command)
def test_what_was_said_is_not_written_again(before: list[tuple[Any, ...]], step: tuple[Any, ...]) -> None:
    record = Record()
    for one in before:
        perform(record, one)

    first = perform(record, step)

    # What has no key of its own to be known by (a fact by its place in a changed record) is another command by then.
    if first and step[0] in ("record", "merge", "unmerge"):
        assert perform(record, step) == 0


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(command, max_size=12))
def test_no_end_lies_before_its_beginning_and_every_key_is_one_fact(steps: list[tuple[Any, ...]]) -> None:
    record = Record()

    for step in steps:
        perform(record, step)

    for stream in CHILDREN:
        standing = {fact.key: fact for fact in record.history(stream).standing}
        assert len(standing) == len(record.history(stream).standing)
        for key, fact in standing.items():
            if key.endswith("/ended"):
                assert standing[key.removesuffix("/ended")].occurred_on <= fact.occurred_on


@settings(max_examples=examples(40), deadline=None)
@given(st.lists(command, max_size=10), child, child)
def test_taken_apart_two_records_are_what_they_were(steps: list[tuple[Any, ...]], one: str, other: str) -> None:
    record = Record()
    for step in steps:
        perform(record, step)
    before = {stream: record.history(stream).facts for stream in CHILDREN}

    if perform(record, ("merge", one, other)):
        assert perform(record, ("unmerge", one)) == 2

    assert {stream: record.history(stream).facts for stream in CHILDREN} == before
