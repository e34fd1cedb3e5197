"""A TOML table read strictly: every key is asked for by name and type, and one that nobody asked for is a mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Final, TypeVar

from journey.domain.errors import BadInputFile
from journey.importers.report.lines import Lines, Path

LONGEST_MAP: Final = 256 * 2**10
"""Characters in a file; the largest map that ships has a hundredth of it."""

Value = TypeVar("Value")

_CALLED: Final[dict[type, str]] = {
    str: "text in quotation marks",
    int: "a whole number",
    bool: "true or false",
    dict: "a table { … }",
    list: "a list [ … ]",
    date: "a day such as 2025-03-31",
}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known words nearest to one, as the end of a message; all of a few when none is near."""
    known = sorted(known)
    folded = {one.casefold(): one for one in reversed(known)}
    near = [folded[one] for one in get_close_matches(word.casefold(), folded, n=3, cutoff=0.5)]
    if near:
        return f" The nearest: {', '.join(near)}."
    return f" There are: {', '.join(known)}." if 0 < len(known) <= 25 else ""


class Table:
    """One table. ``where`` is the file; ``path`` where in it the table stands."""

    def __init__(self, content: dict[str, Any], where: str, lines: Lines, path: Path = ()) -> None:
        self._content, self._where, self._lines, self._path = content, where, lines, path
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._content

    def peek(self, key: str) -> Any:
        """Whatever stands under a key, unchecked; None when nothing does."""
        return self._content.get(key)

    def keys(self) -> list[str]:
        """All keys, in the order of the text; none of them counts as unknown any more."""
        self._asked += self._content
        return list(self._content)

    def line(self, key: str = "") -> int:
        """The line of a key, or of the table."""
        return self._lines.of((*self._path, key) if key else self._path)

    def mistake(self, says: str, key: str = "") -> BadInputFile:
        """The refusal of a file, with the place of a key."""
        return self.mistake_at(self.line(key), says)

    def mistake_at(self, line: int, says: str) -> BadInputFile:
        """The refusal of a file, with a line."""
        return BadInputFile(f"{self._where}:{line}: {says}")

    def take(self, key: str, kind: type[Value], default: Value | None = None) -> Value | None:
        """The value of a key, of one kind and not blank. Raises BadInputFile for anything else."""
        self._asked.append(key)
        if key not in self._content:
            return default
        value = self._content[key]
        is_right = type(value) is kind if kind in (int, bool, str) else isinstance(value, kind)
        if not is_right or (kind is date and isinstance(value, datetime)):
            raise self.mistake(f"'{key}' should be {_CALLED[kind]}.", key)
        if kind is str and not value.strip():
            raise self.mistake(f"'{key}' is blank. Fill it in, or take the line out.", key)
        assert isinstance(value, kind)
        return value

    def need(self, key: str, kind: type[Value], why: str) -> Value:
        """The value of a key that must be there; ``why`` ends the sentence that says it is not."""
        value = self.take(key, kind)
        if value is None:
            raise self.mistake(f"There is no '{key}' {why}.{self._misspelt(key)}")
        return value

    def table(self, key: str) -> Table | None:
        """The table under a key."""
        content = self.take(key, dict)
        return None if content is None else Table(content, self._where, self._lines, (*self._path, key))

    def tables(self, key: str) -> list[Table]:
        """The tables of an array of tables."""
        found = self.take(key, list, [])
        for entry in found or []:
            if not isinstance(entry, dict):
                raise self.mistake(f"Write each of '{key}' as a table of its own, under [[{key}]].", key)
        return [Table(one, self._where, self._lines, (*self._path, key, n)) for n, one in enumerate(found or [])]

    def texts(self, key: str) -> list[str]:
        """A list of texts."""
        found = self.take(key, list, [])
        for entry in found or []:
            if not isinstance(entry, str):
                raise self.mistake(f"'{key}' should be a list of texts in quotation marks.", key)
        return list(found or [])

    def word(self, key: str, known: Iterable[str], default: str) -> str:
        """One of a few words."""
        value = self.take(key, str, default)
        assert value is not None
        if value not in (known := list(known)):
            raise self.mistake(f"'{key}' cannot be '{value}'.{nearest(value, known)}", key)
        return value

    def close(self) -> None:
        """Raise BadInputFile for a key that nobody asked for."""
        for key in self._content:
            if key not in self._asked:
                raise self.mistake(f"'{key}' means nothing here.{nearest(key, set(self._asked))}", key)

    def _misspelt(self, key: str) -> str:
        near = get_close_matches(key, [one for one in self._content if one not in self._asked], n=1)
        return f" Is '{near[0]}' meant for it?" if near else ""


_TWICE: Final = ("Cannot overwrite a value", "Cannot declare")
"""How the reader of TOML begins to say that a key or table is there already."""


def read_toml(text: str, where: str) -> Table:
    """A TOML text as its outermost table. Raises BadInputFile for one that is too long, too deep, or no TOML."""
    if len(text) > LONGEST_MAP:
        raise BadInputFile(f"{where} is longer than {LONGEST_MAP // 2**10} KB, the most that is read. Check the file.")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        said = str(problem)
        line = said.partition("at line ")[2].partition(",")[0]
        if said.endswith("(at end of document)"):
            line = str(len(text.splitlines()))
        place = f"{where}:{line}" if line.isdecimal() else where
        if said.startswith(_TWICE):
            raise BadInputFile(f"{place}: this key or table stands there twice. Take one of the two away.") from problem
        raise BadInputFile(f"{place}: {said.partition(' (at ')[0]}. The file should be written in TOML.") from problem
    except RecursionError as problem:
        raise BadInputFile(f"{where} is nested too deep to be read. Check the file.") from problem
    return Table(content, where, Lines(text))
