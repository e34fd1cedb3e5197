"""``journey diagnostic pack``: a file for each journey and auditor, with what the log shows and the form to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from journey.cli.diagnostic.assigned import JOURNEY, about
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.diagnostic.pack_files import PackFile, make_folders, pack_files
from journey.cli.options import PSEUDONYMISE, PURPOSE, TABLE, Showing
from journey.cli.output import write_file
from journey.cli.progress import progress
from journey.cli.pseudonymising import disguise
from journey.cli.showing import content_of, show
from journey.reports import write
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.audit.packs.evidence import Evidence
    from journey.reports.pseudonymised import Disguise

_FORMATS: Final = ("xlsx", "md", "html", "csv")
_COLUMNS = (
    Field("file", "File", "text", 40),
    JOURNEY,
    Field("child_id", "Child", "id"),
    Field("auditor", "Auditor", "text", 20, "Whose form is in it; empty: not given out yet."),
)


@click.command(epilog="Example: journey diagnostic pack baseline packs --auditor 'Ines Okafor'")
@NAME
@click.argument("folder", metavar="OUTDIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--auditor", metavar="WHO", help="Only the journeys of this auditor. Default: a folder for each.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="xlsx",
    show_default=True,
    help="xlsx and csv can be filled in and graded from; csv is the form alone.",
)
@PURPOSE
@PSEUDONYMISE
def command(
    name: str, folder: Path, auditor: str | None, format_name: str, purpose: str | None, pseudonymise: Path | None
) -> None:
    """Write one file for each journey and auditor, readable by you alone: what the log shows, and the form.

    The log is read where the frame stands. What it shows is kept apart from what only the case file, the worker and
    the family can show, which the form asks; nothing is judged beforehand. Every auditor has a folder and files of
    their own, so that no form shows what another wrote. Files that are there are not written over. For outside experts
    (--pseudonymise) what the log shows is told with pseudonyms and auditors by number; forms come back by both numbers.
    """
    with found(Showing(TABLE, None), name, purpose=purpose, format_name=format_name) as page:
        from journey.audit.audited import audited

        one = page.diagnostic
        made = audited(page.reader.log, one)
        wanted = pack_files(page, made, auditor, format_name, numbered=pseudonymise is not None)
        told = disguise(page.reader.log, pseudonymise, one.at.as_at) if pseudonymise else None
        drawn = list(dict.fromkeys(file.stream for file in wanted))
        streams = page.reader.allow(drawn)
        files = [file for file in wanted if file.stream in streams]
        make_folders(folder, files)
        rows = list(_written(page, folder, files, _packs(page, files, format_name, told)))
        withheld = len(drawn) - len(streams)
        notes = [f"{counted(withheld, 'journey')} left out: sealed or restricted since the draw."] if withheld else []
        report = Report(
            title=f"Packs: {one.name}",
            columns=_COLUMNS,
            rows=rows,
            meta=page.meta(packs=len(rows), left_out_since=withheld),
            caption=counted(len(rows), "pack"),
            notes=(*notes, "These are copies of personal data. Delete them when the audit is done."),
        )
        report = told.report(report, None) if told else report
        show(content_of(report, page.reader.asked), report, page.reader.asked)


def _packs(page: Found, files: Sequence[PackFile], format_name: str, told: Disguise | None) -> dict[Path, bytes]:
    """Every pack, made before one of them is written: whoever stops it in between has none, not some."""
    from journey.audit.packs.evidence import evidence

    packs: dict[Path, bytes] = {}
    streams = list(dict.fromkeys(file.stream for file in files))
    with progress("Making packs") as step:
        for shown in evidence(page.question, streams, lambda: step(len(packs), len(files))):
            for file in files:
                if file.stream == shown.stream:
                    packs[file.path] = _content(page, shown, file.auditor, format_name, told)
    return packs


def _written(page: Found, folder: Path, files: Sequence[PackFile], packs: dict[Path, bytes]) -> Iterator[Row]:
    for file in files:
        write_file(folder / file.path, packs[file.path])
        yield {**about(page.diagnostic, file.stream), "file": str(folder / file.path), "auditor": file.auditor}


def _content(page: Found, shown: Evidence, auditor: str, format_name: str, told: Disguise | None) -> bytes:
    from journey.cli.diagnostic.pack_page import FORM, form, pack

    report = pack(page.diagnostic, shown, auditor, page.meta(), told)
    if format_name == "csv":
        number = str(about(page.diagnostic, shown.stream)["journey"])
        report = replace(report, columns=FORM, rows=form(page.diagnostic, number, auditor), sections=())
    return write(report, format_name)
