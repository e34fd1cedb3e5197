"""Annex A at the end of every month."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath
from typing import Final

from journey.demo.borough.lives import Child
from journey.demo.files.annex_a import rows
from journey.demo.files.annex_a.view import View
from journey.demo.files.asides import Asides
from journey.demo.files.commands import Command
from journey.demo.files.recorded import elsewhere, recorded
from journey.demo.files.spell import spell_of
from journey.domain.intake.plan import RETRACTED_AT_MOST
from journey.exporters.annex_a.workbook import write_workbook
from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.annex_a.lists.front_door import REFERRALS

FOLDER: Final = PurePosixPath("annex_a")
_MADE_AT: Final = time(18)


class Monthly:
    """Takes children and puts their rows aside; then writes the workbooks, month after month."""

    def __init__(self, la: str, ends: Sequence[date], asides: Asides) -> None:
        self._la, self._ends, self._asides = la, ends, asides
        self._referrals: Counter[int] = Counter()
        self._withdrawn: Counter[int] = Counter()

    def take(self, child: Child) -> None:
        """The rows of a child in every month that shows it, under each of its ids."""
        self._take(child)
        for fault, second in elsewhere(child):
            self._take(second, fault.known_on)
        for fault in child.faults:
            if fault.kind == "duplicate" and fault.put_right_on is not None:
                self._withdrawn[bisect_left(self._ends, fault.put_right_on)] += 1

    def _take(self, child: Child, known_on: date = date.min) -> None:
        first, last = spell_of(child)
        for month, end in enumerate(self._ends):
            if max(first, known_on) <= end <= last:
                for name, row in rows(View(recorded(child, end), end)):
                    self._asides.put(_name(end), name, row)
                    self._referrals[month] += name == REFERRALS.name

    def write(self, folder: Path, end: date) -> Command:
        """The workbook of a month, with the command that takes it in."""
        path = FOLDER / f"{_name(end)}.xlsx"
        lists = {listing.name: self._asides.rows(_name(end), listing.name) for listing in ANNEX_A.listings}
        write_workbook(folder / path, lists, datetime.combine(end, _MADE_AT))
        allowed = ("--allow-retractions",) if self._loses_many(self._ends.index(end)) else ()
        return Command(end, 1, "annex-a", (path,), ("--la", self._la, "--extract-date", str(end), *allowed))

    def _loses_many(self, month: int) -> bool:
        """Whether what was entered twice and withdrawn is so large a part of a small list that imports ask first."""
        return self._withdrawn[month] > RETRACTED_AT_MOST * self._referrals[month - 1] > 0


def _name(end: date) -> str:
    return f"annex_a_{end:%Y_%m}"
