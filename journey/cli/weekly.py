"""``journey weekly``: what to chase this week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from journey.cli.asking import CHILD, HOLDER, Whose, asking, has_hubs, streams, whose, with_holder
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row, Section
from journey.reports.words import counted, words

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
_BY_WORKER = (
    Field("overdue", "Overdue", "count"),
    Field("due_soon", "Due soon", "count"),
    Field("unallocated", "Unallocated", "count"),
    Field("not_seen", "Not seen", "count"),
    Field("nothing_purposeful", "Nothing purposeful", "count"),
    Field("data_to_put_right", "Data to put right", "count"),
)
_GUIDE = (
    (
        "Overdue first, with most days; then what is due in the next ten working days; open cases that nobody holds; "
        "children last seen longer ago than the standard of their kind of case; cases in which nothing purposeful "
        "happened; and what to put right in the record."
    ),
    "Still, so many weeks: for so long it has been on the list.",
    "Last week is the list as at seven days earlier, of what is known today.",
    "Nothing is overdue beyond the data.",
)
_SHEETS = "A workbook also has a sheet for each {unit}, in the order of its workers."


@click.command(epilog="Example: journey weekly --team north --output weekly.xlsx")
@reading
@whose
def command(asked: Reading, of: Whose) -> None:
    """What to chase: overdue, due in ten working days, unallocated, not seen, nothing purposeful, data to put right."""
    from journey.projections.children_rows import rows_of_children
    from journey.projections.holding.holders import holders
    from journey.projections.names import worker_names
    from journey.projections.weekly.changes import weekly

    with asking(asked) as (reader, question):
        rows = reader.listed(filter(of.wants, weekly(question)))
        open_cases: list[dict[str, Any]] = []
        for batch in question.batches():
            held = holders(batch, question.structure)
            found = held.filter("open").select("child", "kind")
            open_cases += rows_of_children(found, held, worker_names(reader.log))
        kinds = Counter(str(row["kind"]) for row in reader.listed(filter(of.wants, open_cases)))
        by_status = [{"status": kind.replace("_", " "), "children": n} for kind, n in sorted(kinds.items())]
        chase = [row for row in rows if row["change"] != "cleared"]
        unit = "hub" if has_hubs(question, rows) else "team"
        report = Report(
            title="This week",
            caption=f"{counted(len(chase), 'line')} to chase",
            columns=with_holder(_COLUMNS, rows),
            page=with_holder(_PAGE, rows),
            rows=rows,
            meta=reader.meta(
                counts=dict(sorted(Counter(str(row["section"]) for row in chase).items())),
                changes=dict(sorted(Counter(str(row["change"]) for row in rows).items())),
            ),
            guide=(*_GUIDE, _SHEETS.format(unit=unit)),
            sections=(
                Section("open", "Open cases by kind", _OPEN, list(by_status)),
                _by_worker(chase, unit),
                *(_sheets(rows, unit) if asked.format == "xlsx" else ()),
            ),
        )
        reader.deliver(report, streams(rows))


def _by_worker(chase: Sequence[Row], unit: str) -> Section:
    """How many lines each worker has of each kind, by hub, or team where there are no hubs."""
    holder = tuple(field for name in (unit, "lead_worker") for field in HOLDER if field.name == name)
    held: dict[tuple[str, str], Row] = {}
    lines: Counter[tuple[tuple[str, str], str]] = Counter()
    for row in chase:
        key = words(row.get(unit)), words(row.get("lead_worker_name") or row.get("lead_worker"))
        held.setdefault(key, row)
        lines[key, str(row["section"]).replace(" ", "_")] += 1
    told: list[Row] = [
        {
            **{name: row.get(name) for name in (unit, "lead_worker", "lead_worker_name")},
            **{field.name: lines[key, field.name] for field in _BY_WORKER},
        }
        for key, row in sorted(held.items())
    ]
    return Section("by_worker", f"By {unit} and worker", (*holder, *_BY_WORKER), told)


def _sheets(rows: list[Row], unit: str) -> list[Section]:
    """A table for each hub or team, by worker, each worker's in the order of the whole list."""
    names = sorted({_unit_of(row, unit) for row in rows})
    return [
        Section(f"{unit}_{number}", name, with_holder(_COLUMNS, rows), _of_unit(rows, unit, name))
        for number, name in enumerate(names, 1)
    ]


def _of_unit(rows: list[Row], unit: str, name: str) -> list[Row]:
    own = [row for row in rows if _unit_of(row, unit) == name]
    return sorted(own, key=lambda row: words(row.get("lead_worker_name") or row.get("lead_worker")))


def _unit_of(row: Row, unit: str) -> str:
    return words(row.get(unit)) or f"no {unit}"
