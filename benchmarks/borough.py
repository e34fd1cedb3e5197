"""A made-up borough of any size from a fixed seed: about 19 statements a child, 2 % corrections, 5 % known late.

The log is in the order in which a service would have it: month after month, each month's file about all children at
once. Written straight through the bulk path, so that ten million take minutes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import msgspec

from benchmarks.journeys import CHILDREN_A_WORKER, LAST, Happened, Life
from journey.domain.calendar import month_end
from journey.domain.events import event
from journey.domain.facts import PERSON, fact_key
from journey.domain.statements import Source, Statement, child_stream
from journey.domain.values import Data
from journey.store import bulk
from journey.store.hashing import Encoded
from journey.store.log import Log, open_log
from journey.store.placing import encoded
from journey.store.reading import last_versions
from journey.store.schema import EVENTS_LOCK

LA = "999"
STATEMENTS_A_CHILD = 19

_MISTAKEN, _LATE = 0.025, 0.068
"""Of what may be corrected and what may be late; of all statements that makes 2 % and 5 %."""
_CHILDREN_A_TIME = 4_000
_FIRST_CHILD = 1_000_000


class Known(NamedTuple):
    """A statement, and the month (its last day) in which the log takes it in."""

    month: date
    statement: Statement


def fill(store: Path, statements: int, *, corrected: bool = True) -> None:
    """Make a store with about so many statements about as many children as that takes.

    Without ``corrected`` it is the same log without the corrections.
    """
    number = max(1, statements // STATEMENTS_A_CHILD)
    lives, mistakes = random.Random(statements), random.Random(statements + 1)
    with open_log(str(store)) as log, TemporaryDirectory(dir=store.parent) as folder:
        months = _Months(Path(folder))
        for start in range(0, number, _CHILDREN_A_TIME):
            children = [str(_FIRST_CHILD + n) for n in range(start, min(start + _CHILDREN_A_TIME, number))]
            streams = [child_stream(LA, child) for child in children]
            log.keyring.forget()
            log.keyring.ensure(streams)
            for stream in streams:
                life = Life(lives, max(20, number // CHILDREN_A_WORKER))
                for version, (month, said) in enumerate(_said(stream, life, lives, mistakes, corrected), 1):
                    months.add(month, encoded(said, version, log.keyring))
            months.flush()
        for month, rows in months.in_order():
            _write(log, rows, month)


def add(log: Log, statements: list[Statement]) -> None:
    """Append statements by the bulk path, their streams' versions counted on."""
    streams = list(dict.fromkeys(statement.stream for statement in statements))
    log.keyring.ensure(streams)
    with log.database.reading() as connection:
        versions = last_versions(connection, streams)
    rows = []
    for statement in statements:
        versions[statement.stream] += 1
        rows.append(encoded(statement, versions[statement.stream], log.keyring))
    _write(log, iter(rows), LAST)


def a_day_s_work(statements: int, children: int) -> list[Statement]:
    """New statements about children who are in the store already, as a day's recording brings them."""
    chance = random.Random(children)
    source = Source("person", LAST)
    return [
        Statement(child_stream(LA, str(_FIRST_CHILD + chance.randrange(children))), "DirectWorkDone",
                  fact_key("direct-work", LAST, ordinal), LAST, source, {}, occurred_on=LAST)
        for ordinal in range(1, statements + 1)
    ]  # fmt: skip


def _write(log: Log, rows: Iterator[Encoded], day: date) -> None:
    at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    with log.database.writing(EVENTS_LOCK) as connection:
        bulk.append(connection, bulk.last_place(connection), rows, int(at.timestamp()) * 1_000_000)


def _said(stream: str, life: Life, chance: random.Random, mistakes: random.Random, corrected: bool) -> list[Known]:
    """One child's statements in the order in which the log takes them in."""
    found: list[Known] = []
    keys: set[str] = set()
    for happened in life.events():
        key = _key(happened)
        if key not in keys:
            keys.add(key)
            known = _known(stream, key, happened, chance)
            found.append(known)
            wrong = _correction(known, mistakes) if mistakes.random() < _MISTAKEN and corrected else None
            found += [wrong] if wrong else []
    # What is known later than the last day is in no file yet.
    return sorted((one for one in found if one.month <= LAST), key=lambda one: one.month)


def _key(happened: Happened) -> str:
    cls = event(happened.name)
    return (
        PERSON if happened.name == "ChildRegistered" else fact_key(cls.KIND, happened.of or happened.day, 1, cls.PART)
    )


def _known(stream: str, key: str, happened: Happened, chance: random.Random) -> Known:
    """By the file of the month, or a late one; of what repeats a file shows the last date, which is never late."""
    may_be_late = event(happened.name).SERIES != "latest" and key != PERSON
    months = int(chance.random() * 12) + 1 if chance.random() < _LATE and may_be_late else 0
    month = month_end(happened.day + timedelta(30 * months))
    exact = happened.name == "WorkerAllocated"
    source = Source("person", month) if exact else _file(month, chance)
    since = None if exact or key == PERSON else month.replace(day=1)
    day = None if key == PERSON else happened.day
    return Known(month, Statement(stream, happened.name, key, month, source, happened.data, day,
                                   known_from=since, by=_BY))  # fmt: skip


_BY = "the monthly import of the case system's own report"
_SHEETS = ("List 1", "List 3", "List 4", "List 6", "List 7", "List 8")


def _file(month: date, chance: random.Random) -> Source:
    fingerprint = sha256(month.isoformat().encode()).digest()
    sheet = _SHEETS[int(chance.random() * len(_SHEETS))]
    return Source("annex-a", month, fingerprint, f"{month.isoformat()}T09:30:00", sheet, int(chance.random() * 9_000))


def _correction(known: Known, mistakes: random.Random) -> Known | None:
    """The next months' file says another day, or another team: a correction of what was said."""
    said = known.statement
    if said.occurred_on is None or event(said.name).SERIES == "latest":
        return None
    data: Data = {"field": "occurred_on", "value": said.occurred_on - timedelta(1 + int(mistakes.random() * 6)),
                  "old": said.occurred_on}  # fmt: skip
    if "team" in said.data and mistakes.random() < 0.7:
        data = {"field": "team", "value": f"Hub {1 + int(mistakes.random() * 18)}", "old": said.data["team"]}
    month = month_end(known.month + timedelta(15 + int(mistakes.random() * 90)))
    source = _file(month, mistakes)
    return Known(month, Statement(said.stream, "FactCorrected", said.fact, month, source, data, by=_BY))


class _Months:
    """Rows put aside on disk by the month in which the log takes them in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[date, list[Encoded]] = {}
        self._encoder, self._decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[Any])

    def add(self, month: date, row: Encoded) -> None:
        self._waiting.setdefault(month, []).append(row)

    def flush(self) -> None:
        """Put on disk what waits."""
        for month, rows in self._waiting.items():
            content = self._encoder.encode(rows)
            with (self._folder / month.isoformat()).open("ab") as file:
                file.write(len(content).to_bytes(8, "big") + content)
        self._waiting = {}

    def in_order(self) -> Iterator[tuple[date, Iterator[Encoded]]]:
        """Each month with its rows."""
        for path in sorted(self._folder.iterdir()):
            yield date.fromisoformat(path.name), self._rows(path)

    def _rows(self, path: Path) -> Iterator[Encoded]:
        with path.open("rb") as file:
            while size := file.read(8):
                for row in self._decoder.decode(file.read(int.from_bytes(size, "big"))):
                    yield Encoded(*row)
