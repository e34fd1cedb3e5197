"""``journey recommendations``: the 22 recommendations of the joint delivery plan, and what the log can evidence."""

from __future__ import annotations

import click

from journey.cli.asking import asking
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

USE = "Ask about many children"

_COLUMNS = (
    Field("recommendation", "No.", "count"),
    Field("title", "Recommendation", "text", 30),
    Field("evidence", "A log can show", "text", 14, "figures, partly, or not at case level."),
    Field("on_record", "On record", "flag", help="Whether any figure of it looks at anything in this store."),
    Field("figure", "Figure", "text", 40),
    Field("name", "Called", "text", 24, "As journey indicators, principles and events call it."),
    Field("kind", "Counts", "text", 10, "An indicator, journeys that show something, or events."),
    Field("period", "Period", "text", 22),
    Field("numerator", "Number", "count"),
    Field("denominator", "Of", "count"),
    Field("cannot_tell", "Cannot tell", "count"),
    Field("wanting", "For want of", "details", 36, "What it needs and no source holds.",
          lambda row: "; ".join(row["wanting"])),
    Field("missing", "Not in the log", "details", 36, "What a log of cases could hold, and this one has no event for.",
          lambda row: "; ".join(row["missing"])),
    Field("not_provable", "Not provable by cases", "text", 36),
)  # fmt: skip
_PAGE = tuple(
    field
    for field in _COLUMNS
    if field.name not in ("on_record", "name", "kind", "period", "title", "evidence", "missing", "not_provable")
)
_GUIDE = (
    "figures: what the recommendation asks for is counted in cases; partly: some of it is; not at case level: none.",
    "A number 'of' another looks at all that is asked, of which some cannot be told.",
    "No figure says that a recommendation is met.",
)


@click.command(epilog="Example: journey recommendations 3 16 --as-at 2025-03-31 --format xlsx --output plan.xlsx")
@click.argument("numbers", nargs=-1, type=click.IntRange(1, 22), metavar="[NUMBER]...")
@reading
def command(asked: Reading, numbers: tuple[int, ...]) -> None:
    """The 22 recommendations of the joint delivery plan: the figures of the twelve months up to the as-at day.

    What no log of cases can prove is said, and so is what this one lacks.
    """
    from journey.domain.calendar import days_after, earliest_within_months
    from journey.projections.indicators.measure import Period
    from journey.projections.recommendations.declared import RECOMMENDATIONS
    from journey.projections.recommendations.figures import recommendations

    wanted = [one for one in RECOMMENDATIONS if not numbers or one.number in numbers]
    with asking(asked) as (reader, question):
        as_at = question.at.as_at
        period = Period(days_after(earliest_within_months(as_at, 12), 1), as_at)
        rows: list[Row] = list(recommendations(question, wanted, period))
        counts = {evidence: sum(one.evidence == evidence for one in wanted) for evidence in _EVIDENCE}
        report = Report(
            title="Recommendations of the joint delivery plan",
            caption=counted(len(wanted), "recommendation"),
            columns=_COLUMNS,
            page=(_HEAD, *_PAGE[1:], _LACKS),
            rows=rows,
            meta=reader.meta(counts=counts, period=str(period)),
            guide=_GUIDE,
        )
        reader.deliver(report)


_EVIDENCE = ("figures", "partly", "not at case level")
_HEAD = Field(
    "recommendation",
    "Recommendation",
    "text",
    30,
    says=lambda row: f"{row['recommendation']}. {row['title']} ({row['evidence']})",
)
_LACKS = Field("missing", "Not shown", "text", 36, says=lambda row: _lacks(row))


def _lacks(row: Row) -> str:
    """What the log has no event for, and what no log proves."""
    return "; ".join([*row["missing"], f"never: {row['not_provable']}"])
