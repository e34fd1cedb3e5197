"""What is said of a child in several rows of a table, or in tables of its own that are read from the same rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from journey.domain.extract import Claim, ListRead, Row
from journey.domain.values import code_of
from journey.importers.ssd.tables.health import DENTAL


def counted(row: Row) -> Row:
    """A row that is counted where it stands, and said elsewhere."""
    return Row(row.number, row.child, None, sheet=row.sheet)


def disabilities(rows: Sequence[Row]) -> list[Row]:
    """Each child's disabilities, all of them with the first of its rows."""
    by_child: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_child[row.child].append(row)
    told: list[Row] = []
    for first, *others in by_child.values():
        found = [one for row in (first, *others) for one in _listed(row)]
        by_code = {(code_of(one), "" if code_of(one) else str(one)): one for one in found}
        said = [by_code[key] for key in sorted(by_code, key=lambda key: (key[0] or "", key[1]))]
        told += [replace(first, person={**first.person, **({"disabilities": said} if said else {})})]
        told += [replace(row, person={}) for row in others]
    return sorted(told, key=lambda row: row.number)


def _listed(row: Row) -> list[dict[str, str]]:
    found = row.person.get("disabilities")
    return found if isinstance(found, list) else []


def numbers(rows: Sequence[Row], kind_of: Callable[[int], str]) -> list[Row]:
    """Each number under the field of its kind alone."""
    kept: list[Row] = []
    for row in rows:
        field = kind_of(row.number)
        kept.append(replace(row, person={name: value for name, value in row.person.items() if name == field}))
    return kept


def checks(read: ListRead, kind_of: Callable[[int], str]) -> list[ListRead]:
    """Health assessments and, in a list of their own, dental checks."""
    dental = [row for row in read.rows if kind_of(row.number) == "dental"]
    rows = tuple(counted(row) if row in dental else row for row in read.rows)
    of_teeth = [replace(row, main=_as_dental(row)) for row in dental]
    may_be = tuple(replace(row, may_be_in=(DENTAL.name,)) for row in read.refused)
    return [replace(read, rows=rows, refused=may_be), ListRead(DENTAL, tuple(of_teeth))]


def _as_dental(row: Row) -> Claim:
    assert row.main is not None
    return replace(row.main, event=DENTAL.main or "")
