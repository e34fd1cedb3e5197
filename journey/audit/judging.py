"""Lines of forms, judged one by one: what is accepted, what is refused, where and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from journey.audit.audited import Audited
from journey.audit.auditors import auditor_meant
from journey.audit.diagnostic import Diagnostic
from journey.audit.form import QUESTION, TOLD, UNSAFE, Question
from journey.audit.numbers import journey_named, number_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form as it was written. ``where`` names file and row; ``wording`` is None where none is given, and
    ``on`` may be text that is no day."""

    where: str
    diagnostic: str | None
    journey: str
    auditor: str
    question: str
    wording: str | None
    answer: str
    rationale: str
    on: date | str | None = None

    @property
    def says_unsafe(self) -> bool:
        """Whether it says that a child may be unsafe, be it accepted or refused."""
        return self.question.strip() == UNSAFE and QUESTION[UNSAFE].code_of(self.answer) == "yes"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A line that is taken. ``answer`` is a code, or None for words alone."""

    line: Line
    journey: str
    auditor: str
    question: Question
    answer: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not taken, and why; ``journey`` is its stream where it is one of the sample."""

    line: Line
    why: str
    journey: str | None = None


@dataclass(frozen=True)
class Bench:
    """What lines are judged by. ``refer`` gives the reference of an auditor as written; ``late`` is why lines are taken
    after their last day, None where they are not; ``withheld`` are journeys (streams) whose records are not for whoever
    grades, and why."""

    diagnostic: Diagnostic
    audited: Audited
    refer: Callable[[str], str]
    today: date
    late: str | None = None
    withheld: Mapping[str, str] = field(default_factory=dict)

    def judge(self, lines: Iterable[Line]) -> Iterator[Accepted | Refused]:
        """Each line, accepted or refused, in their order; of two lines that say one thing the second is refused."""
        made = self.audited
        taken = {_key(one.journey, one.auditor, one.question, None) for one in made.grades}
        taken |= {_key(one.journey, one.auditor, one.question, one.answer) for one in made.answers}
        for line in lines:
            found = self._judged(line)
            if isinstance(found, Accepted):
                about = (found.journey, found.auditor, found.question.code)
                key = _key(*about, found.answer)
                if key in taken or (*about, "yes") in taken:
                    found = Refused(line, _twice(found.question), found.journey)
                taken.add(key)
            yield found

    def is_late(self, journey: str, auditor: str) -> date | None:
        """The last day for an auditor's grades of a journey, where it is past."""
        due = [one.due_on for one in self.audited.assignments if (one.journey, one.auditor) == (journey, auditor)]
        last = due[-1] if due else None
        return last if last is not None and last < self.today else None

    def _judged(self, line: Line) -> Accepted | Refused:
        stream = journey_named(self.diagnostic, line.journey)
        auditor = self.refer(auditor_meant(self.audited, line.auditor)) if line.auditor.strip() else ""
        question = QUESTION.get(line.question.strip())
        why = (
            self._not_of_the_sample(line, stream)
            or (self._not_the_auditor(line, stream, auditor) if stream else None)
            or _not_the_question(line, question)
        )
        if why or stream is None or question is None:
            return Refused(line, why or "", stream)
        on = self.today if line.on is None else line.on
        why = (
            self._not_for_reading(stream, question)
            or self._not_the_day(on)
            or _not_an_answer(line, question)
            or self._too_late(stream, auditor, question)
        )
        if why or isinstance(on, str):
            return Refused(line, why or "", stream)
        return Accepted(line, stream, auditor, question, question.code_of(line.answer) if question.codes else None, on)

    def _not_of_the_sample(self, line: Line, stream: str | None) -> str | None:
        name = self.diagnostic.name
        if line.diagnostic is not None and line.diagnostic != name:
            return f"This form is of the diagnostic {line.diagnostic!r}, not of {name}."
        if stream is None:
            return f"{line.journey or 'No journey'} is not in the sample: see journey diagnostic show {name}."
        if stream not in {one.stream for one in self.diagnostic.journeys}:
            return f"{line.journey} was replaced: what is looked at in its place, journey diagnostic show {name} says."
        return None

    def _not_the_auditor(self, line: Line, stream: str, auditor: str) -> str | None:
        if not auditor:
            return "It is not said who grades: fill in the auditor, or say --auditor."
        if auditor not in self.audited.auditors_of(stream):
            number = number_of(self.diagnostic, stream)
            return f"{line.auditor} was not given {number}: journey diagnostic assign says who was."
        return None

    def _not_for_reading(self, stream: str, question: Question) -> str | None:
        """A concern for a child's safety is taken all the same."""
        why = self.withheld.get(stream)
        if why is None or question.code in (UNSAFE, TOLD):
            return None
        name, number = self.diagnostic.name, number_of(self.diagnostic, stream)
        reason = "record-not-available" if why.startswith("disposed") else "sealed-since"
        return (
            f"The record is {why} since the draw, and not for whoever grades: journey diagnostic draw {name} --replace "
            f"{number} --reason {reason}."
        )

    def _not_the_day(self, on: date | str) -> str | None:
        if isinstance(on, str):
            return f"{on!r} is not a day: write it as dd/mm/yyyy, or leave it blank for today."
        drawn = self.diagnostic.drawn_on
        if on > self.today:
            return f"{on:%d/%m/%Y} lies in the future."
        if drawn is not None and on < drawn:
            return f"{on:%d/%m/%Y} is before the sample was drawn, on {drawn:%d/%m/%Y}."
        return None

    def _too_late(self, stream: str, auditor: str, question: Question) -> str | None:
        """A concern for a child's safety is never too late."""
        last = self.is_late(stream, auditor)
        if last is None or self.late or question.code in (UNSAFE, TOLD):
            return None
        return f"Grades were taken up to {last:%d/%m/%Y}. To take it all the same: --late REASON, which is kept."


def _not_the_question(line: Line, question: Question | None) -> str | None:
    if question is None:
        return f"The form has no question {line.question.strip() or 'without a code'}."
    if line.wording is not None and " ".join(line.wording.split()) != question.wording:
        return f"The question was changed; it was put as: {question.wording}"
    return None


def _not_an_answer(line: Line, question: Question) -> str | None:
    said = line.answer.strip()
    if question.codes is None:
        return None if said or line.rationale.strip() else "Nothing is said."
    if not said:
        return f"There is no answer, only a rationale: {_one_of(question)}."
    if question.code_of(said) is None:
        return f"{said!r} is no {'grade' if question.kind == 'grade' else 'answer'}: {_one_of(question)}."
    if question.kind == "grade" and not line.rationale.strip():
        return "A grade needs its rationale."
    return None


def _one_of(question: Question) -> str:
    return "write one of " + ", ".join(question.answers)


def _key(journey: str, auditor: str, question: str, answer: str | None) -> tuple[str, str, str, str | None]:
    """What is said once. That a child may be unsafe can be found after somebody had said no; not the other way."""
    return journey, auditor, question, answer if question == UNSAFE else None


def _twice(question: Question) -> str:
    if question.kind == "grade":
        return "The same auditor graded this before, and a grade is never overwritten: journey diagnostic moderate."
    return "The same auditor answered this before, and what was said stays."
