"""``journey indicators``: published figures, by their published definitions."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from journey.cli.asking import asking
from journey.cli.days import DAY
from journey.cli.options import Reading, reading
from journey.domain.errors import UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import span, words

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


_COLUMNS = (
    Field("indicator", "Name", "id", 26),
    Field("title", "Indicator", "text", 40),
    Field("period", "Period", "text", 22, says=_period),
    Field("group", "Group", "text", 16),
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
def command(
    asked: Reading,
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
    from journey.projections.indicators.asking import figures_of
    from journey.projections.indicators.periods import periods

    with asking(asked) as (reader, question):
        wanted = [indicator(name) for name in names] or list(indicators().values())
        asked_for = periods(_as_month(month), first, last, trend, reader.standpoint.as_at)
        rows: list[Row] = list(figures_of(question, wanted, asked_for, counting_rule, by, share=share))
        report = Report(
            title="Indicators",
            caption="Figures by their published definitions",
            columns=_COLUMNS,
            page=_PAGE,
            rows=rows,
            meta=reader.meta(counting_rule=counting_rule, by=by, shared=share),
            guide=tuple(f"{one.title}: {one.definition}. {one.reference}." for one in wanted),
        )
        reader.deliver(report)


def _as_month(text: str | None) -> date | None:
    if text is None:
        return None
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise UsageError(f"{text!r} is not a month: write 2025-04.")
    return date(int(found[1]), int(found[2]), 1)
