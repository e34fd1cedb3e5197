"""All files of the borough, written from its lives as they come: one child at a time is held, whatever their number."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
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
            for files in annual:
                files.take(child)
            truth.take(child)
            step(taken, count + len(ends))
        commands = [command for files in annual for command in files.commands()]
        for done, end in enumerate(ends, start=count + 1):
            commands.append(monthly.write(folder, end))
            step(done, count + len(ends))
    for path in (path for files in annual for path in files.unused()):
        (folder / path).unlink()
    for year in spans:
        commands += _organisation(of, year, folder, is_first=year == spans[0])
    write_about(folder, About(of.la, of.first, of.last, taken))
    commands = in_order(commands)
    (folder / COMMANDS).write_text(text(commands), encoding="utf-8", newline="\n")
    return commands


def _reports(year: Year, of: Organisation) -> list[tuple[Report, Asked]]:
    """The reports of a year, with the days of each."""
    first = max(year.first, of.first)
    asked = {"all": Asked(of.first, year.last, year.made)}
    return [(report, asked.get(report.holds, Asked(first, year.last, year.made))) for report in EVERY_REPORT]


def _organisation(of: Organisation, year: Year, folder: Path, *, is_first: bool) -> Iterator[Command]:
    """The organisation as it was known at the end of a year, with the posts and the hubs' meetings of the year."""
    number = year.number
    texts = {f"organisation_{number}.toml": of_organisation.structure(of, year.last)}
    for part, told in enumerate(of_organisation.posts(of, year, is_first=is_first), start=1):
        texts[f"posts_{number}.csv" if part == 1 else f"posts_{number}_{part}.csv"] = told
    texts[f"hub_weeks_{number}.csv"] = of_organisation.meetings(of, year)
    for order, (name, told) in enumerate((name, told) for name, told in texts.items() if told):
        (folder / ORGANISATION / name).write_text(told, encoding="utf-8", newline="")
        says_itself = name.endswith(".toml")
        options = () if says_itself else ("--la", of.la, "--extract-date", str(year.last))
        yield Command(year.last, order - len(texts), "organisation", (ORGANISATION / name,), options)
