"""Moving what was recorded of the wrong child to the record it belongs to, with a stub on both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from journey.domain.errors import NotRecorded
from journey.domain.events import event
from journey.domain.events.record import AWAY, HERE, MISFILED, FactMisfiled, FactRetracted
from journey.domain.facts import PERSON, fact_key, parse_fact_key, thing_of
from journey.domain.recording.decision import (
    Decision,
    History,
    KnownFact,
    Recorder,
    based_on_latest,
    keys_on,
    must_stand,
)
from journey.domain.statements import Statement
from journey.domain.values import Data
from journey.domain.written import fields_of

_OF_THE_LIST = ("not_listed_since", "not_listed_because")
"""What a file's lists showed of the wrong child, and say nothing of the other."""


@dataclass(frozen=True)
class MoveMisfiled:
    """A fact belongs to another child. Its ends and outcomes go with it.

    It is withdrawn where it stood and said again, as it is now, where it belongs. Neither stub says what the fact was,
    nor whose the other record is; the two share a keyed mark.
    """

    fact: str
    reason: str

    def decide(self, history: History, to: History, recorder: Recorder) -> Decision:
        """What to write. Raises NotRecorded."""
        self._check(history, to)
        fact = history.find(self.fact)
        mark = recorder.refer("misfiled", f"{history.stream} {fact.key} {to.stream}")
        if not fact.stands and any(s.data.get("mark") == mark for s in fact.said):
            return Decision(says=f"{fact.key} was moved to {to.child} already.")
        must_stand(fact, "move")
        if fact.key == PERSON:
            raise NotRecorded("Who the child is cannot be moved: correct it, or merge two records of one child.")
        thing = thing_of(fact.key)
        if thing != fact.key:
            raise NotRecorded(f"{fact.key} is a part of {thing}: move that, and its parts go with it.")
        parts = [other for other in history.standing if thing_of(other.key) == thing and other.key != thing]
        kind = parse_fact_key(thing).kind
        taken = {key for said in to.said.values() for key in keys_on(said)}
        key = next(k for n in count(1) if (k := fact_key(kind, fact.occurred_on, n)) not in taken)
        said = (
            *self._away(fact, mark, history, recorder),
            *(s for part in parts for s in self._away(part, mark, history, recorder)),
            *self._here((fact, *parts), key, mark, to, recorder),
        )
        return Decision(said, about=fact.key)

    def _check(self, history: History, to: History) -> None:
        if to.is_new:
            raise NotRecorded(f"Nothing was ever recorded of {to.child}: is the id right?")
        if history.survivor == to.survivor:
            raise NotRecorded(f"{history.child} and {to.child} are one child: nothing is misfiled between them.")
        if history.la != to.la:
            raise NotRecorded(f"{to.child} is of another authority: record it there by hand, and retract it here.")

    def _away(self, fact: KnownFact, mark: str, history: History, recorder: Recorder) -> Iterator[Statement]:
        place = history.place_of(fact)
        based_on = based_on_latest(fact, place, None)
        notes = self.reason.strip() or None
        yield recorder.statement(place.stream, FactRetracted, place.fact, {"reason": MISFILED, "based_on": based_on})
        stub: Data = {"filed": AWAY, "mark": mark, "notes": notes}
        yield recorder.statement(place.stream, FactMisfiled, place.fact, stub)

    def _here(
        self, facts: tuple[KnownFact, ...], key: str, mark: str, to: History, recorder: Recorder
    ) -> Iterator[Statement]:
        for fact in facts:
            part = parse_fact_key(fact.key).part
            own = f"{key}/{part}" if part else key
            said = recorder.statement(
                to.stream, event(fact.event), own, _data_of(fact), on=fact.occurred_on, at=fact.occurred_time
            )
            yield replace(said, precision=fact.precision, occurred_from=fact.occurred_from)
        yield recorder.statement(to.stream, FactMisfiled, key, {"filed": HERE, "mark": mark})


def _data_of(fact: KnownFact) -> Data:
    """What a fact says, without what ties it to other facts or lists of the wrong child."""
    kind = event(fact.event)
    ties = {name for name, info in kind.model_fields.items() if (info.description or "").startswith("fact key")}
    left_out = ties | set(_OF_THE_LIST)
    return {name: fact.data[name] for name in fields_of(kind) if name in fact.data and name not in left_out}
