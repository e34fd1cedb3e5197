"""What a source has said so far about one child: the fold of its statements, in the order of its files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from journey.domain.facts import PERSON, fact_key, parse_fact_key, thing_of
from journey.domain.intake.says import FileRef, file_of
from journey.domain.shapes import shape
from journey.domain.statements import Precision, Statement
from journey.domain.values import Data


@dataclass(slots=True)
class FactSaid:
    """One fact as the source has it now. ``version`` is the stream version of the latest statement about it."""

    key: str
    event: str
    occurred_on: date | None
    data: Data
    exists: bool = True
    belongs_to: str | None = None
    version: int = 0
    occurred_time: time | None = None
    precision: Precision = "exact"
    occurred_from: date | None = None

    @property
    def kind(self) -> str:
        return parse_fact_key(self.key).kind


class Covering(NamedTuple):
    """The latest file so far that had a list, and whether a refused row of it may hold something of this child.

    ``window_to`` is the last day covered, where the file says that itself.
    """

    file: FileRef
    window_from: date | None
    shielded: bool = False
    window_to: date | None = None


class _Outcomes:
    """What belongs to which fact: looked up, for an organisation has facts by the ten thousand."""

    def __init__(self, facts: Iterable[FactSaid]) -> None:
        self._owned: dict[str, list[FactSaid]] = {}
        self._parts: dict[str, list[tuple[int, FactSaid]]] = {}
        self._places = 0
        for fact in facts:
            self.add(fact)

    def add(self, fact: FactSaid) -> None:
        """Take in one more fact."""
        self._places += 1
        if fact.belongs_to is not None:
            self._owned.setdefault(fact.belongs_to, []).append(fact)
        if (thing := thing_of(fact.key)) != fact.key:
            self._parts.setdefault(thing, []).append((self._places, fact))

    def of(self, key: str) -> list[FactSaid]:
        owned = self._owned.get(key, [])
        parts = [one for thing in (key, *(fact.key for fact in owned)) for one in self._parts.get(thing, ())]
        return [*owned, *(fact for _, fact in sorted(parts, key=itemgetter(0)) if fact.belongs_to != key)]


@dataclass
class SourceState:
    """A source's own view of a child.

    ``facts`` by fact key · ``series`` the fact key last said per event ·
    ``present`` the file in which each thing was last seen, or had to be taken as seen · ``covering`` the latest file
    per list · ``lists`` where the child stood in the latest file that was compared · ``moved`` the key that each key
    a fact had before its start date moved became.
    """

    facts: dict[str, FactSaid] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    present: dict[str, FileRef] = field(default_factory=dict)
    covering: dict[str, Covering] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    moved: dict[str, str] = field(default_factory=dict)
    _outcomes: _Outcomes | None = field(default=None, init=False, repr=False, compare=False)

    def free_key(self, kind: str, start: date, taken: Collection[str] = (), moving: str | None = None) -> str:
        """The first key of a kind on a day that no fact has or had; a fact that moves back may take its own again."""
        ordinal = 1
        while not self._is_free(key := fact_key(kind, start, ordinal), moving) or key in taken:
            ordinal += 1
        return key

    def _is_free(self, key: str, moving: str | None) -> bool:
        if key in self.facts:
            return False
        became = key
        while became in self.moved:
            became = self.moved[became]
        return became in (key, moving)

    def outcomes(self, key: str) -> list[FactSaid]:
        """The ends and outcomes of a fact, retracted ones too: its parts, what belongs to it, and the parts of that."""
        if self._outcomes is None:
            self._outcomes = _Outcomes(self.facts.values())
        return self._outcomes.of(key)

    @property
    def person(self) -> Data:
        return self.facts[PERSON].data if PERSON in self.facts else {}

    def copy(self) -> SourceState:
        """A state that can go its own way."""
        return SourceState(
            facts={key: replace(fact, data=dict(fact.data)) for key, fact in self.facts.items()},
            series=dict(self.series),
            present=dict(self.present),
            covering=dict(self.covering),
            lists=self.lists,
            moved=dict(self.moved),
        )

    def apply(self, statement: Statement) -> None:
        """Take in one more statement of this source; those of earlier files must have been taken in before."""
        data, key = statement.data, statement.fact
        match statement.name:
            case "FactProgressed":
                self._set(key, dict(data["fields"] or {}), statement.version)  # type: ignore[arg-type]
            case "FactCorrected":
                self._correct(statement)
            case "FactRetracted" | "FactReinstated":
                if key in self.facts:
                    self.facts[key].exists = statement.name == "FactReinstated"
                    self.facts[key].version = statement.version
            case _:
                self._say(statement)

    def _say(self, statement: Statement) -> None:
        kind, key = shape(statement.name), statement.fact
        known = self.facts.get(key)
        if known is None or kind.series == "observed":
            self.facts[key] = fact = FactSaid(
                key=key,
                event=statement.name,
                occurred_on=statement.occurred_on,
                data=dict(statement.data),
                belongs_to=statement.belongs_to,
                version=statement.version,
                occurred_time=statement.occurred_time,
                precision=statement.precision,
                occurred_from=statement.occurred_from,
            )
            if known is not None:
                self._outcomes = None
            elif self._outcomes is not None:
                self._outcomes.add(fact)
        else:
            known.data.update(statement.data)
            known.occurred_on, known.exists, known.version = statement.occurred_on, True, statement.version
            known.occurred_time = statement.occurred_time
        if kind.part is None:
            self.series[statement.name] = key

    def _set(self, key: str, fields: Data, version: int) -> None:
        fact = self.facts.get(key)
        if fact is None:
            return
        for name, value in fields.items():
            if value is None:
                fact.data.pop(name, None)
            else:
                fact.data[name] = value
        fact.version = version

    def _correct(self, statement: Statement) -> None:
        name, value = str(statement.data["field"]), statement.data.get("value")
        moved_to = statement.data.get("moved_to")
        fact = self.facts.get(statement.fact)
        if fact is None:
            return
        if name != "occurred_on":
            self._set(statement.fact, {name: value}, statement.version)
            return
        assert value is None or isinstance(value, date)
        fact.occurred_on, fact.version, fact.occurred_time = value, statement.version, statement.occurred_time
        fact.precision, fact.occurred_from = statement.precision, statement.occurred_from
        if isinstance(moved_to, str):
            self._rename(statement.fact, moved_to)

    def _rename(self, old: str, new: str) -> None:
        self._outcomes = None
        self.moved.pop(new, None)
        self.moved[old] = new
        for key in [k for k in self.facts if thing_of(k) == old]:
            fact = self.facts.pop(key)
            fact.key = new + key[len(old) :]
            self.facts[fact.key] = fact
        for fact in self.facts.values():
            if fact.belongs_to == old:
                fact.belongs_to = new
        for name, key in self.series.items():
            if key == old:
                self.series[name] = new
        if old in self.present:
            self.present[new] = self.present.pop(old)


def in_order(statements: Iterable[Statement], system: str) -> list[Statement]:
    """The statements of one source that still stand, in the order of its files.

    A statement that was retracted alone is left out with its retraction. Within a file, a fact is said or reinstated
    before it is corrected, and moved before anything is said or reinstated under its new key.
    """
    return [statement for _, statement in by_file(statements, system)]


def by_file(statements: Iterable[Statement], system: str) -> list[tuple[FileRef, Statement]]:
    """As ``in_order``, each statement with its file."""
    own = [s for s in statements if s.source.system == system]
    withdrawn = withdrawn_versions(own)
    standing = [(file_of(s), s) for s in own if s.version not in withdrawn and s.data.get("statement") is None]
    moved = {(file, s.data["moved_to"]) for file, s in standing if _moves(s)}
    turns = [(file, _turn(s, bool(moved) and (file, thing_of(s.fact)) in moved), s.version, s) for file, s in standing]
    turns.sort(key=itemgetter(0, 1, 2))
    return [(file, statement) for file, _, _, statement in turns]


def withdrawn_versions(statements: Iterable[Statement]) -> set[int]:
    """The stream versions that a later statement retracts alone, unless that one is itself retracted."""
    retractions = [s for s in statements if s.name == _RETRACTED]
    withdrawn: set[int] = set()
    for statement in sorted(retractions, key=attrgetter("version"), reverse=True):
        target = statement.data.get("statement")
        if isinstance(target, int) and statement.version not in withdrawn:
            withdrawn.add(target)
    return withdrawn


_RETRACTED: Final = "FactRetracted"
_CHANGES: Final = frozenset({"FactProgressed", "FactCorrected", _RETRACTED})


def _turn(statement: Statement, moved_here: bool) -> int:
    if statement.name in _CHANGES:
        return 1 if _moves(statement) else 3
    return 2 if moved_here else 0


def _moves(statement: Statement) -> bool:
    return statement.name == "FactCorrected" and isinstance(statement.data.get("moved_to"), str)
