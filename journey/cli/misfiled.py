"""``journey misfiled``: something was recorded of the wrong child."""

from __future__ import annotations

import click

from journey.cli.by_hand import Asked, by_hand

USE = "Record by hand"


@click.command(epilog='Example: journey misfiled 1000504 referral/2024-09-18/1 --to 1000511 --reason "wrong file open"')
@click.argument("child")
@click.argument("fact")
@click.option("--to", required=True, metavar="CHILD", help="The child it belongs to.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept sealed on the record it was moved from.")
@by_hand
def command(asked: Asked, child: str, fact: str, to: str, reason: str) -> None:
    """Move a fact from the record of CHILD to that of another child, with its ends and outcomes.

    A stub stays on both records; neither says whose the other is, and on the wrong one journey show no longer says what
    was written. It is known of the right child from today.
    """
    asked.perform(lambda log: log.misfiled(child, fact, to=to, reason=reason))
