"""``journey rebuild``: make the journal again from the log, and prove that it is the one there was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journey.cli.cache import cache_folder, told
from journey.cli.canonical import canonical
from journey.cli.machine import processes
from journey.cli.options import Showing, showing
from journey.cli.progress import progress
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.reports.table import Field, LeadLine, Report, Row

if TYPE_CHECKING:
    from journey.store.log import Log

USE = "Look after the store"

_COLUMNS = (
    Field("journal", "Journal", "text", 12, "As it was, caught up with the log; and as it was made again."),
    Field("position", "Position", "count", help="The position of the log up to which it goes."),
    Field("children", "Records", "count", help="Children's records; merged ones count each."),
    Field("statements", "Statements", "count"),
    Field("files", "Files", "count"),
    Field("digest", "Digest", "id", 64, "A hash over every row in one order, however the files are cut."),
)
_GUIDE = (
    "The journal is a columnar copy of the log, from which questions about all children are answered.",
    "It can be thrown away at any time: nothing is in it that is not in the log.",
    "Both digests are the same unless a key was destroyed or a file was damaged since the journal was made.",
)


@click.command(epilog="Example: journey rebuild")
@showing
def command(asked: Showing) -> int:
    """Make the journal, from which questions about many children are answered, again from the first position."""
    check(asked)

    from journey.store.log import open_log

    ctx = click.get_current_context()
    with open_log(store_url(ctx), create=False) as log:
        rows = _made_again(log)
        same = len({row["digest"] for row in rows}) == 1
        report = Report(
            title="The journal was made again",
            caption="The journal",
            columns=_COLUMNS,
            rows=rows,
            lead=(LeadLine("Result", "the same as before" if same else "not what it was before"),),
            meta={
                "store": log.store_id,
                "position": rows[-1]["position"],
                "same": same,
                "command": canonical(ctx, {"format_name": asked.format}),
            },
            guide=_GUIDE,
        )
        show(content_of(report, asked), report, asked)
    return 0 if same else 1


def _made_again(log: Log) -> list[Row]:
    """What the journal was, where there was one, and what it is now."""
    from journey.projections.journal import has_journal, open_journal, rebuild

    cache = cache_folder(log)
    rows: list[Row] = []
    if has_journal(log, cache):
        with (
            progress("Catching up") as step,
            open_journal(log, cache, say=told, progress=step, processes=processes()) as journal,
        ):
            rows.append({"journal": "as it was", **journal.account()})
    with (
        progress("Making the journal") as step,
        rebuild(log, cache, say=told, progress=step, processes=processes()) as journal,
    ):
        rows.append({"journal": "made again", **journal.account()})
    return rows
