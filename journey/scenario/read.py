"""Reading a scenario file: strictly, so that what an auditor wrote is what is asked.

Everything that is wrong with a file is found in one reading and raised together, each with the line it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from journey.domain.statements import Statement
from journey.scenario.cells import read_day
from journey.scenario.files.shown import ShownFile
from journey.scenario.given import GIVEN, GIVEN_NEEDED, children_in, read_step
from journey.scenario.parts import (
    Expected,
    Line,
    Mistake,
    NotAScenario,
    Problem,
    Scenario,
    ScenarioFile,
    Step,
    When,
    nearest,
)
from journey.scenario.record import Misplaced, record
from journey.scenario.tables import Row, check_rule, headings, is_row, row_of
from journey.scenario.then import THEN, THEN_NEEDED, asks_of_nobody, read_expected
from journey.scenario.when import WHEN, WHEN_NEEDED, read_when

_SETTINGS = ("As at", "Known at", "Complete from", "Complete to")
_TABLES = {"Given": (GIVEN, GIVEN_NEEDED), "When": (WHEN, WHEN_NEEDED), "Then": (THEN, THEN_NEEDED)}
"""The tables of a test in their order, with their columns and those that they cannot do without."""
_PARTS = "**Given**, files such as **annex-a 31 March 2024, List 3**, **When**, **Then**"
_FEWEST_WORDS = 3
_Part = tuple[Line, str, list[Line]]
"""The heading of a list of a file, what it says, and the lines of its table."""


def read_file(path: Path) -> ScenarioFile:
    """Read a file of scenarios. Raises NotAScenario with everything that is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotAScenario([Problem(path, Line(1, ""), "The file is not UTF-8 text.")]) from None
    return read_text(text, path)


def read_text(text: str, path: Path) -> ScenarioFile:
    """As ``read_file``, of text that is at hand; ``path`` is what its problems are named under."""
    return _Reader(path, text).read()


class _Reader:
    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        # Only what an editor counts as a line is one; a space that does not break is a space.
        lines = text.replace("\r\n", "\n").replace("\u00a0", " ").rstrip("\n").split("\n")
        self.lines = [Line(number, line.rstrip()) for number, line in enumerate(lines, 1)]
        self.problems: list[Problem] = []

    def read(self) -> ScenarioFile:
        """The whole file, or NotAScenario."""
        starts = [i for i, line in enumerate(self.lines) if line.text.startswith("## ")]
        question, definition = self._head(self.lines[: starts[0] if starts else len(self.lines)])
        if not starts:
            self._add(
                self.lines[-1] if self.lines else Line(1, ""), "The file has no test: a line that begins with ##."
            )
        titles: set[str] = set()
        scenarios = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(self.lines)
            found = self._scenario(self.lines[start], self.lines[start + 1 : end], f"{number + 1:03}", titles)
            if found:
                scenarios.append(found)
        if self.problems:
            raise NotAScenario(sorted(self.problems, key=lambda problem: problem.line.number))
        return ScenarioFile(self.path, question, definition, tuple(scenarios))

    def _head(self, lines: list[Line]) -> tuple[str, str]:
        """The question and its definition."""
        said = [line for line in lines if line.text.strip()]
        if not said or not said[0].text.startswith("# "):
            self._add(said[0] if said else Line(1, ""), "The file begins with its question: a line that begins with #.")
            return "", ""
        for line in said[1:]:
            if line.text.startswith("#") or is_row(line):
                self._add(line, "Under the question stand sentences that define it, then the first test (##).")
        if len(said) == 1:
            self._add(said[0], "The question has no definition: write a sentence or two under it.")
        return said[0].text[2:].strip(), " ".join(line.text.strip() for line in said[1:])

    def _scenario(self, title: Line, lines: list[Line], la: str, titles: set[str]) -> Scenario | None:
        before = len(self.problems)
        sentence = title.text[3:].strip()
        if len(sentence.split()) < _FEWEST_WORDS or not sentence[:1].isupper():
            self._add(title, "The title of a test is a whole sentence that says what must be so.")
        if sentence.casefold() in titles:
            self._add(title, "Another test of this file has the same title.")
        titles.add(sentence.casefold())
        settings, tables, shown = self._sections(lines)
        days = self._days(title, settings)
        as_at = days.get("As at")
        given = list(self._rows("Given", title, tables)) if "Given" in tables else []
        steps = [step for row in given if (step := self._step(row))]
        files = self._files(shown, steps)
        rows = list(self._rows("Then", title, tables))
        children = tuple(dict.fromkeys((*children_in(given), *_children_of(files))))
        names = [file.name for file in files]
        then = tuple(found for row in rows if (found := self._expected(row, children, names)))
        if not (shown or "Given" in tables or asks_of_nobody(then)):
            self._add(title, "The test has no table **Given**.")
        if len(self.problems) > before or as_at is None:
            return None
        said: list[Statement] = []
        try:
            said = record(steps, la)
        except Misplaced as wrong:
            for line, says in wrong.rows:
                self._add(line, says)
        when = self._when(title, tables, said, la)
        complete = (days.get("Complete from"), days.get("Complete to"))
        known_at = days.get("Known at")
        return Scenario(title, sentence, la, as_at, known_at, children, tuple(said), then, when, complete, files)

    def _files(self, shown: list[_Part], steps: list[Step]) -> tuple[ShownFile, ...]:
        """The files that a test shows. A format is shown as files or as rows of **Given**, not both ways."""
        if not shown:
            return ()
        from journey.scenario.files.read import read_files  # loads every importer

        files = read_files(shown, self._add)
        systems = {file.format.declaration.system for file in files}
        for step in steps:
            if step.source and step.source.system in systems:
                self._add(step.line, f"The test shows {step.source.system} as files: say there what it holds.")
        return files

    def _when(
        self, title: Line, tables: dict[str, tuple[Line, list[Line]]], said: list[Statement], la: str
    ) -> When | None:
        """The one command of a test that has a table When."""
        rows = list(self._rows("When", title, tables)) if "When" in tables else []
        for row in rows[1:]:
            self._add(row.line, "**When** has one row: what is asked under **Then** is about one command.")
        for row in rows[:1]:
            with self._on(row.line):
                return read_when(row, said, la)
        return None

    def _sections(self, lines: list[Line]) -> tuple[dict[str, Line], dict[str, tuple[Line, list[Line]]], list[_Part]]:
        """The settings, the lines of each table under its heading, and those of files."""
        settings: dict[str, Line] = {}
        tables: dict[str, tuple[Line, list[Line]]] = {}
        files: list[_Part] = []
        open_table: list[Line] | None = None
        for line in lines:
            text = line.text.strip()
            if not text:
                continue
            if is_row(line) and open_table is not None:
                open_table.append(line)
                continue
            open_table = None
            if text.startswith("**"):
                open_table = self._open_table(line, text.strip("*: "), tables, files)
            elif ":" in text and not text.startswith(("#", "|")):
                self._setting(line, text.partition(":")[0].strip(), settings)
            elif is_row(line):
                self._add(line, "A table stands under **Given** or **Then**.")
            elif text.startswith("#"):
                self._add(line, "Only # (the question) and ## (a test) are headings here.")
            else:
                self._add(line, "Only settings and tables stand in a test; explanations go under # or in Because.")
        return settings, tables, files

    def _open_table(
        self, line: Line, name: str, tables: dict[str, tuple[Line, list[Line]]], files: list[_Part]
    ) -> list[Line] | None:
        if name not in _TABLES and any(sign.isdecimal() for sign in name):
            if behind := [other for other in ("When", "Then") if other in tables]:
                self._add(line, f"Files stand before **{behind[0]}**.")
            files.append((line, name, []))
            return files[-1][2]
        if name not in _TABLES:
            hint = nearest(name, _TABLES) or f" Its parts: {_PARTS}."
            self._add(line, f"'{name}' is no part of a test.{hint}")
            return []
        if name in tables:
            self._add(line, f"The test has two tables **{name}**.")
            return []
        order = list(_TABLES)
        if late := next((other for other in tables if order.index(other) > order.index(name)), None):
            self._add(line, f"**{name}** stands before **{late}**.")
        tables[name] = (line, [])
        return tables[name][1]

    def _setting(self, line: Line, name: str, settings: dict[str, Line]) -> None:
        if name not in _SETTINGS:
            hint = nearest(name, _SETTINGS) or f" The settings are: {', '.join(_SETTINGS)}."
            self._add(line, f"'{name}' is no setting of a test.{hint}")
        elif name in settings:
            self._add(line, f"The test says '{name}' twice.")
        else:
            settings[name] = line

    def _days(self, title: Line, settings: dict[str, Line]) -> dict[str, date]:
        """The day of each setting that could be read."""
        days: dict[str, date] = {}
        for name, line in settings.items():
            with self._on(line):
                days[name] = read_day(line.text.partition(":")[2].strip())
        if "As at" not in settings:
            self._add(title, "The test does not say as at which day it asks: As at: 30 June 2017.")
        first, last = days.get("Complete from"), days.get("Complete to")
        if last and "As at" in days and last > days["As at"]:
            self._add(settings["Complete to"], "What is complete ends on the day that is asked about, at the latest.")
        if first and first > (last or days.get("As at", first)):
            self._add(settings["Complete from"], "What is complete begins before it ends.")
        return days

    def _rows(self, name: str, title: Line, tables: dict[str, tuple[Line, list[Line]]]) -> Iterator[Row]:
        if name not in tables:
            self._add(title, f"The test has no table **{name}**.")
            return
        heading, lines = tables[name]
        if len(lines) < 3:
            self._add(heading, f"Under **{name}** stands a table with headings, a line of dashes and at least one row.")
            return
        known, needed = _TABLES[name]
        with self._on(lines[0]):
            columns = headings(lines[0], known, needed)
            with self._on(lines[1]):
                check_rule(lines[1], columns)
            for line in lines[2:]:
                with self._on(line):
                    yield row_of(line, columns)

    def _step(self, row: Row) -> Step | None:
        try:
            return read_step(row)
        except Mistake as mistake:
            self._add(row.line, str(mistake))
            return None

    def _expected(self, row: Row, children: tuple[str, ...], files: list[str]) -> Expected | None:
        try:
            return read_expected(row, children, files)
        except Mistake as mistake:
            self._add(row.line, str(mistake))
            return None

    @contextmanager
    def _on(self, line: Line) -> Iterator[None]:
        """What goes wrong inside is a problem of this line."""
        try:
            yield
        except Mistake as mistake:
            self._add(line, str(mistake))

    def _add(self, line: Line, says: str) -> None:
        self.problems.append(Problem(self.path, line, says))


def _children_of(files: tuple[ShownFile, ...]) -> Iterator[str]:
    """The children of the rows of files, in their order."""
    return (row.child for file in files for rows in file.lists.values() for row in rows if row.child)
