"""``journey access``: who read what, when and why."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

import click

from journey.cli.canonical import canonical
from journey.cli.days import DAY
from journey.cli.options import PURPOSE, Showing, showing
from journey.cli.session import check_purpose, who
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.cli.withholding import withholding
from journey.domain.errors import NotPermitted, UsageError
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.projections.record.readings import Readings
    from journey.store.log import Log

USE = "Audit practice"

_COLUMNS = (
    Field("entry", "Entry", "count", help="Its number in the access log."),
    Field("at", "When", "moment"),
    Field("who", "Who", "text", 18),
    Field("purpose", "Purpose", "text", 24),
    Field("about", "About", "text", 30),
    Field("command", "Command", "text", 40),
    Field("children", "Children", "count", help="How many the reading was about; it names up to 1,000."),
    Field("out_of_hours", "Out of hours", "flag"),
    Field("involvement", "Involvement", "text", 16, "What the log knows of the reader and the one child read about."),
)
_GUIDE = (
    "One line for each command that showed or recorded anything, as it was asked; looking here is one too.",
    "Involvement on record: the reader recorded something about the child, or is a worker named on the child's record.",
    "A reader who logs in under another name than the record has for the worker has none on record.",
    "What was read past this tool, from the file or the database itself, is not here.",
)
_NAMED = 1_000


class _Hours(click.ParamType[tuple[time, time]]):
    name = "hours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[time, time]:
        try:
            opens, closes = (time.fromisoformat(part.strip()) for part in str(value).split("-"))
        except ValueError:
            self.fail(f"{value!r} is no opening time: say it like 08:00-18:00", param, ctx)
        if opens >= closes:
            self.fail(f"{value!r} ends before it begins: say it like 08:00-18:00", param, ctx)
        return opens, closes


@click.command(epilog='Example: journey access --child 1000504 --purpose "subject access request"')
@click.option("--child", metavar="CHILD", help="Only readings about this child, or that may have been.")
@click.option("--by", metavar="PERSON", help="Only readings by this person.")
@click.option("--out-of-hours", is_flag=True, help="Only readings outside the office hours of working days.")
@click.option(
    "--no-involvement", is_flag=True, help="Only readings of one child by somebody with no involvement on record."
)
@click.option("--from", "since", type=DAY, metavar="D", help="Only readings from this day on.")
@click.option("--to", "until", type=DAY, metavar="D", help="Only readings up to this day.")
@click.option(
    "--hours",
    type=_Hours(),
    default="08:00-18:00",
    show_default=True,
    metavar="TEXT",
    help="The office hours, in London.",
)
@PURPOSE
@showing
def command(
    asked: Showing,
    child: str | None,
    by: str | None,
    out_of_hours: bool,
    no_involvement: bool,
    since: date | None,
    until: date | None,
    hours: tuple[time, time],
    purpose: str | None,
) -> None:
    """Who read what, when and why: the access log, which is itself only added to.

    Looking here is recorded as well.
    """
    check(asked)
    if since and until and since > until:
        raise UsageError(f"--from {since} is after --to {until}: no reading can be on both sides.")

    from journey.projections.record.disposed_readings import without_disposed
    from journey.projections.record.readings import CANNOT_TELL, NONE_ON_RECORD, Hours, Readings
    from journey.store.log import open_log

    ctx = click.get_current_context()
    with open_log(store_url(ctx), create=False) as log:
        check_purpose(log, purpose)
        readings = Readings(log, Hours(*hours))
        every = [*map(without_disposed(log.disposed()), readings.rows())]
        about = _records(log, readings, child)
        chosen = [
            row
            for row in every
            if (about is None or about & set(row["streams"]) or row["children"] > _NAMED)
            and (by is None or row["who"].casefold() == by.strip().casefold())
            and (not out_of_hours or row["out_of_hours"])
            and (since is None or row["on"] >= since)
            and (until is None or row["on"] <= until)
        ]
        with_involvement = [{**row, "involvement": readings.involvement(row["who"], row["streams"])} for row in chosen]
        rows: list[Row] = [
            row for row in with_involvement if not no_involvement or row["involvement"] in (NONE_ON_RECORD, CANNOT_TELL)
        ]
        asked_as = canonical(ctx, {"format_name": asked.format, "hours": "-".join(f"{hour:%H:%M}" for hour in hours)})
        report = Report(
            title="Who read what",
            caption=f"{len(rows):,} of {counted(len(every), 'reading')}",
            columns=_COLUMNS,
            rows=rows,
            meta={"store": log.store_id, "position": log.position(), "entries": len(every), "command": asked_as},
            notes=_notes(rows, about),
            guide=_GUIDE,
        )
        content = content_of(report, asked)
        log.access.record(
            who=who(),
            purpose=purpose or "",
            command=asked_as,
            as_at=None,
            known_at=None,
            position=log.position(),
            children=sorted(about or {stream for row in rows for stream in row["streams"]}),
        )
        show(content, report, asked)


def _records(log: Log, readings: Readings, child: str | None) -> frozenset[str] | None:
    """The streams of the child asked about; None when none was."""
    if child is None:
        return None

    from journey.projections.cluster import find_stream

    records = readings.records_of(find_stream(log, child))
    if refusal := withholding(log).refusal_of_disposed(records):
        raise NotPermitted(refusal)
    return records


def _notes(rows: list[Row], about: frozenset[str] | None) -> tuple[str, ...]:
    unsure = [row for row in rows if about and not about & set(row["streams"])]
    if not unsure:
        return ()
    return (f"{counted(len(unsure), 'reading')} about more than {_NAMED:,} children may have been about this one too.",)
