"""``journey correct``: what was said of a fact is otherwise."""

from __future__ import annotations

import click

from journey.cli import completing
from journey.cli.by_hand import Asked, by_hand, pairs

USE = "Record by hand"


@click.command(epilog='Example: journey correct 1000504 referral/2024-09-18/1 source=6 --reason "wrong button"')
@click.argument("child")
@click.argument("fact")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1, required=True, shell_complete=completing.fields)
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept sealed beside the correction.")
@click.option(
    "--based-on",
    type=click.IntRange(min=1),
    metavar="VERSION",
    help="The version you had seen (journey show --history; last_version in its JSON): refused if it changed since.",
)
@by_hand
def command(asked: Asked, child: str, fact: str, fields: tuple[str, ...], reason: str, based_on: int | None) -> None:
    """Correct fields of a fact; occurred_on=DAY corrects the day it happened, field= says nothing any more.

    FACT is what journey show calls it: referral/2024-09-18/1. What was said before stays in the log. When somebody else
    changes the fact in the meantime nothing is written, and you are told to look again (exit code 12).
    """
    asked.perform(lambda log: log.correct(child, fact, reason=reason, based_on=based_on, fields=pairs(fields)))
