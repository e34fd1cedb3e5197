"""``journey handoffs``: how often cases changed hands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import click

from journey.cli.allocated import allocated_worker_is, shown_worker_is
from journey.cli.asking import CHILD, Whose, asking, by_name, has_hubs, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row
from journey.reports.words import span, words

USE = "Ask about many children"


def _when(row: Row) -> str:
    return span(row["from_on"], row["on"]) if row.get("from_on") else words(row["on"])


_COLUMNS = (
    CHILD,
    Field("on", "On", "date", 24, "The day; where only two files show the change, from the first day possible.", _when),
    Field("kind", "Kind", "text", 20, "A handoff is a change of the lead worker; the other kinds are not handoffs.",
          lambda row: words(row["kind"]).replace("_", " ")),
    Field("from", "From", "id", 20, says=by_name("from")),
    Field("to", "To", "id", 20, says=by_name("to")),
    Field("stage", "Stage", "text", 10, "'planned' soon after a transfer point (a local setting), else 'other'."),
    Field("precision", "Precision", "text", 10, "'interval' where only two files show it: there may have been more."),
)  # fmt: skip
_PER_CHILD = (
    CHILD,
    Field("handoffs", "Handoffs", "count", help="Changes of the lead worker: at least so many where files show them."),
    Field("between_files", "Between files", "count", help="Of these, changes that only two files show."),
    Field("workers", "Workers", "count", help="Different lead workers."),
    Field("cover", "Cover", "count", help="Spells in which somebody stood in and the lead worker returned."),
    Field("round_trips", "Round trips", "count", help="Returns to an earlier worker within twelve months."),
    Field("first", "First", "date", 18),
    Field("last", "Last", "date", 18),
)
_WITH_HUBS = {
    "round_trips": Field("round_trips", "Round trips", "count",
                         help="Returns to an earlier worker or hub within twelve months."),
}  # fmt: skip
"""Columns that are told otherwise where the authority is organised in hubs."""

_GUIDE = (
    (
        "A handoff is a change of the lead worker. Cover of ten working days or less after which the same worker "
        "returns is not one, nor is a change of team, or another worker on a new case."
    ),
    (
        "Two files show that the worker changed between them, not on which day nor whether somebody held the case in "
        "between: such changes are a lower bound. A blank or #N/A is not known, and no change."
    ),
    (
        "The yearly return (SSDA903) names a worker by number and gives the day; a case system shows a name. A number "
        "and a name are not compared unless they were said to be one worker: by 'same' in the organisation's file "
        "(journey import organisation). On days of which the return holds every allocation of a child, what files "
        "show between them adds nothing."
    ),
    (
        "A worker who came by a first contact (FCONTA) or for an absence (ABSENC) is listed as 'first contact' and "
        "'cover', not as a handoff: a local standard of timescales.toml."
    ),
)
_OF_WORKERS = ("worker_handoff", "cover")
_OF_HUBS = "A change of hub is a move of the child, a merger of hubs only of the organisation: neither is a handoff."


@click.command(epilog="Example: journey handoffs --per child --at-least 3")
@click.option(
    "--per",
    type=click.Choice(("change", "child")),
    default="change",
    show_default=True,
    help="One line a change, or a child.",
)
@click.option(
    "--at-least",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Only children with at least N handoffs (with --per child).",
)
@reading
@whose
def command(asked: Reading, of: Whose, per: str, at_least: int) -> None:
    """How often cases changed hands: workers, teams and hubs, what was only cover, and what only two files show."""
    from journey.projections.children_rows import rows_of_children
    from journey.projections.holding.handoffs import handoffs, observed_from
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names

    with asking(asked) as (reader, question):
        names = worker_names(reader.log)
        changes: list[dict[str, Any]] = []
        since = []
        for batch in question.batches():
            found = handoffs(batch, question.structure).drop("key").rename({"day": "on"})
            held = holders(batch, question.structure)
            changes += rows_of_children(found, held, names, days=("on", "from_on"), workers=("from", "to"))
            since.append(observed_from(batch))
        changes = [dict(row) for row in reader.listed(filter(of.wants, changes))]
        rows: list[Row] = list(changes) if per == "change" else _per_child(changes, at_least)
        hubs = has_hubs(question, changes)
        per_child = tuple(_WITH_HUBS.get(field.name, field) if hubs else field for field in _PER_CHILD)
        counts = dict(sorted(Counter(row["kind"] for row in changes).items()))
        between = Counter(row["kind"] for row in changes if row["precision"] == "interval")
        at_least_so_many = dict(sorted(between.items()))
        observed = min((day for day in since if day is not None), default=None)
        report = Report(
            title="Handoffs",
            caption="Changes around children" if per == "change" else f"Children with {at_least} or more handoffs",
            columns=with_holder(_COLUMNS if per == "change" else per_child, rows),
            rows=rows,
            meta=reader.meta(
                counts=counts,
                at_least=at_least_so_many,
                observed_from=observed,
                allocated_worker_is=allocated_worker_is(question),
            ),
            notes=(*_in_all(counts, at_least_so_many, observed), *_not_matched(changes)),
            guide=(*_GUIDE, *([_OF_HUBS] if hubs else []), shown_worker_is(question)),
        )
        reader.deliver(report, streams(rows))


def _in_all(counts: Mapping[str, int], between: Mapping[str, int], observed: date | None) -> Iterator[str]:
    """How many changes there are of each kind, and since when who held cases is shown."""
    if observed is not None:
        yield f"Who held a case is shown from {words(observed)} on; nothing is known of changes before."
    if counts:
        told = (
            f"{kind.replace('_', ' ')} {number:,}"
            + (f" ({between[kind]:,} between two files)" if kind in between else "")
            for kind, number in counts.items()
        )
        yield "In all: " + ", ".join(told) + ". Where only two files show a change there may have been more."


def _not_matched(changes: list[dict[str, Any]]) -> Iterator[str]:
    """That some workers go by number and others by name, where the changes show both."""
    from journey.projections.one_child.cases import NUMBER

    held = [row[end] for row in changes if row["kind"] in _OF_WORKERS for end in ("from", "to") if row[end]]
    numbered = {bool(re.match(NUMBER, worker)) for worker in held}
    if len(numbered) > 1:
        yield (
            "Some workers go by number and others by name, which were not matched: one person may stand under both. "
            "Say which are one under 'same' in the organisation's file (journey import organisation)."
        )


def _per_child(changes: list[dict[str, Any]], at_least: int) -> list[Row]:
    """One row a child with at least so many handoffs, most first."""
    of_child: dict[str, list[dict[str, Any]]] = {}
    for row in changes:
        of_child.setdefault(row["stream"], []).append(row)
    rows = []
    for own in of_child.values():
        handed = [row for row in own if row["kind"] == "worker_handoff"]
        if len(handed) >= at_least:
            rows.append(_child(own, handed))
    return sorted(rows, key=lambda row: (-row["handoffs"], row["child_id"]))


def _child(own: list[dict[str, Any]], handed: list[dict[str, Any]]) -> Row:
    kinds = Counter(row["kind"] for row in own)
    kept = ("child_id", "la", "stream", "lead_worker", "lead_worker_name", "team", "hub", "case_status", "plan")
    return {
        **{name: handed[0][name] for name in kept},
        "handoffs": len(handed),
        "between_files": sum(row["precision"] == "interval" for row in handed),
        "workers": len({row["from"] for row in handed} | {row["to"] for row in handed}),
        "cover": kinds["cover"],
        "round_trips": kinds["round_trip"],
        "first": handed[0]["on"],
        "last": handed[-1]["on"],
        "positions": sorted({position for row in handed for position in row["positions"]}),
    }
