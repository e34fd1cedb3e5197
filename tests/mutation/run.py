"""The mutation run: ``python -m tests.mutation.run --seed 1 --size 150``.

Each mutant of the sample is tried on the scenarios; the survivors of them on the properties, that is on the tests of
``tests/domain``, ``tests/projections`` and the laws of ``tests/journey``. A line of JSON for each goes to ``--folder``;
a run that was stopped goes on where it was. What a mutant does to the text is loaded, never written.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.mutation.apply import preload
from tests.mutation.mutants import NUMBERS, PARTS, Mutant, sample
from tests.mutation.touched import Touched, Unit
from tests.mutation.trying import by_properties, by_scenarios, touched_of

ALL: Final = 10**6
"""More mutants than there are."""

FEW: Final = 100
"""So many of the likeliest scenarios come before the properties, and all others after them."""


def main() -> int:
    """Run what is asked for; 1 where the package as it is does not pass."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help="scenarios, properties, rest; without any, all")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--size", type=int, default=150, help="mutants of each part; of the numbers all are tried")
    parser.add_argument("--folder", type=Path, required=True, help="where results go")
    parser.add_argument("--part", choices=tuple(PARTS), help="this part alone")
    parser.add_argument("--only", default="", help="those alone whose name has this in it, whatever was found before")
    asked = parser.parse_args()
    every = drawn(asked.seed, asked.size)
    if asked.part:
        every = [one for one in every if one.part == asked.part]
    if asked.only:
        every = [one for one in every if asked.only in one.key]
    preload()
    for step in asked.steps or STEPS:
        STEPS[step](asked.folder, every, again=bool(asked.only))
    return 0


def drawn(seed: int, size: int) -> list[Mutant]:
    """The sample of every part, in an order in which any beginning of it is a sample too, then every number."""
    every = [one for part in PARTS if part != NUMBERS for one in sample(part, size, seed)]
    random.Random(seed).shuffle(every)
    return [*every, *sample(NUMBERS, ALL, seed)]


def results(file: Path) -> dict[str, dict[str, Any]]:
    """What was found, by mutant; a later line of one counts."""
    if not file.exists():
        return {}
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return {line["mutant"]: line for line in lines}


def _scenarios(folder: Path, every: list[Mutant], *, again: bool) -> None:
    touched = touched_of(folder)
    file = folder / "by_scenarios.jsonl"
    for mutant in _left(every, file, again=again):
        likely = likely_of(touched, mutant)
        found = by_scenarios(mutant, likely) if likely else {"killed": False, "by": "no scenario comes here"}
        _note(file, mutant, found)


def likely_of(touched: Touched, mutant: Mutant) -> list[Unit]:
    """The scenarios that a mutant is tried on first; where none comes near it, some of all files."""
    first, others = touched.units(mutant)
    return (first or others)[:FEW]


def _rest(folder: Path, every: list[Mutant], *, again: bool) -> None:
    """Those that neither noticed, on all the other scenarios that could."""
    touched = touched_of(folder)
    left = {key for key, found in results(folder / "by_properties.jsonl").items() if not found["killed"]}
    file = folder / "by_the_rest.jsonl"
    for mutant in _left(every, file, again=again):
        both = [unit for units in touched.units(mutant) for unit in units]
        if mutant.key in left and (units := both[len(likely_of(touched, mutant)) :]):
            _note(file, mutant, by_scenarios(mutant, units))


def _properties(folder: Path, every: list[Mutant], *, again: bool) -> None:
    from tests.mutation import properties

    tests = properties.touched_of(folder)
    before = results(folder / "by_scenarios.jsonl")
    file = folder / "by_properties.jsonl"
    for mutant in _left(every, file, again=again):
        if mutant.key in before and not before[mutant.key]["killed"]:
            asked = tests.of(mutant)
            found = by_properties(mutant, asked) if asked else {"killed": False, "by": "no test comes here"}
            _note(file, mutant, found)


def _left(every: list[Mutant], file: Path, *, again: bool) -> Iterator[Mutant]:
    known = {} if again else results(file)
    yield from (one for one in every if one.key not in known)


def _note(file: Path, mutant: Mutant, found: dict[str, Any]) -> None:
    before, after = mutant.change()
    line = {"mutant": mutant.key, "part": mutant.part, "before": before, "after": after, **found}
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stderr.write(f"{'killed' if found['killed'] else 'SURVIVED'} {mutant.key}\n")


STEPS = {"scenarios": _scenarios, "properties": _properties, "rest": _rest}


if __name__ == "__main__":
    sys.exit(main())
