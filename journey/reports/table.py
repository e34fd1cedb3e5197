"""The one shape every report has: what it is called, where things stand, the rows, what makes it again.

A row is a dictionary with everything a program may want to know. ``columns`` say which of it stands in a spreadsheet;
``page`` says which of it fits on a page for people, and defaults to the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from journey.reports.pictures import Picture

Row: TypeAlias = Mapping[str, Any]
"""One row: snake_case key → value as ``journey.domain.values`` has it, or a date, time or moment."""

Kind = Literal["text", "date", "time", "moment", "count", "flag", "id", "details"]
"""What a column holds: ``moment`` is a date and time in UTC, ``flag`` yes or no, ``id`` text that no program may take
for a number, ``details`` a dictionary or list that is said in words."""


class CannotWrite(Exception):
    """A report that the chosen format cannot hold; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    ``name`` is the key in every row, ``title`` what people read, ``width`` a hint in characters, ``help`` a line for
    "How to read this". ``says`` puts the cell in words where they rest on more than one value. ``one_of`` are the
    answers to choose from, where the cell is to be filled in; none where it takes any words.
    """

    name: str
    title: str
    kind: Kind = "text"
    width: int | None = None
    help: str = ""
    says: Callable[[Row], str] | None = None
    one_of: Callable[[Row], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A line above the rows: where one thing stands."""

    label: str
    value: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A further table below the first. ``name`` is its key in JSON; ``notes`` stand under its title, and ``picture``
    above the table on pages that can show one."""

    name: str
    title: str
    columns: tuple[Field, ...]
    rows: list[Row]
    notes: tuple[str, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class Report:
    """A whole report. The same report gives the same bytes in every format but the terminal's.

    ``caption`` says what the rows are, ``notes`` stand under them, ``guide`` holds paragraphs for "How to read this".
    ``meta`` is what makes the report again (see ``provenance``) and whatever else its JSON promises.
    """

    title: str
    columns: tuple[Field, ...]
    rows: list[Row]
    meta: Mapping[str, Any]
    caption: str = ""
    lead: tuple[LeadLine, ...] = ()
    notes: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    page: tuple[Field, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    picture: Picture | None = None

    @property
    def for_people(self) -> tuple[Field, ...]:
        """The columns of a page."""
        return self.page or self.columns

    def tables(self) -> list[Section]:
        """Every table as a page shows it, the main one first."""
        main = Section("rows", self.caption or self.title, self.for_people, self.rows, picture=self.picture)
        return [main, *self.sections]
