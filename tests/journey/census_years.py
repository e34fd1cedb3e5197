"""Census files of several years in one store, and what each newly said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from journey.domain.statements import Statement, child_stream
from journey.importers.cin import CIN
from journey.projections.effective import Fact, effective_history
from journey.store.importing import Imported, import_extract
from journey.store.log import Log, open_log
from tests.importers.census import CHILD, LA, bare, census, read

LATER = date(2026, 11, 21)


class Years:
    """A store that takes in census files made from elements."""

    def __init__(self, log: Log, folder: Path) -> None:
        self.log, self.folder, self._files = log, folder, 0

    def take(self, year: int, *children: str, strict: bool = False, **of_header: Any) -> Imported:
        """Import the census of a year that holds these children."""
        self._files += 1
        path = census(self.folder / f"{self._files}.xml", *children, year=year, **of_header)
        return import_extract(self.log, read(path), CIN, allow_retractions=not strict)

    def said(self, speaks_for: date | None = None, child: str = CHILD) -> list[Statement]:
        """The statements about a child, of one file's day when asked."""
        stream = child_stream(LA, child)
        found = self.log.statements([stream])[stream]
        return [s for s in found if speaks_for in (None, s.source.speaks_for)]

    def facts(self, as_at: date = LATER, known_at: date = LATER, child: str = CHILD) -> dict[str, Fact]:
        """The facts of a child that stand, by key."""
        return {fact.key: fact for fact in effective_history(self.said(child=child), as_at, known_at) if fact.stands}

    def every(self, child: str = CHILD) -> dict[str, str]:
        """The state of every fact of a child, by key."""
        return {fact.key: fact.state for fact in effective_history(self.said(child=child), LATER, LATER)}


@contextmanager
def years() -> Iterator[Years]:
    """An empty store for census files."""
    with TemporaryDirectory() as name, open_log(f"sqlite:///{Path(name) / 'journey.db'}") as log:
        yield Years(log, Path(name))


def outcomes(done: Imported, name: str) -> dict[str, int]:
    """What became of the rows of one list, and of the facts it lacks; what did not happen left out."""
    counts: Counter[str] = done.counts[name]
    return {what: n for what, n in counts.items() if n and what != "rows"}


def fields(facts: dict[str, Fact], key: str) -> dict[str, Any]:
    """The fields of a fact, codes bare."""
    return {name: bare(value) for name, value in facts[key].data.items()}
