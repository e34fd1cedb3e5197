"""A life as the record has it: statements in the order in which the log takes them in, faults and their mending too.

Everything comes by a monthly take-in of the case system: what happened in a month is known at its end, what happened
before the borough begins at the end of its first month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from journey.demo.borough.aside import Row
from journey.demo.borough.happenings import Teller
from journey.demo.borough.lives import Child, Fault
from journey.demo.borough.telling import Happening
from journey.domain.calendar import month_end
from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import Source, Statement, child_stream
from journey.domain.values import Data
from journey.store.codec import Seal
from journey.store.prepared import Prepared

SYSTEM: Final = "borough"
BY: Final = "the monthly take-in of the case system"
_WITHDRAWN: Final = "recorded twice"
_ONE_CHILD: Final = "a report links the two ids"


class Known(Struct, frozen=True, gc=False):
    """What is said of one fact, and the month (its last day, or that of the borough) in which the log takes it in."""

    month: date
    day: date
    """By which what is said in one month is put in order."""
    stream: str
    name: str
    fact: str
    data: Data
    occurred_on: date | None = None
    occurred_time: time | None = None
    known_from: date | None = None


@cache
def source(la: str, month: date) -> Source:
    """The take-in of a month."""
    file = sha256(f"{SYSTEM} {la} {month.isoformat()}".encode()).digest()
    return Source(SYSTEM, month, file, f"{month.isoformat()}T18:00:00")


_BY_DAY: Final = attrgetter("day")
_BY_MONTH: Final = attrgetter("month")


class Recorder:
    """Turns lives into statements of one authority. ``first`` and ``last`` are the days of the borough."""

    def __init__(self, la: str, first: date, last: date, teller: Teller) -> None:
        self._la, self._teller, self._last = la, teller, last
        self._first_month = min(month_end(first), last)
        self._months: dict[date, date] = {}
        self._sources: dict[date, Source] = {}
        self._prepared = Prepared(BY)

    def known(self, child: Child) -> list[Known]:
        """All that is said of a child, month after month; of one month in the order of its days."""
        stream = child_stream(self._la, child.id)
        faults = {(fault.fact, fault.day): fault for fault in child.faults}
        found: list[Known] = []
        for what in self._teller.tell(child):
            fault = faults.pop((_kind(what.fact), what.day), None) if faults else None
            if fault is None:
                found.append(self._said(stream, what, self._months.get(what.day) or self._month(what.day)))
            else:
                found += self._faulty(stream, what, fault, child)
        found.sort(key=_BY_DAY)
        if child.faults:  # else the months are in the order of the days
            found.sort(key=_BY_MONTH)
        return found

    def statement(self, known: Known) -> Statement:
        """It as a statement."""
        return Statement(
            known.stream,
            known.name,
            known.fact,
            known.month,
            source(self._la, known.month),
            known.data,
            known.occurred_on,
            known.occurred_time,
            known_from=known.known_from,
            by=BY,
        )

    def row(self, known: Known, version: int, seal: Seal) -> Row:
        """It as a row of its stream, as ``placing.encoded`` would make it of the statement."""
        month = known.month
        data = self._prepared.encode(
            known.name,
            known.fact,
            month,
            self._sources[month],
            known.data,
            known.occurred_on,
            known.occurred_time,
            known.known_from,
            seal,
        )
        return known.stream, version, known.name, 1, data

    def _month(self, day: date) -> date:
        """The month in which a day comes to be known."""
        month = self._months[day] = max(min(month_end(day), self._last), self._first_month)
        self._sources[month] = source(self._la, month)
        return month

    def _said(self, stream: str, what: Happening, month: date, since: date | None = None) -> Known:
        day, fact = what.day, what.fact
        on = None if fact == PERSON else day
        return Known(month, day, stream, what.name, fact, what.data, on, what.at, since)

    def _faulty(self, stream: str, what: Happening, fault: Fault, child: Child) -> Iterator[Known]:
        """What the record says of a fact that it gets wrong, and how it is put right."""
        known = self._month(fault.known_on)
        if fault.kind == "late":
            since = known.replace(day=1) if known > self._month(what.day) else None
            yield self._said(stream, what, known, since)
        elif fault.kind == "duplicate-record":
            yield from self._under_another_id(stream, what, fault, child)
        else:
            put_right = self._month(fault.put_right_on or self._last)
            first = what
            if fault.kind == "wrong-day":
                first = replace(what, day=date.fromisoformat(fault.recorded))
                data: Data = {"field": "occurred_on", "value": what.day, "old": first.day}
            elif fault.kind == "wrong-value":
                wrong = self._teller.code("referral-source", fault.recorded)
                first = replace(what, data={**what.data, fault.field: wrong})
                data = {"field": fault.field, "value": what.data[fault.field], "old": wrong}
            yield self._said(stream, first, known)
            if fault.kind == "duplicate":
                again = replace(what, fact=fact_key("referral", fault.known_on), day=fault.known_on)
                yield self._said(stream, again, known)
                yield self._about(stream, "FactRetracted", again.fact, put_right, {"reason": _WITHDRAWN})
            else:
                yield self._about(stream, "FactCorrected", what.fact, put_right, data)

    def _about(self, stream: str, name: str, fact: str, month: date, data: Data) -> Known:
        return Known(month, month, stream, name, fact, data)

    def _under_another_id(self, stream: str, what: Happening, fault: Fault, child: Child) -> Iterator[Known]:
        """The fact on a record of its own, which is merged when somebody sees that both are one child."""
        other = child_stream(self._la, fault.recorded)
        month, merged = self._month(what.day), self._month(fault.put_right_on or self._last)
        person = Happening("ChildRegistered", PERSON, what.day, self._teller.person(child))
        yield self._said(other, person, month)
        yield self._said(other, what, month)
        data: Data = {"survivor": stream, "absorbed": other, "reason": _ONE_CHILD}
        for each in (stream, other):
            yield self._about(each, "RecordsMerged", "merge", merged, data)


def _kind(fact: str) -> str:
    """The kind of a fact key, with its part: ``assessment/authorised``."""
    pieces = fact.split("/")
    return "/".join((pieces[0], *pieces[3:]))
