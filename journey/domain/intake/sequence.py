"""A file in its place among the files of its source, whenever it arrives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from journey.domain.columns import SourceDeclaration
from journey.domain.facts import parse_fact_key
from journey.domain.intake.absence import Elsewhere, nowhere_else
from journey.domain.intake.compare import Comparison, compare
from journey.domain.intake.inventory import FileInventory, carry_presence, says_again
from journey.domain.intake.layers import Layer, layers
from journey.domain.intake.says import FileRef, FileSays, file_of
from journey.domain.intake.state import SourceState, by_file, in_order, withdrawn_versions
from journey.domain.shapes import shape
from journey.domain.statements import Statement
from journey.domain.values import comparable

NAMES: Final = "WorkerNamed"
"""What a file says beside what is compared: the names behind the references that it uses."""

ElsewhereIn = Callable[[FileRef, Layer], Elsewhere]
"""The possible merges of each file."""


@dataclass
class Placed:
    """A file put in its place: what it newly says, and what now follows differently from the files after it.

    ``comparison`` is that with every file before it. ``statements`` are all that is to be written, in order, those of
    later files with their own dates; ``retracted`` counts, per later file and list, the facts that it now newly
    retracts; ``keys`` the fact key per (list, row) of each later file.
    """

    comparison: Comparison
    statements: list[Statement] = field(default_factory=list)
    retracted: Counter[tuple[FileRef, str]] = field(default_factory=Counter)
    keys: dict[FileRef, dict[tuple[str, int], str]] = field(default_factory=dict)


class Neighbours:
    """The files of a source before and after one that is put in its place: the same for each child of it."""

    def __init__(
        self,
        declaration: SourceDeclaration,
        file: FileRef,
        before: Sequence[FileInventory] = (),
        later: Sequence[FileInventory] = (),
    ) -> None:
        self.declaration, self.file, self.before, self.later = declaration, file, before, later
        self.layers = layers([*(held.file for held in before), file, *(held.file for held in later)])
        self.open = open_questions(before, declaration)
        self._in_layer: dict[Layer, Neighbours] = {}

    def known_in(self, layer: Layer) -> Neighbours:
        """The files before that are known in a layer."""
        if layer not in self._in_layer:
            before = [held for held in self.before if layer.holds(held.file.known_on)]
            self._in_layer[layer] = Neighbours(self.declaration, self.file, before)
        return self._in_layer[layer]

    def state_before(self, stored: Iterable[Statement], child: str) -> SourceState:
        """What the source said of a child before the file: ``stored`` are its statements."""
        state = SourceState()
        if stored:
            for file, statement in by_file(stored, self.declaration.system):
                if file < self.file:
                    state.apply(statement)
        for held in self.open:
            carry_presence(state, held, child, self.declaration)
        return state


def open_questions(before: Iterable[FileInventory], declaration: SourceDeclaration) -> list[FileInventory]:
    """The earlier files that still matter: per list, back to one that leaves no presence open.

    A refused row does, and a file that says nothing of what it lacks.
    """
    files = list(before)
    lists = {name for held in files for name in held.lists}
    needed: list[FileInventory] = []
    for held in reversed(files):
        if not lists:
            break
        needed.append(held)
        silent = {name for name in held.lists if declaration.by_name[name].known_by and name not in held.days}
        lists -= {name for name, listed in held.lists.items() if not listed.refused} - silent
    return needed[::-1]


def place(
    stream: str,
    child: str,
    neighbours: Neighbours,
    says: FileSays,
    stored: Sequence[Statement],
    state: SourceState,
    elsewhere: ElsewhereIn = lambda _file, _layer: nowhere_else,
    by: str = "",
) -> Placed:
    """Compare a file in its place, then run the comparison of the files after it again.

    ``stored`` is the child's whole stream; ``state`` the source's state before the file, which is used up. Where files
    were made in another order than that of their days, this is done in every layer that knows the file, the earliest
    first.
    """
    declaration, later, found = neighbours.declaration, neighbours.later, neighbours.layers
    if len(found) == 1 and not later:
        again = compare(stream, declaration, state, says, elsewhere(says.file, found[0]), by, goes_on=False)
        return Placed(again, _missing(says.file, stored, again.statements, found[0], declaration.system, by))
    told = [says, *_said_later(child, declaration, stored, state.copy(), later)]
    log, placed = list(stored), Placed(Comparison([], {}, {}))
    for layer in found:
        if not layer.holds(says.file.known_on):
            continue
        if layer is not found[-1]:
            known = [s for s in log if layer.holds(s.known_on)]
            step = neighbours.known_in(layer).state_before(known, child)
        else:
            step = state
        for one in told:
            if not layer.holds(one.file.known_on):
                continue
            again = compare(stream, declaration, step, one, elsewhere(one.file, layer), by)
            missing = _missing(one.file, log, again.statements, layer, declaration.system, by)
            _write(placed, log, missing)
            if one is says:
                placed.comparison = again
                continue
            placed.keys[one.file] = again.keys
            for statement in missing:
                if statement.name == "FactRetracted" and _is_absent(statement, declaration):
                    placed.retracted[one.file, statement.source.sheet] += 1
    return placed


def _said_later(
    child: str,
    declaration: SourceDeclaration,
    stored: Sequence[Statement],
    state: SourceState,
    later: Sequence[FileInventory],
) -> Iterator[FileSays]:
    """What each later file said, from its inventory and the log as it stands. ``state`` is moved on."""
    standing = in_order(stored, declaration.system)
    for held in later:
        for statement in standing:
            if file_of(statement) == held.file:
                state.apply(statement)
        yield says_again(held, child, state, declaration)


def _missing(
    file: FileRef, log: Sequence[Statement], due: Sequence[Statement], layer: Layer, system: str, by: str
) -> list[Statement]:
    """What to write so that, in a layer, exactly the statements due stand of a file; known from the layer's day on."""
    own = [s for s in log if s.source.file == file.file and s.source.system == system and s.name != NAMES]
    if not own and layer.since <= file.known_on:
        return list(due)
    known = [s for s in own if layer.holds(s.known_on)]
    standing = [s for s in in_order(known, system) if file_of(s) == file]
    day = layer.known_on(file)
    if day == file.known_on:
        return _difference(standing, due, by)
    standing, due = _without_what_stays(standing, due, day)
    return _revived([_in_layer(s, file, layer) for s in _difference(standing, due, by)], known, by)


def _without_what_stays(
    standing: Sequence[Statement], due: Sequence[Statement], day: date
) -> tuple[list[Statement], list[Statement]]:
    """Both without what was said before a layer's day and still follows: it stays known from the day it was said on.

    From when on it may have been known is not asked again: a file made later tells nothing about that.
    """
    stays = Counter(_content(s) for s in standing if s.known_on < day) & Counter(_content(s) for s in due)
    return _less(standing, Counter(stays), day), _less(due, Counter(stays), date.max)


def _less(statements: Sequence[Statement], stays: Counter[Hashable], before: date) -> list[Statement]:
    rest = []
    for statement in statements:
        if statement.known_on < before and stays[_content(statement)] > 0:
            stays[_content(statement)] -= 1
        else:
            rest.append(statement)
    return rest


def _revived(write: Sequence[Statement], known: Sequence[Statement], by: str) -> list[Statement]:
    """What was said in a layer before and withdrawn in this one, and is due after all: the withdrawal is withdrawn."""
    gone = withdrawn_versions(known)
    said = {s.version: s for s in known if s.version in gone}
    back = {
        _content(said[target]): s
        for s in known
        if s.version not in gone and isinstance(target := s.data.get("statement"), int) and target in said
    }
    revived = []
    for statement in write:
        withdrawal = back.get(_content(statement))
        if withdrawal is not None and withdrawal.known_on == statement.known_on:
            revived.append(replace(_withdraw(withdrawal, by), known_on=statement.known_on, source=statement.source))
        else:
            revived.append(statement)
    return revived


def _in_layer(statement: Statement, file: FileRef, layer: Layer) -> Statement:
    source = replace(statement.source, made_on=file.known_on)
    return replace(statement, known_on=layer.known_on(file), source=source)


def _write(placed: Placed, log: list[Statement], statements: Sequence[Statement]) -> None:
    """Add to what is to be written; in the log that is compared with, each has the version that it will have."""
    placed.statements += statements
    last = max((s.version for s in log), default=0)
    log += [replace(s, version=last + i) for i, s in enumerate(statements, start=1)]


def _is_absent(statement: Statement, declaration: SourceDeclaration) -> bool:
    """Whether a retraction is that of a list's own fact which the list lacks."""
    listing = declaration.by_name.get(statement.source.sheet)
    if listing is None or listing.main is None or statement.source.row:
        return False
    key = parse_fact_key(statement.fact)
    return key.kind == shape(listing.main).kind and key.part is None and "statement" not in statement.data


def _difference(stored: Sequence[Statement], due: Sequence[Statement], by: str) -> list[Statement]:
    """What to write so that exactly the statements due stand: those missing, and the withdrawal of the others."""
    if not stored:
        return list(due)
    have = Counter(_meaning(s) for s in stored)
    want = Counter(_meaning(s) for s in due)
    missing, surplus = want - have, have - want
    write: list[Statement] = []
    for statement in stored:
        if surplus[_meaning(statement)] > 0:
            surplus[_meaning(statement)] -= 1
            write.append(_withdraw(statement, by))
    for statement in due:
        if missing[_meaning(statement)] > 0:
            missing[_meaning(statement)] -= 1
            write.append(statement)
    return write


def _meaning(statement: Statement) -> Hashable:
    """What makes two statements of one file the same."""
    return (_content(statement), statement.known_from)


def _content(statement: Statement) -> Hashable:
    """What a statement says; not where in the file it stood, nor what version it built on."""
    data = {name: value for name, value in statement.data.items() if name != "based_on"}
    return (
        statement.name,
        statement.fact,
        statement.occurred_on,
        statement.occurred_time,
        statement.precision,
        statement.occurred_from,
        statement.belongs_to,
        comparable(data),
    )


def _withdraw(statement: Statement, by: str) -> Statement:
    """Retract one statement alone, with the dates of its own file: as if it had never been said."""
    source = statement.source
    return Statement(
        stream=statement.stream,
        name="FactRetracted",
        fact=statement.fact,
        known_on=source.made_on or statement.known_on,
        source=replace(source, made_on=None),
        data={"statement": statement.version, "reason": "no longer follows, now that an earlier file is known"},
        known_from=statement.known_from,
        by=by,
    )
