"""Which lines each scenario touches, recorded once: it need not be tried where it never comes."""

from __future__ import annotations

import ast
import functools
import gc
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coverage import Coverage, CoverageData

from tests.mutation.apply import preload
from tests.mutation.mutants import NUMBERS, PARTS, Mutant, source
from tests.source_tree import ROOT

if TYPE_CHECKING:  # loaded late, so that a mutant can be put in force before
    from journey.scenario.parts import Scenario, ScenarioFile
    from journey.scenario.run import Outcome
    from journey.scenario.view import View
    from journey.store.log import Log

LIVE: Final = "live"
JOURNAL: Final = "journal"
ONE_CHILD: Final = "one-child"
WAYS: Final = (LIVE, JOURNAL, ONE_CHILD)
"""How a scenario is looked at: from the log, from the journal that a borough is answered from, and, of timescales, by
the interpreter of one child."""

Unit = tuple[str, str, str]
"""A way of looking, a scenario file without its ending, and the number of a scenario in it, as ``007``."""


@dataclass(frozen=True)
class Touched:
    """What was recorded: the lines of every scenario, and the rules that its questions ask for."""

    data: tuple[CoverageData, ...]
    asks: dict[str, list[str]]

    @classmethod
    def read(cls, folder: Path) -> Touched:
        """From the files that ``record`` wrote."""
        data = tuple(CoverageData(str(folder / f"scenarios-{way}.coverage")) for way in WAYS)
        for one in data:
            one.read()
        return cls(data, json.loads((folder / "scenarios.json").read_text(encoding="utf-8")))

    @property
    def every(self) -> list[Unit]:
        """Every scenario, looked at from the log."""
        return [(LIVE, *_unit(name)[1:]) for name in sorted(self.asks)]

    @functools.cached_property
    def contexts(self) -> dict[str, dict[int, list[str]]]:
        """Of each file, who touched each line."""
        found: dict[str, dict[int, list[str]]] = {}
        for one in self.data:
            for path, lines in contexts_of(one).items():
                for line, names in lines.items():
                    found.setdefault(path, {}).setdefault(line, []).extend(names)
        return found

    def units(self, mutant: Mutant) -> tuple[list[Unit], list[Unit]]:
        """The scenarios to try a mutant on, the likeliest to notice first, and those to try after them.

        The first touch the changed statement, those that touch most of its file before the others. What an earlier
        scenario of a file had worked out is kept for the later ones, so the others of those files come after. A
        statement that runs as its module is loaded touches all: first come those that ask about its rule.
        """
        touching = self._touching(mutant)
        if mutant.part == NUMBERS or "" in touching or not in_function(mutant):
            rules = rules_meant(mutant)
            near = {name for name, asked in self.asks.items() if rules & set(asked)}
            near |= {name for path in _paths_about(mutant, rules) for name in self._who(path) if name.startswith(LIVE)}
            first = self._in_order(mutant.path, near)
            others = _spread([unit for unit in self.every if unit not in set(first)])
            return first, others
        files = {tuple(name.split(" ")[:2]) for name in touching}
        others = [(way, *unit[1:]) for way, stem in sorted(files) for unit in self.every if unit[1] == stem]
        first = self._in_order(mutant.path, touching)
        return first, _spread([unit for unit in others if unit not in set(first)])

    def _in_order(self, path: str, names: Iterable[str]) -> list[Unit]:
        """The scenarios among some names, those first that touch most of a file; of each way and file one in turn."""
        much = Counter(name for touching in self.contexts.get(path, {}).values() for name in touching)
        ways = {way: n for n, way in enumerate(WAYS)} | {own: -1 for own in WAYS if f"/{_folder(own)}/" in path}
        of_scenarios = [name for name in names if name.count(" ") == 2]
        ordered = sorted(of_scenarios, key=lambda name: (-much[name], ways[name.split(" ")[0]], name))
        return _spread([_unit(name) for name in ordered])

    def _touching(self, mutant: Mutant) -> set[str]:
        lines = {} if mutant.part == NUMBERS else self.contexts.get(mutant.path, {})
        return {name for line in (statement(mutant) if lines else ()) for name in lines.get(line, [])}

    def _who(self, path: str) -> set[str]:
        return {name for names in self.contexts.get(path, {}).values() for name in names}


def contexts_of(data: CoverageData) -> dict[str, dict[int, list[str]]]:
    """Of each file of the package that was recorded, who touched each line."""
    inside = [name for name in data.measured_files() if Path(name).is_relative_to(ROOT)]
    return {Path(name).relative_to(ROOT).as_posix(): data.contexts_by_lineno(name) for name in inside}


def record(folder: Path, way: str) -> None:
    """Run every scenario in one way and write who touched what into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    include = [str(ROOT / path / "*") for part, path in PARTS.items() if part != NUMBERS]
    recorder = Coverage(data_file=str(folder / f"scenarios-{way}.coverage"), include=include, config_file=False)
    recorder.erase()
    recorder.start()
    preload()
    asks: dict[str, list[str]] = {}
    for stem, outcomes in _runs(recorder, way):
        for outcome in outcomes:
            asks.setdefault(f"{LIVE} {stem} {outcome.scenario.la}", []).extend(_rules_of(outcome))
    recorder.stop()
    recorder.save()
    if way == LIVE:
        told = {name: sorted(set(asked)) for name, asked in asks.items()}
        (folder / "scenarios.json").write_text(json.dumps(told, indent=0), encoding="utf-8")


def looking(way: str) -> tuple[type[View], Callable[[ScenarioFile], ScenarioFile]]:
    """How a way looks at a store, and what it asks of a file."""
    if way == JOURNAL:
        from tests.scenarios.files import with_rows
        from tests.scenarios.test_journal import PATHS, JournalView, is_of_a_batch

        return JournalView, lambda file: with_rows(file, lambda row: file.path in PATHS and is_of_a_batch(row))
    if way == ONE_CHILD:
        from tests.scenarios.test_one_child import OneChildView, asked

        return OneChildView, asked
    from journey.scenario.view import View

    return View, lambda file: file


def _runs(recorder: Coverage, way: str) -> Iterator[tuple[str, list[Outcome]]]:
    from journey.scenario.run import run_file
    from tests.scenarios.files import read, readable

    kind, asked = looking(way)
    for path in readable():
        for kept in [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]:
            if str(getattr(kept, "__module__", "")).startswith("journey"):
                kept.cache_clear()
        recorder.switch_context(f"{way} {path.stem}")

        def begin(scenario: Scenario, stem: str = path.stem) -> None:
            recorder.switch_context(f"{way} {stem} {scenario.la}")

        def look(log: Log, la: str, *rest: Any, stem: str = path.stem) -> View:
            recorder.switch_context(f"{way} {stem} {la}")
            return kind(log, la, *rest)

        if (file := asked(read(path))).scenarios:
            yield path.stem, run_file(file, look, begin)  # type: ignore[arg-type]


def _rules_of(outcome: Outcome) -> list[str]:
    asked = outcome.question.rule or outcome.about or ""
    return [asked.split()[0].upper()] if asked else []


def rules_meant(mutant: Mutant) -> set[str]:
    """The rule in whose table or file a change stands; of what several rules share, those whose files name it."""
    if mutant.part != NUMBERS:
        if of_file := _rule_of(mutant.path):
            return {of_file}
        names = {one.id for node in _statements(mutant) for one in ast.walk(node) if isinstance(one, ast.Name)}
        shared = {name for name in names if name.isupper() and name in source(mutant.path)}
        of_rules = sorted((ROOT / PARTS["domain/rules"]).rglob("*.py"))
        paths = [path.relative_to(ROOT).as_posix() for path in of_rules]
        return {rule for path in paths if (rule := _rule_of(path)) and shared & set(re.findall(r"\w+", source(path)))}
    heads = [text for text in source(mutant.path).split("\n")[: mutant.line] if text.startswith("[[")]
    return {heads[-1].strip("[]").split(".")[0]}


def _rule_of(path: str) -> str:
    """The rule that a file is of; empty of any other."""
    named = re.match(r"[a-z]\d\d_", Path(path).name)
    return named[0][:3].upper() if named else ""


def _paths_about(mutant: Mutant, rules: set[str]) -> set[str]:
    """The changed file, and those that name the rule."""
    named = [f'"{rule}"' for rule in rules]
    return {mutant.path} | {path for path in _paths() if any(name in source(path) for name in named)}


@cache
def _paths() -> tuple[str, ...]:
    return tuple(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / PARTS["projections"]).rglob("*.py")))


def _spread(units: list[Unit]) -> list[Unit]:
    """One of each file, then the second of each, and so on; otherwise in the order in which they come."""
    seen: dict[tuple[str, str], int] = {}
    turns = []
    for number, unit in enumerate(units):
        turn = seen[unit[:2]] = seen.get(unit[:2], 0) + 1
        turns.append((turn, number, unit))
    return [unit for *_, unit in sorted(turns)]


def _folder(way: str) -> str:
    """The package that a way of looking is there for."""
    return way.replace("-", "_")


def _unit(name: str) -> Unit:
    way, stem, number = name.split(" ")
    return way, stem, number


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse(source(path))


def _statements(mutant: Mutant) -> list[ast.stmt | ast.ExceptHandler]:
    """Every statement around a change."""
    at = (mutant.line, mutant.column)
    return [
        node
        for node in ast.walk(_tree(mutant.path))
        if isinstance(node, ast.stmt | ast.ExceptHandler)
        and (node.lineno, node.col_offset) <= at < (node.end_lineno or 0, node.end_col_offset or 0)
    ]


def statement(mutant: Mutant) -> range:
    """The lines of the innermost statement around a change; of one that holds others, those of its head."""
    inmost = max(_statements(mutant), key=lambda node: (node.lineno, node.col_offset))
    body = getattr(inmost, "body", None)
    last = body[0].lineno - 1 if body else inmost.end_lineno
    return range(inmost.lineno, max(last or 0, inmost.lineno) + 1)


def in_function(mutant: Mutant) -> bool:
    at = (mutant.line, mutant.column)
    for node in ast.walk(_tree(mutant.path)):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            body = node.body if isinstance(node, ast.Lambda) else node.body[0]
            if (body.lineno, body.col_offset) <= at < (node.end_lineno or 0, node.end_col_offset or 0):
                return True
    return False


if __name__ == "__main__":
    record(Path(sys.argv[1]), sys.argv[2])
