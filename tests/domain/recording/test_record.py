"""Recording that something happened: it acts, refuses with a reason, or stays quiet."""

from __future__ import annotations

import shlex
from datetime import date, time

import pytest

from journey.domain.catalogue import EXAMPLE_DAY, example
from journey.domain.errors import NotRecorded
from journey.domain.recording.decision import recordable
from journey.domain.recording.record import RecordEvent
from tests.domain.recording.given import TODAY, Record, recorder, said

REFERRED = date(2025, 3, 3)
PLAN = said("CPPlanStarted", "cp-plan/2025-03-10/1", date(2025, 3, 10), category={"code": "NEG", "written": "NEG"})


def referral(**changes) -> RecordEvent:
    return RecordEvent(**{"event": "ReferralReceived", "on": REFERRED, "fields": {"source": "2A"}, **changes})


def a_record() -> Record:
    return Record(said("ReferralReceived", "referral/2025-03-03/1", REFERRED, source={"code": "2A", "written": "2A"}))


def test_a_person_speaks_for_the_day_of_recording() -> None:
    record = Record(PLAN)

    (statement,) = record.do(referral(at=time(14, 30))).statements

    assert (statement.fact, statement.occurred_on, statement.occurred_time) == (
        "referral/2025-03-03/1",
        REFERRED,
        time(14, 30),
    )
    assert statement.source.system == "person"
    assert statement.known_on == statement.source.speaks_for == TODAY
    assert statement.by == "Priya Shah"
    assert statement.data == {"source": {"code": "2A", "written": "2A"}}


@pytest.mark.parametrize("written", ["ReferralReceived", "referral received", "Referral received", "referral-received"])
def test_an_event_goes_by_its_stored_name_or_its_title(written: str) -> None:
    assert Record(PLAN).do(referral(event=written)).statements[0].name == "ReferralReceived"


def test_workers_become_references_and_their_names_are_handed_on() -> None:
    decision = Record(PLAN).do(referral(fields={"worker": "Ruth Vale"}))

    assert decision.statements[0].data == {"worker": "worker=Ruth Vale"}
    assert decision.workers == {"worker=Ruth Vale": "Ruth Vale"}


def test_what_the_record_says_already_is_not_written_again() -> None:
    decision = a_record().do(referral())

    assert decision.statements == ()
    assert decision.says == "referral/2025-03-03/1 says so already (annex-a, known on 30 April 2025)."


def test_a_second_one_of_a_day_is_asked_about_and_written_when_it_is_said_to_be_another() -> None:
    record = a_record()

    with pytest.raises(
        NotRecorded, match=r"one on 3 March 2025 already.*journey correct Ada referral/2025-03-03/1.*--another"
    ):
        record.do(referral(fields={"source": "6"}))
    (statement,) = record.do(referral(fields={"source": "6"}, another=True)).statements

    assert statement.fact == "referral/2025-03-03/2"


def test_two_visits_at_two_times_of_a_day_are_two() -> None:
    record = Record(PLAN)
    visit = {"event": "CPVisitMade", "on": date(2025, 4, 1)}
    record.do(RecordEvent(**visit, at=time(9)))

    assert record.do(RecordEvent(**visit, at=time(15))).statements[0].fact == "cp-visit/2025-04-01/2"
    assert record.do(RecordEvent(**visit, at=time(15))).statements == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"event": "RefferalReceived"}, "no event 'RefferalReceived'. The nearest: ReferralReceived"),
        ({"event": "HubsMerged"}, "journey import organisation"),
        ({"event": "FactCorrected"}, "use journey correct"),
        ({"event": "ExtractImported"}, "imports write it"),
        ({"fields": {"sorce": "2A"}}, "no detail 'sorce'. The nearest: source"),
        ({"fields": {"source": "2Z"}}, "Source: '2Z' is no code of 'Source of contact or referral'"),
        ({"fields": {"asserted_referrals_12m": "many"}}, "not a whole number"),
        ({"on": date(2025, 7, 1)}, "1 July 2025 lies in the future"),
        ({"on": None}, "on which day did it happen"),
        ({"of": "cp-plan/2025-03-10/1"}, "leave out --of"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(changes, says: str) -> None:
    with pytest.raises(NotRecorded) as refused:
        Record(PLAN).do(referral(**changes))

    assert says in str(refused.value)


def test_a_child_nobody_has_heard_of_is_recorded_only_as_new() -> None:
    record = Record()

    with pytest.raises(NotRecorded, match=r"Nothing was ever recorded of Ada.*--new"):
        record.do(referral())

    assert record.do(referral(new=True)).statements[0].version == 0


def test_an_end_belongs_to_what_began_last() -> None:
    record = Record(PLAN, said("CPPlanStarted", "cp-plan/2024-01-08/1", date(2024, 1, 8)))

    assert record.do(ended(date(2025, 5, 1))).statements[0].fact == "cp-plan/2025-03-10/1/ended"
    assert record.do(ended(date(2025, 5, 1))).says.startswith("cp-plan/2025-03-10/1/ended says so already")
    assert record.do(ended(date(2024, 6, 3), of="2024-01-08")).statements[0].fact == "cp-plan/2024-01-08/1/ended"


def ended(on: date, **changes) -> RecordEvent:
    return RecordEvent("CPPlanEnded", on, **changes)


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(NotRecorded, match=r"cp-plan/2025-03-10/1 began on 10 March 2025: .* lies before it"):
        Record(PLAN).do(ended(date(2025, 3, 9)))


def test_an_end_of_nothing_is_refused() -> None:
    with pytest.raises(NotRecorded, match="record first that it began"):
        a_record().do(ended(date(2025, 3, 20)))


def test_a_second_end_is_a_correction_of_the_first() -> None:
    record = Record(PLAN)
    record.do(ended(date(2025, 5, 1)))

    with pytest.raises(
        NotRecorded, match=r"recorded already, on 1 May 2025.*journey correct Ada cp-plan/2025-03-10/1/ended"
    ):
        record.do(ended(date(2025, 5, 2)))


def test_who_the_child_is_is_filled_in_and_never_overwritten() -> None:
    record = Record(said("ChildRegistered", "person", sex={"code": "F", "written": "F"}))
    born = {"date_of_birth": "4 May 2010"}

    (statement,) = record.do(RecordEvent("ChildRegistered", None, fields={**born, "sex": "F"})).statements

    assert (statement.name, statement.data) == ("FactProgressed", {"fields": {"date_of_birth": date(2010, 5, 4)}})
    assert record.do(RecordEvent("ChildRegistered", None, fields=born)).says == "person of Ada says so already."
    with pytest.raises(NotRecorded, match="journey correct Ada person sex=VALUE"):
        record.do(RecordEvent("ChildRegistered", None, fields={"sex": "M"}))
    with pytest.raises(NotRecorded, match="Date of birth 1 July 2025 lies in the future"):
        record.do(RecordEvent("ChildRegistered", None, fields={"date_of_birth": "2025-07-01"}))


@pytest.mark.parametrize("kind", recordable(), ids=lambda kind: kind.NAME)
def test_every_example_of_the_catalogue_can_be_recorded(kind) -> None:
    words = shlex.split(example(kind))
    on = EXAMPLE_DAY if "--on" in words else None
    pairs = dict(word.split("=", 1) for word in words if "=" in word)
    begins = next((k for k in recordable() if kind.PART and (k.KIND, k.PART) == (kind.KIND, None)), None)
    record = Record(PLAN)
    if begins:
        record.do(RecordEvent(begins.NAME, EXAMPLE_DAY), who=recorder())

    assert record.do(RecordEvent(words[2], on, fields=pairs)).statements[0].name == kind.NAME
