"""The journeys of a sample as rows: what each stands for, whom it replaced, who held the case then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from journey.cli.diagnostic.found import Found
from journey.reports.table import Field, Row

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.draw import Drawn

JOURNEYS = (
    Field("stratum", "Stratum", "text", 18),
    Field("rank", "Rank", "count", help="The place in the keyed-hash ranking of the stratum; lower was drawn first."),
    Field("la", "Authority", "id", 10),
    Field("child_id", "Child", "id"),
    Field("weight", "Weight", "text", 10, "How many children of the frame the journey stands for; empty: not a "
          "probability draw."),
    Field("siblings", "Siblings", "count", help="Children of its family in the frame, itself too: one is drawn."),
    Field("in_sample", "In the sample", "text", 18, "Why it is not looked at though drawn, or for whom it stands."),
)  # fmt: skip


def journeys(page: Found, one: Diagnostic) -> Iterator[Row]:
    """One row a journey that was drawn or stands for one, by stratum and rank."""
    from journey.projections.children_rows import with_holders

    assert one.sample is not None
    every = [*one.sample.journeys, *(other.by for other in one.replacements)]
    order = [stratum.stratum for stratum in one.sample.strata]
    every.sort(key=lambda drawn: (order.index(drawn.stratum), drawn.rank))
    held = _held(page, [drawn.stream for drawn in every])
    shown = page.reader.rights.unnamed
    return with_holders([{**_drawn(one, drawn), **_replaced(one, drawn, shown)} for drawn in every], held)


def _drawn(one: Diagnostic, drawn: Drawn) -> dict[str, Any]:
    """What the draw says of a journey."""
    from journey.audit.draw import PROBABILITY
    from journey.domain.statements import split_stream

    assert one.plan is not None
    _, la, child = split_stream(drawn.stream)
    return {
        "child_id": child,
        "la": la,
        "stream": drawn.stream,
        "stratum": drawn.stratum,
        "rank": drawn.rank,
        "weight": round(one.weight(drawn), 4) if one.plan.method in PROBABILITY else None,
        "siblings": drawn.siblings,
    }


def _replaced(one: Diagnostic, drawn: Drawn, shown: Callable[[str], str]) -> dict[str, Any]:
    """For whom a journey stands, and who stands for it; a replacement may have been replaced as well.

    ``shown`` leaves out the ids of children who are not for this reader.
    """
    out = next((other for other in one.replacements if other.replaced == drawn.stream), None)
    into = next((other for other in one.replacements if other.by.stream == drawn.stream), None)
    stands_for = shown(into.replaced.partition(":")[2]) if into else None
    inside = f"yes: for {stands_for}" if stands_for else "yes"
    return {
        "in_sample": f"no: replaced, {out.reason}" if out else inside,
        "replaced_by": shown(out.by.stream.partition(":")[2]) if out else None,
        "stands_for": stands_for,
        "reason": out.reason if out else None,
    }


def _held(page: Found, streams: list[str]) -> dict[str, dict[str, Any]]:
    """Who held each case where the frame stands."""
    from journey.projections.children_rows import held_rows
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names

    question = page.question
    names = worker_names(question.log, question.at.position)
    held: dict[str, dict[str, Any]] = {}
    for batch in question.batches():
        here = holders(batch, question.structure)
        held |= held_rows(here.filter(here["stream"].is_in(streams)), names)
    return held
