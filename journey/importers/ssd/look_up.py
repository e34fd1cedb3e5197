"""Rows with what other tables say: workers and teams by what they are called, factors with their assessment."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from journey.importers.cells import Cells
from journey.importers.ssd.columns import JOINED
from journey.importers.ssd.files import BESIDE, DEPARTMENTS, PROFESSIONALS, LookUp, Table
from journey.importers.ssd.left_out import is_adoption
from journey.importers.ssd.tables.in_need import FACTORS, FACTORS_FOUND
from journey.importers.ssd.written import factors, plan

_WORKER: Final = ("prof_social_worker_registration_no", "prof_professional_name", "prof_staff_id")
_TEAM: Final = ("dept_team_name",)


class LookedUp:
    """What the tables that are looked up in hold, by id."""

    def __init__(self, found: Iterable[LookUp], tables: Iterable[Table]) -> None:
        self._by_id = {one.key: one.rows for one in found}
        self._factors: dict[str, str] = {}
        for table in (table for table in tables if table.listing is FACTORS):
            for _, cells in table.rows:
                of = table.cell(cells, "cinf_assessment_id")
                self._factors[of] = factors(self._factors.get(of, ""), table.cell(cells, FACTORS_FOUND))

    def complete(self, table: Table, cells: Cells, child: str | None) -> Cells:
        """A row with the child that another row names, and with what its ids stand for."""
        said = dict(cells)
        if BESIDE in table.layout.positions.values() and child is not None:
            said[BESIDE] = child
        for column in table.listing.columns:
            position = table.layout.positions.get(column.header)
            if position is None:
                continue
            written = table.cell(cells, column.header)
            if column.header == JOINED.get(table.listing.name):
                of = self._factors.get(table.cell(cells, "cina_assessment_id"), "")
                if all_of := factors(written, of):
                    said[position] = all_of
            elif position in said and column.reads == "worker":
                said[position] = self._called(PROFESSIONALS, written, _WORKER)
            elif position in said and column.field == "team":
                said[position] = self._called(DEPARTMENTS, written, _TEAM)
        return _as_read(table, said)

    def _called(self, table: str, ident: str, headers: Sequence[str]) -> str:
        row: Mapping[str, str] = self._by_id.get(table, {}).get(ident, {})
        return next((row[header] for header in headers if row.get(header)), ident)


def without_joined(table: Table, named: Container[str]) -> Table:
    """A table as it is where the one that says a column of it is not among the files: then nothing is said of that."""
    header = JOINED.get(table.listing.name, "")
    positions = dict(table.layout.positions)
    if positions.get(header) != BESIDE + 1 or FACTORS.name in named:
        return table
    del positions[header]
    return replace(table, layout=replace(table.layout, positions=positions))


def _as_read(table: Table, cells: Cells) -> Cells:
    """Lists out of their JSON, without the plan of a care plan that has ended or the day of another order."""
    said = dict(cells)
    positions = table.layout.positions
    if (at := positions.get("disa_disability_code")) in said:
        said[at] = factors(table.cell(cells, "disa_disability_code"))
    if (at := positions.get("lacp_cla_care_plan_json")) in said:
        ended = table.cell(cells, "lacp_cla_care_plan_end_date")
        said[at] = "" if ended else plan(table.cell(cells, "lacp_cla_care_plan_json"))
    if (at := positions.get("perm_permanence_order_date")) in said and not is_adoption(table, cells):
        del said[at]
    return {position: cell for position, cell in said.items() if cell != ""}
