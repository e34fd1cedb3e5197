"""A file in its place among the files of its source, whenever it arrives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from journey.domain.columns import SourceDeclaration
from journey.domain.events import event
from journey.domain.facts import parse_fact_key
from journey.domain.intake.absence import Elsewhere, nowhere_else
from journey.domain.intake.compare import Comparison, compare
from journey.domain.intake.inventory import FileInventory, carry_presence, says_again
from journey.domain.intake.says import FileRef, FileSays, file_of
from journey.domain.intake.state import SourceState, in_order
from journey.domain.statements import Source, Statement
from journey.domain.values import comparable

ElsewhereIn = Callable[[FileRef], Elsewhere]
"""The possible merges of each file."""


@dataclass
class Placed:
    """A file put in its place: what it newly says, and what now follows differently from the files after it.

    ``later`` are statements with the later files' own dates; ``retracted`` counts, per later file and list, the facts
    that it now newly retracts; ``keys`` the fact key per (list, row) of each later file.
    """

    comparison: Comparison
    later: list[Statement] = field(default_factory=list)
    retracted: Counter[tuple[FileRef, str]] = field(default_factory=Counter)
    keys: dict[FileRef, dict[tuple[str, int], str]] = field(default_factory=dict)


def state_before(
    file: FileRef,
    stored: Sequence[Statement],
    child: str,
    before: Iterable[FileInventory],
    declaration: SourceDeclaration,
) -> SourceState:
    """What the source said of a child before a file: ``stored`` are its statements, ``before`` the earlier files."""
    state = SourceState()
    for statement in in_order(stored, declaration.system):
        if file_of(statement) < file:
            state.apply(statement)
    for held in before:
        carry_presence(state, held, child, declaration)
    return state


def place(
    stream: str,
    child: str,
    declaration: SourceDeclaration,
    says: FileSays,
    stored: Sequence[Statement],
    state: SourceState,
    later: Sequence[FileInventory],
    elsewhere: ElsewhereIn = lambda _file: nowhere_else,
    by: str = "",
) -> Placed:
    """Compare a file in its place, then run the comparison of the files after it again.

    ``state`` is the source's state before the file and is moved on to the last one.
    """
    as_stored = state.copy()
    placed = Placed(compare(stream, declaration, state, says, elsewhere(says.file), by))
    if not later:
        return placed
    standing = in_order(stored, declaration.system)
    for held in later:
        own = [s for s in standing if file_of(s) == held.file]
        for statement in own:
            as_stored.apply(statement)
        again = compare(
            stream, declaration, state, says_again(held, child, as_stored, declaration), elsewhere(held.file), by
        )
        missing = _difference(own, again.statements, by)
        placed.later += missing
        for statement in missing:
            if statement.name == "FactRetracted" and _is_absent(statement, declaration):
                placed.retracted[held.file, statement.source.sheet] += 1
        placed.keys[held.file] = again.keys
    return placed


def _is_absent(statement: Statement, declaration: SourceDeclaration) -> bool:
    """Whether a retraction is that of a list's own fact which the list lacks."""
    listing = declaration.by_name.get(statement.source.sheet)
    if listing is None or listing.main is None or statement.source.row:
        return False
    key = parse_fact_key(statement.fact)
    return key.kind == event(listing.main).KIND and key.part is None and "statement" not in statement.data


def _difference(stored: Sequence[Statement], due: Sequence[Statement], by: str) -> list[Statement]:
    """What to write so that exactly the statements due stand: those missing, and the withdrawal of the others."""
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
    """What makes two statements of one file the same; not where in the file it stood, nor what version it built on."""
    data = {name: value for name, value in statement.data.items() if name != "based_on"}
    return (
        statement.name,
        statement.fact,
        statement.occurred_on,
        statement.occurred_time,
        statement.known_from,
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
        known_on=statement.known_on,
        source=Source(source.system, source.speaks_for, source.file, source.made, source.sheet, source.row),
        data={"statement": statement.version, "reason": "no longer follows, now that an earlier file is known"},
        known_from=statement.known_from,
        by=by,
    )
