"""``journey retention``: until when each record must be kept, why, and what forbids disposing of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.clock import today
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.projections.batch import Batch

USE = "Look after the store"

_STATES = ("keep", "due", "on hold", "cannot tell")
_COLUMNS = (
    CHILD,
    Field("state", "State", "text", 12, "'due': its time is over and nothing forbids disposing of it."),
    Field("retention_class", "Class", "text", 22, "The class that keeps longest, of all that apply."),
    Field("keep_until", "Keep until", "date", 18, "Its last day."),
    Field("counted_from", "Counted from", "text", 12),
    Field("from_on", "On", "date", 18),
    Field("held_since", "On hold since", "date", 18),
    Field("sentence", "The sentence", "text", 44),
    Field("authority", "Set by", "text", 14, "Statute, or a local standard, which is never law."),
    Field("reference", "Where it stands", "text", 30),
)
_GUIDE = (
    "Of all classes that apply to a child the one that keeps longest counts; a hold overrides all of them.",
    "'cannot tell': the day from which a class counts is not known, mostly the birth date. Such a record is kept.",
    "journey/domain/retention.toml lists the classes. Local numbers are examples: put your own schedule there.",
)


@click.command(epilog="Example: journey retention --state due")
@click.argument("child", required=False)
@click.option("--state", "states", type=click.Choice(_STATES), multiple=True, help="Only these; may be repeated.")
@reading
@whose
def command(asked: Reading, of: Whose, child: str | None, states: tuple[str, ...]) -> None:
    """Until when each record must be kept: its class, the day, why, and what forbids disposing of it.

    CHILD is the id as the case system shows it; without one, all children. Without a day it is asked as at today, not
    the data date: what may be disposed of is settled today, and a hold counts from the day it was placed.
    """
    from journey.projections.cluster import cluster_of, find_stream
    from journey.projections.names import worker_names

    with asking(replace(asked, as_at=asked.as_at or today())) as (reader, question):
        stream = find_stream(reader.log, child) if child else None
        at = reader.standpoint
        survivor = cluster_of(reader.log, stream, at.known_at, at.position).survivor if stream else None
        names = worker_names(reader.log)
        found: list[dict[str, Any]] = []
        for batch in question.batches():
            if survivor is None or survivor in batch.children["stream"].to_list():
                found += _rows(batch, question.structure, names)
        rows: list[Row] = [
            row for row in found if of.wants(row) and (not survivor or row["stream"] == survivor)
            and (not states or row["state"] in states)
        ]  # fmt: skip
        report = Report(
            title="Retention",
            caption=f"{counted(len(rows), 'record')}",
            columns=with_holder(_COLUMNS, rows),
            rows=rows,
            meta=reader.meta(counts={state: Counter(row["state"] for row in rows)[state] for state in _STATES}),
            guide=_GUIDE,
        )
        if survivor:
            reader.deliver_one(report, survivor)
        else:
            reader.deliver(report, streams(rows))


def _rows(batch: Batch, structure: Any, names: Mapping[str, str]) -> list[dict[str, Any]]:
    from journey.domain.retention import step_of
    from journey.projections.children_rows import rows_of_children
    from journey.projections.holding.holders import holders
    from journey.projections.record.retention import facts_behind, retention

    kept = retention(batch)
    facts = facts_behind(batch, kept)
    told = rows_of_children(kept, holders(batch, structure), names, days=("from_on", "keep_until", "held_since"))
    for row in told:
        step = step_of(row["retention_class"], row["counted_from"], batch.as_at) if row["retention_class"] else None
        row["sentence"] = step.sentence if step else None
        row["authority"] = step.label if step else None
        row["reference"] = step.reference if step else None
        row["events"] = [facts[position] for position in row["positions"] if position in facts]
    return told
