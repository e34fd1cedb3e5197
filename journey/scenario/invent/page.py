"""The scenario of a real child's journey, with what the rules answer of it and where the move of dates changed that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import polars as pl

from journey.domain.statements import split_stream
from journey.projections.batch import Batch
from journey.projections.batch_memory import batch_of
from journey.projections.effective import Fact
from journey.scenario.cells import in_words
from journey.scenario.invent.given import GivenRow, given_rows
from journey.scenario.invent.moving import Moving
from journey.scenario.parts import NotAScenario
from journey.scenario.questions import checks, timescales
from journey.scenario.read import read_text
from journey.scenario.run import run_file
from journey.scenario.view import View
from journey.scenario.words import NONE, find_question
from journey.store.log import Log

HEADING: Final = "From a real child: still personal data"
_TITLE: Final = "The rules answer of this journey what stands here"
_GIVEN: Final = ("Date", "Event", "Known", "Source", "Details")


@dataclass(frozen=True)
class _OfTheChild(View):
    """The child's own history, looked at with what the sources of the store cover."""

    history: tuple[Fact, ...] = ()
    coverage: pl.DataFrame | None = None
    settings: frozenset[str] = frozenset()

    @cached_property
    def survivors(self) -> dict[str, str]:
        return {child: child for child in self.children}

    @cached_property
    def batch(self) -> Batch:
        assert self.coverage is not None
        batch = batch_of([(self.la, self.children[0], self.history)], self.as_at, self.known_at, self.coverage)
        batch.settings = self.settings
        return batch


@dataclass(frozen=True)
class RealChild:
    """What is asked about: a child's effective history at the two times, and what the sources cover."""

    log: Log
    stream: str
    history: Sequence[Fact]
    as_at: date
    known_at: date
    coverage: pl.DataFrame
    settings: frozenset[str]


def invented(child: RealChild, weeks: int) -> str:
    """The text of a scenario file that reads and runs as it stands, dates moved by some weeks.

    Its answers are those of the table. ``Because`` says where the child's own differ: the move changed it, or the
    sources do not cover what a table counts as complete.
    """
    moving = Moving(weeks)
    rows, left_out = given_rows(child.history, moving)
    as_at = moving.day(child.as_at)
    rows, moved, unsaid = _answered(rows, as_at)
    unmoved_rows, _ = given_rows(child.history, Moving(0))
    _, unmoved, _ = _answered(unmoved_rows, child.as_at)
    own = _own(child)
    then = list(_then(moved, unmoved, own)) or [(f"number of {rows[0].event}", str(_count(rows)), "")]
    return "\n".join([*_head(left_out + unsaid), *_body(rows, as_at, then), ""])


def questions() -> list[str]:
    """What is asked of every journey: the states of every timescale, the answers of every check."""
    known = timescales.names()
    by_id = (name for name, (rule, _) in known.items() if name == rule or (name.startswith(rule) and rule not in known))
    return [*(f"states of {name}" for name in by_id), *(f"answers of {name}" for name in checks.names())]


def _own(child: RealChild) -> dict[str, str]:
    _, la, ident = split_stream(child.stream)
    view = _OfTheChild(
        child.log, la, (ident,), child.as_at, child.known_at,
        history=tuple(child.history), coverage=child.coverage, settings=child.settings,
    )  # fmt: skip
    found = {}
    for asked in questions():
        question, about = find_question(asked)
        found[asked] = question.answer(view, ident, about)
    return found


def _answered(rows: list[GivenRow], as_at: date) -> tuple[list[GivenRow], dict[str, str], int]:
    """The rows that a table can say, what the rules answer of them, and how many rows it could not say."""
    kept = list(rows)
    while kept:
        text = "\n".join([*_head(0), *_body(kept, as_at, [(asked, NONE, "") for asked in questions()]), ""])
        try:
            outcomes = run_file(read_text(text, Path("invented.md")))
        except NotAScenario as wrong:
            refused = {problem.line.text for problem in wrong.problems}
            fewer = [row for row in kept if _line(row) not in refused]
            if len(fewer) == len(kept):
                raise
            kept = fewer
            continue
        return kept, {one.expected.question: one.answer for one in outcomes}, len(rows) - len(kept)
    return [], {}, len(rows)


def _then(
    moved: Mapping[str, str], unmoved: Mapping[str, str], own: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Question, answer of the table, and how the child's own answer differs."""
    for asked in questions():
        answer = moved.get(asked, NONE)
        if answer == NONE and own[asked] == NONE:
            continue
        if answer == own[asked]:
            because = ""
        elif answer != unmoved.get(asked, NONE):
            because = f"the move of dates changed it; of the child: {own[asked]}"
        else:
            because = f"a table is complete, the sources are not; of the child: {own[asked]}"
        yield asked, answer, because


def _count(rows: Sequence[GivenRow]) -> int:
    return sum(row.event == rows[0].event for row in rows)


def _head(left_out: int) -> Iterator[str]:
    yield f"# {HEADING}"
    yield "Names, hubs and teams are invented, all dates are moved by one multiple of seven days and the birth date to"
    yield "the first of its month. Whoever knows the child, or when its files were made, can tell who it is: keep it as"
    yield "you keep the record."
    if left_out:
        yield f"Facts that a table cannot say: {left_out}."
    yield ""
    yield f"## {_TITLE}"


def _body(rows: Sequence[GivenRow], as_at: date, then: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield f"As at: {in_words(as_at)}"
    yield ""
    yield "**Given**"
    yield "| " + " | ".join(_GIVEN) + " |"
    yield "|" + "---|" * len(_GIVEN)
    yield from map(_line, rows)
    yield ""
    yield "**Then**"
    yield "| Question | Answer | Because |"
    yield "|---|---|---|"
    for asked, answer, because in then:
        yield f"| {asked} | {answer} | {because} |"


def _line(row: GivenRow) -> str:
    return f"| {row.date} | {row.event} | {row.known} | {row.source} | {row.details} |"
