"""``journey unmerge``: two records that were merged are of two children."""

from __future__ import annotations

import click

from journey.cli.by_hand import Asked, by_hand

USE = "Record by hand"


@click.command(epilog='Example: journey unmerge 1000511 --reason "two cousins of one name"')
@click.argument("child")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept sealed beside the unmerge.")
@by_hand
def command(asked: Asked, child: str, reason: str) -> None:
    """Take the record CHILD out of the one it was merged into: it is itself again.

    What was recorded on the other since the merge stays there, and is listed: what belongs to CHILD is moved with
    journey misfiled.
    """
    asked.perform(lambda log: log.unmerge(child, reason=reason))
