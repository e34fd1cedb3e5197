"""On which line of a TOML text each key stands: the standard reader does not say, and a mistake must be found."""

from __future__ import annotations

import re
from typing import Final

Path = tuple[str | int, ...]
"""Keys from the top; the number of an entry, from 0, after the name of an array of tables."""

_KEY = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[A-Za-z0-9_-]+)"
_DOTTED: Final = re.compile(rf"{_KEY}(?:\s*\.\s*{_KEY})*")
_HEADER: Final = re.compile(rf"\s*(\[\[?)\s*({_DOTTED.pattern})\s*\]")
_ENTRY: Final = re.compile(rf"\s*({_DOTTED.pattern})\s*=")


class Lines:
    """Finds the line of a key; of one inside an inline table, that of the table."""

    def __init__(self, text: str) -> None:
        self._found: dict[Path, int] = {}
        self._entries: dict[Path, int] = {}
        table: Path = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := _HEADER.match(line):
                table = self._table(_names(header[2]), header[1] == "[[")
                self._found.setdefault(table, number)
                if header[1] == "[[":
                    self._found.setdefault(table[:-1], number)
            elif entry := _ENTRY.match(line):
                self._found.setdefault((*table, *_names(entry[1])), number)

    def _table(self, names: Path, is_entry: bool) -> Path:
        path: Path = ()
        for depth, name in enumerate(names, start=1):
            path = (*path, name)
            if is_entry and depth == len(names):
                self._entries[path] = self._entries.get(path, -1) + 1
            if path in self._entries:
                path = (*path, self._entries[path])
        return path

    def of(self, path: Path) -> int:
        """The line of a key, or of what holds it; 1 where nothing of it was found."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._found:
                return self._found[path[:length]]
        return 1


def _names(dotted: str) -> Path:
    return tuple(_plain(match[0]) for match in re.finditer(_KEY, dotted))


def _plain(key: str) -> str:
    if key.startswith('"'):
        return re.sub(r"\\(.)", r"\1", key[1:-1])
    return key[1:-1] if key.startswith("'") else key
