"""``journey rereferrals``: which referrals were of a child referred within the twelve months before."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.days import DAY
from journey.cli.options import Reading, reading
from journey.reports.table import Field, LeadLine, Report, Row
from journey.reports.words import span

USE = "Ask about many children"

_COLUMNS = (
    CHILD,
    Field("referral_date", "Referred", "date", 18),
    Field("previous_referral_date", "Referred before", "date", 18, "The last referral within twelve months before."),
    Field("days", "Days", "count", help="Days between the two referrals."),
    Field(
        "previous_outcome",
        "Led to",
        "text",
        24,
        "What the earlier referral led to before the child was referred again.",
    ),
    Field("answer", "Re-referral", "text", 11, "'cannot tell' where the twelve months before are not wholly covered."),
    Field("closed_on", "Closed before", "date", 18, "The last closure within twelve months before: a return."),
    Field("while_open", "While open", "flag", help="A referral while the case was open is no referral: put right."),
)
_GUIDE = (
    (
        "A re-referral is a referral of a child who was referred before within twelve months: from referral to "
        "referral, the same date a year later included, earlier referrals without further action included (DfE)."
    ),
    "Referrals of one child on one day are one. A referral while the case is open is a finding, and is not counted.",
    (
        "'cannot tell': no earlier referral was found, but what was imported does not reach twelve months back. If all "
        "of them were re-referrals, the share would be the higher of the two figures."
    ),
)


@click.command(epilog="Example: journey rereferrals --from 2024-05-01 --to 2025-04-30")
@click.option(
    "--from", "first", type=DAY, metavar="D", help="Referrals from this day on. Default: twelve months up to --to."
)
@click.option("--to", "last", type=DAY, metavar="D", help="Referrals up to this day. Default: the as-at day.")
@click.option(
    "--counting-rule",
    type=click.Choice(("referrals-only", "contacts-as-referrals")),
    default="referrals-only",
    show_default=True,
    help="Whether contacts count as referrals.",
)
@click.option(
    "--all", "everything", is_flag=True, help="List every referral of the period, not the re-referrals alone."
)
@reading
@whose
def command(
    asked: Reading, of: Whose, first: date | None, last: date | None, counting_rule: Any, everything: bool
) -> None:
    """Which referrals were re-referrals, within twelve months of a previous one, and what share that is."""
    from journey.projections.children_rows import rows_of_children
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names
    from journey.projections.rereferrals import period, rate, referrals, together

    with asking(asked) as (reader, question):
        begin, end = period(first, last, reader.standpoint.as_at)
        names = worker_names(reader.log)
        listed: list[dict[str, Any]] = []
        rates = []
        for batch in question.batches():
            found = referrals(batch, counting_rule)
            rates.append(rate(batch, found, begin, end, counting_rule))
            held = holders(batch, question.structure)
            listed += rows_of_children(found.drop("key"), held, names, days=("day", "previous_day", "closed_day"))
        figure = together(rates)
        rows: list[Row] = [
            _row(row)
            for row in reader.listed(
                row
                for row in listed
                if begin <= row["day"] <= end and of.wants(row) and (everything or row["answer"] == "yes")
            )
        ]
        report = Report(
            title="Re-referrals",
            caption="Every referral of the period" if everything else "Re-referrals of the period",
            columns=with_holder(_COLUMNS, rows),
            rows=rows,
            lead=_lead(figure),
            notes=() if listed or figure.covered_from else ("Nothing of referrals was known on the day asked for.",),
            meta=reader.meta(
                **{
                    "numerator": figure.numerator,
                    "denominator": figure.denominator,
                    "cannot_tell": figure.cannot_tell,
                    "share": figure.share,
                    "high_if_all_yes": figure.high_if_all_yes,
                    "covered_from": figure.covered_from,
                    "from": begin,
                    "to": end,
                    "counting_rule": counting_rule,
                    "while_open": figure.while_open,
                    "returned_after_closure": figure.returned_after_closure,
                }
            ),
            guide=_GUIDE,
        )
        reader.deliver(report, streams(rows))


def _row(found: Row) -> Row:
    row = {
        name: value for name, value in found.items() if name not in ("day", "previous_day", "closed_day", "closed_days")
    }
    return {
        **row,
        "referral_date": found["day"],
        "previous_referral_date": found["previous_day"],
        "closed_on": found["closed_day"],
        "days_since_closure": found["closed_days"],
    }


def _lead(figure: Any) -> tuple[LeadLine, ...]:
    """The figure of the whole period, whatever the rows are narrowed to."""
    found = f"{figure.numerator:,} of {figure.denominator:,} referrals"
    at_least = "at least " if figure.cannot_tell else ""
    share = f" ({at_least}{figure.share:.1%})" if figure.share is not None else ""
    lines = [LeadLine("Period", span(figure.first, figure.last)), LeadLine("Re-referrals", found + share)]
    if figure.cannot_tell:
        most = f"up to {figure.high_if_all_yes:.1%} if all were re-referrals"
        lines.append(LeadLine("Cannot tell", f"{figure.cannot_tell:,} referrals", most))
    lines.append(LeadLine("Covered from", figure.covered_from or "not covered"))
    if figure.while_open:
        lines.append(LeadLine("While the case was open", f"{figure.while_open:,} not counted"))
    lines.append(LeadLine("Returned within twelve months of closure", f"{figure.returned_after_closure:,}"))
    return tuple(lines)
