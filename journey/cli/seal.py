"""``journey seal``: the record before an adoption order is closed to all but the adoption role."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from journey.cli.by_hand import Asked, by_hand
from journey.cli.days import DAY
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.recording.journeys import JourneyLog
    from journey.recording.perform import Performed

USE = "Record by hand"


@click.command(epilog='Example: journey seal 1000504 --on 2025-03-31 --authorised-by "Priya Shah"')
@click.argument("child")
@click.option("--on", type=DAY, required=True, metavar="D", help="The day of the adoption order.")
@click.option("--authorised-by", metavar="NAME", help="On whose authority.")
@by_hand
def command(asked: Asked, child: str, on: date, authorised_by: str | None) -> None:
    """Seal a child's record at an adoption order: from now on only the adoption role reads it, with a purpose.

    Lists leave it out, figures count it. The exports that hold it and cannot be recalled are named by their entries in
    the access log. The child's new record, under the new name, is another one: nothing leads from one to the other.
    """

    def seal(log: JourneyLog) -> Performed:
        from journey.cli.exported import exported
        from journey.projections.cluster import cluster_of, find_stream

        stream = find_stream(log.log, child)
        records = cluster_of(log.log, stream, date.max, log.log.position()).statements
        held = [str(row["entry"]) for row in exported(log.log, records, log.log.position())]
        done = log.record("RecordSealed", child, on=on, fields={"authorised_by": authorised_by or ""})
        if held:
            entries = "entry" if len(held) == 1 else "entries"
            click.echo(
                f"{counted(len(held), 'export')} may hold this record and cannot be recalled: {entries} "
                f"{', '.join(held)} of journey access.",
                err=True,
            )
        return done

    asked.perform(seal)
