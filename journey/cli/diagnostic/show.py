"""``journey diagnostic show``: a diagnostic as it stands, or the frame it is drawn from."""

from __future__ import annotations

import click

from journey.cli.diagnostic.found import NAME, found
from journey.cli.diagnostic.page import diagnostic_report
from journey.cli.options import PURPOSE, Showing, showing
from journey.reports.table import Field, Report, Row

_FRAME = (
    Field("la", "Authority", "id", 10),
    Field("child_id", "Child", "id"),
    Field("stratum", "Stratum", "text", 18),
    Field("family", "Family", "id", 16, "A keyed reference; empty where no source says who is family."),
    Field("themes", "Themes", "text", 30, "Themes on the record, with a space between."),
    Field("flags", "Flags", "text", 20, "Of the flags of drift that the diagnostic asked for."),
    Field("referred_on", "Referred", "text", 12, "The day of the last referral."),
)


@click.command(epilog="Example: journey diagnostic show baseline --frame --format csv --output frame.csv")
@NAME
@click.option("--frame", is_flag=True, help="The journeys it is drawn from, in place of those drawn.")
@click.option(
    "--position", type=click.IntRange(min=1), metavar="N", help="As the diagnostic stood at this position of the log."
)
@showing
@PURPOSE
def command(asked: Showing, name: str, frame: bool, position: int | None, purpose: str | None) -> None:
    """A diagnostic as it stands: method, frame, seed, and the journeys drawn with who held them then."""
    with found(asked, name, position, purpose) as page:
        if not frame:
            report = diagnostic_report(page, page.diagnostic, "Diagnostic")
            page.reader.deliver(report, [one.stream for one in page.diagnostic.journeys])
            return
        from journey.audit.rerun import frame_again, frame_problems

        made = frame_again(page.question, page.diagnostic)
        rows: list[Row] = [{**one.cells(), "stream": one.stream} for one in made.journeys]
        page.reader.deliver(
            Report(
                title=f"Frame of {page.diagnostic.name}",
                columns=_FRAME,
                rows=rows,
                meta=page.meta(),
                caption="The journeys from which a sample is drawn",
                notes=tuple(frame_problems(page.diagnostic, made)),
            ),
            [one.stream for one in made.journeys],
        )
