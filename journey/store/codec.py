"""Statements as stored bytes: MessagePack maps under short keys. Stored names are for ever.

=====  ==================  =====================================================================
key    field               as
=====  ==================  =====================================================================
``b``  belongs_to          text
``d``  data                map, keys sorted; see the values below; a field that is None is left out
``f``  fact                text
``k``  known_on            text, ISO date
``l``  known_from          text, ISO date
``o``  occurred_on         text, ISO date
``p``  precision           text; left out when ``exact``
``q``  occurred_from       text, ISO date
``s``  source              map: ``a`` system, ``d`` speaks_for (ISO date), ``f`` file (32 bytes), ``m`` made,
                           ``n`` made_on (ISO date), ``r`` row, ``s`` sheet
``t``  occurred_time       text, ISO time
``w``  by                  text
=====  ==================  =====================================================================

Whatever is empty is left out, keys are sorted and integers as short as they go, so that a statement has one spelling.
Values are MessagePack's own, with two extensions: 1 is a date (its ISO text), 2 a sealed value (see ``sealing``), whose
sealed bytes are the value in this same form. Stream, version, name, schema version, position and time of recording
are columns beside the bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec.msgpack import Decoder, Encoder, Ext

from journey.domain.statements import Precision, Source, Statement
from journey.domain.values import PERSONAL, Data, must_be_sealed

DATE: Final = 1
SEALED: Final = 2
UNREADABLE: Final[dict[str, Any]] = {"sealed": True}
"""What stands for a sealed value whose key is destroyed or missing."""

Seal = Callable[[str, bytes], bytes]
"""Seal a field's bytes: (field, plain) → sealed."""

Unseal = Callable[[str, bytes], bytes | None]
"""Open a field's bytes: (field, sealed) → plain, or None without the key."""


class _Source(msgspec.Struct, frozen=True, omit_defaults=True):
    system: str = msgspec.field(name="a")
    speaks_for: date = msgspec.field(name="d")
    file: bytes = msgspec.field(name="f", default=b"")
    made: str = msgspec.field(name="m", default="")
    made_on: date | None = msgspec.field(name="n", default=None)
    row: int = msgspec.field(name="r", default=0)
    sheet: str = msgspec.field(name="s", default="")


class _Body(msgspec.Struct, frozen=True, omit_defaults=True):
    fact: str = msgspec.field(name="f")
    known_on: date = msgspec.field(name="k")
    source: _Source = msgspec.field(name="s")
    data: dict[str, Any] = msgspec.field(name="d", default_factory=dict)
    occurred_on: date | None = msgspec.field(name="o", default=None)
    occurred_time: time | None = msgspec.field(name="t", default=None)
    precision: Precision = msgspec.field(name="p", default="exact")
    occurred_from: date | None = msgspec.field(name="q", default=None)
    known_from: date | None = msgspec.field(name="l", default=None)
    belongs_to: str | None = msgspec.field(name="b", default=None)
    by: str = msgspec.field(name="w", default="")


class Sealed(bytes):
    """A sealed value as read, before it is opened."""

    __slots__ = ()


def _extension(kind: int, content: memoryview) -> Any:
    if kind == DATE:
        return date.fromisoformat(str(content, "ascii"))
    if kind == SEALED:
        return Sealed(content)
    raise ValueError(f"extension {kind} is not one this release knows")


_encode = Encoder(order="sorted").encode
_decode_body = Decoder(_Body, ext_hook=_extension).decode
_decode_value = Decoder(ext_hook=_extension).decode

decode_body = _decode_body
"""A statement's stored bytes as they are, under the field names of ``Statement``: nothing sealed is opened. For reading
millions; raises ValueError on bytes that no release has written."""


def encode(statement: Statement, seal: Seal) -> bytes:
    """The stored bytes of a statement. Raises TypeError on a value of a kind that no field may hold."""
    return _encode(
        _Body(
            fact=statement.fact,
            known_on=statement.known_on,
            source=_source(statement.source),
            data=_sealed(statement.name, statement.data, seal),
            occurred_on=statement.occurred_on,
            occurred_time=statement.occurred_time,
            precision=statement.precision,
            occurred_from=statement.occurred_from,
            known_from=statement.known_from,
            belongs_to=statement.belongs_to,
            by=statement.by,
        )
    )


def source_bytes(source: Source) -> bytes:
    """What stands of a source in the bytes of its statements."""
    return _encode(_source(source))


def data_bytes(name: str, data: Data, seal: Seal) -> bytes:
    """What stands of an event's fields in the bytes of its statement; empty where all of them are."""
    fields = _sealed(name, data, seal)
    return _encode(fields) if fields else b""


def decode(
    stream: str,
    name: str,
    schema: int,
    data: bytes,
    unseal: Unseal,
    *,
    version: int = 0,
    position: int = 0,
    recorded_at: datetime | None = None,
) -> Statement:
    """The statement in stored bytes, in its place. Raises ValueError on bytes that no release has written."""
    body: _Body = _decode_body(data)
    source = body.source
    return Statement(
        stream=stream,
        name=name,
        fact=body.fact,
        known_on=body.known_on,
        source=Source(
            source.system, source.speaks_for, source.file, source.made, source.sheet, source.row, source.made_on
        ),
        data=_opened(name, body.data, unseal),
        occurred_on=body.occurred_on,
        occurred_time=body.occurred_time,
        precision=body.precision,
        occurred_from=body.occurred_from,
        known_from=body.known_from,
        belongs_to=body.belongs_to,
        by=body.by,
        schema=schema,
        version=version,
        position=position,
        recorded_at=recorded_at,
    )


def _source(of: Source) -> _Source:
    return _Source(of.system, of.speaks_for, of.file, of.made, of.made_on, of.row, of.sheet)


def _sealed(name: str, data: Data, seal: Seal) -> dict[str, Any]:
    """An event's fields in stored form, the personal ones sealed. Progress and corrections carry others' fields."""
    if name == "FactProgressed" and isinstance(inner := data.get("fields"), dict):
        others = {field: value for field, value in data.items() if field != "fields"}
        return {**_fields(others, seal), "fields": {k: _stored(k, value, seal) for k, value in inner.items()}}
    if name == "FactCorrected":
        about = str(data.get("field"))
        return {
            key: _stored(about if key in ("value", "old") else key, value, seal)
            for key, value in data.items()
            if value is not None
        }
    return _fields(data, seal)


def _fields(data: Data, seal: Seal) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for field, value in data.items():
        if value is None:
            continue
        if field not in PERSONAL and (type(value) in _AS_THEY_ARE or _is_known_code(value)):  # most are
            stored[field] = value
        else:
            stored[field] = _stored(field, value, seal)
    return stored


def _is_known_code(value: Any) -> bool:
    """Whether a value is a code of a code set, with the text it was read from: stored as it is."""
    return type(value) is dict and value.keys() == _CODE and type(value["code"]) is type(value["written"]) is str


_CODE = {"code": "", "written": ""}.keys()


def _stored(field: str, value: Any, seal: Seal) -> Any:
    plain = _plain(value)
    return Ext(SEALED, seal(field, _encode(plain))) if must_be_sealed(field, value) else plain


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is date:
        return _day(value)
    if kind is dict:
        return {key: _plain(inner) for key, inner in value.items()}
    if kind is list:
        return [_plain(inner) for inner in value]
    raise TypeError(f"{kind.__name__} is not a kind of value that a field may hold: {value!r}")


@lru_cache(maxsize=16_384)
def _day(day: date) -> Ext:
    return Ext(DATE, day.isoformat().encode())


_AS_THEY_ARE = frozenset({str, int, bool, bytes, type(None)})


def _opened(name: str, data: dict[str, Any], unseal: Unseal) -> dict[str, Any]:
    for key, value in data.items():
        if type(value) is Sealed:
            about = str(data.get("field")) if name == "FactCorrected" and key in ("value", "old") else key
            data[key] = open_sealed(about, value, unseal)
        elif key == "fields" and type(value) is dict:
            data[key] = {k: open_sealed(k, v, unseal) if type(v) is Sealed else v for k, v in value.items()}
    return data


def open_sealed(field: str, sealed: Sealed, unseal: Unseal) -> Any:
    """A sealed value, opened; ``UNREADABLE`` without the key."""
    plain = unseal(field, bytes(sealed))
    return dict(UNREADABLE) if plain is None else _decode_value(plain)
