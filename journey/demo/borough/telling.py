"""Happenings: one event of a life each, with its stored name, its fact key, its day, its fields, its time if known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Any, Final

from msgspec import Struct

from journey.demo.borough.lives import Visit
from journey.domain.practice_codes import codes_of
from journey.domain.values import Data, code
from journey.store.prepared import Recurring

Refer = Callable[[str, str], str]
"""The keyed reference of a kind (``worker``, ``family``) and a name."""

NOTHING: Final[Data] = {}


class Happening(Struct, frozen=True, gc=False):
    """One event of a life."""

    name: str
    fact: str
    day: date
    data: Data = NOTHING
    at: time | None = None


class _Kept(dict[tuple[Any, ...], Recurring]):
    """What one function tells, by what it was told with."""

    def __init__(self, make: Callable[..., Data], telling: Telling) -> None:
        super().__init__()
        self._make, self._telling = make, telling

    def __missing__(self, said: tuple[Any, ...]) -> Recurring:
        made = self[said] = Recurring(self._make(self._telling, *said))
        return made


class _Kinds(dict[Callable[..., Data], _Kept]):
    """What is kept of each function."""

    def __init__(self, telling: Telling) -> None:
        super().__init__()
        self._telling = telling

    def __missing__(self, make: Callable[..., Data]) -> _Kept:
        made = self[make] = _Kept(make, self._telling)
        return made


class _Days(dict[date, str]):
    """Days as ISO text."""

    def __missing__(self, day: date) -> str:
        made = self[day] = day.isoformat()
        return made


class Telling:
    """What is told of one child after another. Values that recur are made once; nobody may change them."""

    def __init__(self, refer: Refer) -> None:
        self.refer = refer
        self.found: list[Happening] = []
        self._codes: dict[tuple[str, str], Data] = {}
        self._workers: dict[str, str] = {}
        self.kept = _Kinds(self)
        """What a function ``make(telling, …)`` tells, by the rest of its arguments: made once for each of them."""
        self._iso = _Days()
        self._keys: set[str] = set()

    def begin(self) -> None:
        """Begin with another child."""
        self.found, self._keys = [], set()

    def code(self, name: str, value: str) -> Data:
        """A coded value with its label."""
        found = self._codes.get((name, value))
        if found is None:
            found = self._codes[name, value] = code(value, codes_of(name).label(value))
        return found

    def yes(self, said: bool) -> Data:
        """Yes or no."""
        return self.code("yes-no", "yes" if said else "no")

    def worker(self, name: str) -> str | None:
        """The reference of a worker; None for nobody."""
        if not name:
            return None
        found = self._workers.get(name)
        if found is None:
            found = self._workers[name] = self.refer("worker", name)
        return found

    def attending(self, agencies: tuple[str, ...]) -> Data:
        """Who took part."""
        return self.kept[_attending][(agencies,)]

    def visits(self, name: str, kind: str, visits: Iterable[Visit], *, alone: bool = True, reason: bool = True) -> None:
        """Visits of a kind; with ``alone`` and ``reason`` where their event has these fields."""
        kept = self.kept[_visit]
        for one in visits:
            said = kept[one.seen, one.worker, one.alone if alone else "", one.reason if reason else ""]
            self.say(name, kind, one.day, said)

    def say(self, name: str, kind: str, day: date, data: Data = NOTHING, at: time | None = None) -> str:
        """A fact of its own; its key."""
        key = f"{kind}/{self._iso[day]}/1"
        if key in self._keys:
            key = self._another(key)
        self._keys.add(key)
        self.found.append(Happening(name, key, day, data, at))
        return key

    def _another(self, key: str) -> str:
        """The key of one more fact of a kind and day."""
        of, ordinal = key[:-1], 2
        while f"{of}{ordinal}" in self._keys:
            ordinal += 1
        return f"{of}{ordinal}"

    def say_of(
        self, name: str, of: str, part: str, day: date | None, data: Data = NOTHING, at: time | None = None
    ) -> None:
        """What ended or became of something; nothing where it has no day."""
        if day is not None:
            self.found.append(Happening(name, f"{of}/{part}", day, data, at))

    def days(self, name: str, kind: str, days: Iterable[date]) -> None:
        """Facts of a kind that say nothing but their day."""
        for day in days:
            self.say(name, kind, day)


def _attending(telling: Telling, agencies: tuple[str, ...]) -> Data:
    return {"attending": [telling.code("agency", one) for one in agencies]}


def _visit(telling: Telling, seen: bool, worker: str, alone: str, reason: str) -> Data:
    said: Data = {"seen": telling.yes(seen), "worker": telling.worker(worker)}
    if alone:
        said["seen_alone"] = telling.code("seen-alone", alone)
    if reason:
        said["not_alone_reason"] = telling.code("not-alone-reason", reason)
    return said
