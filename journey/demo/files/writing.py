"""All files of the borough, written from its lives as they come: one child at a time is held, whatever their number."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from journey.demo.borough.lives import Child
from journey.demo.borough.organisation import Organisation
from journey.demo.files import organisation as of_organisation
from journey.demo.files.annual import CENSUS, MAPS, REPORTS, RETURN, Annual
from journey.demo.files.asides import Asides
from journey.demo.files.calendar import Year, months, year_before, years
from journey.demo.files.commands import Command, in_order, text
from journey.demo.files.monthly import FOLDER, Monthly
from journey.demo.files.reports.layout import MAPS as OWN_MAPS
from journey.demo.files.reports.report import Asked, Report
from journey.demo.files.reports.shipped import REPORTS as EVERY_REPORT
from journey.demo.files.truth import About, Truth, write_about

ORGANISATION: Final = PurePosixPath("organisation")
COMMANDS: Final = "import.txt"
"""The commands that take the files in, one a line."""

Step = Callable[[int, int], None]
"""Told how much is done, of how much."""


def write_files(
    children: Iterable[Child], count: int, of: Organisation, folder: Path, step: Step = lambda _done, _of: None
) -> list[Command]:
    """Write all files into a folder, with the commands that take them in, which are returned in their order.

    ``count`` is how many children there are, for ``step`` alone. The folder is there and holds none of the files.
    """
    for name in (FOLDER, CENSUS, RETURN, REPORTS, ORGANISATION, MAPS):
        (folder / name).mkdir()
    for own in sorted(OWN_MAPS.glob("*.toml")):
        shutil.copyfile(own, folder / MAPS / own.name)
    ends, spans = months(of.first, of.last), years(of.first, of.last)
    with TemporaryDirectory(prefix="journey-borough-") as aside, ExitStack() as stack:
        monthly = Monthly(of.la, ends, Asides(Path(aside)))
        annual = [Annual(of.la, year, folder, _reports(year, of), stack) for year in spans]
        annual.append(Annual(of.la, year_before(of.first, of.last), folder, [], stack))
        truth = Truth(folder, stack)
        taken = 0
        for taken, child in enumerate(children, start=1):
            monthly.take(child)
            for year in annual:
                year.take(child)
            truth.take(child)
            step(taken, count + len(ends))
        commands = [command for year in annual for command in year.commands()]
        for done, end in enumerate(ends, start=count + 1):
            commands.append(monthly.write(folder, end))
            step(done, count + len(ends))
    for path in (path for year in annual for path in year.unused()):
        (folder / path).unlink()
    commands += [command for year in spans for command in _organisation(of, year, folder)]
    write_about(folder, About(of.la, of.first, of.last, taken))
    commands = in_order(commands)
    (folder / COMMANDS).write_text(text(commands), encoding="utf-8", newline="\n")
    return commands


def _reports(year: Year, of: Organisation) -> list[tuple[Report, Asked]]:
    """The reports of a year, with the days of each."""
    first = max(year.first, of.first)
    asked = {"all": Asked(of.first, year.last, year.made)}
    return [(report, asked.get(report.holds, Asked(first, year.last, year.made))) for report in EVERY_REPORT]


def _organisation(of: Organisation, year: Year, folder: Path) -> Iterable[Command]:
    """The organisation as it was known at the end of a year, and its hubs' meetings of the year."""
    options = ("--la", of.la, "--extract-date", str(year.last))
    path = ORGANISATION / f"organisation_{year.number}.toml"
    (folder / path).write_text(of_organisation.structure(of, year.last), encoding="utf-8", newline="\n")
    yield Command(year.last, 0, "organisation", (path,))
    if any(year.first <= one.day <= year.last for one in of.meetings):
        weekly = ORGANISATION / f"hub_weeks_{year.number}.csv"
        (folder / weekly).write_text(of_organisation.meetings(of, year), encoding="utf-8", newline="")
        yield Command(year.last, 0, "organisation", (weekly,), options)
