"""Recording that something happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import count
from typing import Any

from journey.domain.errors import NotRecorded
from journey.domain.events import event
from journey.domain.events.base import Event
from journey.domain.events.record import FactProgressed
from journey.domain.facts import PERSON, fact_key, parse_fact_key
from journey.domain.recording.decision import Decision, History, KnownFact, Recorder, event_named, in_words, keys_on
from journey.domain.recording.values import values_given
from journey.domain.values import Data, same
from journey.domain.written import plain_words


@dataclass(frozen=True)
class RecordEvent:
    """Something happened on a day. ``of`` names what an end or outcome belongs to, by key or by the day it began.

    ``another`` says that it happened once more on a day of which the record holds one; ``new`` that nothing is known
    of the child yet.
    """

    event: str
    on: date | None
    at: time | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    of: str | date | None = None
    another: bool = False
    new: bool = False

    def decide(self, history: History, recorder: Recorder) -> Decision:
        """What to write. Raises NotRecorded."""
        kind = event_named(self.event)
        if history.is_new and not self.new:
            raise NotRecorded(f"Nothing was ever recorded of {history.child}: is the id right? For a new child: --new.")
        data, workers = values_given(kind, self.fields, recorder)
        data = {name: value for name, value in data.items() if value is not None}
        if kind.KIND == PERSON:
            statements, says = self._person(kind, data, history, recorder)
        elif self.on is None:
            raise NotRecorded(f"{kind.TITLE}: on which day did it happen? Say --on DAY.")
        else:
            recorder.check_day(self.on, kind.TITLE)
            settle = self._part if kind.PART else self._beginning
            key, says = settle(kind, data, history, self.on)
            if says:
                return Decision(says=says)
            said = recorder.statement(history.stream, kind, key, data, on=self.on, at=self.at)
            statements = (said,)
        return Decision(statements, says, workers=workers)

    def _person(
        self, kind: type[Event], data: Data, history: History, recorder: Recorder
    ) -> tuple[tuple[Any, ...], str]:
        """Who the child is: what is blank is filled in, what is known otherwise is for ``correct``."""
        if self.on or self.at:
            raise NotRecorded(f"{kind.TITLE} happens on no day: leave out --on and --at.")
        known = next((fact for fact in history.standing if fact.key == PERSON), None)
        if not data:
            raise NotRecorded(f"{kind.TITLE}: say at least one detail, such as sex=F.")
        if known is None:
            return (recorder.statement(history.stream, kind, PERSON, data),), ""
        otherwise = [name for name, value in data.items() if name in known.data and not same(known.data[name], value)]
        if otherwise:
            raise NotRecorded(_correct_it(history, known, otherwise[0]))
        fresh = {name: value for name, value in data.items() if name not in known.data}
        if not fresh:
            return (), f"{PERSON} of {history.child} says so already."
        return (recorder.statement(history.place_of(known).stream, FactProgressed, PERSON, {"fields": fresh}),), ""

    def _beginning(self, kind: type[Event], data: Data, history: History, on: date) -> tuple[str, str]:
        """The key of a new fact; or, for one that is there, that it is known."""
        if self.of is not None:
            raise NotRecorded(f"{kind.TITLE} belongs to nothing that began before: leave out --of.")
        there = [f for f in history.standing if f.event == kind.NAME and f.occurred_on == on]
        there = [f for f in there if not (self.at and f.occurred_time and f.occurred_time != self.at)]
        if there and not self.another:
            known = next((fact for fact in there if self._says_no_more(data, fact)), None)
            if known:
                return known.key, _known(known)
            raise NotRecorded(
                f"There is one on {in_words(on)} already, {there[0].key}, and it does not say the same. If it is the "
                f"same: journey correct {history.child} {there[0].key} FIELD=VALUE --reason TEXT. If it happened "
                "twice: --another."
            )
        taken = {key for said in history.said.values() for key in keys_on(said)}
        return next(key for n in count(1) if (key := fact_key(kind.KIND, on, n)) not in taken), ""

    def _part(self, kind: type[Event], data: Data, history: History, on: date) -> tuple[str, str]:
        """The key under what began last and lacks it; or, where that has it on this day, that it is known."""
        if self.another:
            raise NotRecorded(f"What {kind.TITLE!r} belongs to has one: leave out --another.")
        begun = [f for f in history.standing if f.occurred_on and not parse_fact_key(f.key).part]
        begun = [f for f in begun if parse_fact_key(f.key).kind == kind.KIND and event(f.event).PART is None]
        named = [f for f in begun if self.of is None or self.of in (f.key, f.occurred_on, str(f.occurred_on))]
        parts = {f.key: f for f in history.standing}
        before = sorted((f for f in named if f.occurred_on and f.occurred_on <= on), key=_began)
        if not before:
            later = min(named, key=_began, default=None)
            if later and later.occurred_on:
                raise NotRecorded(
                    f"{later.key} began on {in_words(later.occurred_on)}: {kind.TITLE!r} on {in_words(on)} lies "
                    "before it."
                )
            which = f" {self.of}" if self.of else ""
            hint = f" There are: {', '.join(f.key for f in begun)}." if begun else ""
            raise NotRecorded(
                f"{history.child} has nothing{which} that {kind.TITLE!r} could belong to: record first that it "
                f"began.{hint}"
            )
        last = parts.get(f"{before[-1].key}/{kind.PART}")
        if last and last.occurred_on == on and self._says_no_more(data, last):
            return last.key, _known(last)
        lacking = [f for f in before if f"{f.key}/{kind.PART}" not in parts]
        if not lacking:
            assert last is not None
            raise NotRecorded(
                f"{last.key} is recorded already, on {in_words(last.occurred_on or on)}. If that is wrong: "
                f"journey correct {history.child} {last.key} FIELD=VALUE --reason TEXT."
            )
        return f"{history.place_of(lacking[-1]).fact}/{kind.PART}", ""

    def _says_no_more(self, data: Data, fact: KnownFact) -> bool:
        """Whether a fact says already all that is given."""
        return (self.at in (None, fact.occurred_time)) and all(
            name in fact.data and same(value, fact.data[name]) for name, value in data.items()
        )


def _began(fact: KnownFact) -> tuple[date, str]:
    return fact.occurred_on or date.min, fact.key


def _known(fact: KnownFact) -> str:
    last = fact.said[-1]
    who = last.by or last.source.system
    return f"{fact.key} says so already ({who}, known on {in_words(last.known_on)})."


def _correct_it(history: History, known: KnownFact, field: str) -> str:
    return (
        f"The record says otherwise of {plain_words(field)}. If it is wrong: journey correct {history.child} "
        f"{known.key} {field}=VALUE --reason TEXT."
    )
