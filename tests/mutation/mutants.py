"""The mutants: every change that could be made to the parts that are tried, and a sample of them by a seed."""

from __future__ import annotations

import ast
import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from tests.mutation.operators import DECLARATIONS, OPERATORS, operator_named
from tests.source_tree import ROOT

NUMBERS: Final = "numbers of the rules"
PARTS: Final = {
    "domain/rules": Path("journey/domain/rules"),
    "domain/calendar": Path("journey/domain/calendar"),
    "domain/intake": Path("journey/domain/intake"),
    "projections": Path("journey/projections"),
    NUMBERS: Path("journey/domain/timescales.toml"),
}
"""What is tried, and where it lies."""

PLUMBING: Final = tuple(
    f"journey/projections/journal/{name}.py"
    for name in ("build", "chunks", "digest", "files", "folder", "locks", "manifest", "split", "weight")
)
"""What writes, locks, divides and proves the files of a journal: nothing of practice, and no question of a scenario."""

_LIMIT = re.compile(r'^limit = "(\d+)( [a-z ]+?)?s?"')
"""A limit, without the ending of more than one."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the ``occurrence``-th of an operator in a file, and the line it begins on (from 1).

    ``before`` and ``after`` are what it does to the text, by which its explanation knows it again.
    """

    part: str
    path: str
    operator: str
    occurrence: int
    line: int
    column: int

    @property
    def key(self) -> str:
        """By what the results name it."""
        return f"{self.path}:{self.line}:{self.column} {self.operator} {self.occurrence}"

    @property
    def module(self) -> str:
        """The module that is changed; for a number, the one that reads them."""
        return "journey.domain.timescales" if self.part == NUMBERS else dotted(self.path)

    def code(self) -> str:
        """The whole text of the file with the change."""
        text = source(self.path)
        if self.part == NUMBERS:
            lines = text.split("\n")
            step = 1 if self.operator == "one more" else -1
            lines[self.line - 1] = _LIMIT.sub(
                lambda limit: _limit(int(limit[1]) + step, limit[2]), lines[self.line - 1]
            )
            return "\n".join(lines)
        changed: str | None = mutate_code(text, operator_named(self.operator), self.occurrence)
        assert changed is not None
        return changed

    def change(self) -> tuple[str, str]:
        """The lines that differ, before and after, each in one line of text."""
        before, after = source(self.path).split("\n"), self.code().split("\n")
        first = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        last = next((n for n, (a, b) in enumerate(zip(before[::-1], after[::-1], strict=False)) if a != b), 0)
        return tuple(" ".join(" ".join(x[first : len(x) - last]).split()) for x in (before, after))  # type: ignore[return-value]


def dotted(path: str) -> str:
    """The module of a file: ``journey/domain/rules/__init__.py`` is ``journey.domain.rules``."""
    parts = Path(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def source(path: str) -> str:
    """The text of a file of the package."""
    return (ROOT / path).read_text(encoding="utf-8")


def every_mutant(part: str) -> list[Mutant]:
    """Every mutant of a part, in the order of the text."""
    if part == NUMBERS:
        return _numbers(PARTS[part].as_posix())
    paths = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / PARTS[part]).rglob("*.py"))
    operators = OPERATORS | (DECLARATIONS if part == "domain/rules" else {})
    found = []
    for path in paths:
        nodes, silent = list(ast_nodes(get_ast(source(path)))), _silent(source(path))
        for name, operator in operators.items():
            places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
            for occurrence, (line, column) in enumerate(places):
                if not any(first <= (line, column) < last for first, last in silent):
                    found.append(Mutant(part, path, name, occurrence, line, column))
    return sorted(found, key=lambda one: (one.path, one.line, one.column, one.operator, one.occurrence))


def sample(part: str, size: int, seed: int) -> list[Mutant]:
    """So many mutants of a part, each as likely as any other; all of them where there are no more.

    A larger sample of the same seed holds the smaller one.
    """
    every = every_mutant(part)
    random.Random(f"{seed} {part}").shuffle(every)
    return every[:size]


def _numbers(path: str) -> list[Mutant]:
    """Each limit one more and, unless that makes it none at all, one less."""
    found = []
    for line, text in enumerate(source(path).split("\n"), 1):
        if limit := _LIMIT.match(text):
            found += [Mutant(NUMBERS, path, "one more", 0, line, 0)]
            found += [Mutant(NUMBERS, path, "one less", 0, line, 0)] if int(limit[1]) > 1 else []
    return found


def _limit(value: int, unit: str | None) -> str:
    plural = "s" if unit and value != 1 and unit != " per cent" else ""
    return f'limit = "{value}{unit or ""}{plural}"'


def _silent(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """What is left alone because nobody asks it anything: types, decorators, and ``strict`` of ``zip``."""
    found: list[ast.expr | ast.keyword | None] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.AnnAssign | ast.arg):
            found.append(node.annotation)
        elif isinstance(node, ast.FunctionDef):
            found += [node.returns, *node.decorator_list]
        elif isinstance(node, ast.ClassDef):
            found += node.decorator_list
        elif isinstance(node, ast.keyword) and node.arg == "strict":
            found.append(node)
    return [((at.lineno, at.col_offset), (at.end_lineno or 0, at.end_col_offset or 0)) for at in found if at]
