"""``journey drift``: flags for a person to check."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted, words

USE = "Ask about many children"

_COLUMNS = (
    CHILD,
    Field("flag", "Flag", "text", 24, "What a person should check.", lambda row: words(row["flag"]).replace("_", " ")),
    Field("since", "Since", "date", 18, "The day from which it is counted."),
    Field("days", "Days", "count", help="Days up to the as-at day, or the last day of the data if that is earlier."),
    Field("detail", "What", "text", 40),
    Field("limit", "Limit", "text", 16, "From when it is flagged."),
    Field("authority", "Whose limit", "text", 14, "Statute, guidance, or a local standard."),
)
_GUIDE = (
    "Flags for a person to check: none is a judgement on anybody's work, and most limits are local standards.",
    "Nothing is counted beyond the data, and what no source says raises no flag.",
    "'delay' counts the timescales of a child that are late or overdue; its days are the most that one is over.",
    (
        "'long episode' is an episode of need with the status of a child in need plan that has been open for as long "
        "as a plan may be: Annex A has no start of the plan itself."
    ),
)

_SILENT = (
    "Cannot tell of {cases} whether anything purposeful happened: nothing is known, but on the last days of the data "
    "no list says what is done in cases of that kind (see journey coverage)."
)


@click.command(epilog="Example: journey drift --flag inactivity --team north")
@click.option("--flag", "wanted", multiple=True, metavar="NAME", help="Only this flag; may be repeated.")
@reading
@whose
def command(asked: Reading, of: Whose, wanted: tuple[str, ...]) -> None:
    """Flags for a person to check: delay, nothing purposeful, long or unchanged plans, no worker, hanging transfers."""
    from journey.projections.children_rows import rows_of_children
    from journey.projections.drift import FLAGS, drift
    from journey.projections.drift_inactivity import inactivity_untold
    from journey.projections.holders import holders
    from journey.projections.names import worker_names

    names = tuple(name.replace("-", "_").replace(" ", "_").casefold() for name in wanted)
    if unknown := sorted(set(names) - set(FLAGS)):
        raise UsageError(f"There is no flag {unknown[0]}. The flags are {', '.join(FLAGS)}.")
    with asking(asked) as (reader, question):
        workers = worker_names(reader.log)
        found: list[dict[str, Any]] = []
        untold: list[dict[str, Any]] = []
        for batch in question.batches():
            held = holders(batch, question.structure)
            found += rows_of_children(drift(batch, held), held, workers, days=("since",))
            untold += rows_of_children(inactivity_untold(batch, held), held, workers)
        rows: list[Row] = [row for row in found if of.wants(row) and (not names or row["flag"] in names)]
        silent = sum(of.wants(row) for row in untold) if not names or "inactivity" in names else 0
        report = Report(
            title="Drift",
            caption=f"{counted(len(rows), 'flag')} for a person to check",
            columns=with_holder(_COLUMNS, rows),
            rows=rows,
            meta=reader.meta(
                counts=dict(sorted(Counter(str(row["flag"]) for row in rows).items())),
                cannot_tell={"inactivity": silent},
            ),
            notes=(_SILENT.format(cases=counted(silent, "open case")),) if silent else (),
            guide=_GUIDE,
        )
        reader.deliver(report, streams(rows))
