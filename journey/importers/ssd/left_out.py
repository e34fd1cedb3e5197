"""Rows that are counted and of which nothing is kept: what has not happened, or is about something else."""

from __future__ import annotations

from journey.importers.cells import Cells
from journey.importers.layout import start_header
from journey.importers.ssd.columns import MAY_BE_PLANNED
from journey.importers.ssd.files import Table
from journey.importers.ssd.tables.health import CHECKS
from journey.importers.ssd.tables.identity import IDENTIFIERS
from journey.importers.ssd.tables.in_care import INVOLVEMENTS
from journey.importers.ssd.tables.permanence import ADOPTION_DAYS, PERMANENCE
from journey.importers.ssd.written import check, number

ALLOCATED = "allocated case worker"
"""The role of the professional who holds a case."""


def is_left_out(table: Table, cells: Cells) -> bool:
    """Whether a row is left out.

    A meeting that is due; somebody who does not hold the case; a permanent home that is no adoption; a health check
    of another kind, or not done; a number of another kind, or no longer valid.
    """
    listing = table.listing
    start = start_header(listing)
    if listing.name in MAY_BE_PLANNED and start is not None:
        return not table.cell(cells, start)
    if listing is INVOLVEMENTS:
        role = table.cell(cells, "invo_professional_role_id")
        return role != "" and ALLOCATED not in role.casefold()
    if listing is PERMANENCE:
        return not any(table.cell(cells, day) for day in ADOPTION_DAYS) and not is_adoption(table, cells)
    if listing is CHECKS:
        return not check_of(table, cells)
    if listing is IDENTIFIERS:
        return not number_of(table, cells)
    return False


def is_adoption(table: Table, cells: Cells) -> bool:
    """Whether a permanence order is an adoption order."""
    return "adopt" in table.cell(cells, "perm_permanence_order_type").casefold()


def check_of(table: Table, cells: Cells) -> str:
    """Which health check a row is about."""
    return check(table.cell(cells, "clah_health_check_type"), table.cell(cells, "clah_health_check_status"))


def number_of(table: Table, cells: Cells) -> str:
    """The field that keeps the number of a row."""
    ended = table.cell(cells, "link_valid_to_date") != ""
    return number(table.cell(cells, "link_identifier_type"), ended)
