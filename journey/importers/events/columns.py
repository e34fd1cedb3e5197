"""The columns of our own export, each declared once with how its cell is written and read. Stored for ever: a file
written by one release is read by the next.

``position`` is the place in the log that the row was read from; ``version`` the place in its stream, from 1 without a
gap; ``key`` the stream's data key, on its first row, where personal details were exported; ``check`` what tells a
changed file from the one that was written (see ``next_check``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any, Final

from journey.domain.statements import Source, Statement
from journey.importers.events.values import from_text, to_text


@dataclass(frozen=True, slots=True)
class EventColumn:
    """One column: its header, where its value lies (``source.file``), and how its text is made and read."""

    header: str
    where: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]

    def cell(self, statement: Statement) -> str:
        """The column's text for a statement; empty where it says nothing."""
        of: Any = statement
        for name in self.where.split("."):
            of = getattr(of, name)
        return "" if of is None else self.write(of)


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _needed_day(text: str) -> date:
    return date.fromisoformat(text)


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _precision(text: str) -> str:
    if text not in ("exact", "interval", "inferred"):
        raise ValueError("it is none of exact, interval, inferred")
    return text


def _text_or_none(text: str) -> str | None:
    return text or None


COLUMNS: Final = (
    EventColumn("position", "position", str, int),
    EventColumn("stream", "stream", str, str),
    EventColumn("version", "version", str, int),
    EventColumn("event", "name", str, str),
    EventColumn("schema", "schema", str, int),
    EventColumn("fact", "fact", str, str),
    EventColumn("occurred_on", "occurred_on", _iso, _day),
    EventColumn("occurred_time", "occurred_time", _iso, _time),
    EventColumn("precision", "precision", str, _precision),
    EventColumn("occurred_from", "occurred_from", _iso, _day),
    EventColumn("known_on", "known_on", _iso, _needed_day),
    EventColumn("known_from", "known_from", _iso, _day),
    EventColumn("recorded_at", "recorded_at", _iso, _moment),
    EventColumn("belongs_to", "belongs_to", str, _text_or_none),
    EventColumn("by", "by", str, str),
    EventColumn("system", "source.system", str, str),
    EventColumn("speaks_for", "source.speaks_for", _iso, _needed_day),
    EventColumn("file", "source.file", bytes.hex, bytes.fromhex),
    EventColumn("made", "source.made", str, str),
    EventColumn("made_on", "source.made_on", _iso, _day),
    EventColumn("sheet", "source.sheet", str, str),
    EventColumn("row", "source.row", str, int),
    EventColumn("data", "data", to_text, from_text),
)
"""What a statement says, in the order of the file."""

HEADERS: Final = (*(column.header for column in COLUMNS), "key", "check")

END: Final = "end"
"""What the last line says in place of a position; its version is the number of rows before it."""


def cells_of(statement: Statement, key: bytes | None) -> list[str]:
    """A statement as the cells of its row, without the check."""
    return [*(column.cell(statement) for column in COLUMNS), key.hex() if key else ""]


def end_cells(rows: int) -> list[str]:
    """The cells of the last line, without the check."""
    cells = dict.fromkeys(HEADERS[:-1], "") | {"position": END, "version": str(rows)}
    return list(cells.values())


def statement_of(cells: Sequence[str]) -> Statement:
    """The statement in a row's cells. Raises ValueError naming the column whose cell cannot be read."""
    said: dict[str, Any] = {}
    for column, cell in zip(COLUMNS, cells, strict=False):
        try:
            said[column.where] = column.read(cell)
        except (ValueError, TypeError, AttributeError, RecursionError) as problem:
            raise ValueError(f"'{column.header}' cannot be read: {problem}") from problem
    source = {where.partition(".")[2]: said.pop(where) for where in list(said) if where.startswith("source.")}
    return Statement(source=Source(**source), **said)


GENESIS: Final = bytes(32)


def next_check(before: bytes, cells: Iterable[str]) -> bytes:
    """SHA-256 of the check before and of every cell with its length: a row that is changed, lost or moved shows."""
    digest = sha256(before)
    for cell in cells:
        content = cell.encode()
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.digest()


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def escaped(cell: str) -> str:
    """A cell that no spreadsheet runs; ``restored`` gives it back as it was, whatever it began with."""
    return f"'{cell}" if cell.startswith("'") or cell.lstrip().startswith(_FORMULA) or cell[:1] in _FORMULA else cell


def restored(cell: str) -> str:
    """A cell without the apostrophe that ``escaped`` put before it."""
    return cell.removeprefix("'")
