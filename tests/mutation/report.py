"""The report of a mutation run: ``python -m tests.mutation.report --folder DIR > docs/mutation.md``.

Why a survivor was left is written in ``explained.toml`` by file and change; the report says which have no entry there.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from statsmodels.stats.proportion import proportion_confint

from tests.mutation.mutants import PARTS, PLUMBING, every_mutant
from tests.mutation.run import drawn, results

WAITING: Final = "not tried"
PARTLY: Final = "tried on some"
"""Of a change that no scenario noticed and that was not tried on any test that could, or not on every one."""

EXPLAINED = Path(__file__).parent / "explained.toml"
TEXT = Path(__file__).parent / "report.md"
"""What the report says around its tables."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant of the sample. ``by``: ``scenarios`` or ``properties``, empty for nobody, or how far it was tried."""

    part: str
    place: str
    before: str
    after: str
    by: str


def main() -> int:
    """Print the report; 1 where a survivor is not explained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--size", type=int, default=150)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    tried = list(_tried(asked.folder, asked.seed, asked.size))
    left = [one for one in tried if not one.by]
    text = TEXT.read_text(encoding="utf-8")
    waiting = [one for one in tried if one.by in (WAITING, PARTLY)]
    filled = {
        "seed": str(asked.seed),
        "figures": _figures(tried),
        "survivors": _survivors(left),
        "waiting": _files(waiting),
    }
    for name, value in filled.items():
        text = text.replace(f"{{{name}}}", value)
    sys.stdout.write(text)
    unexplained = [one for one in left if not _why(one)]
    for one in unexplained:
        sys.stderr.write(f"not explained: {one.place}\n    {one.before}\n    {one.after}\n")
    return 1 if unexplained else 0


def _tried(folder: Path, seed: int, size: int) -> Iterator[Tried]:
    scenarios, properties = results(folder / "by_scenarios.jsonl"), results(folder / "by_properties.jsonl")
    rest = results(folder / "by_the_rest.jsonl")
    for mutant in drawn(seed, size):
        found, told = scenarios.get(mutant.key), properties.get(mutant.key)
        if found is None:
            continue
        if found["killed"] or _killed(rest, mutant.key):
            by = "scenarios"
        elif told is None:
            by = WAITING
        elif told["killed"]:
            by = "properties"
        else:
            by = PARTLY if told.get("partly") else ""
        yield Tried(mutant.part, f"{mutant.path}:{mutant.line}", found["before"], found["after"], by)


def _killed(found: dict[str, dict[str, Any]], key: str) -> bool:
    return key in found and bool(found[key]["killed"])


def _figures(tried: list[Tried]) -> str:
    heads = (
        "Part",
        "Changes there are",
        "Tried",
        "Noticed by scenarios",
        "Others tried on properties",
        "Noticed by these",
    )
    rows = [f"| {' | '.join(heads)} | Together |", "|---|--:|--:|--:|--:|--:|--:|"]
    for part in PARTS:
        own = [one for one in tried if one.part == part]
        there = [one.path for one in every_mutant(part)]
        rows += _row(f"`{part}`", own, len(there))
        if part == "projections":
            besides = [one for one in own if not _is_plumbing(one.place)]
            rows += _row("the same without plumbing", besides, sum(path not in PLUMBING for path in there))
    return "\n".join(rows)


def _row(name: str, tried: Sequence[Tried], there: int) -> list[str]:
    by = Counter(one.by for one in tried)
    if not by:
        return []
    of, others = by.total(), by["properties"] + by[""] + by[PARTLY]
    together = by["scenarios"] / of + (1 - by["scenarios"] / of) * (by["properties"] / others if others else 0)
    cells = (
        name, f"{there:,}", str(of), _share(by["scenarios"], of), str(others),
        _share(by["properties"], others) if others else "", f"{100 * together:.0f} %" if others else "",
    )  # fmt: skip
    return [f"| {' | '.join(cells)} |"]


def _is_plumbing(place: str) -> bool:
    return place.partition(":")[0] in PLUMBING


def _share(found: int, of: int) -> str:
    low, high = proportion_confint(found, of, method="wilson")
    return f"{found} ({100 * found / of:.0f} %, {100 * low:.0f} to {100 * high:.0f})"


def _survivors(left: Iterable[Tried]) -> str:
    rows = ["| Where | Was | Became | Why it was left |", "|---|---|---|---|"]
    for one in sorted(left, key=lambda one: one.place):
        rows.append(f"| `{one.place}` | {_code(one.before)} | {_code(one.after)} | {_why(one)} |")
    return "\n".join(rows)


def _files(waiting: Iterable[Tried]) -> str:
    """How many changes wait in each file."""
    files = Counter((one.part, one.place.partition(":")[0]) for one in waiting)
    rows = [
        f"| `{path}` | {number} |" for (_, path), number in sorted(files.items(), key=lambda one: (-one[1], one[0]))
    ]
    return "\n".join(["| File | Changes |", "|---|--:|", *rows])


def _code(text: str) -> str:
    return f"`` {text.replace('|', chr(92) + '|')} ``"


@cache
def _explanations() -> dict[tuple[str, str, str], str]:
    if not EXPLAINED.exists():
        return {}
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["survivor"]
    return {(entry["file"], entry["before"], entry["after"]): entry["why"] for entry in entries}


def _why(one: Tried) -> str:
    return _explanations().get((one.place.partition(":")[0], one.before, one.after), "")


if __name__ == "__main__":
    sys.exit(main())
