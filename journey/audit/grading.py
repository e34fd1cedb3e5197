"""Grades, answers and concerns written on a diagnostic's stream: every line that is accepted, none that is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from journey.audit.audited import Audited, Grade, fold_audited
from journey.audit.diagnostic import Diagnostic, fold
from journey.audit.form import TOLD, UNSAFE
from journey.audit.judging import Accepted, Bench, Line, Refused
from journey.audit.keys import NextKey, coded, next_keys
from journey.audit.people import People, people_of
from journey.domain.errors import UsageError
from journey.domain.events.audit_findings import GradeModerated, JourneyGraded, QuestionAnswered, SafetyConcernRaised
from journey.domain.recording.decision import Recorder
from journey.domain.statements import Statement
from journey.domain.values import Data
from journey.store.log import Log


def record_graded(
    log: Log,
    found: Diagnostic,
    lines: Sequence[Line],
    *,
    on: date,
    by: str,
    late: str | None = None,
    withheld: Mapping[str, str] = MappingProxyType({}),
) -> list[Accepted | Refused]:
    """Judge lines and write those that are accepted, in one transaction; nothing is written where all are refused.

    ``withheld`` are records (streams) that are not for whoever grades, and why. Raises UsageError where no journey is
    given out yet.
    """
    people = _people(log, found)
    recorder = people.recorder(by, on)
    with log.writing() as writer:
        said = writer.statements([found.stream])[found.stream]
        made, now = fold_audited(said), fold(said) or found
        if not made.assignments:
            raise UsageError(f"No journey of {found.name} is given out yet: journey diagnostic assign {found.name}.")
        bench = Bench(now, made, _people(log, found).reference, on, late, withheld)
        judged = list(bench.judge(lines))
        accepted = [one for one in judged if isinstance(one, Accepted)]
        writing = _Writing(found.stream, recorder, next_keys(said), bench)
        statements = [statement for one in accepted for statement in writing.of(one)]
        statements += writing.concerns(accepted, made)
        if statements:
            writer.append([*people.named(recorder), *statements])
    return judged


def record_moderated(
    log: Log, found: Diagnostic, grade: Grade, moderated: str, reason: str, *, on: date, by: str
) -> None:
    """Write a moderated grade beside the auditor's own. Raises UsageError where no reason is said."""
    if not reason.strip():
        raise UsageError("Say why the grade is moderated, or confirmed: --reason TEXT.")
    recorder = _people(log, found).recorder(by, on)
    data: Data = {
        "journey": grade.journey,
        "auditor": grade.auditor,
        "question": coded("audit-question", grade.question),
        "grade": coded("audit-grade", moderated),
        "reasons": reason,
    }
    with log.writing() as writer:
        fact = f"{grade.fact}/{GradeModerated.PART}"
        writer.append([recorder.statement(found.stream, GradeModerated, fact, data, on=on)])


def _people(log: Log, found: Diagnostic) -> People:
    return people_of(log, found.opened.get("la"), [one.stream for one in found.journeys])


class _Writing:
    """Makes statements of accepted lines."""

    def __init__(self, stream: str, recorder: Recorder, key: NextKey, bench: Bench) -> None:
        self._stream = stream
        self._recorder = recorder
        self._key = key
        self._bench = bench

    def of(self, one: Accepted) -> Iterator[Statement]:
        """The grade or answer of a line."""
        graded = one.question.kind == "grade"
        kind = JourneyGraded if graded else QuestionAnswered
        late = self._bench.late if self._bench.is_late(one.journey, one.auditor) else None
        data: Data = {
            "journey": one.journey,
            "auditor": one.auditor,
            "question": coded("audit-question", one.question.code),
            "notes": _words(one),
            "reasons": late,
        }
        if one.answer is not None:
            field, codes = ("grade", "audit-grade") if graded else ("answer", "audit-answer")
            data[field] = coded(codes, one.answer)
        yield self._recorder.statement(self._stream, kind, self._key(kind, one.on), data, on=one.on)

    def concerns(self, accepted: Sequence[Accepted], made: Audited) -> Iterator[Statement]:
        """That a child may be unsafe, and who was told; of a concern that stood before, who was told now."""
        told = {(one.journey, one.auditor): _words(one) for one in accepted if one.question.code == TOLD}
        raised = {
            (one.journey, one.auditor): one.line.rationale.strip() or None
            for one in accepted
            if one.question.code == UNSAFE and one.answer == "yes"
        }
        before = {(one.journey, one.auditor) for one in made.concerns}
        for about in dict.fromkeys((*raised, *(one for one in told if one in before))):
            journey, auditor = about
            whom = told.get(about)
            data: Data = {
                "journey": journey,
                "auditor": auditor,
                "told_to": self._recorder.refer("worker", whom) if whom else None,
                "notes": raised.get(about),
            }
            key = self._key(SafetyConcernRaised, self._recorder.day)
            yield self._recorder.statement(self._stream, SafetyConcernRaised, key, data, on=self._recorder.day)


def _words(one: Accepted) -> str | None:
    """What is said in words: of a question without codes the answer is words as well."""
    said = (one.line.answer.strip() if one.question.codes is None else "", one.line.rationale.strip())
    return " ".join(filter(None, said)) or None
