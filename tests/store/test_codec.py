"""Stored bytes: what goes in comes out, one statement has one spelling, and the spelling never changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.domain.statements import Source, Statement
from journey.domain.values import PERSONAL, code
from journey.store.codec import UNREADABLE, decode, encode
from journey.store.sealing import StreamKey

from .builders import CHILD, FILE, registered, said

KEY = StreamKey(CHILD, bytes(range(64)))


def back(statement: Statement, key: StreamKey | None = KEY) -> Statement:
    stored = encode(statement, KEY.seal)
    unseal = key.unseal if key else lambda _field, _sealed: None
    return decode(statement.stream, statement.name, statement.schema, stored, unseal)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
coded = st.builds(code, st.none() | texts, texts)
plain = st.recursive(
    texts | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.dates() | coded | st.binary(max_size=8),
    lambda inner: st.lists(inner | st.none(), max_size=3) | st.dictionaries(texts, inner | st.none(), max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(sorted(PERSONAL)) | texts
content = st.dictionaries(fields, plain, max_size=5)
sources = st.builds(Source, texts, st.dates(), st.binary(max_size=32), texts, texts, st.integers(0, 2**40))
days = st.none() | st.dates()
statements = st.builds(
    Statement,
    stream=st.just(CHILD),
    name=st.sampled_from(["ReferralReceived", "ChildRegistered"]),
    fact=texts,
    known_on=st.dates(),
    source=sources,
    data=content,
    occurred_on=days,
    occurred_time=st.none() | st.times(),
    precision=st.sampled_from(["exact", "interval", "inferred"]),
    occurred_from=days,
    known_from=days,
    belongs_to=st.none() | texts,
    by=texts,
    schema=st.integers(1, 9),
)
corrections = st.builds(
    lambda statement, field, value, old: said(name="FactCorrected", fact=statement.fact, data={"field": field} | {
        key: said for key, said in (("value", value), ("old", old)) if said is not None}),
    statements, fields, st.none() | plain, st.none() | plain,
)  # fmt: skip
progress = st.builds(
    lambda statement, values: said(name="FactProgressed", fact=statement.fact, data={"fields": values}),
    statements,
    st.dictionaries(fields, st.none() | plain, max_size=4),
)


@given(statements | corrections | progress)
def test_what_is_stored_is_read_back(statement: Statement) -> None:
    assert back(statement) == statement


@given(statements | corrections | progress)
def test_without_the_key_everything_but_the_sealed_is_read_back(statement: Statement) -> None:
    read = back(statement, None)

    assert _shape(read) == _shape(statement)
    for field, value in read.data.items():
        assert value == (UNREADABLE if field in PERSONAL else value)


def _shape(statement: Statement) -> tuple[object, ...]:
    return statement.fact, statement.source, statement.known_on, statement.by, sorted(statement.data)


@given(content)
def test_one_statement_has_one_spelling(data: dict[str, Any]) -> None:
    other_order = dict(reversed(list(data.items())))

    assert encode(said(data=data), KEY.seal) == encode(said(data=other_order), KEY.seal)


def test_the_spelling_is_for_ever() -> None:
    statement = said(
        data={"source": code("2A", "2A - Schools"), "date_of_birth": date(2010, 5, 17), "seen": date(2024, 1, 2)},
        occurred_time=time(9, 30),
        precision="interval",
        occurred_from=date(2024, 9, 1),
        known_from=date(2025, 4, 1),
        belongs_to="episode/2024-09-18/1",
        by="an importer",
    )

    assert encode(statement, KEY.seal).hex() == GOLDEN
    assert decode(CHILD, "ReferralReceived", 1, bytes.fromhex(GOLDEN), KEY.unseal) == statement


def test_what_is_empty_is_left_out() -> None:
    bare = said(data={}, occurred_on=None, source=Source("person", date(2025, 1, 2)))

    assert encode(bare, KEY.seal) == (
        b"\x83\xa1f\xb5referral/2024-09-18/1\xa1k\xaa2025-04-30\xa1s\x82\xa1a\xa6person\xa1d\xaa2025-01-02"
    )
    assert encode(said(data={"team": None}), KEY.seal) == encode(said(data={}), KEY.seal)


@pytest.mark.parametrize(
    "value", [1.5, datetime(2025, 1, 2, 3, 4, tzinfo=UTC), time(9, 30), {1, 2}, (1, 2), ["a", 1.5], {"a": {"b": 1j}}]
)
def test_a_value_that_no_field_may_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="is not a kind of value that a field may hold"):
        encode(said(data={"odd": value}), KEY.seal)


SECRET = "Pilar Okonkwo-Reyes"


@pytest.mark.parametrize(
    ("name", "data", "sealed"),
    [
        ("ChildRegistered", {"upn": SECRET}, {"upn": UNREADABLE}),
        ("ChildRegistered", {"also_written": [SECRET]}, {"also_written": UNREADABLE}),
        ("ReferralReceived", {"unread": {"Source": {"written": SECRET}}}, {"unread": UNREADABLE}),
        ("ReferralReceived", {"source": code(None, SECRET), "team": "Hub 4"}, {"source": UNREADABLE, "team": "Hub 4"}),
        (
            "FactCorrected",
            {"field": "upn", "value": SECRET, "old": SECRET},
            {"field": "upn", "value": UNREADABLE, "old": UNREADABLE},
        ),
        (
            "FactCorrected",
            {"field": "source", "value": code(None, SECRET), "old": code("2A", "2A")},
            {"field": "source", "value": UNREADABLE, "old": code("2A", "2A")},
        ),
        (
            "FactProgressed",
            {"fields": {"postcode": SECRET, "team": "Hub 4", "upn": None}},
            {"fields": {"postcode": UNREADABLE, "team": "Hub 4", "upn": None}},
        ),
    ],
)
def test_what_is_personal_is_sealed(name: str, data: dict[str, Any], sealed: dict[str, Any]) -> None:
    statement = said(name=name, data=data)

    assert SECRET.encode() not in encode(statement, KEY.seal)
    assert back(statement) == statement
    assert back(statement, None).data == sealed


def test_an_inventory_is_bytes_and_not_sealed() -> None:
    table = b"\x00compressed\xff"

    assert table in encode(said("extract:821", name="ListInventoried", data={"list": "2", "table": table}), KEY.seal)


def test_a_sealed_value_opens_only_on_its_own_stream_and_field() -> None:
    stored = encode(registered(), KEY.seal)
    elsewhere = StreamKey("child:821:1000008", bytes(range(64)))

    assert decode(CHILD, "ChildRegistered", 1, stored, elsewhere.unseal).data == {"date_of_birth": UNREADABLE}
    assert KEY.unseal("upn", KEY.seal("date_of_birth", b"x")) is None
    assert back(registered()).source == FILE


@pytest.mark.parametrize("stored", [b"", b"\xc1", b"\x80", b"\x81\xa1f\x01", b"not a map"])
def test_bytes_that_no_release_wrote_are_an_error(stored: bytes) -> None:
    with pytest.raises(ValueError):
        decode(CHILD, "ReferralReceived", 1, stored, KEY.unseal)


GOLDEN = (
    "8ba162b4657069736f64652f323032342d30392d31382f31a16483ad646174655f6f665f6269727468c71d02eeb6b43eb6461469e2d3516e"
    "5b02ec60f562b232cfccbb4e9c4fce981ba47365656ec70a01323032342d30312d3032a6736f7572636582a4636f6465a23241a777726974"
    "74656eac3241202d205363686f6f6c73a166b5726566657272616c2f323032342d30392d31382f31a16baa323032352d30342d3330a16caa"
    "323032352d30342d3031a16faa323032342d30392d3138a170a8696e74657276616ca171aa323032342d30392d3031a17386a161a7616e6e"
    "65782d61a164aa323032352d30342d3330a166c420000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fa16db3"
    "323032352d30352d30315430393a33303a3030a17211a173a64c6973742032a174a830393a33303a3030a177ab616e20696d706f72746572"
)
"""Bytes that the first release wrote: a change that breaks this test breaks every store there is."""
