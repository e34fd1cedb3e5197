"""A frame: the journeys from which a sample can be drawn, row by row, and the hash that proves which they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

from journey.audit.strata import NO_THEME, STRATA, THEMES, By
from journey.domain.errors import BadInputFile
from journey.domain.statements import child_stream

COLUMNS: Final = ("la", "child_id", "stratum", "family", "themes", "flags", "referred_on")
"""What a row of a frame says, and in this order the hash goes by it. ``family`` is a keyed reference, empty where no
source says which children are of one family; ``themes`` and ``flags`` are names with a space between; ``referred_on``
is the day of the last referral."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey of a frame."""

    la: str
    child_id: str
    stratum: str
    family: str = ""
    themes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    referred_on: date | None = None

    @property
    def stream(self) -> str:
        """The stream that stands for the child."""
        return child_stream(self.la, self.child_id)

    def stratum_by(self, by: By) -> str:
        """The stratum of a sample by case or by theme: of several themes the first of their order."""
        if by == "case":
            return self.stratum
        return next((theme.name for theme in THEMES if theme.name in self.themes), NO_THEME)

    def cells(self) -> dict[str, str]:
        """The row as text, by column."""
        told = (
            self.la,
            self.child_id,
            self.stratum,
            self.family,
            " ".join(self.themes),
            " ".join(self.flags),
            self.referred_on.isoformat() if self.referred_on else "",
        )
        return dict(zip(COLUMNS, told, strict=True))


@dataclass(frozen=True)
class Frame:
    """The journeys of a frame in the order of authority and id, and how many of which reason are in no frame."""

    journeys: tuple[Journey, ...]
    excluded: Counter[str] = field(default_factory=Counter)

    @cached_property
    def hash(self) -> str:
        """SHA-256, hexadecimal, of the rows: cells with a tab between, each row ended by a line feed, UTF-8."""
        return sha256("".join("\t".join(one.cells().values()) + "\n" for one in self.journeys).encode()).hexdigest()

    def count(self) -> Counter[str]:
        """Journeys by stratum."""
        return Counter(one.stratum for one in self.journeys)


def in_order(journeys: Iterable[Journey], excluded: Counter[str] | None = None) -> Frame:
    """A frame of journeys in whatever order."""
    return Frame(tuple(sorted(journeys, key=lambda one: (one.la, one.child_id))), excluded or Counter())


def strata_of(by: By) -> tuple[str, ...]:
    """The strata by case or by theme, in their order."""
    return tuple(one.name for one in STRATA) if by == "case" else (*(one.name for one in THEMES), NO_THEME)


def read_frame(rows: Sequence[dict[str, Any]], where: str) -> Frame:
    """A frame from the rows of an exported file, where every cell is text; columns not of a frame are not looked at.

    Raises BadInputFile for a file that is no frame.
    """
    if rows and (lacking := [name for name in COLUMNS if name not in rows[0]]):
        raise BadInputFile(
            f"{where}: there is no column {', '.join(lacking)}. Export the frame: journey diagnostic show NAME --frame."
        )
    return in_order(_journey(row, f"{where}, row {number}") for number, row in enumerate(rows, 2))


def _journey(row: dict[str, Any], where: str) -> Journey:
    cells = {name: row[name] or "" for name in COLUMNS}
    try:
        referred_on = date.fromisoformat(cells["referred_on"]) if cells["referred_on"] else None
    except ValueError:
        raise BadInputFile(f"{where}: 'referred_on' is {cells['referred_on']}, which is not a date.") from None
    return Journey(
        cells["la"],
        cells["child_id"],
        cells["stratum"],
        cells["family"],
        tuple(cells["themes"].split()),
        tuple(cells["flags"].split()),
        referred_on,
    )
