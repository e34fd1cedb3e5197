"""``journey verify``: is the store still what was written to it?"""

from __future__ import annotations

import click

from journey.cli.canonical import canonical
from journey.cli.options import Showing, showing
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.domain.errors import StoreDamaged
from journey.reports.table import Field, LeadLine, Report, Row

USE = "Look after the store"

_COLUMNS = (
    Field(
        "position", "Position", "count", help="The first position that is not what was written; 0 for the whole store."
    ),
    Field("problem", "Problem", "text", 60, "What does not hold there."),
)
_GUIDE = (
    "Every hash of the log and of the access log is computed again and compared with what is stored.",
    "Whoever can write to the database could recompute the whole chain: keep position and chain elsewhere as well.",
)


@click.command(epilog="Example: journey verify")
@showing
def command(asked: Showing) -> int:
    """Recompute every hash of the store, and name the first position that is not what was written."""
    check(asked)

    from journey.store.log import open_log

    ctx = click.get_current_context()
    with open_log(store_url(ctx), create=False) as log:
        log_to, chain, problems = log.verify()
        access_to, access_problems = log.access.verify()
        rows: list[Row] = [{"position": at, "problem": what} for at, what in (*problems, *access_problems)]
        report = Report(
            title="The store does not verify" if rows else "The store verifies",
            caption="Problems",
            columns=_COLUMNS,
            rows=rows,
            lead=(
                LeadLine("Log", f"verified to position {log_to:,}", f"chain {chain.hex()}"),
                LeadLine("Access log", f"verified to entry {access_to.position:,}"),
            ),
            meta={
                "store": log.store_id,
                "position": log_to,
                "verified_to": log_to,
                "chain": chain.hex(),
                "command": canonical(ctx, {"format_name": asked.format}),
            },
            guide=_GUIDE,
        )
        show(content_of(report, asked), report, asked)
    return StoreDamaged.exit_code if rows else 0
