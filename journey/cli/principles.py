"""``journey principles``: the seven principles of the social work model on the live log."""

from __future__ import annotations

from collections.abc import Sequence

import click

from journey.cli.asking import CHILD, asking, streams, with_holder
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row, Section
from journey.reports.words import counted, words

USE = "Ask about many children"

_AT_MOST = 20
"""Journeys that a page shows, unless all are asked for."""

_COUNTS = (
    Field("looked_at", "Looked at", "count", help="Journeys of which it is asked: shows + does not + cannot tell."),
    Field("shows", "Shows it", "count"),
    Field("does_not", "Does not", "count"),
    Field("cannot_tell", "Cannot tell", "count", help="Missing data is never good news, and not bad news either."),
)
_WANTING = Field(
    "wanting",
    "For want of",
    "details",
    40,
    "What the rule needs and no source holds; else what the answers say of why, with how many say so.",
    lambda row: "; ".join(row["wanting"] or [f"{why}: {n}" for why, n in row["reasons"].items()]),
)
_PERIOD = Field("period", "Period", "text", 22, "What happened in it, or was open at its end.")
_MEASURE = Field("measure", "Measure", "text", 20, "Rule and step, as journey why and scenarios call them.")
_COLUMNS = (
    Field("principle", "Principle", "count"),
    Field("title", "What it says", "text", 28),
    _MEASURE,
    Field("sentence", "What is asked", "text", 50),
    Field("shown_by", "Shown by", "text", 8, "The answer that shows the principle."),
    Field("caution", "Direction", "text", 40, "Where a higher figure is not plainly good or bad, why."),
    Field("unit", "Counted", "text", 8),
    _PERIOD,
    *_COUNTS,
    _WANTING,
)
_PAGE = (
    Field("principle", "Principle", "text", 26, says=lambda row: f"{row['principle']}. {row['title']}"),
    Field("sentence", "What is asked", "text", 44, says=lambda row: _asked(row)),
    *_COUNTS,
    _WANTING,
)
_JOURNEYS = (
    CHILD,
    Field("principle", "Principle", "count"),
    _MEASURE,
    _PERIOD,
    Field("shown", "Shown", "text", 11, "shows, does not, or cannot tell."),
    Field("day", "Day", "date", 18),
    Field("detail", "What", "text", 40),
    Field("fact", "Asked about", "id", 30),
    Field("events", "Events", "details", 40, "The facts it rests on, by their keys: see journey show."),
)
_ROLES = (
    Field("role", "Role", "text", 26),
    Field("professionals", "Professionals", "count"),
    Field("children", "Children", "count"),
)
_GUIDE = (
    "Each line counts journeys that show one thing; no figure stands for a principle, and none for the service.",
    "A journey is counted once a line: as one that does not show it where anything of it does not.",
    (
        "What is not due yet, or not asked of the child, is in no count; what needs time to show, such as that nobody "
        "came back within twelve months, is counted in the period in which that time was over."
    ),
    "Where a higher figure is not plainly good or bad its line says so.",
    "Who opened a record without involvement is not asked here: journey access.",
)


@click.command(epilog="Example: journey principles 1 7 --trend 6 --format csv")
@click.argument("numbers", nargs=-1, type=click.IntRange(1, 7), metavar="[PRINCIPLE]...")
@click.option(
    "--trend",
    type=click.IntRange(1, 120),
    metavar="N",
    help="N months, up to and including that of the as-at day, instead of the twelve months up to it.",
)
@click.option("--journeys", is_flag=True, help="The journeys behind the counts, in their place.")
@click.option("--measure", metavar="NAME", help="Only this measure, as it is called: 'P07 told'.")
@click.option("--all", "everything", is_flag=True, help=f"All journeys on a page, not {_AT_MOST} alone.")
@reading
def command(
    asked: Reading, numbers: tuple[int, ...], trend: int | None, journeys: bool, measure: str | None, everything: bool
) -> None:
    """The seven principles: how many journeys show what can be shown of each, how many do not, how many cannot tell.

    PRINCIPLE is a number from 1 to 7; without one, all. What happened is of the twelve months up to the as-at day, what
    is open as at that day. There is no score.
    """
    from journey.domain.calendar import days_after, earliest_within_months
    from journey.projections.indicators.measure import Period
    from journey.projections.indicators.periods import periods
    from journey.projections.names import worker_names
    from journey.projections.principles.counting import principles, professionals
    from journey.projections.principles.measures import MEASURES

    by_name = {one.name.casefold(): one for one in MEASURES}
    if measure is not None and measure.casefold() not in by_name:
        raise UsageError(f"There is no measure {measure!r}. There are: {', '.join(one.name for one in MEASURES)}.")
    chosen = (
        [by_name[measure.casefold()]]
        if measure
        else [one for one in MEASURES if not numbers or one.principle in numbers]
    )
    with asking(asked) as (reader, question):
        as_at = question.at.as_at
        year = Period(days_after(earliest_within_months(as_at, 12), 1), as_at)
        of = periods(None, None, None, trend, as_at) if trend else [year]
        names = worker_names(reader.log)
        counts, found = principles(question, chosen, of, names, listed=journeys)
        shown: list[Row] = list(found if everything or asked.format in ("csv", "json", "xlsx") else found[:_AT_MOST])
        roles = professionals(question) if any(one.principle == 6 for one in chosen) and not journeys else []
        report = Report(
            title="The seven principles",
            caption=_journeys_caption(shown, found) if journeys else counted(len(counts), "measure"),
            columns=with_holder(_JOURNEYS, shown) if journeys else _COLUMNS,
            page=() if journeys else (*_PAGE[:1], _PERIOD, *_PAGE[1:]) if trend else _PAGE,
            rows=shown if journeys else list(counts),
            meta=reader.meta(counts=_by_measure(counts)),
            guide=_GUIDE,
            sections=(Section("professionals", "Professionals involved, by role", _ROLES, list(roles)),)
            if roles
            else (),
        )
        reader.deliver(report, streams(shown) if journeys else [])


def _asked(row: Row) -> str:
    direction = f" ({row['caution']})" if row["caution"] else ""
    shown = "" if row["shown_by"] == "yes" else f" Shown by: {words(row['shown_by'])}."
    return f"{row['measure']}: {row['sentence']}{shown}{direction}"


def _journeys_caption(shown: Sequence[Row], found: Sequence[Row]) -> str:
    left = f": {len(shown)} shown, all with --all" if len(shown) < len(found) else ""
    return f"{counted(len(found), 'answer')} behind the counts{left}"


def _by_measure(counts: Sequence[Row]) -> dict[str, dict[str, dict[str, int]]]:
    """Measure → period → the four counts."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in counts:
        own = {name: row[name] for name in ("looked_at", "shows", "does_not", "cannot_tell")}
        found.setdefault(row["measure"], {})[row["period"]] = own
    return found
