"""``journey quality``: what in the record somebody should look at or put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from journey.cli.asking import CHILD, Whose, asking, has_hubs, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row, Section
from journey.reports.words import counted, words

if TYPE_CHECKING:
    from journey.projections.batch import Batch

USE = "Ask about many children"

_COLUMNS = (
    CHILD,
    Field(
        "finding", "Finding", "text", 34, "What to look at; a number in brackets is that of the DfE's validation rule."
    ),
    Field("on", "On", "date", 18, "The day it is about; empty for what is of no day."),
    Field("detail", "What", "text", 44),
    Field("list", "List", "text", 20, "The sheet that says so, as the latest file calls it."),
    Field("events", "Facts", "details", 34, "The facts it rests on: see journey show --sources."),
)
_BY_LIST = (
    Field("finding", "Finding", "text", 34),
    Field("list", "List", "text", 20),
    Field("children", "Children", "count"),
    Field("findings", "Findings", "count"),
    Field("meaning", "What it means", "text", 60),
)
_OF_UNIT = (
    Field("finding", "Finding", "text", 34),
    Field("children", "Children", "count"),
    Field("findings", "Findings", "count"),
)
NOT_HELD = "no open case"
"""Where a child's case is closed, nobody holds it."""

_GUIDE = (
    "Findings are warnings and change nothing: the record says what it says until its source says otherwise.",
    (
        "'recorded late' is said where it can be known: of what a person recorded, and of what an earlier file did not "
        "show though it had happened by then."
    ),
    "'count not borne out' is a count in a file of fewer than the log itself holds.",
    "That something is not there is a finding only for days of which the files hold every one.",
    "Sealed postcodes, notes and numbers are not compared between sources; the unique pupil number is.",
)


@click.command(epilog="Example: journey quality --finding overlap --format csv")
@click.option("--finding", "wanted", metavar="TEXT", help="Only findings whose name contains this.")
@reading
@whose
def command(asked: Reading, of: Whose, wanted: str | None) -> None:
    """What to look at or put right: contradictions, values not read, dates that went back, late recording, gaps."""
    from journey.projections.children_rows import held_rows, with_holders
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names
    from journey.projections.quality.findings import quality
    from journey.projections.quality.names import OF_TWO

    named = _named(wanted)
    with asking(asked) as (reader, question):
        held: dict[str, dict[str, Any]] = {}
        names = worker_names(reader.log)

        def in_turn() -> Iterator[Batch]:
            for batch in question.batches():
                held.update(held_rows(holders(batch, question.structure), names))
                yield batch

        found = with_holders(quality(in_turn()), held)
        rows: list[Row] = [
            {**row, "detail": reader.rights.unnamed(row["detail"])} if row["finding"] in OF_TWO else row
            for row in reader.listed(row for row in found if of.wants(row) and row["finding"] in named)
        ]
        hubs = has_hubs(question, rows)
        report = Report(
            title="Quality of the record",
            caption=counted(len(rows), "finding"),
            columns=with_holder(_COLUMNS, rows),
            rows=rows,
            meta=reader.meta(counts=dict(sorted(Counter(str(row["finding"]) for row in rows).items()))),
            guide=_GUIDE,
            sections=(Section("by_list", "By finding and list", _BY_LIST, _by_list(rows)), _by_unit(rows, hubs)),
        )
        reader.deliver(report, streams(rows))


def _named(wanted: str | None) -> frozenset[str]:
    """The findings whose name contains a text. Raises UsageError, with the nearest, where none does."""
    from journey.projections.quality.names import FINDINGS, short

    text = (wanted or "").casefold()
    named = frozenset(name for name in FINDINGS if text in name.casefold())
    if not named:
        near = get_close_matches(text, [short(name) for name in FINDINGS], n=3, cutoff=0.4)
        offered = f"The nearest: {', '.join(near)}." if near else f"There are: {', '.join(map(short, FINDINGS))}."
        raise UsageError(f"There is no finding {wanted!r}. {offered}")
    return named


def _by_list(rows: Sequence[Row]) -> list[Row]:
    """How many findings and children there are of each kind in each list, and what it means."""
    from journey.projections.quality.names import FINDINGS

    return [{**row, "meaning": FINDINGS[str(row["finding"])]} for row in _counts(rows, "finding", "list")]


def _by_unit(rows: Sequence[Row], hubs: bool) -> Section:
    """How many there are in each hub, or team where the authority has no hubs."""
    unit = "hub" if hubs else "team"
    columns = (Field(unit, unit.capitalize(), "text", 24), *_OF_UNIT)
    of = [{**row, unit: words(row.get(unit)) or NOT_HELD} for row in rows]
    return Section(f"by_{unit}", f"By {unit} and finding", columns, _counts(of, unit, "finding"))


def _counts(rows: Sequence[Row], *by: str) -> list[Row]:
    findings = Counter(tuple(str(row[name]) for name in by) for row in rows)
    children = Counter(key for key, _ in {(tuple(str(row[name]) for name in by), row["stream"]) for row in rows})
    return [
        {**dict(zip(by, key, strict=True)), "children": children[key], "findings": number}
        for key, number in sorted(findings.items())
    ]
