"""``journey children``: find journeys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

USE = "Ask about many children"

_AUTHORITY = Field("la", "Authority", "id", 10)
_FACTS = (
    Field("events", "Events", "count", help="Events of the child's life."),
    Field("first", "First", "date", 18, "The day of the first."),
    Field("last", "Last", "date", 18, "The day of the last."),
)


@click.command(epilog="Example: journey children --status looked-after --format csv")
@click.option("--status", metavar="TEXT", help="Only children whose case status contains this.")
@click.option("--like", metavar="PREFIX", help="Only children whose id begins with this.")
@reading
@whose
def command(asked: Reading, of: Whose, status: str | None, like: str | None) -> None:
    """Find journeys: who is in the store, where each case stands, and who holds it."""
    from journey.projections.children import children

    wanted = _codes(status)
    with asking(asked) as (reader, question):
        everyone = children(question)
        rows = reader.listed(
            row
            for row in everyone
            if of.wants(row)
            and (wanted is None or (row["case_status"] or {}).get("code") in wanted)
            and (like is None or str(row["child_id"]).startswith(like))
        )
        of_all = sum(not reader.rights.hides(row["stream"]) for row in everyone)
        columns = (*with_holder((CHILD,), rows), *_FACTS)
        report = Report(
            title="Children",
            caption=f"{len(rows):,} of {counted(of_all, 'child', 'children')}",
            columns=(_AUTHORITY, *columns),
            page=(_AUTHORITY, *columns) if len({row["la"] for row in everyone}) > 1 else columns,
            rows=rows,
            meta=reader.meta(children=len(rows)),
            notes=tuple(_without_events(rows)),
            guide=("One line a child, with the case as it stands on the day asked for.",),
        )
        reader.deliver(report, streams(rows))


def _without_events(rows: Sequence[Row]) -> Iterator[str]:
    """Children of whom something is known that did not happen by the day asked for."""
    if without := sum(row["events"] == 0 for row in rows):
        yield (
            f"{counted(without, 'child has', 'children have')} no event by this day: known of since, or what was said "
            "was withdrawn. Whom nobody knew of then is left out with --known-at."
        )


def _codes(status: str | None) -> frozenset[str] | None:
    """The case statuses whose code or words contain a text; None for all. Raises UsageError, with the nearest."""
    from journey.domain.practice_codes import CASE_STATUS

    if status is None:
        return None
    found = {
        code for code, label in CASE_STATUS.codes.items() if _folded(status) in f"{_folded(code)} {_folded(label)}"
    }
    if not found:
        said = {word: code for code in CASE_STATUS.codes for word in (*_folded(code).split(), _folded(code))}
        nearest = [said[word] for word in get_close_matches(_folded(status), said, n=1)]
        offered = f"The nearest is {nearest[0]}." if nearest else f"There are: {', '.join(CASE_STATUS.codes)}."
        raise UsageError(f"There is no case status {status!r}. {offered}")
    return frozenset(found)


def _folded(text: str) -> str:
    return " ".join(text.replace("-", " ").casefold().split())
