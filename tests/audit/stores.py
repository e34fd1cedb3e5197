"""Small stores fed by people, and the question a frame asks of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from journey.domain.events import event
from journey.domain.statements import PERSON_SYSTEM, Source, Statement, child_stream
from journey.domain.values import Data, code
from journey.projections.questions import Asked
from journey.projections.standpoint import stand
from journey.store.log import Log, open_log

DAY = date(2025, 4, 30)
"""The day on which everything is recorded that says no other, and on which frames stand."""
SINCE = date(2024, 10, 31)


def stream(child: str) -> str:
    """A child's stream."""
    return child_stream("999", child)


def said(child: str, name: str, on: date, start: date | None = None, known_on: date = DAY, **data: Any) -> Statement:
    """What a person recorded; codes are given bare. ``start`` is the day of what it ends."""
    kind = event(name)
    fact = "/".join(filter(None, (kind.KIND, (start or on).isoformat(), "1", kind.PART)))
    held: Data = {key: code(value, value) if key in kind.code_sets() and isinstance(value, str) else value
                  for key, value in data.items()}  # fmt: skip
    return Statement(stream(child), name, fact, known_on, Source(PERSON_SYSTEM, known_on), held, on, by="a person")


def record(name: str, child: str, known_on: date = DAY, **data: Any) -> Statement:
    """A statement about a child's record."""
    fact = f"record/{known_on.isoformat()}/1"
    return Statement(stream(child), name, fact, known_on, Source(PERSON_SYSTEM, known_on), data)


def merged(survivor: str, absorbed: str, known_on: date = DAY) -> list[Statement]:
    """Two records are of one child, said on both."""
    data = {"survivor": stream(survivor), "absorbed": stream(absorbed)}
    return [record("RecordsMerged", child, known_on, **data) for child in (survivor, absorbed)]


def store(folder: Path, *statements: Statement) -> Log:
    """A store with those statements; close it."""
    log = open_log(f"sqlite:///{folder}/journey.db")
    write(log, *statements)
    return log


def write(log: Log, *statements: Statement) -> None:
    """Append statements in a transaction of their own."""
    with log.writing() as writer:
        writer.append(statements)


def asked(log: Log, **at: Any) -> Asked:
    """A store, asked as at ``DAY``."""
    return Asked(log, stand(log, **{"as_at": DAY, "known_at": DAY, "today": DAY, **at}), {})
