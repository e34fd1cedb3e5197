"""Happenings: one event of a life each, with its stored name, its fact key, its day, its fields, its time if known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Final, NamedTuple

from journey.demo.borough.lives import Visit
from journey.domain.practice_codes import codes_of
from journey.domain.values import Data, code

Refer = Callable[[str, str], str]
"""The keyed reference of a kind (``worker``, ``family``) and a name."""

NOTHING: Final[Data] = {}


class Happening(NamedTuple):
    """One event of a life."""

    name: str
    fact: str
    day: date
    data: Data = NOTHING
    at: time | None = None


class Telling:
    """What is told of one child after another. Values that recur are made once; nobody may change them."""

    def __init__(self, refer: Refer) -> None:
        self.refer = refer
        self.found: list[Happening] = []
        self._codes: dict[tuple[str, str], Data] = {}
        self._workers: dict[str, str] = {}
        self._visits: dict[tuple[bool, str, str, str, bool, bool], Data] = {}
        self._agencies: dict[tuple[str, ...], Data] = {}
        self._iso: dict[date, str] = {}
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
        found = self._agencies.get(agencies)
        if found is None:
            found = self._agencies[agencies] = {"attending": [self.code("agency", one) for one in agencies]}
        return found

    def visit(self, visit: Visit, *, alone: bool = True, reason: bool = True) -> Data:
        """What is said of a visit; with ``alone`` and ``reason`` where its event has these fields."""
        key = (visit.seen, visit.alone, visit.reason, visit.worker, alone, reason)
        found = self._visits.get(key)
        if found is None:
            found = self._visits[key] = {"seen": self.yes(visit.seen), "worker": self.worker(visit.worker)}
            if alone:
                found["seen_alone"] = self.code("seen-alone", visit.alone)
            if reason and visit.reason:
                found["not_alone_reason"] = self.code("not-alone-reason", visit.reason)
        return found

    def say(self, name: str, kind: str, day: date, data: Data = NOTHING, at: time | None = None) -> str:
        """A fact of its own; its key."""
        iso = self._iso.get(day)
        if iso is None:
            iso = self._iso[day] = day.isoformat()
        key = f"{kind}/{iso}/1"
        ordinal = 1
        while key in self._keys:
            ordinal += 1
            key = f"{kind}/{iso}/{ordinal}"
        self._keys.add(key)
        self.found.append(Happening(name, key, day, data, at))
        return key

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
