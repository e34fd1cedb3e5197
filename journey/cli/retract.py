"""``journey retract``: a fact did not happen, or one statement was a mistake."""

from __future__ import annotations

import click

from journey.cli.by_hand import Asked, by_hand

USE = "Record by hand"


@click.command(epilog='Example: journey retract 1000504 referral/2024-09-18/1 --reason "recorded twice"')
@click.argument("child")
@click.argument("fact", required=False)
@click.option(
    "--statement",
    type=click.IntRange(min=1),
    metavar="VERSION",
    help="Withdraw this one statement of the record alone: a correction, or an earlier retraction.",
)
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept sealed beside the retraction.")
@click.option(
    "--based-on",
    type=click.IntRange(min=1),
    metavar="VERSION",
    help="The version you had seen (journey show --history; last_version in its JSON): refused if it changed since.",
)
@by_hand
def command(
    asked: Asked, child: str, fact: str | None, statement: int | None, reason: str, based_on: int | None
) -> None:
    """Withdraw a fact: it did not happen. Its ends and outcomes go with it.

    Nothing is deleted: journey show --history has it, and what was known before stays so. With --statement one
    statement alone is withdrawn, and the fact is what the others say.
    """
    asked.perform(lambda log: log.retract(child, fact, statement=statement, reason=reason, based_on=based_on))
