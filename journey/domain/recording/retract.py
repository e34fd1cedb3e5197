"""Withdrawing a fact, or one statement alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journey.domain.errors import NotRecorded
from journey.domain.events.record import FactRetracted
from journey.domain.facts import thing_of
from journey.domain.recording.decision import Decision, History, KnownFact, Recorder, based_on_latest, in_words
from journey.domain.statements import PERSON_SYSTEM, Statement
from journey.domain.values import Data

_MERGES = ("RecordsMerged", "RecordsUnmerged")


@dataclass(frozen=True)
class RetractFact:
    """A fact did not happen; or, with ``statement``, one statement of the record is withdrawn and nothing else."""

    fact: str | None
    statement: int | None
    reason: str
    based_on: int | None = None

    def decide(self, history: History, recorder: Recorder) -> Decision:
        """What to write. Raises NotRecorded, Conflict."""
        if (self.fact is None) == (self.statement is None):
            raise NotRecorded("Name a fact, or one statement with --statement N: one of the two.")
        notes = self.reason.strip() or None
        if self.statement is not None:
            target = self._target(history, self.statement)
            alone: Data = {"statement": target.version, "notes": notes}
            return Decision((recorder.statement(target.stream, FactRetracted, target.fact, alone),), about=target.fact)
        fact = history.find(str(self.fact))
        if not fact.stands:
            return _already(fact, history)
        place = history.place_of(fact)
        data: Data = {"based_on": based_on_latest(fact, place, self.based_on), "notes": notes}
        return Decision((recorder.statement(place.stream, FactRetracted, place.fact, data),), about=fact.key)

    def _target(self, history: History, version: int) -> Statement:
        said = history.said.get(history.stream, ())
        target = next((s for s in said if s.version == version), None)
        if target is None:
            raise NotRecorded(f"The record {history.child} goes up to version {len(said)}; there is no {version}.")
        if target.name in _MERGES:
            raise NotRecorded(f"Version {version} is {target.name}, which has commands of its own.")
        withdrawn = next((s for s in reversed(said) if s.data.get("statement") == version and _alone(s, said)), None)
        if withdrawn is not None:
            raise NotRecorded(f"Version {version} was withdrawn {_by(withdrawn)} (version {withdrawn.version}).")
        return target


def _alone(retraction: Statement, said: Sequence[Statement]) -> bool:
    """Whether a retraction of one statement stands: it was not itself withdrawn."""
    return retraction.name == "FactRetracted" and not any(
        s.name == "FactRetracted" and s.data.get("statement") == retraction.version for s in said
    )


def _already(fact: KnownFact, history: History) -> Decision:
    """A source that withdrew it says the same as the person; two people saying it are a mistake. Raises NotRecorded."""
    if fact.state == "set aside":
        raise NotRecorded(f"{fact.key} is set aside, and counts as nothing: a later day was shown before.")
    last = next((s for s in reversed(fact.said) if s.name == "FactRetracted"), None)
    if last is None:
        raise NotRecorded(f"{fact.key} is retracted with {thing_of(fact.key)}, of which it is a part.")
    if last.source.system == PERSON_SYSTEM:
        raise NotRecorded(
            f"{fact.key} was retracted {_by(last)}. To undo that: "
            f"journey retract {history.child} --statement {last.version} --reason TEXT."
        )
    return Decision(says=f"{fact.key} was retracted {_by(last)}.")


def _by(said: Statement) -> str:
    who = said.by if said.source.system == PERSON_SYSTEM and said.by else said.source.system
    return f"by {who} on {in_words(said.known_on)}"
