"""``journey unseal``: a sealed record is opened for a time and a purpose."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from journey.cli.by_hand import Asked, by_hand
from journey.cli.clock import today
from journey.cli.days import DAY

if TYPE_CHECKING:
    from journey.recording.journeys import JourneyLog
    from journey.recording.perform import Performed

USE = "Record by hand"


@click.command(
    epilog='Example: journey unseal 1000504 --until 2026-12-24 --reason tracing --purpose "letter of 3 March"'
)
@click.argument("child")
@click.option("--until", type=DAY, required=True, metavar="D", help="The last day on which it is open.")
@click.option("--reason", required=True, metavar="TEXT", help="What for; kept sealed beside it.")
@click.option("--authorised-by", metavar="NAME", help="On whose authority.")
@by_hand
def command(asked: Asked, child: str, until: date, reason: str, authorised_by: str | None) -> None:
    """Open a sealed record up to a day; after it the record is sealed again by itself.

    Needs the adoption role (JOURNEY_ROLE=adoption) and --purpose, as reading it does. Opened before, the day is moved;
    a day that is over closes it.
    """
    asked.perform(lambda log: _open(log, child, until, reason, authorised_by))


def _open(log: JourneyLog, child: str, until: date, reason: str, authorised_by: str | None) -> Performed:
    from journey.projections.cluster import cluster_of, find_stream
    from journey.projections.effective import effective_history

    position = log.log.position()
    said = cluster_of(log.log, find_stream(log.log, child), date.max, position).all
    facts = effective_history(said, date.max, date.max, position)
    opened = [fact for fact in facts if fact.event == "RecordUnsealed" and fact.stands]
    if opened:
        return log.correct(child, opened[-1].key, reason=reason, fields={"until": until.isoformat()})
    fields = {"until": until.isoformat(), "reasons": reason, "authorised_by": authorised_by or ""}
    return log.record("RecordUnsealed", child, on=today(), fields=fields)
