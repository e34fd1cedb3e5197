"""Bytes from prepared parts: the same as of a whole statement, and what is personal sealed for each stream."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from journey.domain.statements import Source, Statement, child_stream
from journey.domain.values import code
from journey.store.codec import encode
from journey.store.prepared import Prepared, Recurring
from journey.store.sealing import StreamKey

from .builders import CHILD
from .test_codec import content, corrections, statements

BY = "the monthly take-in"
KEY = StreamKey(CHILD, bytes(range(64)))
SIBLING = StreamKey(child_stream("999", "1000002"), bytes(range(1, 65)))
SOURCE = Source("borough", date(2016, 5, 31))


def stored(prepared: Prepared, said: Statement, key: StreamKey) -> bytes:
    return prepared.encode(said.name, said.fact, said.known_on, said.source, said.data, said.occurred_on,
                           said.occurred_time, said.known_from, key.seal)  # fmt: skip


def plain(of: Statement, data: dict[str, Any]) -> Statement:
    """A statement with no more than what is prepared."""
    return Statement(of.stream, of.name, of.fact, of.known_on, of.source, data, of.occurred_on, of.occurred_time,
                     known_from=of.known_from, by=BY)  # fmt: skip


@given(st.lists(st.tuples(statements | corrections, content.map(Recurring)), min_size=1, max_size=2))
def test_the_bytes_are_those_of_the_whole_statement(some: list[tuple[Statement, Recurring]]) -> None:
    prepared = Prepared(BY)

    for said, again in some:
        for one in (plain(said, said.data), plain(said, again), plain(said, again)):
            for key in (KEY, SIBLING):
                assert stored(prepared, one, key) == encode(one, key.seal)


def test_another_source_of_the_same_day_is_not_taken_for_the_first() -> None:
    prepared = Prepared(BY)
    first = Statement(CHILD, "ReferralReceived", "referral/2016-05-04/1", date(2016, 5, 31), SOURCE, by=BY)
    other = Statement(
        CHILD, "ReferralReceived", "referral/2016-05-04/1", date(2016, 5, 31), Source("cin", date(2016, 3, 31)), by=BY
    )

    assert stored(prepared, first, KEY) == encode(first, KEY.seal)
    assert stored(prepared, other, KEY) == encode(other, KEY.seal)


def test_what_recurs_and_is_personal_is_sealed_for_each_child() -> None:
    prepared, postcode = Prepared(BY), Recurring(postcode="ZZ1 1AA", source=code("2A", "Schools"))
    said = Statement(CHILD, "PlacementStarted", "placement/2016-05-04/1", date(2016, 5, 31), SOURCE, postcode, by=BY)

    one, other = (stored(prepared, said, key) for key in (KEY, SIBLING))

    assert one != other
    assert b"ZZ1" not in one + other
