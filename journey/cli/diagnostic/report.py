"""``journey diagnostic report``: what the team may conclude, what it may not, and who must act."""

from __future__ import annotations

import click

from journey.cli.diagnostic.compare import must_compare
from journey.cli.diagnostic.found import NAME, found
from journey.cli.diagnostic.report_first import first
from journey.cli.diagnostic.report_page import diagnostic_page
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.published import published
from journey.domain.errors import UsageError


@click.command(epilog="Example: journey diagnostic report baseline --output baseline.html")
@NAME
@click.option(
    "--published", "file", metavar="FILE", default="slough-2018", show_default=True,
    help="Published figures to stand beside: a CSV file (see journey indicators --help), or slough-2018.",
)  # fmt: skip
@click.option(
    "--share", is_flag=True, help="Hide numbers from 1 to 5, and what would give them back, with a 'c'; name no child."
)
@click.option(
    "--baseline", metavar="NAME", help="An earlier diagnostic: also what changed since, and what chance gives."
)
@click.option("--table", "named", metavar="NAME", help="Put this table first, as its key in JSON: CSV holds the first.")
@click.option(
    "--position", type=click.IntRange(min=1), metavar="N", help="As the diagnostic stood at this position of the log."
)
@showing
@PURPOSE
def command(
    asked: Showing, name: str, file: str, share: bool, baseline: str | None, named: str | None, position: int | None,
    purpose: str | None,
) -> None:  # fmt: skip
    """The report of a diagnostic: method, grades, agreement, timeliness, journeys, quality, limitations, actions.

    Children who may be unsafe come first. CSV holds one table (--table), the others all of them; HTML has pictures.
    """
    known = published(file)
    with found(asked, name, position, purpose) as page:
        from journey.audit.diagnostic import find

        one = page.diagnostic
        if one.sample is None:
            raise UsageError(f"No sample of {one.name} is drawn yet: journey diagnostic draw {one.name} --seed TEXT.")
        before = None
        if baseline is not None:
            before = find(page.reader.log, baseline, one.position)
            must_compare(before, one)
        report = first(diagnostic_page(page, known, file, share=share, baseline=before), named)
        page.reader.deliver(report, [] if share else [journey.stream for journey in one.journeys])
