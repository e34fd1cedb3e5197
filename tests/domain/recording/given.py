"""A child's record in memory, to decide on: statements in, the history that a command is decided on out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from journey.domain.merges import Merges
from journey.domain.recording.decision import Decision, History, Recorder
from journey.domain.statements import Source, Statement
from journey.projections.effective import effective_history

TODAY = date(2025, 6, 30)
ADA, BEN = "child:999:Ada", "child:999:Ben"


def recorder(by: str = "Priya Shah", day: date = TODAY) -> Recorder:
    """A person; references are the kind and the name."""
    return Recorder(by, day, lambda kind, text: f"{kind}={text}")


def said(name: str, fact: str, on: date | None = None, stream: str = ADA, **data: Any) -> Statement:
    """What Annex A said of a fact in its file of April."""
    source = Source("annex-a", date(2025, 4, 30), b"f" * 32)
    return Statement(stream, name, fact, date(2025, 4, 30), source, data, on)


class Record:
    """Records of some children, written to one after the other."""

    def __init__(self, *statements: Statement) -> None:
        self.said: list[Statement] = []
        self.write(statements)

    def write(self, statements: tuple[Statement, ...]) -> None:
        """Place statements as the store does."""
        for one in statements:
            version = sum(other.stream == one.stream for other in self.said) + 1
            self.said.append(replace(one, version=version, position=len(self.said) + 1))

    def history(self, stream: str = ADA) -> History:
        """What a command on a record is decided on."""
        merges = self.merges()
        survivor = merges.root(stream)
        streams = {s for s in {one.stream for one in self.said} | {stream} if merges.root(s) == survivor}
        of = {s: [one for one in self.said if one.stream == s] for s in sorted(streams)}
        facts = effective_history([one for said in of.values() for one in said], date.max, TODAY)
        return History(stream, survivor, facts, of)

    def merges(self) -> Merges:
        """The merges that stand."""
        return Merges(one for one in self.said if one.name in ("RecordsMerged", "RecordsUnmerged"))

    def do(self, command: Any, stream: str = ADA, who: Recorder | None = None) -> Decision:
        """Decide a command about a fact, and write what it comes to."""
        decision: Decision = command.decide(self.history(stream), who or recorder())
        self.write(decision.statements)
        return decision

    def fact(self, key: str, stream: str = ADA) -> Any:
        """A fact as it stands."""
        return self.history(stream).find(key)
