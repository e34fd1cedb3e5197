"""What the commands that record by hand share: the store opened for whoever records, and the account of what was
written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from journey.cli.canonical import canonical
from journey.cli.clock import today
from journey.cli.may_read import may_read
from journey.cli.options import PURPOSE, Showing, showing, with_options
from journey.cli.publishing.copies import followed
from journey.cli.session import who
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.domain.errors import UsageError
from journey.reports.table import Field, LeadLine, Report, Row, Section
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.domain.statements import Statement
    from journey.recording.journeys import JourneyLog
    from journey.recording.perform import Performed
    from journey.store.log import Log

Function = TypeVar("Function", bound=Callable[..., Any])

FIELDS = "fields"
_SEALED = "(sealed)"
_COLUMNS = (
    Field("child_id", "Child", "id"),
    Field("fact", "Fact", "id", 30, "What the fact is called: name it to correct or retract it."),
    Field("title", "Recorded", "text", 26),
    Field("occurred_on", "Date", "date"),
    Field("details", "Details", "text", 40),
    Field("version", "Version", "count", help="On the child's record; --based-on names it."),
    Field("position", "Position", "count", help="In the store."),
)


def by_hand(function: Function) -> Function:
    """Give a command --format, --output and --purpose; its function gets what it calls on a ``JourneyLog`` with."""

    @wraps(function)
    def with_all(shown: Showing, *args: Any, purpose: str | None, **others: Any) -> Any:
        return function(Asked(shown, purpose or ""), *args, **others)

    return cast(Function, with_options((PURPOSE,), showing(with_all)))


class Asked:
    """How a recording was asked: how it is shown, and why it is done."""

    def __init__(self, shown: Showing, purpose: str) -> None:
        self.shown = shown
        self.purpose = purpose

    def perform(self, call: Callable[[JourneyLog], Performed], *, create: bool = False) -> None:
        """Open the store, do it, and show what was written. Findings are said on the error stream."""
        check(self.shown)

        from journey.cli.sources import declarations
        from journey.recording.journeys import JourneyLog
        from journey.store.log import open_log

        ctx = click.get_current_context()
        command = canonical(ctx, _without_content(ctx) | {"format_name": self.shown.format})
        with open_log(store_url(ctx), create=create) as log:
            done = call(JourneyLog(log, who(), declarations(), self.purpose, command, today(), permit=may_read(log)))
            followed(log, done.statements)
            report = _report(log, done, command)
            for line in _findings(done):
                click.echo(line, err=True)
            show(content_of(report, self.shown), report, self.shown)


def pairs(given: Sequence[str]) -> dict[str, str]:
    """``field=value`` as a dictionary. Raises UsageError for what is not one, or said twice."""
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"{one!r} is not a detail: write field=value, and put quotes around words with spaces.")
        if name.strip() in found:
            raise UsageError(f"{name.strip()!r} is said twice.")
        found[name.strip()] = value.strip()
    return found


def _without_content(ctx: click.Context) -> dict[str, Any]:
    """What is written stands in the log, sealed where it is personal; the access log says which fields alone."""
    said = {name: _SEALED for name in ("reason",) if ctx.params.get(name)}
    fields = [f"{one.partition('=')[0]}=…" for one in ctx.params.get(FIELDS) or ()]
    return said | ({FIELDS: fields} if fields else {})


def _report(log: Log, done: Performed, command: str) -> Report:
    about_children = [said for said in done.statements if said.stream.startswith("child:")]
    place = log.place()
    names = {str(s.data["reference"]): str(s.data["name"]) for s in done.statements if s.name == "WorkerNamed"}
    stays = [_row(said, names) for said in done.stays]
    outcome = "already known" if done.already_known else "recorded"
    return Report(
        title="Known already; nothing was written" if done.already_known else "Recorded",
        caption=counted(len(about_children), "event", "events"),
        columns=_COLUMNS,
        rows=[_row(said, names) for said in about_children],
        meta={
            "command_elided": "…" in command or _SEALED in command,
            "store": log.store_id,
            "position": place.position,
            "chain": place.chain.hex(),
            "command": command,
            "outcome": outcome,
            "says": done.says,
            "events": len(done.statements),
            "findings": [
                {"finding": one.finding, "detail": one.detail, "on": one.on, "events": list(one.events)}
                for one in done.findings
            ],
        },
        lead=(LeadLine("Known", done.says),) if done.says else (),
        sections=(Section("stays", "Recorded since the merge, and stays where it is", _COLUMNS, stays),)
        if stays
        else (),
    )


def _row(said: Statement, names: Mapping[str, str]) -> Row:
    from journey.cli.show_words import details
    from journey.domain.events import event
    from journey.domain.statements import split_stream

    row: dict[str, Any] = {
        "child_id": split_stream(said.stream)[2],
        "fact": said.fact,
        "event": said.name,
        "title": event(said.name).TITLE,
        "occurred_on": said.occurred_on,
        "occurred_time": said.occurred_time,
        "known_on": said.known_on,
        "recorded_at": said.recorded_at,
        "version": said.version,
        "position": said.position,
        "data": said.data,
        "by": said.by,
    }
    return row | {"details": details(row, names)}


def _findings(done: Performed) -> Iterator[str]:
    for one in done.findings:
        yield f"Recorded; look at it: {one.finding}: {one.detail} ({', '.join(one.events)})."
