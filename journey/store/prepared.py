"""Statements by the million as stored bytes: days, sources and fields that recur are put into bytes once.

For whoever makes many statements of few sources himself. What comes out is what ``codec.encode`` would give.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

from msgspec import Raw, Struct
from msgspec.msgpack import Encoder

from journey.domain.statements import Source
from journey.domain.values import Data
from journey.store import codec
from journey.store.codec import Seal


class Recurring(dict[str, Any]):
    """Fields of one event that are said again and again: the same object each time, which nobody may change."""

    __slots__ = ()


class _Body(Struct, frozen=True, omit_defaults=True, gc=False):
    """The keys of ``codec`` in their order, as bytes where they recur; ``b``, ``p`` and ``q`` are never said."""

    d: Raw | None = None
    f: str | None = None
    k: Raw | None = None
    l: Raw | None = None  # noqa: E741
    o: Raw | None = None
    s: Raw | None = None
    t: time | None = None
    w: Raw | None = None


class Prepared:
    """Makes the bytes of exact statements by one ``by``; of sealed fields anew for each stream."""

    def __init__(self, by: str) -> None:
        self._encode = Encoder().encode
        self._by = Raw(self._encode(by))
        self._days: dict[date, Raw] = {}
        self._sources: dict[date, tuple[Source, Raw]] = {}
        self._recurring: dict[int, tuple[Recurring, Raw]] = {}

    def encode(
        self,
        name: str,
        fact: str,
        known_on: date,
        source: Source,
        data: Data,
        occurred_on: date | None,
        occurred_time: time | None,
        known_from: date | None,
        seal: Seal,
    ) -> bytes:
        """The stored bytes of a statement with these fields, whose others are empty."""
        days = self._days
        known = days.get(known_on) or self._day(known_on)
        said = self._sources.get(known_on)
        if said is None or said[0] is not source:
            said = self._sources[known_on] = (source, Raw(codec.source_bytes(source)))
        fields: Raw | None = None
        if data:
            kept = self._recurring.get(id(data))
            fields = kept[1] if kept is not None else self._fields(name, data, seal)
        since = None if known_from is None else days.get(known_from) or self._day(known_from)
        day = None if occurred_on is None else days.get(occurred_on) or self._day(occurred_on)
        return self._encode(_Body(fields, fact, known, since, day, said[1], occurred_time, self._by))

    def _day(self, day: date) -> Raw:
        made = self._days[day] = Raw(self._encode(day))
        return made

    def _fields(self, name: str, data: Data, seal: Seal) -> Raw | None:
        sealed = list[str]()

        def noted(field: str, plain: bytes) -> bytes:
            sealed.append(field)
            return seal(field, plain)

        content = codec.data_bytes(name, data, noted)
        made = Raw(content) if content else None
        if type(data) is Recurring and made is not None and not sealed:
            self._recurring[id(data)] = (data, made)  # held, so that no other object comes to have its id
        return made
