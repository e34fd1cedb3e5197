"""Who had a part in a case, as the log shows it, and a small sample given out and graded on each engine."""

from __future__ import annotations

from datetime import date

import pytest

from journey.audit.acting import ToDo, record_action, record_done
from journey.audit.assigning import Assigning, involved, record_assigned
from journey.audit.audited import audited
from journey.audit.diagnostic import Diagnostic, find
from journey.audit.draw import Plan, draw
from journey.audit.frame_rows import frame_of
from journey.audit.grading import record_graded, record_moderated
from journey.audit.judging import Line, Refused
from journey.audit.recording import Opening, record_drawn, record_opened
from journey.domain.errors import NotPermitted, UsageError
from journey.domain.statements import PERSON_SYSTEM, Source, Statement, organisation_stream
from journey.domain.values import Data
from journey.store.log import Log
from tests.audit.stores import DAY, SINCE, asked, merged, said, stream, write

ORGANISATION = organisation_stream("999")
CHILDREN = tuple(f"C{number}" for number in range(1, 7))


def worker(log: Log, name: str) -> str:
    return log.keyring.reference(ORGANISATION, "worker", name)


def same(log: Log, one: str, other: str) -> Statement:
    """Two references were said to be one worker."""
    data: Data = {"reference": one, "same_as": other}
    key = f"worker-identity/{DAY.isoformat()}/1"
    return Statement(ORGANISATION, "WorkerIdentified", key, DAY, Source(PERSON_SYSTEM, DAY), data, DAY, by="a person")


@pytest.fixture
def sample(log: Log) -> Diagnostic:
    """Six journeys, drawn."""
    write(log, *(said(child, "CINEpisodeOpened", date(2025, 1, 6)) for child in CHILDREN))
    question = asked(log)
    frame = frame_of(question, SINCE, ("child-in-need",))
    opening = Opening("base", "Base", "dip", "p", SINCE, DAY, question.at, ("child-in-need",), {})
    opened = record_opened(log, opening, frame, on=DAY, by="a lead")
    plan = Plan("random", 6, "seed")
    return record_drawn(log, opened, plan, frame, draw(frame, plan), on=DAY, by="a lead")


def test_a_worker_in_any_role_or_whoever_recorded_it_had_a_part_and_nobody_else(log: Log, sample: Diagnostic) -> None:
    ines, tom = worker(log, "Ines Okafor"), worker(log, "Tom Reed")
    write(log, said("C1", "WorkerAllocated", date(2024, 2, 1), worker=ines), said("C2", "ActionSet", DAY, owner=ines))
    write(log, *merged("C3", "C1"), same(log, "SW104417", tom), said("C4", "WorkerAllocated", DAY, worker="SW104417"))

    found = involved(
        log, [stream(child) for child in CHILDREN], ("Ines Okafor", "Tom Reed", "a person", "Mara Lund"), DAY
    )

    assert [sorted(found[stream(child)] - {"a person"}) for child in CHILDREN] == [
        ["Ines Okafor"], ["Ines Okafor"], ["Ines Okafor"], ["Tom Reed"], [], [],
    ]  # fmt: skip
    assert all("a person" in who for who in found.values())


def line(journey: str, auditor: str, answer: str, question: str = "overall") -> Line:
    return Line("here", None, journey.partition(":")[2], auditor, question, None, answer, "why")


def test_assigned_graded_moderated_and_acted_on(log: Log, sample: Diagnostic) -> None:
    how = Assigning(("Ines Okafor", "Tom Reed"), "seed", 20, 1, DAY)
    record_assigned(log, sample, how, on=DAY, by="a lead")
    names = {worker(log, name): name for name in how.auditors}
    given = audited(log, find(log, "base")).assignments
    lines = [line(one.journey, names[one.auditor], "good") for one in given]
    lines += [line(given[0].journey, names[given[0].auditor], "yes", "unsafe"), lines[0]]

    judged = record_graded(log, sample, lines, on=DAY, by="a lead")
    first = audited(log, find(log, "base")).grades[0]
    record_moderated(log, sample, first, "inadequate", "because", on=DAY, by="a lead")
    record_action(log, sample, ToDo("look again", "Mara Lund", DAY, first.journey), on=DAY, by="a lead")
    action = audited(log, find(log, "base")).actions[0]
    record_done(log, sample, action.fact, "done", "seen", on=DAY, by="a lead")

    made = audited(log, find(log, "base"))
    assert [isinstance(one, Refused) for one in judged] == [False] * (len(lines) - 1) + [True]
    assert len(made.grades) == len(given) == 6 + 2 + 1  # two graded twice, one by all
    assert (made.grades[0].grade, made.grades[0].stands) == ("good", "inadequate")
    assert made.unsafe == {given[0].journey}
    assert (action.state(DAY), made.actions[0].state(DAY)) == ("open", "done")


def test_without_the_key_to_the_names_nobody_is_given_anything(log: Log, sample: Diagnostic) -> None:
    write(log, said("C1", "WorkerAllocated", DAY, worker=worker(log, "Ines Okafor")), same(log, "w:0", "w:1"))
    log.keyring.destroy(ORGANISATION)

    with pytest.raises(UsageError, match="cannot be told without the key"):
        record_assigned(log, sample, Assigning(("Ines Okafor",), "seed", 20, 0), on=DAY, by="a lead")
    with pytest.raises(NotPermitted, match="The key to the names of workers is not here"):
        record_action(log, sample, ToDo("look again", "Mara Lund", DAY), on=DAY, by="a lead")
