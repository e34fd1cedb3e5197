"""``journey import events``: our own export, taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journey.cli.canonical import canonical
from journey.cli.importing.asked import check_authority, check_rejects, rejects_option
from journey.cli.options import Showing, showing
from journey.cli.progress import progress
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.domain.errors import BadInputFile
from journey.domain.statements import split_stream
from journey.reports.table import Field, LeadLine, Report, Row

if TYPE_CHECKING:
    from journey.importers.events import EventFile
    from journey.store.log import Log
    from journey.store.restoring import Restored, Said

_COLUMNS = (
    Field("list", "File", width=30),
    Field("rows", "Rows", "count", help="Statements in the file."),
    Field("new", "New", "count", help="Statements that this store did not hold."),
    Field("unchanged", "Unchanged", "count", help="Statements that it held already."),
    Field("not_child", "Left out", "count", help="Statements of records that were disposed of here: nothing kept."),
)
_NEVER = dict.fromkeys(("rejected", "not_child", "reinstated", "corrected", "progressed", "retracted", "aged_out"), 0)
"""What other imports count: here a file is taken in whole, as it stands, or not at all."""


@click.command(epilog="Example: journey import events events.csv")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--la", metavar="CODE", help="Refuse a file that tells of another authority. Default: take what it has.")
@click.option("--dry-run", is_flag=True, help="Read and compare, and write nothing.")
@rejects_option("Stays unwritten: a file with a row that cannot be taken is refused whole.")
@showing
def command(shown: Showing, files: tuple[Path, ...], la: str | None, dry_run: bool, rejects: Path) -> None:
    """Our own export (`journey export csv`), each file whole or not at all.

    Every statement keeps its days, its source and its place on its stream; only the time of recording is this store's
    own. What the store holds already is left as it is. A file that was changed or cut short is refused, and so is one
    that says something else than this store at the same place of a record.
    """
    from journey.importers.events import EventFile
    from journey.store.log import open_log

    check(shown)
    check_authority(la)
    check_rejects(rejects, files)
    opened = [EventFile(file) for file in files]
    with progress("Checking") as step:
        for number, file in enumerate(opened):
            file.check()
            _check_is_of(file, la)
            step(number + 1, len(opened))
    ctx = click.get_current_context()
    with open_log(store_url(ctx)) as log:
        done = [(file, _restore(log, file, dry_run)) for file in opened]
        report = _report(log, done, dry_run, canonical(ctx, {"format_name": shown.format}))
        show(content_of(report, shown), report, shown)


def _check_is_of(file: EventFile, la: str | None) -> None:
    """Raises BadInputFile, before anything is written, for a file of another authority than the one named."""
    authorities = {of for line in file.lines() if (of := split_stream(line.statement.stream)[1])} if la else set()
    if others := ", ".join(sorted(authorities - {la})):
        raise BadInputFile(
            f"{file.path.name} tells of authority {others}, not of {la} alone. Give its own --la, or none. "
            "Nothing was written."
        )


def _restore(log: Log, file: EventFile, dry_run: bool) -> Restored:
    from journey.store.restoring import restore

    keys = {line.statement.stream: line.key for line in file.lines() if line.key}
    with progress("Taking in") as step:
        return restore(log, _said(file), keys, file.rows, dry_run=dry_run, step=step)


def _said(file: EventFile) -> Iterator[Said]:
    return ((f"{file.path.name}, row {line.number}", line.statement) for line in file.lines())


def _report(log: Log, done: list[tuple[EventFile, Restored]], dry_run: bool, command_line: str) -> Report:
    rows: list[Row] = [
        {
            "list": file.path.name,
            "rows": file.rows,
            "new": said.new,
            "unchanged": said.unchanged,
            **_NEVER,
            "not_child": said.disposed,
        }
        for file, said in done
    ]
    place = log.place()
    totals = {name: sum(row[name] for row in rows) for name in ("rows", "new", "unchanged", *_NEVER)}
    children = {stream for _, said in done for stream in said.streams if stream.startswith("child:")}
    meta = {
        "store": log.store_id,
        "position": place.position,
        "chain": place.chain.hex(),
        "command": command_line,
        **totals,
        "events": totals["new"],
        "disposed": totals["not_child"],
        "children": len(children),
        "files": [{"file": file.fingerprint.hex()} for file, _ in done],
        "dry_run": dry_run,
        "already_imported": not totals["new"],
    }
    return Report(
        _headline(totals["new"], dry_run),
        _COLUMNS,
        rows,
        meta,
        "Rows by file",
        (LeadLine("Children", len(children)), LeadLine("Rows", totals["rows"])),
    )


def _headline(new: int, dry_run: bool) -> str:
    if not new:
        return "All of it is in the store already; nothing was written"
    return f"Would write {new:,} events; nothing was written" if dry_run else f"Imported: {new:,} events"
