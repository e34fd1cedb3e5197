"""Actions of a diagnostic: set, done or given up, and what the log shows of the journey since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journey.audit.audited import Action, fold_audited
from journey.audit.diagnostic import Diagnostic
from journey.audit.form import QUESTION
from journey.audit.keys import coded, next_keys
from journey.audit.people import people_of
from journey.domain.errors import UsageError
from journey.domain.events.plans import ActionDone, ActionSet
from journey.domain.values import Data
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is to be done, by whom, by when. ``journey`` is a stream, None where it is about practice as a whole."""

    action: str
    owner: str
    due_on: date
    journey: str | None = None
    question: str | None = None


def record_action(log: Log, found: Diagnostic, todo: ToDo, *, on: date, by: str) -> None:
    """Write an action. Raises UsageError for one without words or owner, due in the past, or to no question."""
    if not todo.action.strip() or not todo.owner.strip():
        raise UsageError("An action says what, who and by when: --what TEXT --owner WHO --by D.")
    if todo.due_on < on:
        raise UsageError(f"--by {todo.due_on:%d/%m/%Y} is past.")
    if todo.question is not None and todo.question not in QUESTION:
        raise UsageError(f"The form has no question {todo.question}. It has: {', '.join(QUESTION)}.")
    people = people_of(log, found.opened.get("la"), [one.stream for one in found.journeys] or _no_journey(found))
    recorder = people.recorder(by, on)
    data: Data = {
        "action": todo.action,
        "owner": people.reference(todo.owner),
        "due_on": todo.due_on,
        "journey": todo.journey,
        "question": coded("audit-question", todo.question) if todo.question else None,
    }
    with log.writing() as writer:
        fact = next_keys(writer.statements([found.stream])[found.stream])(ActionSet, on)
        writer.append([*people.named(recorder), recorder.statement(found.stream, ActionSet, fact, data, on=on)])


def record_done(log: Log, found: Diagnostic, fact: str, outcome: str, notes: str, *, on: date, by: str) -> Action:
    """Write what became of an action. Raises UsageError for one that is not there or not open, or without words."""
    if not notes.strip():
        raise UsageError("Say what was done and how it can be seen, or why it was given up: --notes TEXT.")
    recorder = people_of(log, found.opened.get("la"), [one.stream for one in found.journeys]).recorder(by, on)
    with log.writing() as writer:
        actions = fold_audited(writer.statements([found.stream])[found.stream]).actions
        meant = next((one for one in actions if one.fact == fact), None)
        if meant is None:
            raise UsageError(
                f"There is no action {fact}: journey diagnostic action {found.name} lists those there are."
            )
        if meant.outcome:
            raise UsageError(f"{fact} is {meant.outcome.replace('-', ' ')} since {meant.done_on:%d/%m/%Y}.")
        data: Data = {"outcome": coded("action-outcome", outcome), "notes": notes}
        writer.append([recorder.statement(found.stream, ActionDone, f"{fact}/{ActionDone.PART}", data, on=on)])
    return meant


def _no_journey(found: Diagnostic) -> list[str]:
    raise UsageError(f"No sample of {found.name} is drawn yet: journey diagnostic draw {found.name}.")
