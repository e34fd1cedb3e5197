"""Which statements of a log an export holds, and under which numbers: a stream's are counted from 1 without a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from journey.domain.statements import Statement
from journey.domain.values import Data
from journey.store.disposed_names import unnamed
from journey.store.inventory import without_children
from journey.store.log import Log

BATCH = 500
"""Rows whose keys are read together."""

_ABOUT_A_FACT = frozenset({"FactProgressed", "FactCorrected", "FactRetracted", "FactReinstated"})


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left out: what came after a position, what was known later, what in no reading had happened by a day."""

    position: int
    as_at: date | None = None
    known_at: date | None = None


def statements(log: Log, cut: Cut) -> Iterator[Statement]:
    """The statements that a cut leaves, opened, in the order of the log, with those that they name renumbered."""
    numbers: dict[str, dict[int, int]] = {}
    later = _only_later(log, cut, cut.as_at) if cut.as_at is not None else frozenset[tuple[str, str]]()
    for statement in _read(log, cut):
        of = numbers.setdefault(statement.stream, {})
        if (statement.stream, statement.fact) not in later and not _withdraws_what_is_left_out(statement, of):
            of[statement.version] = len(of) + 1
            yield _numbered(statement, of)


def _read(log: Log, cut: Cut) -> Iterator[Statement]:
    """What was said up to the position and known by the day, of records not disposed of, naming none that was.

    Keys are read many at a time and let go of again.
    """
    disposals = log.disposals()
    left = (row for row in log.all_rows(upto=cut.position) if row.stream not in disposals)
    while rows := list(islice(left, BATCH)):
        log.keyring.forget()
        log.keyring.load({row.stream for row in rows})
        for row in rows:
            statement = unnamed(without_children(log.statement(row), disposals), disposals)
            if cut.known_at is None or statement.known_on <= cut.known_at:
                yield statement


def _only_later(log: Log, cut: Cut, as_at: date) -> frozenset[tuple[str, str]]:
    """Facts of children that everybody who spoke of them puts after a day; one whose day was moved is none of them."""
    first: dict[tuple[str, str], date] = {}
    for statement in _read(log, cut):
        if statement.stream.startswith("child:"):
            for fact, day in _days_said(statement):
                key = (statement.stream, fact)
                first[key] = min(day, first.get(key, day))
    return frozenset(key for key, day in first.items() if as_at < day < date.max)


def _days_said(statement: Statement) -> Iterator[tuple[str, date]]:
    """The days on which a statement puts facts: the earliest there is where it says none and is about a fact itself."""
    moved = statement.data.get("moved_to")
    if statement.name == "FactCorrected" and (moved is not None or statement.data.get("field") == "occurred_on"):
        yield statement.fact, date.min
        yield str(moved or statement.fact), date.min
    elif statement.name in _ABOUT_A_FACT:
        yield statement.fact, date.max
    else:
        yield statement.fact, statement.occurred_on or date.min


def _withdraws_what_is_left_out(statement: Statement, numbers: Mapping[int, int]) -> bool:
    withdrawn = statement.data.get("statement")
    return statement.name == "FactRetracted" and withdrawn is not None and withdrawn not in numbers


def _numbered(statement: Statement, numbers: Mapping[int, int]) -> Statement:
    """A statement under its number, as are the statements that it names; 0 for one that is left out."""
    named: Data = {}
    if statement.name in ("FactCorrected", "FactRetracted"):
        for name in ("based_on", "statement"):
            if isinstance(version := statement.data.get(name), int):
                named[name] = numbers.get(version, 0)
    return replace(statement, version=numbers[statement.version], data=statement.data | named)
