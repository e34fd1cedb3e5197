"""Every statement of a store as a row of our own lossless CSV (see ``importers.events``)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from journey.domain.statements import Statement
from journey.domain.values import Data, must_be_sealed
from journey.exporters.statements import Cut, statements
from journey.importers.events.columns import GENESIS, HEADERS, cells_of, end_cells, escaped, next_check
from journey.store.codec import UNREADABLE
from journey.store.log import Log

Tell = Callable[[Statement], Statement | None]
"""How a statement is told; None for one that is left out."""


def as_it_is(statement: Statement) -> Statement:
    """A statement as it is."""
    return statement


def event_lines(
    log: Log, cut: Cut, personal: bool, step: Callable[[int, int], None], tell: Tell = as_it_is
) -> Iterator[bytes]:
    """The file, piece by piece: a mark for UTF-8, the headers, a row for each statement, the last line.

    With ``personal`` the sealed details stand in it in clear, and with each stream's first row its data key: without it
    workers and families would have other references in the store that takes the file in, and its next import would
    find every one of them changed. Without ``personal`` these details read ``{"sealed": true}``.
    ``tell`` says how each is told, or that it is left out.
    """
    yield b"\xef\xbb\xbf" + _line(HEADERS)
    check, rows = GENESIS, 0
    for statement in (told for one in statements(log, cut) if (told := tell(one)) is not None):
        key = log.keyring.exported(statement.stream) if personal and statement.version == 1 else None
        cells = cells_of(statement if personal else without_personal(statement), key)
        check, rows = next_check(check, cells), rows + 1
        yield _line([*cells, check.hex()])
        step(statement.position, cut.position)
    cells = end_cells(rows)
    yield _line([*cells, next_check(check, cells).hex()])


def without_personal(statement: Statement) -> Statement:
    """A statement whose personal details read ``{"sealed": true}``, as they do to whoever has no key."""
    if statement.name == "FactCorrected":
        about = str(statement.data.get("field"))
        return replace(statement, data=_left(statement.data, {"value": about, "old": about}))
    left = _left(statement.data)
    inner = left.get("fields")
    if statement.name == "FactProgressed" and isinstance(inner, dict):
        left["fields"] = _left(inner)
    return replace(statement, data=left)


def _left(data: Mapping[str, Any], about: Mapping[str, str] | None = None) -> Data:
    """An event's fields without the personal ones; ``about``: the field that a field holds a value of."""
    named = about or {}
    return {
        name: dict(UNREADABLE) if must_be_sealed(named.get(name, name), value) else value
        for name, value in data.items()
    }


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(escaped(cell) for cell in cells)
    return out.getvalue().encode()
