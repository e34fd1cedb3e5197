"""The files of a year: the census, the 903 return and the reports of the case system."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from journey.demo.borough.lives import Child
from journey.demo.files.calendar import Year
from journey.demo.files.census import Census
from journey.demo.files.commands import Command
from journey.demo.files.recorded import elsewhere, recorded
from journey.demo.files.reports.layout import CHILD, OWN, Layout, map_of
from journey.demo.files.reports.report import Asked, Report
from journey.demo.files.ssda903.cells import ReturnCells
from journey.demo.files.ssda903.tables import TABLES, ReturnOf
from journey.importers.ssda903.columns import SSDA903

if TYPE_CHECKING:
    from _csv import Writer

CENSUS: Final = PurePosixPath("cin")
RETURN: Final = PurePosixPath("ssda903")
REPORTS: Final = PurePosixPath("reports")
MAPS: Final = PurePosixPath("maps")


class Annual:
    """Takes children and writes what the files of one year hold of them. To be closed by the stack it is made with."""

    def __init__(
        self, la: str, year: Year, folder: Path, reports: list[tuple[Report, Asked]], stack: ExitStack
    ) -> None:
        self._year = year
        self._census = _Census(Census(la, year.last, year.made), folder, stack) if year.has_census else None
        self._tables = [_Table(name, year, folder, stack) for name in TABLES] if year.is_whole else []
        self._reports = [_Report(report, asked, folder, stack) for report, asked in reports]
        self._la = la

    def take(self, child: Child) -> None:
        """The rows of a child, as recorded when the files of the year were made, under each of its ids."""
        known = recorded(child, self._year.made)
        for ident in (known, *(second for fault, second in elsewhere(child) if fault.known_on <= self._year.made)):
            if self._census is not None:
                self._census.take(ident)
            for report in self._reports:
                report.take(ident)
        returned = ReturnOf(known, self._year.first, self._year.last)
        for table in self._tables:
            table.take(returned)

    def unused(self) -> Iterator[PurePosixPath]:
        """The files of a return in which nobody is: there is none to hand in."""
        if self._census is not None and not self._census.children:
            yield self._census.path
        if not any(table.rows for table in self._tables):
            yield from (table.path for table in self._tables)

    def commands(self) -> Iterator[Command]:
        """The commands that take the files in; none for a return in which nobody is."""
        la = ("--la", self._la)
        made = ("--extract-date", str(self._year.made))
        if self._census is not None and self._census.children:
            yield Command(self._year.made, 2, "cin", (self._census.path,))
        if any(table.rows for table in self._tables):
            files = tuple(table.path for table in self._tables)
            yield Command(self._year.made, 3, "ssda903", files, (*la, "--year", str(self._year.number), *made))
        for order, report in enumerate(self._reports, start=4):
            for name in report.of.maps:
                yield report.command(name, order, la)


class _Census:
    """The census, with how many children are in it."""

    def __init__(self, census: Census, folder: Path, stack: ExitStack) -> None:
        self._census = census
        self.children = 0
        self.path: Final = CENSUS / f"cin_{census.year}.xml"
        self._file = stack.enter_context((folder / self.path).open("w", encoding="utf-8", newline="\n"))
        self._file.write(census.head())
        stack.callback(self._file.write, census.tail())

    def take(self, child: Child) -> None:
        element = self._census.child(child)
        self.children += bool(element)
        self._file.write(element)


class _Table:
    """One file of the 903 return, with how many rows it has."""

    def __init__(self, name: str, year: Year, folder: Path, stack: ExitStack) -> None:
        self._of, self.rows = TABLES[name], 0
        self._cells = ReturnCells(SSDA903.by_name[name], year.number)
        self.path: Final = RETURN / f"903_{name.lower()}_{year.number}.csv"
        self._out = _csv(folder / self.path, self._cells.headers, stack)

    def take(self, of: ReturnOf) -> None:
        for said in self._of(of):
            self._out.writerow(self._cells.of(of, said))
            self.rows += 1


class _Report:
    def __init__(self, of: Report, asked: Asked, folder: Path, stack: ExitStack) -> None:
        self.of, self._asked = of, asked
        self._layout = Layout(of.maps)
        self.path: Final = REPORTS / f"{of.name}_{asked.last.year + (asked.last.month > 3)}.csv"
        title = f"{map_of(of.maps[0]).title}: {_days(asked) if of.covers else f'as at {asked.made:%d/%m/%Y}'}"
        self._out = _csv(folder / self.path, [title], stack)
        self._out.writerow(self._layout.headers)

    def take(self, child: Child) -> None:
        for event, line in self.of.rows(child, self._asked):
            self._out.writerow(self._layout.cells(event, {CHILD: child.id, **line}))

    def command(self, name: str, order: int, la: tuple[str, ...]) -> Command:
        asked = self._asked
        days = ("--covers-from", str(asked.first), "--covers-to", str(asked.last)) if self.of.covers else ()
        map_named = str(MAPS / name) if name.endswith(OWN) else name
        options = ("--map", map_named, *la, "--extract-date", str(asked.made), *days)
        return Command(asked.made, order, "report", (self.path,), options)


def _days(asked: Asked) -> str:
    return f"{asked.first:%d/%m/%Y} to {asked.last:%d/%m/%Y}"


def _csv(path: Path, top: list[str], stack: ExitStack) -> Writer:
    """A CSV file with its first row."""
    out = csv.writer(stack.enter_context(path.open("w", encoding="utf-8", newline="")))
    out.writerow(top)
    return out
