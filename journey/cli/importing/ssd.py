"""``journey import ssd``: the Standard Safeguarding Dataset."""

from __future__ import annotations

import click

from journey.cli.importing.asked import Asked, importing
from journey.cli.importing.take_in import take_in


@click.command(
    epilog="Example: journey import ssd ssd_person.csv ssd_cin_episodes.csv ssd_cin_assessments.csv --la 999 "
    "--extract-date 2025-03-31"
)
@importing(
    la_needed=True,
    la_help="The authority's three-digit DfE code; the dataset does not say it.",
    date_needed=True,
    date_help="The day the tables describe and were made.",
)
def command(asked: Asked) -> None:
    """Standard Safeguarding Dataset: its tables as CSV, any of them, one file a table.

    Tables are known by their columns. What belongs to a referral or a plan belongs to it by its id, not by its day;
    1 January 1900 and NULL are no date. With ssd_professionals and ssd_department, workers and teams go by their
    number and name.
    """
    from journey.importers.ssd import SSD, read_ssd

    take_in(
        asked,
        SSD,
        lambda refers: [
            read_ssd(asked.files, la=asked.authority, extract_date=asked.day, refer=refers(asked.authority))
        ],
    )
