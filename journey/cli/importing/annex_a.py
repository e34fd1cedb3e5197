"""``journey import annex-a``: Ofsted's child-level lists."""

from __future__ import annotations

import click

from journey.cli.importing.asked import Asked, importing
from journey.cli.importing.take_in import take_in


@click.command(epilog="Example: journey import annex-a annex_a.xlsx --la 999 --extract-date 2025-03-31")
@importing(
    la_needed=True,
    la_help="The authority's three-digit DfE code.",
    date_needed=True,
    date_help="The day the file describes and was made.",
)
def command(asked: Asked) -> None:
    """Annex A (Ofsted): one workbook with Lists 1 to 11, or one CSV file per list.

    The file is compared with the Annex A files before and after it, whichever came first: what it newly says,
    corrects or no longer holds becomes a statement of its own. Files may be imported in any order.
    """
    from journey.importers.annex_a import ANNEX_A, read_annex_a

    take_in(
        asked,
        ANNEX_A,
        lambda refers: [
            read_annex_a(asked.files, la=asked.authority, extract_date=asked.day, refer=refers(asked.authority))
        ],
    )
