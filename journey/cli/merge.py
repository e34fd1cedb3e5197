"""``journey merge``: two records are of one child."""

from __future__ import annotations

import click

from journey.cli.by_hand import Asked, by_hand

USE = "Record by hand"


@click.command(epilog='Example: journey merge 1000511 1000504 --reason "one child, registered twice"')
@click.argument("child")
@click.argument("into")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept sealed beside the merge.")
@by_hand
def command(asked: Asked, child: str, into: str, reason: str) -> None:
    """Merge the record CHILD into INTO, which stands for the child from then on.

    Both records stay as they are and are read as one; journey unmerge takes them apart again.
    """
    asked.perform(lambda log: log.merge(child, into, reason=reason))
