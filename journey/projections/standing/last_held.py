"""The last file of each source that still held a child's row: what the child's page says its sources go up to.

A file that says nothing new of a child leaves no statement on its stream, so the inventories on the extract stream
are asked, those of the latest files first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from journey.domain.statements import Statement, split_stream
from journey.projections.standpoint import Standpoint, data_dates, imports
from journey.store.inventory import names_child
from journey.store.log import Log

_LISTS_AT_MOST: Final = 64
"""More lists than any file has."""


def last_held(log: Log, stream: str, said: Sequence[Statement], at: Standpoint) -> dict[str, date]:
    """Source system → the day that its last file with a row of the child speaks for, as known at the standpoint.

    ``said`` are the statements on the child's stream. Of what people recorded, the last day.
    """
    _, la, child = split_stream(stream)
    found = data_dates(said)
    files = [one for one in imports(log, at.position) if _counts(one, la, at)]
    for system in sorted(found):
        own = [one for one in files if one.source.system == system and one.source.speaks_for > found[system]]
        for file in sorted(own, key=lambda one: one.source.speaks_for, reverse=True):
            if any(names_child(table, child) for table in _tables(log, file)):
                found[system] = file.source.speaks_for
                break
    return found


def _counts(imported: Statement, la: str, at: Standpoint) -> bool:
    return (
        split_stream(imported.stream)[1] == la
        and imported.known_on <= at.known_at
        and imported.source.speaks_for <= at.as_at
    )


def _tables(log: Log, imported: Statement) -> Iterator[bytes]:
    """The inventories that an import wrote of its own file: they follow it in the log."""
    for row in log.all_rows(after=imported.position, upto=imported.position + _LISTS_AT_MOST):
        if row.stream != imported.stream or row.name != "ListInventoried":
            return
        statement = log.statement(row)
        table = statement.data.get("table")
        if statement.source.file == imported.source.file and isinstance(table, bytes):
            yield table
