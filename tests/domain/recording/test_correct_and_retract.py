"""Correcting and withdrawing what was said: it acts, refuses with a reason, or stays quiet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.domain.errors import Conflict, NotRecorded
from journey.domain.recording.correct import CorrectFact
from journey.domain.recording.record import RecordEvent
from journey.domain.recording.retract import RetractFact
from tests.domain.recording.given import Record, recorder, said

REFERRAL, PLAN = "referral/2025-03-03/1", "cp-plan/2025-03-10/1"


def a_record() -> Record:
    return Record(
        said("ReferralReceived", REFERRAL, date(2025, 3, 3), source={"code": "2A", "written": "2A"}),
        said("CPPlanStarted", PLAN, date(2025, 3, 10)),
        said("CPPlanEnded", f"{PLAN}/ended", date(2025, 4, 10)),
    )


def correct(fact: str = REFERRAL, based_on: int | None = None, **fields: Any) -> CorrectFact:
    return CorrectFact(fact, fields, "wrong button", based_on)


def retract(fact: str | None = REFERRAL, statement: int | None = None, based_on: int | None = None) -> RetractFact:
    return RetractFact(fact, statement, "recorded twice", based_on)


def test_a_correction_names_field_value_old_and_version_and_seals_the_reason() -> None:
    record = a_record()

    (statement,) = record.do(correct(source="6")).statements

    assert statement.data == {
        "field": "source",
        "value": {"code": "6", "written": "6"},
        "old": {"code": "2A", "written": "2A"},
        "based_on": 1,
        "notes": "wrong button",
    }
    assert record.fact(REFERRAL).data["source"]["code"] == "6"
    assert record.fact(REFERRAL).state == "corrected"


def test_a_blank_value_says_nothing_any_more() -> None:
    record = a_record()

    record.do(correct(source=""))

    assert record.fact(REFERRAL).data == {}


def test_a_moved_start_moves_the_key_and_what_was_said_under_the_old_one_goes_along() -> None:
    record = a_record()

    record.do(correct(occurred_on="2025-03-04"))
    record.do(correct(source="6"))

    assert record.fact("referral/2025-03-04/1").occurred_on == date(2025, 3, 4)
    assert record.fact(REFERRAL).data["source"]["code"] == "6"
    assert len(record.history().standing) == 3
    assert record.do(correct(on=date(2025, 3, 3))).statements[0].data["moved_to"] == REFERRAL


def test_a_moved_end_keeps_its_key() -> None:
    (statement,) = a_record().do(correct(f"{PLAN}/ended", day="11 April 2025")).statements

    assert "moved_to" not in statement.data


@pytest.mark.parametrize("fields", [{"source": "2A"}, {"occurred_on": date(2025, 3, 3)}])
def test_a_correction_to_what_is_said_already_is_not_written(fields: dict[str, Any]) -> None:
    assert a_record().do(correct(**fields)).statements == ()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            correct("referral/2025-03-04/1", source="6"),
            "no fact referral/2025-03-04/1. The nearest: referral/2025-03-03/1",
        ),
        (correct(sauce="6"), "no detail 'sauce'. The nearest: source"),
        (correct(source="2Z"), "'2Z' is no code"),
        (correct(unread="x"), "no detail 'unread'"),
        (correct(occurred_on="2025-07-01"), "lies in the future"),
        (correct(occurred_on="31/02/2025"), "not a day of the calendar"),
        (correct(PLAN, occurred_on="2025-04-11"), "the end would lie before the beginning"),
        (correct(f"{PLAN}/ended", occurred_on="2025-03-09"), "the end would lie before the beginning"),
        (correct(), "What is it now?"),
        (correct(source="6", based_on=2), "Version 2 says nothing of referral/2025-03-03/1. What does: 1."),
        (retract("referral/2025-03-04/1"), "no fact referral/2025-03-04/1"),
        (retract(None, 9), "goes up to version 3; there is no 9"),
        (retract(None), "one of the two"),
        (retract(REFERRAL, 1), "one of the two"),
    ],
)
def test_what_the_record_does_not_bear_out_is_refused(command: Any, says: str) -> None:
    record = a_record()

    with pytest.raises(NotRecorded) as refused:
        record.do(command)

    assert says in str(refused.value)
    assert len(record.said) == 3


def test_what_is_retracted_is_not_corrected() -> None:
    record = a_record()
    record.do(retract())

    with pytest.raises(NotRecorded, match="is retracted, so there is nothing to correct"):
        record.do(correct(source="6"))


@pytest.mark.parametrize("second", [correct(source="7", based_on=1), retract(based_on=1)])
def test_of_two_who_saw_one_version_the_second_is_told_to_look_again(second: Any) -> None:
    record = a_record()
    record.do(correct(source="6", based_on=1), who=recorder("Ruth Vale"))

    with pytest.raises(Conflict, match=r"changed by Ruth Vale, with version 4, since you looked.*look again"):
        record.do(second)


def test_a_retraction_withdraws_the_fact_and_what_belongs_to_it() -> None:
    record = a_record()

    (statement,) = record.do(retract(PLAN)).statements

    assert statement.data == {"based_on": 2, "notes": "recorded twice"}
    assert [fact.key for fact in record.history().standing] == [REFERRAL]


def test_retracting_twice_is_refused_and_says_how_to_undo_it() -> None:
    record = a_record()
    record.do(retract())

    with pytest.raises(NotRecorded, match=r"retracted by Priya Shah on 30 June 2025.*retract Ada --statement 4"):
        record.do(retract())
    record.do(retract(None, 4))

    assert record.fact(REFERRAL).stands
    with pytest.raises(NotRecorded, match=r"Version 4 was withdrawn by Priya Shah on 30 June 2025 \(version 5\)"):
        record.do(retract(None, 4))


def test_what_a_source_has_withdrawn_is_not_withdrawn_again() -> None:
    record = a_record()
    record.write((said("FactRetracted", REFERRAL),))

    decision = record.do(retract())

    assert decision.statements == ()
    assert decision.says == f"{REFERRAL} was retracted by annex-a on 30 April 2025."


def test_retracting_a_correction_leaves_the_fact_as_it_was() -> None:
    record = a_record()
    record.do(correct(source="6"))

    record.do(retract(None, 4))

    assert record.fact(REFERRAL).data["source"]["code"] == "2A"


def test_a_merge_is_not_retracted() -> None:
    record = a_record()
    record.write((said("RecordsMerged", "merge", survivor="child:999:Ada", absorbed="child:999:Ben"),))

    with pytest.raises(NotRecorded, match="Version 4 is RecordsMerged"):
        record.do(retract(None, 4))


def test_an_end_recorded_after_its_beginning_moved_is_found_under_it() -> None:
    record = Record(said("CPPlanStarted", PLAN, date(2025, 3, 10)))
    record.do(correct(PLAN, occurred_on="2025-03-12"))

    record.do(RecordEvent("CPPlanEnded", date(2025, 4, 1)))

    assert record.fact("cp-plan/2025-03-12/1/ended").stands
