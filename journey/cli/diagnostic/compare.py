"""``journey diagnostic compare``: baseline and follow-up, and whether chance alone would give the difference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from journey.cli.canonical import canonical
from journey.cli.diagnostic.compare_page import compare_page, side_of
from journey.cli.diagnostic.found import found
from journey.cli.options import PURPOSE, Showing, showing
from journey.domain.errors import UsageError
from journey.reports.words import day

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic


@click.command(epilog="Example: journey diagnostic compare baseline follow-up --output change.html")
@click.argument("name", metavar="BASELINE")
@click.argument("later", metavar="FOLLOWUP")
@click.option(
    "--how", type=click.Choice(("auto", "independent", "paired")), default="auto", show_default=True,
    help="Two samples, or the same children twice. auto: paired where half of the smaller sample is in both.",
)  # fmt: skip
@click.option("--share", is_flag=True, help="Hide numbers from 1 to 5 with a 'c', and what rests on them.")
@click.option("--position", type=click.IntRange(min=1), metavar="N", help="As both stood at this position of the log.")
@showing
@PURPOSE
def command(
    asked: Showing, name: str, later: str, how: str, share: bool, position: int | None, purpose: str | None
) -> None:
    """What changed between two diagnostics, the smallest change that could have been seen, and what chance would give.

    Two kinds of audit are not compared over time: how they graded the same journeys is shown in place of it.
    """
    with found(asked, name, position, purpose) as page:
        from journey.audit.diagnostic import find
        from journey.audit.reporting.change import usual

        one, other = page.diagnostic, find(page.reader.log, later, position)
        must_compare(one, other)
        sides = side_of(page, one, other), side_of(page, other, other)
        chosen = usual(*sides) if how == "auto" else how
        stand = max(one.position, other.position)
        again = {"position": stand, "how": chosen, "format_name": asked.format}
        reader = replace(page.reader, command=canonical(click.get_current_context(), again))
        page = replace(page, reader=reader)
        streams = [] if share else [j.stream for each in (one, other) for j in each.journeys]
        reader.deliver(compare_page(page, sides, chosen, stand, share), list(dict.fromkeys(streams)))


def must_compare(one: Diagnostic, other: Diagnostic) -> None:
    """Raises UsageError for two that are one, one without a sample, and a baseline that stands after the follow-up:
    better would read as worse. Two kinds of audit have no order."""
    if one.stream == other.stream:
        raise UsageError(f"{one.name} is compared with another diagnostic, not with itself.")
    for each in (one, other):
        if each.sample is None:
            raise UsageError(f"No sample of {each.name} is drawn yet: there is nothing to compare.")
    if one.opened["kind"] == other.opened["kind"] and other.at.as_at < one.at.as_at:
        raise UsageError(
            f"{one.name} stands on {day(one.at.as_at)}, after {other.name} on {day(other.at.as_at)}: name the baseline "
            f"first: journey diagnostic compare {other.name} {one.name}."
        )
