"""What auditors made of the journeys, as the diagnostic's stream tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from journey.audit.diagnostic import Diagnostic
from journey.audit.form import UNSAFE
from journey.audit.raters import Given
from journey.domain.statements import Statement
from journey.domain.values import code_of
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class Assignment(Given):
    """A journey given to an auditor on a day; ``due_on`` is the last day on which grades are taken."""

    on: date = date.min
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Moderation:
    """A moderated grade with its reason. Text is sealed (a dictionary) where the key is gone."""

    grade: str
    reason: Any
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Grade:
    """An auditor's grade of a domain or overall, for ever; what moderators made of it stands beside it."""

    fact: str
    journey: str
    auditor: str
    question: str
    grade: str
    rationale: Any
    on: date
    late: Any = None
    moderations: tuple[Moderation, ...] = ()

    @property
    def stands(self) -> str:
        """The grade after moderation."""
        return self.moderations[-1].grade if self.moderations else self.grade


@dataclass(frozen=True, slots=True)
class Answered:
    """An auditor's answer to a question of the form; None where it is in words alone."""

    journey: str
    auditor: str
    question: str
    answer: str | None
    notes: Any
    on: date


@dataclass(frozen=True, slots=True)
class Concern:
    """A child who may be unsafe; ``told`` is the reference of who was told, None where nobody is said to have been."""

    journey: str
    auditor: str
    told: str | None
    notes: Any
    on: date


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done, by whom, by when; ``outcome`` is None while it is open."""

    fact: str
    action: Any
    owner: str | None
    due_on: date | None
    on: date
    journey: str | None = None
    question: str | None = None
    outcome: str | None = None
    done_on: date | None = None
    notes: Any = None

    def state(self, today: date) -> str:
        """``done``, ``given up``, ``overdue`` or ``open`` on a day."""
        if self.outcome:
            return self.outcome.replace("-", " ")
        return "overdue" if self.due_on is not None and self.due_on < today else "open"


@dataclass(frozen=True)
class Audited:
    """Everything auditors said, in the order in which it was recorded."""

    assignments: tuple[Assignment, ...] = ()
    grades: tuple[Grade, ...] = ()
    answers: tuple[Answered, ...] = ()
    concerns: tuple[Concern, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def unsafe(self) -> frozenset[str]:
        """The journeys of which an auditor said that the child may be unsafe."""
        return frozenset(one.journey for one in self.concerns)

    def said_unsafe(self, journey: str) -> bool | None:
        """Whether a child may be unsafe: somebody said so, or somebody said no; None while nobody has said."""
        if journey in self.unsafe:
            return True
        return (
            False
            if any((one.journey, one.question, one.answer) == (journey, UNSAFE, "no") for one in self.answers)
            else None
        )

    def auditors_of(self, journey: str) -> tuple[str, ...]:
        """The auditors a journey was given to, the first rater first."""
        return tuple(one.auditor for one in sorted(self.assignments, key=lambda a: a.second) if one.journey == journey)


def audited(log: Log, diagnostic: Diagnostic) -> Audited:
    """What auditors made of a diagnostic, up to the statement at which it stands."""
    return fold_audited(log.statements([diagnostic.stream], upto=diagnostic.position)[diagnostic.stream])


def fold_audited(said: Iterable[Statement]) -> Audited:
    """What a diagnostic's stream says of assignments, grades, answers, concerns and actions."""
    found: dict[str, dict[str, Any]] = {"assign": {}, "grade": {}, "answer": {}, "concern": {}, "action": {}}
    for one in said:
        _take(found, one)
    assignments, grades, answers, concerns, actions = (tuple(rows.values()) for rows in found.values())
    return Audited(assignments, grades, answers, concerns, actions)


def _take(found: dict[str, dict[str, Any]], one: Statement) -> None:
    data: dict[str, Any] = dict(one.data)
    on = one.occurred_on or one.known_on
    about = (str(data.get("journey")), str(data.get("auditor")))
    begun = "/".join(one.fact.split("/")[:3])
    match one.name:
        case "JourneyAssigned":
            second, calibration = (code_of(data.get(name)) == "yes" for name in ("second_rater", "calibration"))
            found["assign"][one.fact] = Assignment(*about, second, calibration, on, data.get("due_on"))
        case "JourneyGraded":
            graded = (code_of(data["question"]) or "", code_of(data["grade"]) or "")
            found["grade"][one.fact] = Grade(one.fact, *about, *graded, data.get("notes"), on, data.get("reasons"))
        case "GradeModerated":
            moderated = Moderation(code_of(data["grade"]) or "", data.get("reasons"), one.by, on)
            graded_before = found["grade"][begun]
            found["grade"][begun] = replace(graded_before, moderations=(*graded_before.moderations, moderated))
        case "QuestionAnswered":
            answer = code_of(data.get("answer"))
            found["answer"][one.fact] = Answered(*about, code_of(data["question"]) or "", answer, data.get("notes"), on)
        case "SafetyConcernRaised":
            found["concern"][one.fact] = Concern(*about, data.get("told_to"), data.get("notes"), on)
        case "ActionSet":
            found["action"][one.fact] = Action(
                one.fact, data.get("action"), data.get("owner"), data.get("due_on"), on, data.get("journey"),
                code_of(data.get("question")),
            )  # fmt: skip
        case "ActionDone":
            outcome = code_of(data.get("outcome")) or "done"
            found["action"][begun] = replace(
                found["action"][begun], outcome=outcome, done_on=on, notes=data.get("notes")
            )
