"""``journey indicators``: published figures, by their published definitions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from journey.cli.asking import Whose, asking, whose
from journey.cli.days import DAY
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import span, words

if TYPE_CHECKING:
    from journey.projections.indicators.groups import Grouping

USE = "Ask about many children"

_BY = ("hub", "team", "worker", "status", "age", "sex", "ethnicity", "disability", "need")


def _percent(row: Row, name: str) -> str:
    value = row[name]
    if isinstance(value, str) or value is None or row["denominator"] is None:
        return words(value)
    return f"{value:.1%}"


def _period(row: Row) -> str:
    first, _, last = str(row["period"]).partition("/")
    return span(date.fromisoformat(first), date.fromisoformat(last))


def _group(row: Row) -> str:
    return words(row.get("group_name") or row["group"])


_COLUMNS = (
    Field("indicator", "Name", "id", 26),
    Field("title", "Indicator", "text", 40),
    Field("period", "Period", "text", 22, says=_period),
    Field("group", "Group", "id", 16, "As at the end of the period; 'not known' where nothing says which.", _group),
    Field("numerator", "Numerator", "count"),
    Field("denominator", "Denominator", "count", help="Empty where the figure is a number, not a share."),
    Field("value", "Value", "text", 8, says=lambda row: _percent(row, "value")),
    Field("low", "From", "text", 8, "The low end of the 95 per cent interval (Wilson), none of the unknown counted.",
          lambda row: _percent(row, "low")),
    Field("high", "To", "text", 8, "The high end, all of the unknown counted.", lambda row: _percent(row, "high")),
    Field("covered", "Covered", "flag", help="No: no source holds what the figure counts on every day of the period."),
    Field("cannot_tell", "Cannot tell", "count", help="Units of which nobody can tell from what was imported."),
    Field("counting_rule", "Counting rule", "text", 16),
    Field("definition", "Definition", "text", 60),
    Field("reference", "Where it stands", "text", 40),
)  # fmt: skip
_PAGE = tuple(field for field in _COLUMNS if field.name not in ("indicator", "definition", "reference"))
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


@click.command(epilog="Example: journey indicators repeat_referrals --month 2025-04 --trend 13")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--month", metavar="YYYY-MM", help="This month. Default: the month of the as-at day.")
@click.option("--from", "first", type=DAY, metavar="D", help="A period from this day on, instead of a month.")
@click.option("--to", "last", type=DAY, metavar="D", help="The last day of the period.")
@click.option("--by", type=click.Choice(_BY), help="A figure for each group.")
@click.option(
    "--trend", type=click.IntRange(1, 120), default=1, show_default=True, metavar="N", help="The last N months."
)
@click.option(
    "--counting-rule",
    type=click.Choice(("referrals-only", "contacts-as-referrals")),
    default="referrals-only",
    show_default=True,
    help="Whether contacts count as referrals.",
)
@click.option("--share", is_flag=True, help="Hide numbers from 1 to 5, and what would give them back, with a 'c'.")
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
    share: bool,
) -> None:
    """Figures by their published definitions, with numerator, denominator, interval and what nobody can tell.

    A month's figure at its end is of what had happened by then; of what was recorded later only with a later
    --known-at.
    """
    from journey.projections.indicators import indicator, indicators
    from journey.projections.indicators.asking import Wanted, figures_of
    from journey.projections.indicators.periods import periods
    from journey.projections.indicators.suppress import suppressed
    from journey.projections.names import worker_names

    with asking(asked) as (reader, question):
        workers = worker_names(reader.log)
        wanted = Wanted(
            [indicator(name) for name in names] or list(indicators().values()),
            periods(_as_month(month), first, last, trend, reader.standpoint.as_at),
            counting_rule,
            _grouping(by, of, workers),
        )
        found = figures_of(question, wanted)
        rows: list[Row] = [row for some in found for row in (suppressed(some) if share else _named(some, workers))]
        report = Report(
            title="Indicators",
            caption="Figures by their published definitions",
            columns=_COLUMNS,
            page=_PAGE,
            rows=rows,
            meta=reader.meta(counting_rule=counting_rule, by=by, shared=share),
            guide=tuple(f"{one.title}: {one.definition}. {one.reference}." for one in wanted.indicators),
        )
        reader.deliver(report)


def _named(rows: list[dict[str, Any]], workers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Groups that are workers with their names, which are not shared."""
    return [row | {"group_name": workers.get(row["group"], row["group_name"])} for row in rows]


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
