"""``journey drift``: flags for a person to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row, Section
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
    "'recording drift' counts what was recorded late since the case opened; its days are the longest lag.",
    (
        "'long episode' is an episode of need with the status of a child in need plan that has been open for as long "
        "as a plan may be: Annex A has no start of the plan itself."
    ),
)


def _days(column: str) -> Callable[[Row], str]:
    """A median in words: whole days without a place after the point."""
    return lambda row: "" if row[column] is None else f"{row[column]:g}"


_BY_UNIT = (
    Field("rule", "Rule", "id", 6),
    Field("title", "What is timed", "text", 30),
    Field("step", "Step", "text", 16, "Which of the rule's limits counted."),
    Field("stopped", "Done", "count", help="Done in the last twelve months, in cases that are open."),
    Field("median_days", "Median days", "count", help="Days it took: as many took longer as took less.",
          says=_days("median_days")),
    Field("median_of_all", "Of all", "count", help="The median of all of them.", says=_days("median_of_all")),
    Field("above", "Above", "flag", help="Whether it passes the median of all by more than the local limit."),
    Field("delayed", "Late or overdue", "count"),
    Field("median_days_over", "Median days over", "count", help="Of those that are late or overdue.",
          says=_days("median_days_over")),
)  # fmt: skip
_HOW_LONG = (
    "How long it takes is told by the {unit} that holds the case now, of cases that are open: a median above that of "
    "all {unit}s is a question to ask, not an answer."
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
    from journey.projections.drift.by_unit import medians, stages
    from journey.projections.drift.flags import FLAGS, drift
    from journey.projections.drift.inactivity import inactivity_untold
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names

    names = tuple(name.replace("-", "_").replace(" ", "_").casefold() for name in wanted)
    if unknown := sorted(set(names) - set(FLAGS)):
        raise UsageError(f"There is no flag {unknown[0]}. The flags are {', '.join(FLAGS)}.")
    flags = frozenset(names or FLAGS)
    with asking(asked) as (reader, question):
        workers = worker_names(reader.log)
        unit = "hub" if question.structure.has_hubs and not of.team else "team"
        timed = []
        found: list[dict[str, Any]] = []
        untold: list[dict[str, Any]] = []
        for batch in question.batches():
            held = holders(batch, question.structure)
            found += rows_of_children(drift(batch, held, flags), held, workers, days=("since",))
            if "delay" in flags:
                timed.append(stages(batch, held, unit))
            if "inactivity" in flags:
                untold += rows_of_children(inactivity_untold(batch, held), held, workers)
        rows = reader.listed(row for row in found if of.wants(row))
        silent = len(reader.listed(filter(of.wants, untold)))
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
            guide=(*_GUIDE, _HOW_LONG.format(unit=unit)),
            sections=(_by_unit(medians(timed, question.at.as_at), unit, of),) if "delay" in flags else (),
        )
        reader.deliver(report, streams(rows))


def _by_unit(found: list[dict[str, Any]], unit: str, of: Whose) -> Section:
    """How long it takes in each hub or team that was asked about."""
    rows: list[Row] = [{unit: row["unit"], **row} for row in found if of.wants({unit: row["unit"]})]
    column = Field(unit, unit.capitalize(), "text", 20)
    return Section("by_unit", f"How long it takes, by {unit}", (column, *_BY_UNIT), rows)
