"""Correcting what was said of a fact: a field, or the day it happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Final

from journey.domain.errors import NotRecorded
from journey.domain.events import event
from journey.domain.events.record import FactCorrected
from journey.domain.facts import fact_key, parse_fact_key, thing_of
from journey.domain.recording.decision import (
    Decision,
    History,
    KnownFact,
    Recorder,
    based_on_latest,
    in_words,
    keys_on,
    must_stand,
)
from journey.domain.recording.values import values_given
from journey.domain.statements import Statement
from journey.domain.values import Data, same
from journey.domain.words import Mistake, day_written

DAY: Final = "occurred_on"
_DAY_WORDS: Final = ("occurred_on", "occurred on", "occurred-on", "on", "day", "date")


@dataclass(frozen=True)
class CorrectFact:
    """Fields of a fact are otherwise than was said; ``occurred_on`` is the day it happened.

    ``based_on`` is the version of the latest statement about the fact that the person had seen.
    """

    fact: str
    fields: Mapping[str, Any]
    reason: str
    based_on: int | None = None

    def decide(self, history: History, recorder: Recorder) -> Decision:
        """What to write, a correction for each field that changes. Raises NotRecorded, Conflict."""
        fact = history.find(self.fact)
        must_stand(fact, "correct")
        place = history.place_of(fact)
        latest = based_on_latest(fact, place, self.based_on)
        if not self.fields:
            raise NotRecorded(f"What is it now? Say FIELD=VALUE, or {DAY}=DAY for the day it happened.")
        fields = {name: value for name, value in self.fields.items() if name.casefold() not in _DAY_WORDS}
        data, workers = values_given(event(fact.event), fields, recorder)
        changes = [
            {"field": name, "value": value, "old": fact.data.get(name)}
            for name, value in data.items()
            if not same(value, fact.data.get(name))
        ]
        for name in self.fields.keys() - fields.keys():
            changes += self._moved(fact, place, _day(self.fields[name]), history, recorder)
        reason = {"based_on": latest, "notes": self.reason.strip() or None}
        said = tuple(recorder.statement(place.stream, FactCorrected, place.fact, {**c, **reason}) for c in changes)
        says = "" if said else f"{fact.key} says so already."
        return Decision(said, says, about=fact.key, workers=workers if said else {})

    def _moved(
        self, fact: KnownFact, place: Statement, day: date, history: History, recorder: Recorder
    ) -> Iterator[Data]:
        """A corrected day; a beginning's key moves with it, an end keeps its own. Raises NotRecorded."""
        if fact.occurred_on is None:
            raise NotRecorded(f"{fact.key} happened on no day, so there is none to correct.")
        recorder.check_day(day, event(fact.event).TITLE)
        if day == fact.occurred_on:
            return
        _check_order(fact, day, history)
        key = parse_fact_key(place.fact)
        moved: Data = {"field": DAY, "value": day, "old": fact.occurred_on}
        if key.part is None:
            taken = {one for said in history.said.values() for one in keys_on(said)}
            own = {one for one in taken if parse_fact_key(one).start == day and one in _keys_of(fact)}
            free = (fact_key(key.kind, day, n) for n in count(1))
            moved["moved_to"] = min(own, default=None) or next(one for one in free if one not in taken)
        yield moved


def _check_order(fact: KnownFact, day: date, history: History) -> None:
    """An end never lies before its beginning, whichever of the two is moved. Raises NotRecorded."""
    thing = thing_of(fact.key)
    whole = [other for other in history.standing if thing_of(other.key) == thing and other.key != fact.key]
    for other in (other for other in whole if other.occurred_on):
        assert other.occurred_on is not None
        is_end = parse_fact_key(fact.key).part is not None
        begins = other.key == thing
        if (is_end and begins and day < other.occurred_on) or (not is_end and not begins and day > other.occurred_on):
            raise NotRecorded(
                f"{other.key} is of {in_words(other.occurred_on)}: with {in_words(day)} for {fact.key} the end would "
                "lie before the beginning. Correct the other day first, if that is what is wrong."
            )


def _keys_of(fact: KnownFact) -> set[str]:
    return keys_on(fact.said) | {fact.key}


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return day_written(str(value))
    except Mistake as mistake:
        raise NotRecorded(f"The day it happened: {mistake}") from None
