"""``journey indicators``: published figures, by their published definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from journey.cli.asking import Whose, asking, streams, whose, with_holder
from journey.cli.cache import cache_folder
from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.indicators_page import MOVED, columns, page
from journey.cli.options import Reading, reading
from journey.cli.published import published
from journey.cli.session import Session
from journey.cli.sources import declarations
from journey.domain.errors import UsageError
from journey.reports.table import Report, Row, Section

if TYPE_CHECKING:
    from journey.projections.indicators.asking import Wanted
    from journey.projections.indicators.groups import Grouping
    from journey.projections.questions import Asked

USE = "Ask about many children"

_BY = ("hub", "team", "worker", "status", "age", "sex", "ethnicity", "disability", "need", "eligibility")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_AT_MOST: Final = 20
"""Lines of what moved the figures that a page shows, unless all are asked for."""

_WHOLE: Final = ("csv", "json", "xlsx")
"""Formats for programs, which get all lines."""


@click.command(
    epilog="""
    A file to compare with is a CSV with the columns indicator, period (2017, 2016/17, 2017-03 or two days), area, value
    (83%, 0.83, 2282), numerator, denominator, source, note; title, counting_rule and given_by may follow. A rate is of
    INDICATOR_per_10000; rows population_under_18 give your own authority's population, from which rates are made.

    Example: journey indicators repeat_referrals --month 2025-04 --trend 13
    """
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--month", metavar="YYYY-MM", help="This month. Default: the month of the as-at day.")
@click.option("--from", "first", type=DAY, metavar="D", help="A period from this day on, instead of a month.")
@click.option("--to", "last", type=DAY, metavar="D", help="The last day of the period.")
@click.option("--by", type=click.Choice(_BY), help="A figure for each group, as at the end of the period.")
@click.option(
    "--trend",
    type=click.IntRange(1, 120),
    default=1,
    show_default=True,
    metavar="N",
    help="N months, up to and including the month.",
)
@click.option(
    "--counting-rule",
    type=click.Choice(("referrals-only", "contacts-as-referrals")),
    default="referrals-only",
    show_default=True,
    help="Whether contacts count as referrals.",
)
@click.option(
    "--compare", metavar="FILE", help="Beside published figures: a CSV file, or slough-2018, which comes with journey."
)
@click.option(
    "--share", is_flag=True, help="Hide numbers from 1 to 5, and what would give them back, with a 'c'; name no child."
)
@click.option("--all", "everything", is_flag=True, help=f"Show all that moved a figure, not {_AT_MOST} lines alone.")
@click.option("--moved", "only_moved", is_flag=True, help="With --known-at: what moved the figures, in their place.")
@reading
@whose
def command(
    asked: Reading,
    of: Whose,
    names: tuple[str, ...],
    month: str | None,
    first: date | None,
    last: date | None,
    by: str | None,
    trend: int,
    counting_rule: Any,
    compare: str | None,
    share: bool,
    everything: bool,
    only_moved: bool,
) -> None:
    """Figures by their published definitions, with numerator, denominator, interval and what nobody can tell.

    A month's figure at its end is of what had happened by then. With --known-at each figure is shown as it was known
    on that day and, where more is known now, as it is known now, and what moved it is named: said late, corrected,
    retracted, merged. CSV holds one table: with --moved that of what moved them.
    """
    from journey.projections.indicators import indicator, indicators
    from journey.projections.indicators.asking import Wanted
    from journey.projections.indicators.comparing import beside
    from journey.projections.indicators.periods import periods
    from journey.projections.names import worker_names

    known = published(compare) if compare else None
    with asking(asked) as (reader, question):
        workers = worker_names(reader.log)
        wanted = Wanted(
            [indicator(name) for name in names] or list(indicators().values()),
            periods(_as_month(month), first, last, trend, reader.standpoint.as_at),
            counting_rule,
            _grouping(by, of, workers),
        )
        found, moved = _answer(reader, question, wanted, share)
        rows: list[Row] = found if share else [_named(row, workers) for row in found]
        if known and compare:
            rows = list(beside(rows, wanted, known, compare, all_listed=not names))
        if only_moved and moved is None:
            raise UsageError("--moved needs a --known-at since which more became known.")
        shown = columns(known=moved is not None, compared=known is not None)
        limit = None if everything or asked.format in _WHOLE else _AT_MOST
        report = Report(
            title="Indicators",
            caption="Figures by their published definitions",
            columns=shown,
            page=page(shown, compared=known is not None),
            rows=rows,
            meta=reader.meta(counting_rule=counting_rule, by=by, shared=share, **_counts(moved)),
            guide=tuple(f"{one.title}: {one.definition}. {one.reference}." for one in wanted.indicators),
            sections=() if only_moved else _moved(moved or [], limit),
        )
        if only_moved:
            lines = (moved or [])[:limit]
            report = replace(
                report, caption=_caption(lines, moved or []), columns=with_holder(MOVED, lines), rows=lines
            )
        reader.deliver(report, streams([row for row in (moved or [])[:limit] if row["stream"]]))


def _answer(reader: Session, question: Asked, wanted: Wanted, share: bool) -> tuple[list[Row], list[Row] | None]:
    """The figures; with a --known-at since when more is known, those of both days and what moved them, else None."""
    from journey.projections.indicators.asking import figures_of
    from journey.projections.indicators.moved import compared
    from journey.projections.indicators.suppress import suppressed

    later = _known_now(reader)
    if later.at.known_at <= question.at.known_at:
        some = figures_of(question, wanted)
        return [row for rows in some for row in (suppressed(rows) if share else rows)], None
    both = compared(question, later, wanted, share=share)
    shown = reader.rights.unnamed
    moved = [{**row, "fields": [_other_record(one, shown) for one in row["fields"]]} for row in both.moved]
    return [row for rows in both.rows for row in rows], list(moved)


def _other_record(field: Row, shown: Callable[[str], str]) -> Row:
    """A field that names the other record of a merge, without the id of a child who is not for this reader."""
    return {**field, "now": shown(field["now"])} if field["field"] in ("survivor", "absorbed") else field


def _known_now(reader: Session) -> Asked:
    """The same question with all that the log shows to be known, as at the same day and position."""
    from journey.projections.questions import Asked
    from journey.projections.standpoint import stand

    at = reader.standpoint
    now = stand(reader.log, as_at=at.as_at, position=at.position, today=today(), inferred=at.inferred)
    return Asked(reader.log, now, declarations(), cache_folder(reader.log))


def _counts(moved: list[Row] | None) -> dict[str, Any]:
    """How many units moved, and how many facts of each kind moved them."""
    if moved is None:
        return {}
    facts = {(row["what"], *row["positions"]) for row in moved}
    units = {(row["indicator"], row["period"], row["stream"], row["unit"]) for row in moved if row["unit"] is not None}
    by_kind = Counter(what for what, *_ in facts)
    return {"moved": {"units": len(units), "facts": dict(sorted(by_kind.items()))}}


def _moved(moved: list[Row], limit: int | None) -> tuple[Section, ...]:
    """What moved the figures, with who holds each case."""
    if not moved:
        return ()
    shown = moved[:limit]
    return (Section("moved", _caption(shown, moved), with_holder(MOVED, shown), shown),)


def _caption(shown: Sequence[Row], moved: Sequence[Row]) -> str:
    left = f": {len(shown)} of {len(moved):,} lines, all with --all" if len(shown) < len(moved) else ""
    return f"What moved the figures{left}"


def _named(row: Row, workers: Mapping[str, str]) -> Row:
    """A group that is a worker with the name, which is not shared."""
    return {**row, "group_name": workers.get(row["group"], row["group_name"])}


def _grouping(by: str | None, of: Whose, workers: Mapping[str, str]) -> Grouping:
    """By what and of whose children; a worker is meant by reference, by name, or by ``unallocated``."""
    from journey.projections.indicators.groups import Grouping

    wanted = (of.worker or "").casefold()
    named = {reference.casefold() for reference, name in workers.items() if name.casefold() == wanted}
    return Grouping(by, of.hub, of.team, frozenset({wanted, *named}) if wanted else frozenset())


def _as_month(text: str | None) -> date | None:
    if text is None:
        return None
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise UsageError(f"{text!r} is not a month: write 2025-04.")
    return date(int(found[1]), int(found[2]), 1)
