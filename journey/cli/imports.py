"""``journey import``: take in files, all of each or nothing of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journey.cli.canonical import canonical
from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.options import Showing, showing
from journey.cli.progress import progress
from journey.cli.session import who
from journey.cli.showing import check, content_of, show
from journey.cli.store import store_url
from journey.domain.errors import UsageError
from journey.reports.table import Field, LeadLine, Report, Row

if TYPE_CHECKING:
    from journey.domain.extract import Extract
    from journey.store.importing import Imported
    from journey.store.log import Log

USE = "Take in what happened"
SHOWN = 5
"""How many refused rows are said on the screen; all of them are in the rejects file."""

_COUNTS = (
    ("rows", "Rows", "Rows read: each is counted once in the columns that follow."),
    (
        "rejected",
        "Refused",
        "The child or the row's own start date could not be read; handed back in the rejects file.",
    ),
    ("not_child", "Not a child", "Rows about prospective adopters: counted, nothing kept."),
    ("new", "New", "The source says a fact for the first time."),
    ("reinstated", "Reinstated", "A fact that was retracted is said again."),
    ("corrected", "Corrected", "The source now says otherwise."),
    ("progressed", "Progressed", "What was blank is filled in, or what is so now has changed."),
    ("unchanged", "Unchanged", "Nothing new."),
    ("retracted", "Retracted", "Facts the file before had, that this one should have and lacks."),
    ("aged_out", "Aged out", "Facts the file before had, whose absence a lawful exit explains."),
)
_COLUMNS = (
    Field("list", "List"),
    Field("title", "What it holds", width=30),
    *(Field(name, title, "count", help=help_) for name, title, help_ in _COUNTS),
)
_GUIDE = (
    "Every row read is counted in exactly one outcome, the first that applies.",
    "Retracted and aged out count facts that are absent from this file, not rows of it.",
    "A refused row counts as present: nothing that it might have held is retracted.",
)


@click.group(epilog="Example: journey import annex-a annex_a.xlsx --la 999 --extract-date 2025-03-31")
def command() -> None:
    """Take in files: all of each file is taken in, or nothing of it."""


@command.command("annex-a", epilog="Example: journey import annex-a annex_a.xlsx --la 999 --extract-date 2025-03-31")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--la", required=True, metavar="CODE", help="The authority's three-digit DfE code.")
@click.option("--extract-date", required=True, type=DAY, metavar="D", help="The day the file describes and was made.")
@click.option("--dry-run", is_flag=True, help="Read and compare, and write nothing.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    default=Path("rejects.csv"),
    show_default=True,
    metavar="FILE",
    help="Where refused rows go, with what to do about each.",
)
@click.option("--allow-retractions", is_flag=True, help="Go on though more than a fifth of a list would be retracted.")
@showing
def annex_a(
    asked: Showing,
    files: tuple[Path, ...],
    la: str,
    extract_date: date,
    dry_run: bool,
    rejects: Path,
    allow_retractions: bool,
) -> None:
    """Annex A (Ofsted): one workbook with Lists 1 to 11, or one CSV file per list.

    The file is compared with the Annex A files before and after it, whichever came first: what it newly says,
    corrects or no longer holds becomes a statement of its own. Files may be imported in any order.
    """
    check(asked)
    _check_authority(la)
    _check_rejects(rejects, files)
    if extract_date > today():
        raise UsageError(f"--extract-date {extract_date:%d/%m/%Y} lies in the future: give the day the file describes.")

    from journey.domain.statements import organisation_stream
    from journey.importers.annex_a.columns import ANNEX_A
    from journey.importers.annex_a.reader import read_annex_a
    from journey.store.importing import import_extract
    from journey.store.log import is_there, open_log

    ctx = click.get_current_context()

    def refer(kind: str, text: str) -> str:
        return log.keyring.reference(organisation_stream(la), kind, text)

    if not is_there(store_url(ctx)):  # a file that cannot be read must not leave an empty store behind
        read_annex_a(files, la=la, extract_date=extract_date, refer=lambda _kind, text: text)
    with open_log(store_url(ctx)) as log:
        extract = read_annex_a(files, la=la, extract_date=extract_date, refer=refer)
        with progress("Comparing") as step:
            done = import_extract(
                log,
                extract,
                ANNEX_A,
                by=who(),
                allow_retractions=allow_retractions,
                dry_run=dry_run,
                progress=step,
            )
        report = _report(log, extract, done, dry_run, canonical(ctx, {"format_name": asked.format}))
        _say(extract, done, rejects)
        show(content_of(report, asked), report, asked)


def _check_rejects(rejects: Path, files: tuple[Path, ...]) -> None:
    """Refused rows must never be written over what is being read, nor over anything that is not a CSV."""
    if rejects.suffix.lower() != ".csv" or rejects.resolve() in {file.resolve() for file in files}:
        raise UsageError(f"--rejects {rejects}: give a CSV file of its own, such as rejects.csv.")


def _check_authority(la: str) -> None:
    if not (len(la) == 3 and la.isdigit() and la.isascii()):
        raise UsageError(f"--la {la}: an authority's DfE code has three digits, such as 999.")


def _report(log: Log, extract: Extract, done: Imported, dry_run: bool, command_line: str) -> Report:
    place = log.place()
    titles = {listed.listing.name: listed.listing.title for listed in extract.lists}
    rows: list[Row] = [{"list": name, "title": titles[name], **counts} for name, counts in done.counts.items()]
    totals = done.totals
    names = [name for name, _, _ in _COUNTS]
    meta: dict[str, Any] = {
        "store": log.store_id,
        "position": place.position,
        "chain": place.chain.hex(),
        "command": command_line,
        **{name: totals[name] for name in names},
        "events": done.events,
        "children": done.children,
        "la": extract.la,
        "extract_date": extract.speaks_for,
        "file": extract.file.hex(),
        "dry_run": dry_run,
        "already_imported": done.again,
        "absent_because": dict(sorted(done.reasons.items())),
    }
    if done.again:
        title = "This file is in the store already; nothing was written"
    elif dry_run:
        title = f"Would write {done.events:,} events; nothing was written"
    else:
        title = f"Imported: {done.events:,} events"
    lead = (
        LeadLine("Extract", extract.speaks_for, ", ".join(name for name, _ in extract.files)),
        LeadLine("Authority", extract.la),
        LeadLine("Children", done.children),
        LeadLine("Rows", totals["rows"], f"{totals['rejected']} refused"),
    )
    notes = tuple(f"{count:,} absent: {why}." for why, count in sorted(done.reasons.items()))
    return Report(title, _COLUMNS, rows, meta, "Rows by list", lead, notes, _GUIDE)


def _say(extract: Extract, done: Imported, rejects: Path) -> None:
    """What the person importing should know, on the error stream; refused rows go to their file."""
    for note in (*extract.notes, *done.remarks):
        click.echo(note, err=True)
    if not done.refused:
        return
    from journey.cli.rejects import place, write_rejects

    files = ", ".join(name for name, _ in extract.files)
    write_rejects(rejects, files, done.refused)
    for name, refused in done.refused[:SHOWN]:
        click.echo(place(files, name, refused), err=True)
    if len(done.refused) > SHOWN:
        click.echo(f"… and {len(done.refused) - SHOWN:,} more.", err=True)
    rows = "row" if len(done.refused) == 1 else "rows"
    click.echo(f"{len(done.refused):,} {rows} set aside in {rejects}.", err=True)
