"""Rows about the record itself: details added, corrections, retractions, merges.

They say what they are about as ``what: TITLE, DAY``, by the day that was recorded first; ``, WHO`` tells two of one day
apart. ``day: DAY`` corrects the day on which it happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count

from journey.domain.events import event as event_class
from journey.domain.facts import fact_key, parse_fact_key
from journey.domain.statements import Statement, child_stream
from journey.domain.values import Data
from journey.scenario.cells import field_named, fields_of, in_words, plain_words, read_day, read_value
from journey.scenario.parts import Mistake, Step, nearest
from journey.scenario.sources import source_of

WHAT = "what"
DAY = "day"
REASON = "reason"


class Recorded:
    """What has been recorded so far, with its version on its stream, to be referred to."""

    def __init__(self, facts: Iterable[Statement] = ()) -> None:
        self.statements: list[Statement] = []
        self._keys = {(said.stream, said.fact): said.fact for said in facts}
        self._steps: list[Step] = []
        self._versions: dict[str, int] = {}

    def add(self, said: Statement, step: Step) -> None:
        """Take a statement as the next on its stream."""
        version = self._versions[said.stream] = self._versions.get(said.stream, 0) + 1
        self.statements.append(replace(said, version=version))
        self._steps.append(step)

    def moved_key(self, fact: Statement, day: date) -> str:
        """The key of a fact under another day: one that no other fact has."""
        key = parse_fact_key(fact.fact)
        free = (fact_key(key.kind, day, ordinal) for ordinal in count(1))
        found = next(k for k in free if self._keys.get((fact.stream, k), fact.fact) == fact.fact)
        self._keys[fact.stream, found] = fact.fact
        return found

    def find(self, stream: str, what: str) -> Statement:
        """The statement that ``TITLE, DAY`` or ``TITLE, DAY, WHO`` names on a stream. Raises Mistake."""
        title, _, rest = what.partition(", ")
        written, _, who = rest.partition(", ")
        pairs = [(said, step) for said, step in zip(self.statements, self._steps, strict=True) if said.stream == stream]
        named = [(said, step) for said, step in pairs if title == step.event.TITLE]
        if not named:
            hint = nearest(title, {step.event.TITLE for _, step in pairs}) or " Write TITLE, DAY as it was recorded."
            raise Mistake(f"Nothing called '{title}' was recorded before this row.{hint}")
        if not written:
            raise Mistake(f"'{what}' does not say of which day: write {title}, {in_words(named[-1][1].on)}.")
        day = read_day(written)
        found = [said for said, step in named if step.on == day and (not who or step.who == who)]
        if not found:
            days = ", ".join(dict.fromkeys(in_words(step.on) for _, step in named))
            raise Mistake(f"No '{title}' of {written} was recorded before this row; there is one of {days}.")
        if len({said.fact for said in found}) > 1:
            raise Mistake(f"There are several '{title}' of {written}: say whose, as {title}, {written}, WHO.")
        return found[-1]


def about_the_record(step: Step, recorded: Recorded, la: str) -> list[Statement]:
    """The statements of a row about the record. Raises Mistake."""
    if step.who:
        raise Mistake(f"'{step.event.TITLE}' names nobody: leave Who empty.")
    details = {name.casefold(): value for name, value in step.details}
    if step.event.NAME in ("RecordsMerged", "RecordsUnmerged"):
        return _merge(step, details, recorded, la)
    what = details.pop(WHAT, None)
    if what is None:
        raise Mistake(f"'{step.event.TITLE}' does not say of what: {WHAT}: Referral received, 2 March 2017.")
    about = recorded.find(child_stream(la, str(step.child)), what)
    if step.event.NAME == "FactRetracted" and event_class(about.name).SERIES == "record":
        return [_said(step, about, {"statement": about.version}, _only(details, step))]
    if event_class(about.name).SERIES == "record":
        raise Mistake(f"'{what}' is about the record itself: it can be retracted, and nothing else.")
    if step.event.NAME in ("FactRetracted", "FactReinstated"):
        based_on: Data = {"based_on": about.version} if step.event.NAME == "FactRetracted" else {}
        return [_said(step, about, based_on, _only(details, step))]
    return _changes(step, about, details, recorded)


def _changes(step: Step, about: Statement, details: dict[str, str], recorded: Recorded) -> list[Statement]:
    """Corrections one by one, additions together."""
    kind = event_class(about.name)
    reason: Data = {}
    if step.event.NAME == "FactCorrected" and REASON in details and REASON not in kind.model_fields:
        reason = {REASON: details.pop(REASON)}
    if not details:
        raise Mistake(f"'{step.event.TITLE}' does not say what it is now: add field: value, or {DAY}: DAY.")
    if step.event.NAME == "FactProgressed":
        names = {field_named(name, fields_of(kind), kind.TITLE): value for name, value in details.items()}
        return [
            _said(step, about, {"fields": {name: read_value(kind, name, text) for name, text in names.items()}}, {})
        ]
    said = []
    for name, text in details.items():
        if name == DAY:
            data = _moved(about, read_day(text), recorded)
        else:
            field = field_named(name, fields_of(kind), kind.TITLE)
            data = {"field": field, "value": read_value(kind, field, text), "old": about.data.get(field)}
        said.append(_said(step, about, {**data, "based_on": about.version}, reason))
    return said


def _moved(about: Statement, day: date, recorded: Recorded) -> Data:
    """A corrected day; a beginning's key moves with it, an end keeps its own."""
    if about.occurred_on is None:
        raise Mistake(f"'{event_class(about.name).TITLE}' happens on no day, so there is none to correct.")
    moved: Data = {} if parse_fact_key(about.fact).part else {"moved_to": recorded.moved_key(about, day)}
    return {"field": "occurred_on", "value": day, "old": about.occurred_on, **moved}


def _only(details: dict[str, str], step: Step) -> Data:
    """The reason, which is all that may be said besides. Raises Mistake on anything else."""
    others = [name for name in details if name != REASON]
    if others:
        raise Mistake(f"'{step.event.TITLE}' has no detail '{others[0]}'. It has: {WHAT}, {REASON}.")
    return {REASON: details[REASON]} if REASON in details else {}


def _merge(step: Step, details: dict[str, str], recorded: Recorded, la: str) -> list[Statement]:
    """The statement on both streams."""
    names = ("survivor", "absorbed")
    for name in details:
        if name not in (*names, REASON):
            raise Mistake(f"'{step.event.TITLE}' has no detail '{name}'. It has: survivor, absorbed, reason.")
    for name in names:
        if name not in details:
            raise Mistake(f"'{step.event.TITLE}' does not say which record is the {plain_words(name)}.")
        if not any(said.stream == child_stream(la, details[name]) for said in recorded.statements):
            raise Mistake(f"Nothing was recorded about '{details[name]}' before this row.")
    if details["survivor"] == details["absorbed"]:
        raise Mistake("A record cannot be merged with itself.")
    streams = {name: child_stream(la, details[name]) for name in names}
    data: Data = {**streams, **({REASON: details[REASON]} if REASON in details else {})}
    return [_statement(step, streams[name], "merge", data) for name in names]


def _said(step: Step, about: Statement, data: Data, more: Data) -> Statement:
    return _statement(step, about.stream, about.fact, {**data, **more})


def _statement(step: Step, stream: str, fact: str, data: Data) -> Statement:
    return Statement(
        stream=stream,
        name=step.event.NAME,
        schema=step.event.SCHEMA,
        fact=fact,
        known_on=step.known,
        source=source_of(step),
        data=data,
    )
