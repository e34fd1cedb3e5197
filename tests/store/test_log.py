"""Writing to the log and reading from it, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from journey.domain.errors import UsageError
from journey.domain.statements import Statement
from journey.store.hashing import GENESIS
from journey.store.log import Log, open_log
from journey.store.reading import StreamSummary
from journey.store.schema import WITHHOLDING

from .builders import CHILD, registered, said, write

OTHER = "child:821:1000008"
AT = datetime(2025, 5, 2, 9, 30, 0, 123_456, tzinfo=UTC)


def clock() -> int:
    return int(AT.timestamp()) * 1_000_000 + AT.microsecond


def test_a_statement_is_given_its_place(store_url: str) -> None:
    with open_log(store_url, clock=clock) as log:
        first, second, third = write(log, said(), said(OTHER), said(number=2))

        assert [(s.stream, s.version, s.position) for s in (first, second, third)] == [
            (CHILD, 1, 1),
            (OTHER, 1, 2),
            (CHILD, 2, 3),
        ]
        assert {s.recorded_at for s in (first, second, third)} == {AT}
        assert log.statements([CHILD, OTHER]) == {CHILD: [first, third], OTHER: [second]}


def test_versions_go_on_from_one_transaction_to_the_next(log: Log) -> None:
    write(log, said(), said(OTHER))

    with log.writing() as writer:
        [second] = writer.append([said(number=2)])
        [third, first] = writer.append([said(number=3), said("child:821:3")])

        assert writer.position == 5
        assert [s.version for s in (second, third, first)] == [2, 3, 1]
        assert writer.statements([CHILD])[CHILD][1:] == [second, third]

    assert [s.version for s in log.statements([CHILD])[CHILD]] == [1, 2, 3]
    assert log.verify().problems == []


def test_appending_nothing_changes_nothing(log: Log) -> None:
    with log.writing() as writer:
        assert writer.append([]) == []

    assert log.place() == (0, GENESIS)


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_stops_a_transaction_leaves_nothing_of_it(log: Log, stop: type[BaseException]) -> None:
    write(log, said())
    place = log.place()

    def write_and_stop() -> None:
        with log.writing() as writer:
            writer.append([said(number=number) for number in range(2, 60)])
            raise stop

    with pytest.raises(stop):
        write_and_stop()

    assert log.place() == place
    [again] = write(log, said(number=2))
    assert (again.version, again.position) == (2, 2)


def test_an_interruption_while_rows_are_written_leaves_nothing_of_them(log: Log) -> None:
    class Interrupting(dict[str, object]):
        def items(self):  # type: ignore[no-untyped-def]
            raise KeyboardInterrupt

    statements = [said(number=number) for number in range(1, 500)]

    with pytest.raises(KeyboardInterrupt), log.writing() as writer:
        writer.append([*statements, said(number=500, data=Interrupting())])

    assert log.position() == 0
    assert len(write(log, *statements)) == len(statements)


def test_reading_stops_at_a_position(log: Log) -> None:
    write(log, said(), said(OTHER), said(number=2))

    assert [s.position for s in log.statements([CHILD], upto=2)[CHILD]] == [1]
    assert log.statements([OTHER], upto=1) == {OTHER: []}
    assert [row.position for row in log.all_rows(after=1, upto=2)] == [2]


def test_reading_can_ask_for_some_events_alone(log: Log) -> None:
    write(log, registered(), said())

    assert [s.name for s in log.statements([CHILD], names={"ChildRegistered"})[CHILD]] == ["ChildRegistered"]
    assert log.statements([CHILD], names=[]) == {CHILD: []}


def test_the_chain_is_quoted_for_any_position(log: Log) -> None:
    write(log, said(), said(number=2))
    rows = list(log.all_rows())

    assert [log.chain_at(n) for n in (0, 1, 2)] == [GENESIS, rows[0].chain, rows[1].chain]
    assert log.chain_at() == log.place().chain == rows[1].chain
    with pytest.raises(UsageError, match="goes up to position 2; there is no position 3"):
        log.chain_at(3)


def test_streams_are_listed_by_category_and_authority(log: Log) -> None:
    streams = ["child:821:2", "child:821:10", "child:82:1", "child:821:2", "extract:821", "extract:8210", "children:1"]
    write(log, *(said(stream) for stream in streams))

    assert [s.stream for s in log.streams("child")] == ["child:821:10", "child:821:2", "child:82:1"]
    assert log.streams("child", "821") == [
        StreamSummary("child:821:10", 1, 2, 2),
        StreamSummary("child:821:2", 2, 1, 4),
    ]
    assert [s.stream for s in log.streams("extract", "821")] == ["extract:821"]
    assert log.streams("child", "821", upto=3)[1] == StreamSummary("child:821:2", 1, 1, 1)
    assert log.has_stream("child:821:2")
    assert not log.has_stream("child:821:")


def test_authorities_are_found_however_alike_their_codes(log: Log) -> None:
    write(
        log, *(said(stream) for stream in ("child:821:2", "child:821:10", "child:8210:1", "child:82:1", "children:9"))
    )
    write(log, *(said(stream) for stream in ("extract:821", "extract:8210", "extract:822")))

    assert log.authorities("child") == ["82", "821", "8210"]
    assert log.authorities("extract") == ["821", "8210", "822"]
    assert log.authorities("organisation") == []


def test_streams_sort_alike_on_every_machine(log: Log) -> None:
    streams = ["child:821:B", "child:821:a", "child:821:É", "child:821:_", "child:821:2"]
    write(log, *(said(stream) for stream in streams))

    assert [s.stream for s in log.streams("child")] == sorted(streams)
    assert list(log.statements(streams)) == streams


def test_many_streams_are_read_at_once(log: Log) -> None:
    streams = [f"child:821:{number}" for number in range(1_234)]
    placed = write(log, *(registered(stream) for stream in streams), *(said(stream) for stream in streams))

    found = log.statements([*streams, "child:821:none"])

    assert len(found) == 1_235
    assert [found[stream] for stream in streams] == [
        list(pair) for pair in zip(placed[:1_234], placed[1_234:], strict=True)
    ]
    assert [row.position for row in log.all_rows()] == list(range(1, 2_469))


def test_every_row_can_be_read_as_a_statement(log: Log) -> None:
    placed = write(log, registered(), said())

    assert [log.statement(row) for row in log.all_rows()] == placed


def test_a_store_opened_again_holds_what_was_written(store_url: str, open_stores: Callable[..., Log]) -> None:
    with open_log(store_url) as log:
        placed: list[Statement] = write(log, registered(), said())
        store_id, place = log.store_id, log.place()

    again = open_stores(store_url, create=False)

    assert (again.store_id, again.place()) == (store_id, place)
    assert again.statements([CHILD]) == {CHILD: placed}
    assert again.verify() == (*place, [])


def test_what_may_withhold_a_record_is_found_by_an_index_of_its_own(log: Log) -> None:
    write(log, said(), said(name="RecordSealed", fact="seal/2025-05-01/1", data={}), said("child:821:2"))

    assert log.withholding() == [CHILD]
    if log.database.engine.dialect.name == "sqlite":
        with log.database.reading() as connection:
            asked = f"EXPLAIN QUERY PLAN SELECT DISTINCT stream FROM events WHERE {WITHHOLDING} ORDER BY stream"
            assert "events_withholding" in str(connection.exec_driver_sql(asked).all())
