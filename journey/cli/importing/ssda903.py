"""``journey import ssda903``: the yearly return on looked-after children."""

from __future__ import annotations

import click

from journey.cli.clock import today
from journey.cli.importing.asked import Asked, importing
from journey.cli.importing.take_in import take_in

YEARS = click.IntRange(2004, 2100)


@click.command(
    epilog="Example: journey import ssda903 903_header.csv 903_episodes.csv 903_sw_episodes.csv --la 999 --year 2025"
)
@importing(
    la_needed=True,
    la_help="The authority's three-digit DfE code; the return does not say it.",
    date_help="The day the files were made. Default: today, because the return does not say it.",
)
@click.option(
    "--year",
    type=YEARS,
    metavar="YYYY",
    help="The year of the 31 March that ends the return's year, where its days do not tell: 2025 for 2024-25.",
)
def command(asked: Asked, year: int | None) -> None:
    """SSDA903: the CSV files of the return, any of them, or its XML; of one year or of several.

    Files are known by their columns. Each year is taken in by itself: its files are those whose days lie in it, and
    those found in the same folder. A date with a two-digit year is read as the one within thirty years of the return.
    """
    from journey.importers.ssda903 import SSDA903, read_ssda903

    known_on = asked.extract_date or today()
    take_in(
        asked,
        SSDA903,
        lambda refers: read_ssda903(
            asked.files, la=asked.authority, known_on=known_on, year=year, refer=refers(asked.authority)
        ),
    )
