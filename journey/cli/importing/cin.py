"""``journey import cin``: the children in need census."""

from __future__ import annotations

import click

from journey.cli.clock import today
from journey.cli.importing.asked import Asked, importing
from journey.cli.importing.take_in import take_in


@click.command(epilog="Example: journey import cin cin_2025.xml")
@importing(
    la_help="The authority's three-digit DfE code: refused if the file is of another. Default: as the file says.",
    date_help="The day the file was made, where its header does not say. Default: today.",
)
def command(asked: Asked) -> None:
    """Children in need census (DfE): the yearly XML file; several years may be given at once.

    Authority, year and the day it was made are read from the header. The file is compared with the census files before
    and after it, whichever came first. A year's file holds every referral of the year and what was open in it, and
    nothing that had ended before: one alone counts fewer re-referrals than there were.
    """
    from journey.importers.cin import CIN, read_cin

    take_in(
        asked,
        CIN,
        lambda _refers: read_cin(asked.files, la=asked.la, extract_date=asked.extract_date, import_day=today()),
    )
