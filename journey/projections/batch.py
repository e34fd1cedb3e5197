"""A batch: the effective, standing facts of some children, as columns that every question is asked of.

A day is an Int32, days since ``EPOCH``. ``key = child << 17 | day`` is one sorted number for child and day, so that
"the next of these for the same child" is one ordered search (see ``helpers``). A day outside 1900–2258 has no key, and
a fact on it is in no batch. ``batch_memory.batch_of`` builds a batch in memory.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from copy import copy
from datetime import date
from typing import Any, Final, TypeVar

import polars as pl

from journey.domain.shapes import LEFT, OF_LEAVING
from journey.projections.days import DAY_BITS as DAY_BITS
from journey.projections.days import EPOCH as EPOCH
from journey.projections.days import SAME_DAY as SAME_DAY
from journey.projections.days import date_of as date_of
from journey.projections.days import day_of as day_of
from journey.projections.days import in_range as in_range
from journey.projections.days import rank_in_day as rank_in_day

FACT_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "day": pl.Int32(),
    "key": pl.Int64(),
    "seq": pl.UInt32(),
    "minute": pl.Int16(),
    "event": pl.String(),
    "fact": pl.String(),
    "start": pl.Int32(),
    "ordinal": pl.Int32(),
    "position": pl.Int64(),
    "known_on": pl.Int32(),
    "known_from": pl.Int32(),
    "recorded_on": pl.Int32(),
    "precision": pl.String(),
    "occurred_from": pl.Int32(),
    "by_person": pl.Boolean(),
}
"""Columns that a selection may have. ``seq`` is the rank among all dated facts of the batch, by child, day, time (none
first), rank within the day and fact key. ``start`` and ``ordinal`` are those of the fact key, so that an end finds what
it ends. ``position`` is that of the statement which first said the fact, ``recorded_on`` the day (London) of it;
``by_person`` whether a person was the first to know it."""

EVERY: Final = tuple(name for name in FACT_COLUMNS if name != "by_person")
"""The columns of a selection that does not name them."""

CHILD_COLUMNS: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "la": pl.String(),
    "child_id": pl.String(),
    "stream": pl.String(),
    "position": pl.Int64(),
    "born": pl.Int32(),
    "expected": pl.Int32(),
    "sex": pl.String(),
    "ethnicity": pl.String(),
    "disability": pl.String(),
    "family": pl.String(),
}
"""Columns of ``Batch.children``, sorted by ``child``, which counts from 0 without gaps. ``stream`` is the survivor's;
``position`` that of the child's registration (null without one); ``born`` is null for an unborn child and where the
date is not known, ``expected`` the expected date of birth, ``family`` a keyed reference; the rest are codes, null
where not known."""

SAID_BY_COLUMNS: Final[dict[str, pl.DataType]] = {
    "position": pl.Int64(),
    "sheet": pl.String(),
    "by_person": pl.Boolean(),
    "first_system": pl.String(),
    "last_system": pl.String(),
}
"""Columns of ``Batch.said_by``."""

COVERAGE_COLUMNS: Final[dict[str, pl.DataType]] = {
    "la": pl.String(),
    "event": pl.String(),
    "carries": pl.String(),
    "from": pl.Int32(),
    "to": pl.Int32(),
}
"""Columns of ``Batch.coverage``: of which events the sources hold what, for which days (both included).

``carries`` is ``every``: no such event of those days is missing; or ``of some``: none of the children whom the source
names, of others it says nothing. A null ``from`` has no lower limit: a list that shows
all that is still open shows that nothing of it had ended before. Or ``latest only``: one row per file, ``from`` and
``to`` the day it speaks for: the last such event up to that day is known, and that none followed it by then. Or
``empty``: one row per file in which no row had a value, which holds nothing.

An ``event`` may also be a day that stands in a field of its own: ``Section47Started.child_seen_on``.
"""


Made = TypeVar("Made")

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Conditions on code fields, all of which must hold: field and the codes accepted."""


class Batch(ABC):
    """The effective, standing facts of a batch of children, cut at ``as_at``, ``known_at`` and a position of the log.

    ``children`` and ``coverage`` are frames (``CHILD_COLUMNS``, ``COVERAGE_COLUMNS``). ``settings`` names the local
    settings that are on (``rule_settings``); whoever makes a batch for a store sets them.
    """

    def __init__(self, as_at: date, known_at: date, children: pl.DataFrame, coverage: pl.DataFrame) -> None:
        self.as_at = as_at
        self.known_at = known_at
        self.children = children
        self.coverage = coverage
        self.settings: frozenset[str] = frozenset()
        self._made: dict[Hashable, Any] = {}
        self._only: pl.Series | None = None

    def only(self, some: pl.Series) -> Batch:
        """The same batch with the dated facts of some children alone: what is asked of few is worked out of few.

        ``some`` says of each child, by number, whether it is one of them; all keep their numbers.
        """
        narrowed = copy(self)
        narrowed._made = {}
        narrowed._only = some if self._only is None else some & self._only
        return narrowed

    def select(
        self, events: tuple[str, ...], *fields: str, where: Where = (), base: tuple[str, ...] = EVERY
    ) -> pl.DataFrame:
        """The dated facts of those stored names, sorted by key and seq, with ``EVERY`` and the fields.

        ``base`` names the fact columns that are needed, where that is not all of them: the others are then never read.
        Codes come as their code (null for text in no code set), text as String, dates as Int32 days, counts as Int64,
        lists as List(String). A field that an event lacks is null. Remembered per arguments.
        """
        name = ("select", events, fields, where, base)
        return self.once(name, lambda: self._selected(events, fields, where, base))

    def registered(self, *fields: str) -> pl.DataFrame:
        """What the registrations say: ``child, fact, position`` and the fields, one row a registered child, sorted.

        Fields come as in ``select``; of a number (``upn``) something that is equal where the numbers are, or null.
        """
        return self.once(("registered", fields), lambda: self._registrations(fields))

    def remarks(self) -> pl.DataFrame:
        """How facts were written: ``remark_frames.REMARK_COLUMNS``, of those that stand and those set aside."""
        return self.once("remarks", self._remarks)

    def said_by(self, positions: pl.Series) -> pl.DataFrame:
        """Who says some facts, given by their positions: ``SAID_BY_COLUMNS``, one row a position.

        ``sheet`` and ``last_system`` are those of the last statement about the fact (the sheet empty for a person's),
        ``first_system`` that of the first to know it, and ``by_person`` whether that was a person.
        """
        return self._said_by(positions.unique()).unique("position")

    def once(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes, made once per batch and name: spans, tables, selections."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def _selected(
        self, events: tuple[str, ...], fields: tuple[str, ...], where: Where, base: tuple[str, ...]
    ) -> pl.DataFrame:
        leaving = tuple(name for name in OF_LEAVING if name in fields)
        asked = dict.fromkeys((*(name for name, _ in where), *((LEFT,) if leaving else ())))
        extra = tuple(name for name in asked if name not in fields)
        frame = self._facts(events, base, fields + extra)
        if leaving:  # as at a day on which the lists still had it, it had not left them
            left = pl.col(LEFT).cast(pl.Int32) <= day_of(self.as_at)  # text where no event of these has the field
            frame = frame.with_columns(pl.when(left).then(name).alias(name) for name in leaving)
        for name, codes in where:
            frame = frame.filter(pl.col(name).is_in(codes))
        return frame.select(*base, *fields) if extra else frame

    @abstractmethod
    def _facts(self, events: tuple[str, ...], base: tuple[str, ...], fields: tuple[str, ...]) -> pl.DataFrame:
        """The facts of those names with those fact columns and fields, sorted by key and seq."""

    @abstractmethod
    def _registrations(self, fields: tuple[str, ...]) -> pl.DataFrame:
        """As ``registered``."""

    @abstractmethod
    def _remarks(self) -> pl.DataFrame:
        """As ``remarks``."""

    @abstractmethod
    def _said_by(self, positions: pl.Series) -> pl.DataFrame:
        """As ``said_by``, for positions each of which is there once."""
