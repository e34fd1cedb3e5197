"""Exports with pseudonyms: the statements of children, and the cells of Annex A, told as reports tell them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from journey.reports.pseudonyms import NOTICE, WITHHELD

if TYPE_CHECKING:
    from journey.domain.statements import Statement
    from journey.exporters.annex_a.rows import Cell, Cells
    from journey.reports.pseudonymised import Disguise

_CHILD: Final = "Child Unique ID"


def statements_told(told: Disguise, day: date) -> Callable[[Statement], Statement | None]:
    """How a statement is told; None for one that is about no child.

    ``day`` stands for every day on which something was known: those of files are the same for all children, and one of
    them, moved, would say by how much it was moved. Nothing tells which file, or who recorded it.
    """

    def tell(statement: Statement) -> Statement | None:
        from journey.domain.statements import Source, child_stream, split_stream

        category, la, _ = split_stream(statement.stream)
        if category != "child":
            return None
        names, of = told.pseudonyms, statement.stream
        return replace(
            statement,
            stream=child_stream(la, names.child(of)),
            fact=names.text(statement.fact, of),
            occurred_on=statement.occurred_on and names.day(statement.occurred_on, of),
            occurred_from=statement.occurred_from and names.day(statement.occurred_from, of),
            known_on=day,
            known_from=None,
            recorded_at=None,
            belongs_to=statement.belongs_to and names.text(statement.belongs_to, of),
            by=NOTICE,
            source=Source(statement.source.system, day),
            data=told.mapping(statement.data, of),
        )

    return tell


def annex_a_told(lists: Mapping[str, Sequence[Cells]], told: Disguise) -> dict[str, list[Cells]]:
    """The rows of every list, in the order of the children's pseudonyms."""
    from journey.importers.annex_a.columns import ANNEX_A

    found: dict[str, list[Cells]] = {}
    for listing in ANNEX_A.listings:
        columns = {column.header: column for column in listing.columns}
        withheld = {h for h, c in columns.items() if c.field in told.withheld or c.field in ("ethnicity", "family")}
        workers = {header for header, column in columns.items() if column.reads == "worker"}
        rows = [_cells(cells, told, withheld, workers) for cells in lists.get(listing.name, ())]
        found[listing.name] = sorted(rows, key=lambda cells: str(cells.get(_CHILD, "")))
    return found


def _cells(cells: Cells, told: Disguise, withheld: set[str], workers: set[str]) -> Cells:
    names, child = told.pseudonyms, str(cells.get(_CHILD, ""))
    made: dict[str, Cell] = {}
    for header, cell in cells.items():
        value: Any = cell
        if header in withheld:
            value = None if isinstance(cell, date) else WITHHELD
        elif header == _CHILD:
            value = names.child(child)
        elif header in workers:
            value = names.worker(str(cell))
        elif isinstance(cell, date):
            value = names.day(cell, child)
        elif isinstance(cell, str):
            value = names.text(cell, child)
        if value is not None:
            made[header] = value
    return made
