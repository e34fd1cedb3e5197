"""Scenarios name nobody and nowhere real: only people and places of the invented list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from journey.domain.codes import CODE_SETS
from journey.domain.events import events
from journey.domain.practice_codes import PRACTICE_CODE_SETS
from journey.domain.timescales import rules
from journey.scenario.cells import MONTHS
from journey.scenario.files.formats import find_format, names
from journey.scenario.words import questions
from tests.scenarios.files import FOLDER
from tests.source_tree import ROOT

LIST = ROOT / "tests/data/invented_names.txt"
NAMES = {name for line in LIST.read_text(encoding="utf-8").splitlines() if (name := line.strip()) and name[0] != "#"}

VOCABULARY = {
    *MONTHS,
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "Easter", "Good"),
    *(
        "As",
        "Because",
        "Boxing",
        "Child",
        "Date",
        "Day",
        "Details",
        "Eve",
        "Event",
        "Given",
        "Known",
        "List",
        "Question",
        "Source",
        "Answer",
    ),
    *(
        "Annex",
        "Children",
        "Act",
        "Male",
        "Female",
        "Duty",
        "England",
        "Wales",
        "Hub",
        "Team",
        "Then",
        "Who",
        "Working",
        "Together",
    ),
}
"""Words with a capital that are no names; those of printed titles of events are none either."""

LABELS = {label for codes in (*CODE_SETS.values(), *PRACTICE_CODE_SETS.values()) for label in codes.codes.values()}

_WORD = re.compile(r"[A-Z][a-z]+")


@cache
def of_files() -> set[str]:
    """The names of lists and columns of the files that a scenario can show."""
    lists = [one for name in names() for one in find_format(name).lists.values()]
    return {name for of in lists for name in (of.name, of.child, *of.columns) if name}


def text_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file without the invented names, printed titles, labels of codes and stored names of events."""
    printed = {*(e.TITLE for e in events().values()), *(rule.title for rule in rules().values()), *LABELS, *of_files()}
    known = sorted({*NAMES, *printed, *events(), *questions()}, key=len, reverse=True)
    gone = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        yield number, gone.sub(" .", line)


def strangers(path: Path) -> list[str]:
    """Words with a capital that neither begin a sentence or a cell of prose nor are known; also in a name's column."""
    found = []
    for number, line in text_of(path):
        for word in _WORD.finditer(line):
            before = line[: word.start()].rstrip(" #*\"'(-")
            begins_sentence = (
                not before
                or before[-1] in ".?!;"
                or (before[-1] == ":" and "|" not in before)
                or (before[-1] == "|" and not in_names_column(path, number, before))
            )
            if word[0] not in VOCABULARY and not begins_sentence:
                found.append(f"{path.name}:{number}: {word[0]}")
    return found


def in_names_column(path: Path, number: int, before: str) -> bool:
    """Whether what follows stands in a column of names: Child or Who, or a worker's in a file."""
    lines = path.read_text(encoding="utf-8").splitlines()[:number]
    heading = next(lines[n + 1] for n in range(number - 2, -2, -1) if n < 0 or not lines[n].startswith("|"))
    column = heading.split("|")[before.count("|")].strip()
    return column in ("Child", "Who") or "Worker" in column


@pytest.mark.parametrize(
    "path", sorted(p for p in FOLDER.rglob("*.md") if p.name != "README.md"), ids=lambda path: path.stem
)
def test_only_invented_names(path: Path) -> None:
    assert strangers(path) == [], f"not in {LIST.relative_to(ROOT)}; if it is invented, add it there"


@pytest.mark.parametrize(
    "line",
    [
        "the case went to Zainab in March",
        "| 2 March 2017 | Zainab | Child seen |",
        "seen by Mr Hartley at home",
        "| 2 March 2017 | Ada | hub: Larkhill |",
    ],
)
def test_a_name_that_is_not_on_the_list_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "names.md"
    path.write_text(f"# Names\n| Date | Child | Event |\n{line}\n", encoding="utf-8")

    assert strangers(path)
