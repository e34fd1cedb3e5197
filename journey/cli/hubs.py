"""``journey hubs``: the hubs of an authority as at a day."""

from __future__ import annotations

from typing import Any

import click

from journey.cli.allocated import allocated_worker_is
from journey.cli.asking import NO_HUBS, asking
from journey.cli.options import Reading, reading
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted, span, words

USE = "Ask about many children"


def _opened(row: Row) -> str:
    if row["opened"] is None:
        return "not recorded"
    if row["opened_from"]:
        return span(row["opened_from"], row["opened"])
    return words(row["opened"]) if row["opened_precision"] == "exact" else f"by {words(row['opened'])}"


def _count(name: str) -> Any:
    return lambda row: "cannot tell" if row[name] is None else words(len(row[name]))


_COLUMNS = (
    Field("la", "Authority", "id", 10),
    Field("hub", "Hub", "id", 20),
    Field("title", "Called", "text", 24),
    Field("group", "Group", "text", 18, "The group manager's group of hubs."),
    Field("open", "Open", "text", 11, "'cannot tell' where a day is only known as an interval, or not at all."),
    Field("opened", "Opened", "date", 24, "The last day on which it may have opened, with the first.", _opened),
    Field("group_manager_name", "Group manager", "text", 24, "By name where it is known, else by reference."),
    Field("filled", "Posts filled", "details", 24),
    Field("vacant", "Vacant", "details", 18, "Posts that are recorded as vacant."),
    Field("not_recorded", "Not recorded", "details", 24, "Posts of which nothing is said: neither filled nor vacant."),
    Field("children", "Children", "count", help="Children with an open case for whom the hub is responsible."),
    Field("size", "Size", "text", 8, "Below, within or above the size of a hub, a local standard; empty: cannot tell."),
    Field("weeks_without_meeting", "Weeks without", "text", 10, "Whole weeks without a meeting of the hub.",
          _count("weeks_without_meeting")),
    Field("months_without_manager", "Months without", "text", 10,
          "Whole months in which the group manager was at no meeting of the hubs of the group.",
          _count("months_without_manager")),
    Field("meetings_without_actions", "No actions", "text", 10, "Meetings at which no action was set.",
          _count("meetings_without_actions")),
)  # fmt: skip
_PAGE = frozenset(
    {"hub", "title", "open", "opened", "group_manager_name", "vacant", "children", "size", "weeks_without_meeting"}
)
"""What of it stands on a page; a spreadsheet has all."""

_GUIDE = (
    (
        "Hubs are as the organisation's file says (journey import organisation). A post is filled or vacant where "
        "that is recorded; of any other nobody can tell. Core posts are those of every hub, but for any that it is "
        "not meant to have."
    ),
    (
        "Meetings are judged between the first and the last one recorded for any hub of the authority, in whole "
        "weeks and months in which the hub was open; where none is recorded nobody can tell."
    ),
    "A merger, a new name or a split moves children on paper. It is never by itself a handoff.",
)


@click.command(epilog="Example: journey hubs --as-at 2017-04-01")
@click.option("--la", metavar="CODE", help="Only this authority.")
@click.option("--all", "everything", is_flag=True, help="Also hubs that have merged, been taken apart or closed.")
@reading
def command(asked: Reading, la: str | None, everything: bool) -> None:
    """The hubs as at a day: who manages them, which core posts are filled, children held, meetings missed."""
    from journey.projections.names import worker_names
    from journey.projections.organisation.hub_rows import hub_rows

    with asking(asked) as (reader, question):
        rows: list[Row] = [
            row
            for row in hub_rows(question, worker_names(question.log))
            if la in (None, row["la"]) and (everything or row["open"] != "no")
        ]
        report = Report(
            title="Hubs",
            caption=counted(len(rows), "hub or team", "hubs and teams")
            + ("" if everything else " that are open, or may be"),
            columns=_COLUMNS if len({row["la"] for row in rows}) > 1 else _COLUMNS[1:],
            page=tuple(field for field in _COLUMNS if field.name in _PAGE),
            rows=rows,
            meta=reader.meta(hubs=len(rows), allocated_worker_is=allocated_worker_is(question)),
            notes=() if rows or question.structure.has_hubs else (NO_HUBS,),
            guide=_GUIDE,
        )
        reader.deliver(report)
