"""What an import will write: every row counted once, every statement with its dates, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.errors import TooManyRetractions
from journey.domain.extract import Extract, Refused, Row
from journey.domain.facts import parse_fact_key
from journey.domain.intake.elsewhere import Elsewheres
from journey.domain.intake.ids import check_ids
from journey.domain.intake.inventory import REFUSED, FileInventory, InventoryRow, ListInventory, Shape, shape_of
from journey.domain.intake.layers import Layer
from journey.domain.intake.says import FileRef, file_of, file_says
from journey.domain.intake.sequence import Neighbours, place
from journey.domain.intake.state import SourceState, in_order
from journey.domain.intake.write import Outcome, first_of
from journey.domain.shapes import shape as event_shape
from journey.domain.statements import Statement

RETRACTED_AT_MOST = 0.2
"""The share of a list that one import may retract before it stops: a truncated file looks like this."""

AT_A_TIME = 500
"""Children whose statements are read and compared together."""

COUNTED = ("rejected", "not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
"""The outcomes of rows read; every row ends in exactly one."""

ReadStatements = Callable[[Sequence[str]], Mapping[str, Sequence[Statement]]]
"""The statements on some streams, by stream."""

HashRows = Callable[[str, Sequence[tuple[Listing, Row]]], list[bytes]]
"""A short keyed hash of the content of each of one child's rows, which come with their lists, by child's stream."""

HandOver = Callable[[Sequence[Statement]], None]
"""Takes what an import newly says of some children, to be written or left."""

Progress = Callable[[int, int], None]
"""Called with children done and children to do."""


def no_progress(_done: int, _of: int) -> None:
    """Says nothing."""


@dataclass
class Plan:
    """All that an import will write, and the account it gives of the rows it read.

    ``statements`` are those that were not handed over, ``events`` how many there are with those that were.
    ``counts`` per list: the keys of ``COUNTED``, ``rows`` (their sum), ``retracted`` and ``aged_out``.
    ``inventories`` holds the file's own and, where keys changed, those of later files again. ``compared`` is how many
    children were looked at closely; the others said exactly what they said before.
    """

    file: FileRef
    statements: list[Statement] = field(default_factory=list)
    events: int = 0
    inventories: list[FileInventory] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, Refused]] = field(default_factory=list)
    children: int = 0
    compared: int = 0
    previous: FileRef | None = None
    retracted_later: Counter[tuple[FileRef, str]] = field(default_factory=Counter)

    @property
    def totals(self) -> Counter[str]:
        """The counts of all lists together."""
        return sum(self.counts.values(), Counter())


def plan_import(
    extract: Extract,
    declaration: SourceDeclaration,
    record: Sequence[FileInventory],
    read: ReadStatements,
    hash_rows: HashRows,
    *,
    by: str = "",
    allow_retractions: bool = False,
    hand_over: HandOver | None = None,
    progress: Progress = no_progress,
) -> Plan:
    """Compare a file with its neighbours in date order within its own source.

    ``record`` are the inventories of the source's earlier imports, in any order. ``hand_over`` is given the statements
    as they are found, some children at a time, so that those of a large file need not be held together; ``read`` must
    not see them. Raises TooManyRetractions when a list would lose more than a fifth of what it held: what was handed
    over by then must not stay.
    """
    return _Planner(extract, declaration, record, read, hash_rows, by, progress).plan(allow_retractions, hand_over)


class _Planner:
    def __init__(
        self,
        extract: Extract,
        declaration: SourceDeclaration,
        record: Sequence[FileInventory],
        read: ReadStatements,
        hash_rows: HashRows,
        by: str,
        progress: Progress,
    ) -> None:
        self.extract, self.declaration, self.read, self.hash_rows = extract, declaration, read, hash_rows
        self.by, self.progress = by, progress
        self.file = FileRef(extract.speaks_for, extract.known_on, extract.made, extract.file)
        self.before = sorted((held for held in record if held.file < self.file), key=lambda held: held.file)
        self.later = sorted((held for held in record if held.file > self.file), key=lambda held: held.file)
        self.held = {listed.listing.name: ListInventory() for listed in extract.lists}
        self.days = {listed.listing.name: listed.covers for listed in extract.lists if listed.covers is not None}
        self.own = FileInventory(self.file, self.held, self.days)
        self.neighbours = Neighbours(declaration, self.file, self.before, self.later)
        self.result = Plan(self.file, previous=self.before[-1].file if self.before else None)
        self.rows: dict[str, list[tuple[Listing, Row]]] = {}
        self.shapes: dict[tuple[str, Shape], int] = {}
        self.keys_again: dict[FileRef, dict[tuple[str, int], str]] = {}
        self.gone: set[tuple[str, str]] = set()
        self.hashes: dict[str, list[bytes]] = {}
        self.without_start: set[str] = set()

    def plan(self, allow_retractions: bool, hand_over: HandOver | None) -> Plan:
        """Count, compare, check."""
        self._take_in()
        if not allow_retractions:
            self._check_ids()
        files = [*self.before, self.own, *self.later]
        self.elsewheres = Elsewheres(self.declaration, files, self.file, self.rows, self._born)
        todo = self._children_to_compare()
        for start in range(0, len(todo), AT_A_TIME):
            some = todo[start : start + AT_A_TIME]
            streams = [self.declaration.stream(self.extract.la, child) for child in some]
            stored = self.read(streams)
            for child, stream in zip(some, streams, strict=True):
                self._compare(child, stream, stored.get(stream, ()))
            if hand_over is not None and self.result.statements:
                hand_over(self.result.statements)
                self.result.statements = []
            self.progress(min(start + AT_A_TIME, len(todo)), len(todo))
        self.result.children = sum(1 for rows in self.rows.values() if rows)
        self.result.compared = len(todo)
        self.result.inventories = [self.own, *self._inventories_again()]
        if not allow_retractions:
            self._check_retractions()
        self._count_where_read()
        return self.result

    def _take_in(self) -> None:
        for listed in self.extract.lists:
            name = listed.listing.name
            self.result.counts[name] = Counter(
                dict.fromkeys(("rows", *COUNTED, "retracted", "aged_out"), 0)
                | {"rows": listed.read, "not_child": listed.not_child}
            )
            for row in listed.rows:
                self.rows.setdefault(row.child, []).append((listed.listing, row))
                if _has_no_start(row):
                    self.without_start.add(row.child)
            for refused in listed.refused:
                self._refuse(name, refused)

    def _refuse(self, name: str, refused: Refused) -> None:
        self.result.refused.append((name, refused))
        self.result.counts[name]["rejected"] += 1
        for of in (name, *(other for other in refused.may_be_in if other != name and other in self.held)):
            self.own.refuse(of, InventoryRow(refused.child or "", "", b"", REFUSED, refused.number, 0))

    def _children_to_compare(self) -> list[str]:
        """All children but those of whom the file before this one, of the same lists, said exactly the same."""
        previous = self.before[-1] if self.before else None
        everyone = set(self.rows)
        made_later = [held for held in self.before if held.file.known_on > self.file.known_on]
        if made_later:
            return sorted(everyone.union(*(held.children for held in (*self.before, *self.later))))
        for held in [*([previous] if previous else []), *self.neighbours.open, *self.later]:
            everyone |= held.children
        covers_otherwise = previous is not None and set(previous.days) != set(self.own.days)
        if previous is None or self.later or set(previous.lists) != set(self.own.lists) or covers_otherwise:
            return sorted(everyone)
        return [child for child in sorted(everyone) if not self._said_the_same(child, previous)]

    def _said_the_same(self, child: str, previous: FileInventory) -> bool:
        rows = self.rows.get(child, [])
        if child in self.without_start or previous.shielded(child) or self.own.shielded(child):
            return False
        of_list = previous.rows_of(child)
        if len(rows) != sum(map(len, of_list.values())):
            return False
        hashes = self.hash_rows(self.declaration.stream(self.extract.la, child), rows)
        mine = sorted(((listing.name, h), i) for i, ((listing, _), h) in enumerate(zip(rows, hashes, strict=True)))
        shapes = {name: previous.lists[name].shapes for name in of_list}
        held = sorted((name, r.hash, r.fact, shapes[name][r.shape]) for name, of in of_list.items() for r in of)
        if [pair for pair, _ in mine] != [(name, h) for name, h, _, _ in held]:
            self.hashes[child] = hashes
            return False
        for ((name, content), i), (_, _, fact, shape) in zip(mine, held, strict=True):
            self._enter(name, rows[i][1], fact, content, "unchanged", shape)
            self.result.counts[name]["unchanged"] += not rows[i][0].read_from
        return True

    def _compare(self, child: str, stream: str, stored: Sequence[Statement]) -> None:
        state = self.neighbours.state_before(stored, child)
        rows = self._settle_starts(child, self.rows.get(child, []), state)
        hashes = self.hashes.pop(child, None) or self.hash_rows(stream, rows)
        says = file_says(self.file, frozenset(self.own.lists), self.own.shielded(child), rows, self.days)
        elsewhere = self.elsewheres.of(child)
        placed = place(stream, child, self.neighbours, says, stored, state, elsewhere, self.by)
        comparison = placed.comparison
        self.result.statements += placed.statements
        self.result.events += len(placed.statements)
        self.gone |= {(s.stream, s.fact) for s in placed.statements if s.name == "FactRetracted"}
        if placed.retracted:
            self.result.retracted_later.update(placed.retracted)
        for file, keys in placed.keys.items():
            self.keys_again.setdefault(file, {}).update(keys)
        for name, absent in comparison.absent.items():
            self.result.counts[name].update(absent)
        if comparison.reasons:
            self.result.reasons.update(comparison.reasons)
        spoken = {name: (place.listing, place.row) for name, (_, _, place) in says.series.items()}
        for (listing, row), content in zip(rows, hashes, strict=True):
            at = (listing.name, row.number)
            outcome = self._outcome(listing, row, comparison.outcomes)
            self.result.counts[listing.name][outcome] += not listing.read_from
            unheard = [name for name, spoke in spoken.items() if spoke != at]
            shape = shape_of(row, listing, unheard)
            self._enter(listing.name, row, comparison.keys.get(at, ""), content, outcome, shape)

    def _outcome(self, listing: Listing, row: Row, outcomes: Mapping[tuple[str, int], Outcome]) -> str:
        """What became of a row, and of what lists of their own read from it."""
        others = self.declaration.read_from(listing.name)
        outcome = outcomes.get((listing.name, row.number), "unchanged")
        for name in others:
            outcome = first_of(outcome, outcomes.get((name, row.number), "unchanged"))
        told = row.main is not None or others or outcome not in ("progressed", "unchanged")
        return outcome if told or self._held_before(listing.name, row.child) else "new"

    def _count_where_read(self) -> None:
        """A list that is read from the rows of another has its absences counted there."""
        for listed in self.extract.lists:
            if listed.listing.read_from:
                own = self.result.counts.pop(listed.listing.name)
                of = self.result.counts[listed.listing.read_from]
                of.update({name: own[name] for name in ("retracted", "aged_out")})

    def _held_before(self, name: str, child: str) -> bool:
        return any(child in held.lists[name].by_child for held in self.before if name in held.lists)

    def _settle_starts(
        self, child: str, rows: list[tuple[Listing, Row]], state: SourceState
    ) -> list[tuple[Listing, Row]]:
        """Attach a row without a start date to the child's only open fact of its kind; else refuse it."""
        if child not in self.without_start:
            self.rows[child] = rows
            return rows
        settled = []
        for listing, row in rows:
            if row.main is None or not _has_no_start(row):
                settled.append((listing, row))
                continue
            starts = {r.main.occurred_on for of, r in rows if of is listing and r.main is not None}
            openly = [
                fact
                for fact in state.facts.values()
                if fact.exists
                and fact.event == row.main.event
                and fact.occurred_on not in starts
                and not any(f"{fact.key}/{event_shape(end).part}" in state.facts for end in listing.ends)
            ]
            if len(openly) == 1:
                settled.append((listing, replace(row, main=replace(row.main, occurred_on=openly[0].occurred_on))))
            else:
                self._refuse(listing.name, _without_start(child, listing, row, len(openly)))
        self.rows[child] = settled
        return settled

    def _enter(self, name: str, row: Row, fact: str, content: bytes, outcome: str, shape: Shape) -> None:
        held = self.held[name]
        index = self.shapes.get((name, shape))
        if index is None:
            index = self.shapes[name, shape] = len(held.shapes)
            held.shapes.append(shape)
        held.rows.append(InventoryRow(row.child, fact, content, outcome, row.number, index))

    def _inventories_again(self) -> Iterable[FileInventory]:
        """Later files in which a row now stands for another fact than before."""
        for held in self.later:
            keys = self.keys_again.get(held.file, {})
            again = {}
            for name, listed in held.lists.items():
                rows = [r._replace(fact=keys.get((name, r.row), r.fact)) for r in listed.rows]
                if rows != listed.rows:
                    again[name] = ListInventory(listed.shapes, rows)
            if again:
                yield FileInventory(held.file, again, held.days)

    def _born(self, child: str, file: FileRef, layer: Layer) -> object:
        """A child's date of birth as the source has it with a file, this import's own rows taken into account."""
        after = [held for held in self.later if held.file <= file and layer.holds(held.file.known_on)]
        if not any(held.says_of(child, "ChildRegistered", "date_of_birth") for held in after):
            mine = file_says(self.file, frozenset(), frozenset(), self.rows.get(child, ())).person.get("date_of_birth")
            if mine is not None:
                return mine
        stream = self.declaration.stream(self.extract.la, child)
        state = SourceState()
        known = (s for s in self.read([stream]).get(stream, ()) if layer.holds(s.known_on))
        for statement in in_order(known, self.declaration.system):
            if file_of(statement) <= file:
                state.apply(statement)
        return state.person.get("date_of_birth")

    def _check_ids(self) -> None:
        """Not many children may have left the file before, or be new in the file after, by leading zeros alone."""
        own = FileInventory(self.file, {"": ListInventory(rows=[_named(child) for child in self.rows])})
        if self.before:
            check_ids(self.before[-1], own)
        if self.later:
            check_ids(own, self.later[0])

    def _check_retractions(self) -> None:
        """No list may lose more than a fifth of its rows: not by this file, and not by a later one against this."""
        for name, counts in self.result.counts.items():
            before = next((held for held in reversed(self.before) if name in held.lists), None)
            if before is not None:
                self._check_share(name, counts["retracted"], before, self.file)
        for (file, name), retracted in sorted(self.result.retracted_later.items()):
            self._check_share(name, retracted, self.own, file)

    def _check_share(self, name: str, retracted: int, before: FileInventory, file: FileRef) -> None:
        rows = before.lists[name].rows if name in before.lists else []
        size = sum(row.outcome != REFUSED for row in rows)
        if size and retracted > RETRACTED_AT_MOST * size:
            rows_of = f"of the {size} rows of the file of {before.file.speaks_for:%d/%m/%Y}"
            held = min(retracted, self._withdrawn_of(before.lists[name].rows))
            which = f"{retracted} {rows_of}"
            if held < retracted:
                which = f"{held} {rows_of} and {retracted - held} that only files before it held"
            raise TooManyRetractions(
                f"{name}: {which} are missing in that of {file.speaks_for:%d/%m/%Y} and would be retracted. Are both "
                "whole and of the dates given? Nothing was written. If they really were deleted, import again with "
                "--allow-retractions."
            )

    def _withdrawn_of(self, rows: Iterable[InventoryRow]) -> int:
        """How many rows' facts the plan withdraws; what a refused row may have been was in an earlier file alone."""
        held = {(self.declaration.stream(self.extract.la, row.child), row.fact) for row in rows if row.fact}
        return len(held & self.gone)


def _named(child: str) -> InventoryRow:
    return InventoryRow(child, "", b"", "", 0, 0)


def _has_no_start(row: Row) -> bool:
    return row.main is not None and row.main.occurred_on is None


def _without_start(child: str, listing: Listing, row: Row, openly: int) -> Refused:
    column = next(c.header for c in listing.columns if c.event == listing.main and c.field == "occurred_on")
    return Refused(
        number=row.number,
        column=column,
        written="",
        problem=f"is blank, and the child has {'no' if openly == 0 else openly} open {_kind_in_words(listing)}",
        remedy="give the start date in the case system and extract again",
        child=child,
        sheet=row.sheet,
    )


def _kind_in_words(listing: Listing) -> str:
    kind = parse_fact_key(event_shape(listing.main or "").kind).kind
    return f"{kind.replace('-', ' ')}s to which the row could belong"
