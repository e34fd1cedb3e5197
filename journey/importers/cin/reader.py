"""Reads the children in need census: each file into an extract of its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from journey.domain.columns import Listing
from journey.domain.errors import BadInputFile
from journey.domain.extract import Days, Extract, ListRead, Refused, Row
from journey.importers.cin.codes import CensusCodes
from journey.importers.cin.columns import CIN
from journey.importers.cin.element_rows import HELD_BY, ElementRows
from journey.importers.cin.header import Header, read_header
from journey.importers.cin.lists.in_need import CIN_DETAILS
from journey.importers.cin.row_readers import reader_of
from journey.importers.elements import Element, XmlFile
from journey.importers.fields import Context
from journey.importers.ids import leading_zeros
from journey.importers.workers import Workers


def read_cin(
    paths: Sequence[Path | str], *, la: str | None, extract_date: date | None, import_day: date
) -> list[Extract]:
    """What the census files say, one extract a file.

    ``la`` is the authority they must be of, if asked for. A file is known from the day its header says it was made,
    else from ``extract_date``, else from ``import_day``.

    Raises BadInputFile for a file that cannot be read as a whole or is of another authority; a row that cannot be taken
    is among its list's ``refused``.
    """
    return [_CensusFile(Path(path), la, extract_date, import_day).read() for path in paths]


class _CensusFile:
    """One file while it is being read."""

    def __init__(self, path: Path, la: str | None, extract_date: date | None, import_day: date) -> None:
        self._path, self._la, self._extract_date, self._import_day = path, la, extract_date, import_day
        self._elements = ElementRows()
        self._rows: dict[str, list[Row]] = {listing.name: [] for listing in CIN.listings}
        self._refused: dict[str, list[Refused]] = {listing.name: [] for listing in CIN.listings}

    def read(self) -> Extract:
        file = XmlFile(self._path, "Message", ("Header", "Child"), "children in need census")
        header: Header | None = None
        waiting: list[Element] = []
        for element in file.read():
            if element.name == "Child":
                waiting.append(element)
            elif header is not None:
                raise BadInputFile(f"{self._path.name}, line {element.line}: a second header. Export the census again.")
            else:
                header = read_header(element, self._path.name, self._la, self._import_day)
                self._begin(header)
            if header is not None:
                for child in waiting:
                    self._take(child)
                waiting.clear()
        if header is None:
            raise BadInputFile(
                f"{self._path.name} has no <Header>, so nobody can tell whose it is and which days it covers. "
                "Export the census again."
            )
        return self._extract(header, file.fingerprint)

    def _begin(self, header: Header) -> None:
        self._codes = CensusCodes(header.year)
        workers = Workers(lambda _kind, text: text, ())
        context = Context(
            header.speaks_for, workers, lambda _kind, text: text, self._codes.read, day_called="the reference date"
        )
        self._readers = {listing.name: reader_of(listing, context) for listing in CIN.listings}

    def _take(self, element: Element) -> None:
        child, rows = self._elements.of(element)
        for one in rows:
            name = one.listing.name
            read = self._readers[name].read(one.number, one.cells(child))
            if isinstance(read, Row):
                holder = one.holder()
                self._rows[name].append(replace(read, within=holder.number) if holder else read)
            else:
                self._refused[name].append(replace(read, line=one.line))

    def _extract(self, header: Header, fingerprint: bytes) -> Extract:
        lists = tuple(self._list_read(listing, header) for listing in CIN.listings if self._holds(listing))
        if not self._holds(CIN_DETAILS):
            raise BadInputFile(f"{self._path.name} holds no <{CIN_DETAILS.name}>, no referral at all. Export it again.")
        known_on = header.made_on or self._extract_date or self._import_day
        return Extract(
            system=CIN.system,
            la=header.la,
            file=fingerprint,
            files=((self._path.name, fingerprint),),
            speaks_for=header.speaks_for,
            known_on=known_on,
            lists=lists,
            made=header.made,
            notes=(*header.notes, *self._notes(header, known_on, lists)),
        )

    def _holds(self, listing: Listing) -> bool:
        """Whether the file has a list: one it has not a single element of may not have been asked for in its year."""
        listing = HELD_BY.get(listing.name, listing)
        return bool(self._rows[listing.name] or self._refused[listing.name])

    def _list_read(self, listing: Listing, header: Header) -> ListRead:
        rows, refused = self._rows[listing.name], self._refused[listing.name]
        return ListRead(listing, tuple(rows), tuple(refused), covers=Days(header.opens, header.speaks_for))

    def _notes(self, header: Header, known_on: date, lists: Sequence[ListRead]) -> Iterator[str]:
        name = self._path.name
        if header.made_on is None:
            yield f"{name}: its header has no day on which it was made; it counts as known from {known_on:%d/%m/%Y}."
        elif self._extract_date not in (None, header.made_on):
            yield f"{name} was made on {header.made_on:%d/%m/%Y}, as its header says; --extract-date is not used."
        absent = [f"{listing.name} ({listing.title})" for listing in CIN.listings if not self._holds(listing)]
        if absent:
            yield f"Not in {name}, so nothing is concluded about them: {', '.join(absent)}."
        yield from self._codes.notes()
        yield from self._elements.notes(name)
        yield from leading_zeros(lists)
