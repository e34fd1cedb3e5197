"""What a decision rests on, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final, Protocol

from journey.domain.errors import Conflict, NotRecorded
from journey.domain.events import event, events
from journey.domain.events.base import Event
from journey.domain.statements import PERSON_SYSTEM, Precision, Source, Statement, split_stream
from journey.domain.values import Data
from journey.domain.words import nearest

Refer = Callable[[str, str], str]
"""The keyed reference for a kind (``worker``, ``family``, ``misfiled``) and a text."""


class KnownFact(Protocol):
    """A fact of a child's effective history, as ``projections.effective.Fact`` has it."""

    @property
    def key(self) -> str: ...
    @property
    def event(self) -> str: ...
    @property
    def occurred_on(self) -> date | None: ...
    @property
    def occurred_time(self) -> time | None: ...
    @property
    def occurred_from(self) -> date | None: ...
    @property
    def precision(self) -> Precision: ...
    @property
    def data(self) -> Data: ...
    @property
    def state(self) -> str: ...
    @property
    def stands(self) -> bool: ...
    @property
    def said(self) -> tuple[Statement, ...]: ...


@dataclass(frozen=True)
class History:
    """What is known of a child: ``stream`` is the record that was named, ``said`` every record of the child.

    ``facts`` is the effective history of all of them, whenever it happened. ``survivor`` stands for the child.
    """

    stream: str
    survivor: str
    facts: Sequence[KnownFact]
    said: Mapping[str, Sequence[Statement]]

    @property
    def child(self) -> str:
        """The id of the record that was named."""
        return split_stream(self.stream)[2]

    @property
    def la(self) -> str:
        """The authority's code."""
        return split_stream(self.stream)[1]

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever recorded of the child."""
        return not any(self.said.values())

    @property
    def standing(self) -> list[KnownFact]:
        """The facts that count."""
        return [fact for fact in self.facts if fact.stands]

    def find(self, key: str) -> KnownFact:
        """The fact that a key names, also by a key it had before its start date moved. Raises NotRecorded."""
        found = next((fact for fact in self.facts if fact.key == key), None)
        found = found or next((fact for fact in self.facts if any(s.fact == key for s in fact.said)), None)
        if found is None:
            keys = [fact.key for fact in self.standing]
            hint = nearest(key, keys) or f" See: journey show {self.child}."
            raise NotRecorded(f"{self.child} has no fact {key}.{hint}")
        return found

    def place_of(self, fact: KnownFact) -> Statement:
        """The statement that said a fact, on the record named where it is there: statements about it go beside it."""
        saying = [s for s in fact.said if event(s.name).SERIES != "record"]
        return next((s for s in saying if s.stream == self.stream), saying[-1])


@dataclass(frozen=True)
class Recorder:
    """Who records, on which day, and how names of workers and families become references."""

    by: str
    day: date
    refer: Refer

    def statement(
        self, stream: str, kind: type[Event], fact: str, data: Data, *, on: date | None = None, at: time | None = None
    ) -> Statement:
        """A person's statement: known on, and speaking for, the day it is recorded."""
        return Statement(
            stream=stream,
            name=kind.NAME,
            schema=kind.SCHEMA,
            fact=fact,
            known_on=self.day,
            source=Source(PERSON_SYSTEM, self.day),
            data={name: value for name, value in data.items() if value is not None},
            occurred_on=on,
            occurred_time=at,
            by=self.by,
        )

    def check_day(self, day: date, what: str) -> None:
        """Refuse a day in the future: what is planned has not happened. Raises NotRecorded."""
        if day > self.day:
            raise NotRecorded(f"{what} {in_words(day)} lies in the future: record it when it has happened.")


@dataclass(frozen=True)
class Decision:
    """Statements to write; none where it is known already, which ``says`` then says.

    ``about`` is the key of the fact that must be as it was when the command began, ``workers`` the names behind
    references, ``stays`` what an unmerge leaves where it was recorded.
    """

    statements: tuple[Statement, ...] = ()
    says: str = ""
    about: str | None = None
    workers: Mapping[str, str] = field(default_factory=dict)
    stays: tuple[Statement, ...] = ()


def event_named(written: str) -> type[Event]:
    """The event of a stored name or a title, that a person records of a child. Raises NotRecorded with the nearest."""
    known = recordable()
    found = {_folded(word): kind for kind in known for word in (kind.NAME, kind.TITLE)}
    if kind := found.get(_folded(written)):
        return kind
    if kind := next((k for k in events().values() if _folded(written) in (_folded(k.NAME), _folded(k.TITLE))), None):
        raise NotRecorded(f"{kind.NAME} is not recorded of a child by hand: {_instead(kind)}")
    hint = nearest(written, [word for kind in known for word in (kind.NAME, kind.TITLE)])
    raise NotRecorded(f"There is no event {written!r}.{hint or ' journey events lists them all.'}")


def recordable() -> list[type[Event]]:
    """The events that a person can record of a child, in the order of the catalogue."""
    return [
        k
        for k in events().values()
        if k.SERIES != "record" and k.STAGE not in _NOT_OF_CHILDREN and k.NAME not in _BY_A_COMMAND
    ]


_NOT_OF_CHILDREN: Final = frozenset({"Imports", "The organisation", "Diagnostic"})
"""The stages of events that stand on other streams than a child's."""

_BY_A_COMMAND: Final = {"RecordDisposed": "journey dispose writes it, and destroys the record's key."}
"""Events of a child that a command of their own writes, because more goes with them."""


def based_on_latest(fact: KnownFact, place: Statement, based_on: int | None) -> int:
    """The version that a statement about a fact is based on: that of the latest one about it on the record.

    Raises Conflict where somebody said something about it after the version named, NotRecorded for one that is none.
    """
    about = [s for s in fact.said if s.stream == place.stream]
    latest = max(about, key=lambda s: s.version)
    if based_on is None or based_on == latest.version:
        return latest.version
    if based_on not in {s.version for s in about}:
        versions = ", ".join(str(version) for version in sorted(s.version for s in about))
        raise NotRecorded(f"Version {based_on} says nothing of {fact.key}. What does: {versions}.")
    raise changed_since(fact.key, latest)


def changed_since(key: str, latest: Statement) -> Conflict:
    """That somebody else was first."""
    _, _, child = split_stream(latest.stream)
    who = f" by {latest.by}" if latest.by else ""
    return Conflict(
        f"{key} of {child} was changed{who}, with version {latest.version}, since you looked. Nothing was written; "
        f"look again (journey show {child} --history), then decide."
    )


def must_stand(fact: KnownFact, to: str) -> None:
    """Refuse what cannot be done to a fact that does not count. Raises NotRecorded."""
    if not fact.stands:
        raise NotRecorded(f"{fact.key} is {fact.state}, so there is nothing to {to}.")


def in_words(day: date) -> str:
    """A day as people write it: ``2 March 2017``."""
    return f"{day.day} {day:%B %Y}"


def differing(given: Mapping[str, Any], known: Mapping[str, Any], same: Callable[[Any, Any], bool]) -> list[str]:
    """The fields of which something else is given than is known."""
    return [name for name, value in given.items() if not same(value, known.get(name))]


def keys_on(said: Iterable[Statement]) -> set[str]:
    """Every key that was ever used on a record, also by a moved start date: none of them is given out again."""
    moved = {str(s.data["moved_to"]) for s in said if s.data.get("moved_to")}
    return {s.fact for s in said} | moved


def _instead(kind: type[Event]) -> str:
    if kind.NAME in _BY_A_COMMAND:
        return _BY_A_COMMAND[kind.NAME]
    if kind.STAGE == "The organisation":
        return "hubs, posts and teams come with journey import organisation."
    if kind.STAGE == "Diagnostic":
        return "journey diagnostic writes it."
    if kind.SERIES == "record":
        return "use journey correct, retract, merge, unmerge or misfiled."
    return "imports write it."


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
