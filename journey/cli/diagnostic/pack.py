"""``journey diagnostic pack``: a file for each journey, with what the log shows and the form to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from journey.cli.diagnostic.assigned import JOURNEY, about, worker_names_of
from journey.cli.diagnostic.found import NAME, Found, found
from journey.cli.options import PSEUDONYMISE, PURPOSE, TABLE, Showing
from journey.cli.output import write_file
from journey.cli.progress import progress
from journey.cli.pseudonymising import disguise
from journey.cli.showing import content_of, show
from journey.domain.errors import NotPermitted, UsageError
from journey.reports import write
from journey.reports.table import Field, Report, Row
from journey.reports.words import counted

if TYPE_CHECKING:
    from journey.audit.audited import Audited
    from journey.audit.packs.evidence import Evidence
    from journey.reports.pseudonymised import Disguise

_FORMATS: Final = ("xlsx", "md", "html", "csv")
_OWNER_ONLY: Final = 0o700
_COLUMNS = (
    Field("file", "File", "text", 40),
    JOURNEY,
    Field("child_id", "Child", "id"),
    Field("auditors", "Auditors", "text", 40),
)


@click.command(epilog="Example: journey diagnostic pack baseline packs --auditor 'Ines Okafor'")
@NAME
@click.argument("folder", metavar="OUTDIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--auditor", metavar="WHO", help="Only the journeys of this auditor, with this auditor's form alone.")
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
    """Write one file for each journey, readable by you alone: what the log shows, and the form.

    The log is read where the frame stands. What it shows is kept apart from what only the case file, the worker and
    the family can show, which the form asks; nothing is judged beforehand. Files that are there are not written over.
    For outside experts what the log shows is told with pseudonyms; forms come back by the journey's number.
    """
    with found(Showing(TABLE, None), name, purpose=purpose, format_name=format_name) as page:
        from journey.audit.audited import audited

        one = page.diagnostic
        made = audited(page.reader.log, one)
        wanted = _wanted(page, made, auditor)
        told = disguise(page.reader.log, pseudonymise, one.at.as_at) if pseudonymise else None
        streams = page.reader.allow(list(wanted))
        _make(folder, [f"{_file_name(page, stream)}.{format_name}" for stream in streams])
        packs = _packs(page, {stream: wanted[stream] for stream in streams}, format_name, told)
        rows = list(_written(page, folder, format_name, packs, wanted))
        withheld = len(wanted) - len(streams)
        notes = [f"{counted(withheld, 'journey')} left out: sealed or restricted since the draw."] if withheld else []
        report = Report(
            title=f"Packs: {one.name}",
            columns=_COLUMNS,
            rows=rows,
            meta=page.meta(packs=len(rows), left_out_since=withheld),
            caption=counted(len(rows), "pack"),
            notes=(*notes, "These are copies of personal data. Delete them when the audit is done."),
        )
        show(content_of(report, page.reader.asked), report, page.reader.asked)


def _wanted(page: Found, made: Audited, auditor: str | None) -> dict[str, list[str]]:
    """Journey → its auditors as they are called, in the order of the sample. Raises UsageError for none."""
    from journey.audit.people import people_of

    one, names = page.diagnostic, worker_names_of(page)
    every = [drawn.stream for drawn in one.journeys]
    if not every:
        raise UsageError(f"No sample of {one.name} is drawn yet: journey diagnostic draw {one.name}.")
    reference = people_of(page.reader.log, one.opened.get("la"), every).reference(auditor) if auditor else None
    found = {
        stream: [names.get(who, who) for who in made.auditors_of(stream) if reference in (None, who)]
        for stream in every
        if reference is None or reference in made.auditors_of(stream)
    }
    if not found:
        raise UsageError(f"{auditor} was given no journey: journey diagnostic assign {one.name} says who was.")
    return found


def _make(folder: Path, files: list[str]) -> None:
    """The folder, its owner's alone where it is new. Raises UsageError where one of the files is there."""
    try:
        folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        raise NotPermitted(f"{folder} cannot be made ({error.strerror}): name another folder.") from None
    if there := [file for file in files if (folder / file).exists()]:
        raise UsageError(
            f"{folder / there[0]} is there already, and may be filled in: name another folder, or remove it."
        )


def _packs(page: Found, wanted: dict[str, list[str]], format_name: str, told: Disguise | None) -> dict[str, bytes]:
    """Every pack, made before one of them is written: whoever stops it in between has none, not some."""
    from journey.audit.packs.evidence import evidence

    packs: dict[str, bytes] = {}
    with progress("Making packs") as step:
        for shown in evidence(page.question, list(wanted), lambda: step(len(packs), len(wanted))):
            packs[shown.stream] = _content(page, shown, wanted[shown.stream], format_name, told)
    return packs


def _written(
    page: Found, folder: Path, format_name: str, packs: dict[str, bytes], wanted: dict[str, list[str]]
) -> Iterator[Row]:
    for stream, content in packs.items():
        file = folder / f"{_file_name(page, stream)}.{format_name}"
        write_file(file, content)
        yield {**about(page.diagnostic, stream), "file": str(file), "auditors": ", ".join(wanted[stream])}


def _content(page: Found, shown: Evidence, auditors: list[str], format_name: str, told: Disguise | None) -> bytes:
    from journey.cli.diagnostic.pack_page import FORM, form, pack

    report = pack(page.diagnostic, shown, auditors, page.meta(), told)
    if format_name == "csv":
        number = str(about(page.diagnostic, shown.stream)["journey"])
        lines = [line for who in auditors or [""] for line in form(page.diagnostic, number, who)]
        report = replace(report, columns=FORM, rows=lines, sections=())
    return write(report, format_name)


def _file_name(page: Found, stream: str) -> str:
    """The journey's number: a file says whose it is to nobody without the sample."""
    return str(about(page.diagnostic, stream)["journey"]).replace("/", "-")
