"""``journey import report``: any spreadsheet or CSV, one row an event, read by a map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journey.cli.clock import today
from journey.cli.days import DAY
from journey.cli.importing.asked import Asked, importing
from journey.cli.importing.take_in import Refers, take_in
from journey.domain.errors import BadInputFile, UsageError

if TYPE_CHECKING:
    from journey.domain.extract import Extract

_EXAMPLE = "Example: journey import report visits.csv --map visits --la 999 --extract-date 2025-03-31"


@click.command(epilog=_EXAMPLE)
@importing(
    files_needed=False,
    la_help="The authority's three-digit DfE code.",
    date_help="The day the report speaks for; not needed where the map says which column holds it.",
)
@click.option(
    "--map", "named", metavar="MAP", help="A map of your own (MAP.toml), or the name of one that is built in."
)
@click.option(
    "--covers-from",
    type=DAY,
    metavar="D",
    help="The first day from which the report leaves nothing out, where the map does not say.",
)
@click.option("--covers-to", type=DAY, metavar="D", help="The last such day.  [default: the day it speaks for]")
@click.option("--maps", "listed", is_flag=True, help="List the maps that are built in, and read nothing.")
@click.option("--show-map", metavar="NAME", help="Print a built-in map, to adapt.")
@click.option(
    "--new-map",
    nargs=2,
    metavar="FILE EVENT",
    help="Write a first map for a report about EVENT from the headers of FILE, beside it or where --map says.",
)
def command(
    asked: Asked,
    named: str | None,
    covers_from: date | None,
    covers_to: date | None,
    listed: bool,
    show_map: str | None,
    new_map: tuple[str, str] | None,
) -> None:
    """Any report of a case system: a workbook or CSV with one row an event, and a map that says what its columns mean.

    Each map is a source of its own: its reports are compared with those before and after. Nothing is concluded from
    what a report lacks unless the map, or --covers-from, says which days it covers.
    """
    if listed:
        _list_maps()
    elif show_map is not None:
        from journey.importers.report.shipped import text_of

        click.echo(text_of(show_map), nl=False)
    elif new_map is not None:
        _new_map(asked.files, named, *new_map)
    else:
        _import(asked, named, covers_from, covers_to)


def _import(asked: Asked, named: str | None, covers_from: date | None, covers_to: date | None) -> None:
    if len(asked.files) != 1:
        raise UsageError("Name one report: journey import report FILE --map MAP. Each report is imported by itself.")
    if named is None:
        raise UsageError("Say by which map it is read: --map MAP.toml. A first one is written by --new-map FILE EVENT.")
    if asked.la is None:
        raise UsageError("Say whose report it is: --la CODE, the authority's three-digit DfE code.")
    from journey.importers.report import declaration_of, read_report
    from journey.importers.report.shipped import find_map

    of = find_map(named)
    declaration = declaration_of(of)
    (path,) = asked.files

    def read(refers: Refers) -> Sequence[Extract]:
        extract = read_report(
            path,
            of,
            declaration,
            la=asked.authority,
            extract_date=asked.extract_date,
            refer=refers(asked.authority),
            covers_from=covers_from,
            covers_to=covers_to,
        )
        if extract.speaks_for > today():
            raise BadInputFile(f"{path.name} speaks for {extract.speaks_for:%d/%m/%Y}, which lies in the future.")
        return [extract]

    take_in(asked, declaration, read)


def _list_maps() -> None:
    from journey.domain.shapes import shape
    from journey.importers.report.language import read_map
    from journey.importers.report.shipped import shipped, text_of

    maps = [read_map(text_of(name), f"{name}.toml") for name in shipped()]
    width = max(len(of.name) for of in maps)
    for of in maps:
        titles = ", ".join(shape(name).title for name in (*of.events, *(also.event for also in of.also)))
        click.echo(f"{of.name:<{width}}  {of.title}: {titles}")


def _new_map(files: Iterable[Path], named: str | None, first: str, about: str) -> None:
    """Write a first map: from the headers of the report named, to where the map is to be."""
    from journey.importers.report.draft import draft

    reports = list(files)
    if len(reports) > 1 or (reports and named is not None):
        raise UsageError("Name one report and one map: journey import report --new-map FILE EVENT --map MAP.toml")
    report = reports[0] if reports else Path(first)
    target = Path(first) if reports else Path(named) if named is not None else report.with_suffix(".toml")
    if target.suffix.casefold() != ".toml":
        raise UsageError(f"{target} should end in .toml: a map is a TOML file.")
    text = draft(report, about)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as problem:
        raise UsageError(f"{target} is there already. Take it away, or name another with --map.") from problem
    except OSError as problem:
        raise UsageError(f"{target} cannot be written: {problem.strerror}. Name another place with --map.") from problem
    click.echo(
        f"{target} written. Check every line, then: journey import report {report} --map {target} --la CODE --dry-run"
    )
