"""The rows of Annex A about one child, as the record stood on a day: what each list's window shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from journey.demo.files.annex_a import front_door, in_care, in_need, leaving_care
from journey.demo.files.annex_a.view import View
from journey.demo.files.said import Cells, Row, Said
from journey.importers.annex_a.columns import ANNEX_A

_ROWS: Final[dict[str, Callable[[View], Iterator[Said]]]] = {
    "List 1": front_door.contacts,
    "List 2": front_door.early_help,
    "List 3": front_door.referrals,
    "List 4": in_need.assessments,
    "List 5": in_need.enquiries,
    "List 6": in_need.in_need,
    "List 7": in_need.protection_plans,
    "List 8": in_care.looked_after,
    "List 9": leaving_care.leavers,
    "List 10": leaving_care.for_adoption,
}
"""What each list says; List 11 is about adults, of whom the borough has none."""

_CELLS: Final = {name: Cells(ANNEX_A.by_name[name]) for name in _ROWS}


def rows(view: View) -> Iterator[tuple[str, Row]]:
    """The rows of every list about a child, each with the name of its list."""
    for name, of in _ROWS.items():
        for said in of(view):
            yield name, _CELLS[name].of(view.child.id, {**view.person(name), **said})
