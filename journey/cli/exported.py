"""Exports that hold a record and cannot be recalled: what the access log knows of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from journey.cli.publishing.copies import COMMAND
from journey.reports.table import Field

if TYPE_CHECKING:
    from journey.store.log import Log

EXPORTS = (
    Field("entry", "Entry", "count", help="In the access log."),
    Field("at", "When", "moment"),
    Field("who", "Who", "text", 18),
    Field("command", "Command", "text", 40),
    Field("holds", "Holds the record", "text", 16, "'may' where the entry names only the first thousand children."),
)

_COLUMNS = tuple(field.name for field in EXPORTS if field.name != "holds")


def exported(
    log: Log, streams: Collection[str], position: int, out_of_reach: Collection[int] = ()
) -> Iterator[dict[str, Any]]:
    """The readings up to a position of the log that wrote a file or printed one, of lists that held a record or may
    have; nothing in them names another record that was disposed of.

    Tables that were published are written again; ``out_of_reach`` are the entries of those that could not be.
    """
    from journey.projections.record.disposed_readings import without_disposed
    from journey.projections.record.readings import Hours, Readings

    told = without_disposed(log.disposed() - set(streams))
    for row in Readings(log, Hours()).rows():
        named, many = not set(streams).isdisjoint(row["streams"]), row["children"] > len(row["streams"])
        leaves = row["entry"] in out_of_reach if row["command"].startswith(COMMAND) else _leaves(row)
        if leaves and (named or many) and row["position"] <= position:
            shown = told(row)
            yield {name: shown[name] for name in _COLUMNS} | {"holds": "yes" if named else "may"}


def _leaves(row: dict[str, Any]) -> bool:
    """Whether what was read left in the form of a file."""
    command: str = row["command"]
    if command.startswith("journey dispose"):
        return False
    if row["purpose"].startswith("[export]") or command.startswith("journey export "):
        return True
    return "--format" in command and "--format table" not in command
