"""The formats that a scenario can show, each with its lists as tables, and how its files are written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from journey.domain.columns import Column, Listing, SourceDeclaration
from journey.domain.extract import Extract
from journey.domain.words import Mistake, nearest
from journey.importers.annex_a import ANNEX_A, read_annex_a
from journey.importers.annex_a.codes import read_code as annex_a_code
from journey.importers.cin import CIN, read_cin
from journey.importers.cin.codes import CensusCodes
from journey.importers.layout import columns_of
from journey.importers.organisation import ORGANISATION, read_organisation
from journey.importers.report import declaration_of, read_report
from journey.importers.report.shipped import find_map, shipped
from journey.importers.ssd import SSD, read_ssd
from journey.importers.ssd.codes import read_code as ssd_code
from journey.importers.ssd.columns import IDS, NAMED_BY
from journey.importers.ssda903 import SSDA903, read_ssda903
from journey.importers.ssda903.codes import read_code as ssda903_code
from journey.scenario.files.dated import Dated

REPORT: Final = "report"
"""Begins the name of a format that is read by a map: ``report visits``."""

BRITISH: Final = "%d/%m/%Y"

ReadCode = Callable[[str, str], Mapping[str, Any]]
"""A code set and a text as a code; its ``code`` is None where the text is in no code set."""

Read = Callable[[Sequence[Path], str, Dated], Extract]
"""What written files say of an authority: where they stand, its code, and their days."""


@dataclass(frozen=True, slots=True)
class ListForm:
    """How a list looks: the header of the child's id, if it is about children, and its other columns by header.

    A column of which nothing is declared is None, and text.
    ``within`` names the list in whose rows its own stand.
    """

    name: str
    child: str
    columns: Mapping[str, Column | None]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    ``dates`` is how a day is written; ``options`` are what its headings may say besides; ``nests``: rows stand inside
    others; ``has_every_column``: its lists are known by their columns, and have them all.
    """

    name: str
    declaration: SourceDeclaration
    lists: Mapping[str, ListForm]
    read: Read
    read_code: ReadCode | None = None
    dates: str = BRITISH
    options: frozenset[str] = frozenset()
    nests: bool = False
    has_every_column: bool = True

    @property
    def only_list(self) -> ListForm | None:
        """The list of a format that has one alone, which headings need not name."""
        return next(iter(self.lists.values())) if len(self.lists) == 1 else None

    def is_known(self, column: Column, text: str) -> bool:
        """Whether a text is in the code set of a column."""
        if self.read_code is None or column.codes is None:
            return True
        parts = [part.strip() for part in text.split(",")] if column.reads == "codes" else [text]
        return all(self.read_code(column.codes, part)["code"] is not None for part in parts)


MADE: Final = "made"
COVERS_FROM: Final = "covers from"
COVERS_TO: Final = "covers to"
WHOLE: Final = "whole"


def names() -> list[str]:
    """What a heading can begin with."""
    return [*_FORMATS, *(f"{REPORT} {name}" for name in shipped())]


@cache
def find_format(name: str) -> Format:
    """The format of that name. Raises Mistake with the nearest."""
    if name in _FORMATS:
        return _FORMATS[name]()
    if name.startswith(f"{REPORT} ") and name.removeprefix(f"{REPORT} ") in shipped():
        return _report(name.removeprefix(f"{REPORT} "))
    hint = nearest(name, names()) or f" The files are {', '.join(_FORMATS)} and 'report' with the name of a map."
    raise Mistake(f"'{name}' is no file that a test can show.{hint}")


def _form(listing: Listing, more: Iterable[str] = ()) -> ListForm:
    child = next((column.header for column in listing.columns if column.reads == "child"), "")
    columns: dict[str, Column | None] = {c.header: c for c in columns_of(listing) if c.header != child}
    return ListForm(listing.name, child, columns | dict.fromkeys(more), listing.within[0])


def _forms(listings: Iterable[Listing]) -> dict[str, ListForm]:
    return {listing.name: _form(listing) for listing in listings if not listing.read_from}


def _by_name(_kind: str, text: str) -> str:
    """Workers and families go by their names, as everywhere in a scenario."""
    return text


def _annex_a() -> Format:
    def read(paths: Sequence[Path], la: str, of: Dated) -> Extract:
        return read_annex_a(paths, la=la, extract_date=of.day, refer=_by_name)

    return Format(ANNEX_A.system, ANNEX_A, _forms(ANNEX_A.listings), read, annex_a_code, has_every_column=False)


def _cin() -> Format:
    def read(paths: Sequence[Path], la: str, of: Dated) -> Extract:
        return read_cin(paths, la=la, extract_date=None, import_day=of.made)[0]

    any_year = CensusCodes(date.max.year)
    return Format(CIN.system, CIN, _forms(CIN.listings), read, any_year.read, "%Y-%m-%d", frozenset({MADE}), nests=True)


def _ssda903() -> Format:
    def read(paths: Sequence[Path], la: str, of: Dated) -> Extract:
        year = of.day.year + (of.day >= date(of.day.year, 4, 1))
        return read_ssda903(paths, la=la, known_on=of.made, refer=_by_name, year=year)[0]

    lists = _forms(SSDA903.listings)
    return Format(SSDA903.system, SSDA903, lists, read, ssda903_code, options=frozenset({MADE}))


def _ssd() -> Format:
    def read(paths: Sequence[Path], la: str, of: Dated) -> Extract:
        return read_ssd(paths, la=la, extract_date=of.day, refer=_by_name)

    lists = {}
    for listing in SSD.listings:
        if not listing.read_from:
            ids = (IDS.get(listing.name, ""), *NAMED_BY.get(listing.name, ())[:1])
            lists[listing.name] = _form(listing, [header for header in ids if header])
    return Format(SSD.system, SSD, lists, read, ssd_code, "%Y-%m-%d")


def _report(name: str) -> Format:
    of_map = find_map(name)
    declaration = declaration_of(of_map)

    def read(paths: Sequence[Path], la: str, of: Dated) -> Extract:
        days = {"covers_from": of.covers_from, "covers_to": of.covers_to}
        return read_report(paths[0], of_map, declaration, la=la, extract_date=of.day, refer=_by_name, **days)

    child = of_map.child or of_map.sen or ""
    told = {c.header: c for listing in declaration.listings for c in listing.columns if c.reads == "date"}
    headers = {header: told.get(header) for header in of_map.headers if header != child}
    lists = {name: ListForm(name, child, headers)}
    return Format(f"{REPORT} {name}", declaration, lists, read, options=frozenset({COVERS_FROM, COVERS_TO}))


def _organisation() -> Format:
    def read(paths: Sequence[Path], la: str, of: Dated) -> Extract:
        return read_organisation(paths[0], la=la, extract_date=of.day, whole=of.whole, refers=lambda _la: _by_name)

    lists = _forms(ORGANISATION.listings)
    return Format("organisation", ORGANISATION, lists, read, dates="%Y-%m-%d", options=frozenset({WHOLE}))


_FORMATS: Final[Mapping[str, Callable[[], Format]]] = {
    ANNEX_A.system: _annex_a,
    CIN.system: _cin,
    SSDA903.system: _ssda903,
    SSD.system: _ssd,
    "organisation": _organisation,
}
