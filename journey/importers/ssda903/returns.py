"""Which files are of which year: by the days that cannot lie in another, else by the files they were found with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from journey.domain.errors import BadInputFile
from journey.importers.cells import Cell
from journey.importers.ssda903.tables import Table, start_of
from journey.importers.ssda903.year import ReturnYear, in_full, year_of
from journey.importers.values import NotReadable, as_date

TELLING: Final[Mapping[str, str]] = {
    "Episodes": "DEC",
    "Reviews": "REVIEW",
    "Missing": "MIS_END",
    "SWEpisodes": "SW_DEC",
    "DoLo": "DOLO_END",
}
"""The column of each file whose days lie in the year of the return."""


def by_year(tables: Sequence[Table], year: ReturnYear | None, known_on: date) -> dict[ReturnYear, list[Table]]:
    """The files of each year, in order. With ``year`` all are of that one.

    Raises BadInputFile where the year of a file cannot be told, or its days say another than ``year``, and where two
    files of a year are the same.
    """
    if year is not None:
        for table in tables:
            _check_given(table, year, known_on)
    found: dict[ReturnYear, list[Table]] = {}
    told = [None if year is not None else _told_by(table, known_on) for table in tables]
    for table, own in zip(tables, told, strict=True):
        of = year or own or _told_beside(table, tables, told)
        found.setdefault(of, []).append(table)
    for of, same in found.items():
        _check_once(of, same)
        if of.first > known_on:
            raise BadInputFile(
                f"{same[0].where} is of {of.title}, which begins after the day the files were made "
                f"({known_on:%d/%m/%Y}). Check --extract-date and --year."
            )
    return dict(sorted(found.items()))


def _told_by(table: Table, known_on: date) -> ReturnYear | None:
    """The one year in which all telling days of a file lie; None where it has none of them.

    Raises BadInputFile where they lie in several, or something begins after it.
    """
    column = TELLING.get(table.listing.name)
    years = sorted(_years(table, column, known_on)) if column else []
    if len(years) > 1:
        titles = " and ".join(year.title for year in (years[0], years[-1]))
        raise BadInputFile(
            f"{table.where}: '{column}' has days of {titles}, so its year cannot be told. Give the year that the "
            f"return is of, such as --year {years[-1].ends} for {years[-1].title}."
        )
    begun = max(_years(table, start_of(table.listing), known_on), default=None)
    if years and begun is not None and begun > years[0]:
        raise BadInputFile(
            f"{table.where}: '{column}' has days of {years[0].title} alone, but '{start_of(table.listing)}' one of "
            f"{begun.title}. Give the year that the return is of, such as --year {begun.ends}."
        )
    return years[0] if years else None


def _check_given(table: Table, year: ReturnYear, known_on: date) -> None:
    """Raises BadInputFile where the days of a file lie in other years than the one it is said to be of."""
    column = TELLING.get(table.listing.name)
    told = _years(table, column, known_on)
    begun = max(_years(table, start_of(table.listing), known_on), default=None)
    if year in told or begun == year or (not told and (begun is None or begun < year)):
        return
    column, other = (column, max(told)) if told else (start_of(table.listing), begun or year)
    raise BadInputFile(
        f"{table.where}: --year {year.ends} says that it is of {year.title}, but the days of '{column}' are of "
        f"{other.title}. Give --year {other.ends}, or leave it out; or name the files of {year.title}."
    )


def _years(table: Table, header: str | None, known_on: date) -> set[ReturnYear]:
    position = table.layout.positions.get(header or "")
    if position is None:
        return set()
    days = (_day(cells.get(position), table.date_1904, known_on) for _, cells in table.rows)
    return {year_of(day) for day in days if day is not None}


def _day(cell: Cell | None, date_1904: bool, known_on: date) -> date | None:
    """A readable day up to the day the file was made; any other says nothing of the year."""
    try:
        day = as_date(in_full(cell, known_on) if cell is not None else None, date_1904)
    except NotReadable:
        return None
    return day if day is not None and day <= known_on else None


def _told_beside(table: Table, tables: Sequence[Table], told: Sequence[ReturnYear | None]) -> ReturnYear:
    """The year of the files in the same folder, or of all files, where they are of one."""
    known = [(other.path.parent, year) for other, year in zip(tables, told, strict=True) if year is not None]
    beside = {year for folder, year in known if folder == table.path.parent}
    for years in (beside, {year for _, year in known}):
        if len(years) == 1:
            return years.pop()
    raise BadInputFile(
        f"{table.where} ({table.listing.name}) holds no day that tells which year it is of. Say so with --year, such "
        "as --year 2025 for April 2024 to March 2025, or import it together with the Episodes of its year alone."
    )


def _check_once(year: ReturnYear, tables: Sequence[Table]) -> None:
    first: dict[str, Table] = {}
    for table in tables:
        other = first.setdefault(table.listing.name, table)
        if other is not table:
            raise BadInputFile(
                f"{other.where} and {table.where} are both {table.listing.name} of {year.title}. Take one of them out, "
                "or import each year by itself with --year."
            )
