"""The same fact under another child's id: a possible merge of records in the case system, not a deletion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.extract import Row
from journey.domain.facts import parse_fact_key
from journey.domain.intake.absence import Elsewhere, nowhere_else
from journey.domain.intake.inventory import FileInventory
from journey.domain.intake.layers import Layer
from journey.domain.intake.says import FileRef
from journey.domain.intake.sequence import ElsewhereIn
from journey.domain.intake.state import FactSaid, SourceState
from journey.domain.shapes import shape

Born = Callable[[str, FileRef, Layer], object]
"""A child's date of birth as its source has it with a file, in a layer; None if it has none."""

Rows = Mapping[str, Sequence[tuple[Listing, Row]]]


class Elsewheres:
    """Finds, per file, whether a fact that a child's list lacks newly stands under another id.

    It does when another child, born on the same day as far as that is known, newly has a row in the same list with
    the same start date, and that date lies before the file in which it did not stand yet.
    """

    def __init__(
        self, declaration: SourceDeclaration, files: Sequence[FileInventory], own: FileRef, rows: Rows, born: Born
    ) -> None:
        self._declaration, self._files, self._own, self._rows, self._born = declaration, files, own, rows, born
        self._starts: dict[tuple[FileRef, str], dict[date, set[str]]] = {}

    def of(self, child: str) -> ElsewhereIn:
        """The question for one child, file by file."""

        def in_file(file: FileRef, layer: Layer) -> Elsewhere:
            at = next((i for i, held in enumerate(self._files) if held.file == file), 0)
            if at == 0:
                return nowhere_else

            def elsewhere(fact: FactSaid, state: SourceState) -> bool:
                return self._stands_elsewhere(at, layer, child, fact, state)

            return elsewhere

        return in_file

    def _stands_elsewhere(self, at: int, layer: Layer, child: str, fact: FactSaid, state: SourceState) -> bool:
        key = parse_fact_key(fact.key)
        listing = next((x for x in self._declaration.listings if x.main and key.kind == shape(x.main).kind), None)
        if listing is None or key.start is None:
            return False
        before = next((i for i in range(at - 1, -1, -1) if self._had(i, listing, layer)), None)
        if before is None or key.start > self._files[before].file.speaks_for:
            return False
        had = self._by_start(before, listing).get(key.start, set())
        newly = self._by_start(at, listing).get(key.start, set()) - had - {child}
        mine = state.person.get("date_of_birth")
        file = self._files[at].file
        return any(mine is None or self._born(other, file, layer) in (None, mine) for other in sorted(newly))

    def _had(self, at: int, listing: Listing, layer: Layer) -> bool:
        held = self._files[at]
        return listing.name in held.lists and layer.holds(held.file.known_on)

    def _by_start(self, at: int, listing: Listing) -> dict[date, set[str]]:
        """The children of one list of one file, by the start date of their rows."""
        held = self._files[at]
        index = self._starts.get((held.file, listing.name))
        if index is None:
            index = {}
            for child, start in self._imported(listing) if held.file == self._own else _held(held, listing):
                index.setdefault(start, set()).add(child)
            self._starts[held.file, listing.name] = index
        return index

    def _imported(self, listing: Listing) -> Iterator[tuple[str, date]]:
        for child, rows in self._rows.items():
            for of, row in rows:
                if of.name == listing.name and row.main is not None and row.main.occurred_on is not None:
                    yield child, row.main.occurred_on


def _held(held: FileInventory, listing: Listing) -> Iterator[tuple[str, date]]:
    for row in held.lists[listing.name].rows if listing.name in held.lists else ():
        start = parse_fact_key(row.fact).start if row.fact else None
        if start is not None:
            yield row.child, start
