"""``journey weekly``: what to chase this week."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from journey.cli.asking import CHILD, Whose, asking, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row, Section
from journey.reports.words import words

USE = "Ask about many children"


def _since_last_week(row: Row) -> str:
    weeks = row.get("weeks")
    if row["change"] == "still" and weeks:
        return f"still, {weeks} week{'' if weeks == 1 else 's'}"
    return words(row["change"])


_COLUMNS = (
    Field("section", "Chase", "text", 18),
    CHILD,
    Field("what", "What", "text", 40),
    Field("due", "Due", "date", 18),
    Field("days", "Days", "count", help="Days over, days to go, or days since."),
    Field("change", "Since last week", "text", 16, "New, still there for so many weeks, or cleared.", _since_last_week),
    Field("detail", "Why", "text", 50),
)
_PAGE = _COLUMNS[:-1]
_OPEN = (
    Field("status", "Open cases", "text", 20),
    Field("children", "Children", "count"),
)
_GUIDE = (
    (
        "Overdue first, with most days; then what is due in the next ten working days; open cases that nobody holds; "
        "cases in which nothing purposeful happened; and what to put right in the record."
    ),
    "Last week is the list as at seven days earlier, of what is known today.",
    "Nothing is overdue beyond the data.",
    "A workbook also has a sheet for each hub, or team where there are no hubs, in the order of its workers.",
)


@click.command(epilog="Example: journey weekly --team north --output weekly.xlsx")
@reading
@whose
def command(asked: Reading, of: Whose) -> None:
    """What to chase: overdue, due in ten working days, unallocated, nothing purposeful, data to put right."""
    from journey.projections.children_rows import rows_of_children
    from journey.projections.holders import holders
    from journey.projections.names import worker_names
    from journey.projections.weekly import weekly

    with asking(asked) as (reader, question):
        rows: list[Row] = [row for row in weekly(question) if of.wants(row)]
        open_cases: list[dict[str, Any]] = []
        for batch in question.batches():
            held = holders(batch, question.structure)
            found = held.filter("open").select("child", "kind")
            open_cases += rows_of_children(found, held, worker_names(reader.log))
        kinds = Counter(str(row["kind"]) for row in open_cases if of.wants(row))
        by_status = [{"status": kind.replace("_", " "), "children": n} for kind, n in sorted(kinds.items())]
        report = Report(
            title="This week",
            caption=f"{sum(row['change'] != 'cleared' for row in rows):,} to chase",
            columns=with_holder(_COLUMNS, rows),
            page=with_holder(_PAGE, rows),
            rows=rows,
            meta=reader.meta(
                counts=dict(sorted(Counter(str(row["section"]) for row in rows if row["change"] != "cleared").items())),
                changes=dict(sorted(Counter(str(row["change"]) for row in rows).items())),
            ),
            guide=_GUIDE,
            sections=(Section("open", "Open cases by kind", _OPEN, list(by_status)), *_sheets(rows, asked.format)),
        )
        reader.deliver(report, streams(rows))


def _sheets(rows: list[Row], format_name: str) -> list[Section]:
    """In a workbook, a table for each hub, or team where no hub is recorded, by worker."""
    if format_name != "xlsx":
        return []
    by = "hub" if any(row.get("hub") for row in rows) else "team"
    units = sorted({words(row.get(by)) or "no " + by for row in rows})
    return [
        Section(f"{by}_{number}", unit, with_holder(_COLUMNS, rows), _of_unit(rows, by, unit))
        for number, unit in enumerate(units, 1)
    ]


def _of_unit(rows: list[Row], by: str, unit: str) -> list[Row]:
    """The rows of a hub or team, by worker, each worker's in the order of the whole list."""
    own = [row for row in rows if (words(row.get(by)) or "no " + by) == unit]
    return sorted(own, key=lambda row: words(row.get("lead_worker_name") or row.get("lead_worker")))
