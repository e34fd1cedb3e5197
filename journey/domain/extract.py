"""What one file says, read but not yet compared: rows of claims. Importers make it, intake compares it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from journey.domain.columns import Listing
from journey.domain.frozen import frozen
from journey.domain.statements import Precision
from journey.domain.values import Data


class Days(NamedTuple):
    """The days that a list covers where its file says so itself, both included."""

    first: date
    last: date


@frozen
class Claim:
    """One event that a row claims. ``occurred_on`` is None only for what the file shows of its own day (observed).

    ``ongoing``: what a row is about had begun before, on a day that the file does not give, and ``occurred_on`` is the
    first day on which the file shows it. ``row`` is the row that says so, where that is another than its fact's.
    """

    event: str
    occurred_on: date | None
    data: Data = field(default_factory=dict)
    precision: Precision = "exact"
    occurred_from: date | None = None
    occurred_time: time | None = None
    ongoing: bool = False
    row: int = 0


@frozen
class Row:
    """One row about one child.

    ``main`` is the claim the row is about (None in a list without one; its ``occurred_on`` is None when the start date
    is blank and the list lets it be). ``claims`` are all others; ``person`` the child's own details; ``is_open``
    whether nothing in the row ends what it is about. ``number`` is the row in the sheet as a spreadsheet shows it.
    ``within`` is the number of the row that holds this one (see ``Listing.within``); None also where a row that names
    its holder (``Listing.names_holder``) leaves that blank.
    ``silent`` are the (event, field) pairs on which it says nothing: its file has no column for them, or nothing in it.
    """

    number: int
    child: str
    main: Claim | None
    claims: tuple[Claim, ...] = ()
    person: Data = field(default_factory=dict)
    is_open: bool = True
    sheet: str = ""
    within: int | None = None
    silent: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken: its child or its own start date cannot be read. It counts as present.

    ``child`` and ``start`` are what could be read of them. ``cells`` is the row as written, by header; ``may_be_in``
    the other lists of the file that the row may belong to.
    """

    number: int
    column: str
    written: str
    problem: str
    remedy: str
    child: str | None = None
    start: date | None = None
    sheet: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    may_be_in: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """One row that says that two ids are one child; ``survivor`` is the id that stands for the child."""

    number: int
    survivor: str
    absorbed: str
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ListRead:
    """One list as read.

    ``not_child`` counts rows about somebody else (prospective adopters) and those that a map leaves out; ``covers`` are
    the days it covers, in a list whose files say so themselves; ``links`` its rows that say which ids are one child;
    ``without`` the headers of declared columns that the file does not have.
    """

    listing: Listing
    rows: tuple[Row, ...] = ()
    refused: tuple[Refused, ...] = ()
    not_child: int = 0
    covers: Days | None = None
    links: tuple[Link, ...] = ()
    without: frozenset[str] = frozenset()

    @property
    def read(self) -> int:
        """Rows read from the source, each of which must end in one counted outcome."""
        return len(self.rows) + len(self.refused) + self.not_child + len(self.links)


@dataclass(frozen=True, slots=True)
class Extract:
    """One file, or a set of files made together, of one source about one authority.

    ``file`` is the fingerprint that statements carry: the SHA-256 of the file, or of the sorted fingerprints of
    several. ``lists`` holds the lists the file has; one it lacks is not covered, and nothing about it is concluded.
    ``workers`` maps every worker reference used to the name as written; ``notes`` are remarks for the person
    importing. ``read_by`` is the fingerprint (hexadecimal) of the map that a report was read by.
    """

    system: str
    la: str
    file: bytes
    files: tuple[tuple[str, bytes], ...]
    speaks_for: date
    known_on: date
    lists: tuple[ListRead, ...]
    made: str = ""
    workers: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    read_by: str = ""
