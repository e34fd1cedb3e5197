"""The bulk path writes the rows that one-by-one writing would, whatever their number and content."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.bulk import encoded, floor
from journey.store import bulk
from journey.store.bulk import CopyStream, copy_row
from journey.store.hashing import Chain, Encoded, Place, StoredRow
from journey.store.log import Log
from journey.store.recorder import LogRecorder, topic
from journey.store.schema import EVENTS_LOCK

AT = 1_700_000_000_000_000
HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
ROWS = [
    Encoded("child:821:é", 1, "Sent", 1, b""),
    Encoded("child:821:tab\tand \\ and \n", 1, "Sent", 2, bytes(range(256))),
    Encoded("child:821:é", 2, "Received", 30, b"\\N\xff\xff"),
    *encoded(130),
]


def test_rows_are_the_same_one_by_one_in_bulk_and_by_the_library(
    store_url: str, sqlite_url: str, open_stores: Callable[..., Log]
) -> None:
    in_bulk = open_stores(store_url)
    by_library = open_stores(sqlite_url.replace("journey", "library"), clock=lambda: AT)
    with in_bulk.database.writing(EVENTS_LOCK) as connection:
        place = bulk.append(connection, Place(), ROWS[:50], AT)
        place = bulk.append(connection, place, ROWS[50:], AT)
    recorder = LogRecorder(by_library.database, lambda: AT)
    for row in ROWS:
        recorder.insert_events([StoredEvent(row.stream, row.version, topic(row.name, row.schema_version), row.data)])

    written = list(in_bulk.all_rows())

    assert written == list(by_library.all_rows()) == [StoredRow(*row) for row in Chain(Place()).extend(ROWS, AT)]
    assert place == in_bulk.place() == (len(ROWS), written[-1].chain)


def test_the_measure_of_the_bulk_path_writes_the_same_rows(
    store_url: str, sqlite_url: str, open_stores: Callable[..., Log]
) -> None:
    measured, plain = open_stores(store_url), open_stores(sqlite_url.replace("journey", "plain"))
    with measured.database.writing(EVENTS_LOCK) as connection:
        bulk.append(connection, Place(), encoded(100), AT)
    with plain.database.writing(EVENTS_LOCK) as connection:
        floor(connection, list(Chain(Place()).extend(encoded(100), AT)))

    assert list(measured.all_rows()) == list(plain.all_rows())


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41])
def test_no_row_is_lost_where_a_batch_ends(log: Log, count: int) -> None:
    with log.database.writing(EVENTS_LOCK) as connection:
        place = bulk.append(connection, Place(), encoded(count), AT)

    assert log.verify() == (count, place.chain, [])


@given(st.lists(st.binary(max_size=40), max_size=8), st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_a_copy_stream_is_the_same_in_pieces_of_any_size(contents: list[bytes], sizes: list[int]) -> None:
    given_rows = [Encoded("s", version, "N", 1, data) for version, data in enumerate(contents, 1)]
    whole = b"".join([HEAD, *map(copy_row, Chain(Place()).extend(given_rows, AT)), b"\xff\xff"])
    stream = CopyStream(Chain(Place()).extend(given_rows, AT))

    pieces = []
    while piece := stream.read(sizes[len(pieces) % len(sizes)]):
        pieces.append(piece)

    assert b"".join(pieces) == whole
    assert all(len(piece) <= sizes[i % len(sizes)] for i, piece in enumerate(pieces))


def test_a_copied_row_says_how_long_each_of_its_fields_is() -> None:
    row = (1, "é", 2, "N", 3, AT, b"said", b"l" * 32, b"c" * 32)

    assert copy_row(row) == (
        b"\x00\x09"
        b"\x00\x00\x00\x08" + (1).to_bytes(8, "big") + b"\x00\x00\x00\x02\xc3\xa9"
        b"\x00\x00\x00\x04\x00\x00\x00\x02"
        b"\x00\x00\x00\x01N"
        b"\x00\x00\x00\x02\x00\x03"
        b"\x00\x00\x00\x08" + AT.to_bytes(8, "big") + b"\x00\x00\x00\x04said"
        b"\x00\x00\x00\x20" + b"l" * 32 + b"\x00\x00\x00\x20" + b"c" * 32
    )


def test_what_making_a_row_raises_comes_out_as_it_is(log: Log) -> None:
    def rows():  # type: ignore[no-untyped-def]
        yield from encoded(70)
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"), log.database.writing(EVENTS_LOCK) as connection:
        bulk.append(connection, Place(), rows(), AT)

    assert log.position() == 0
