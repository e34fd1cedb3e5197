"""A file that a scenario shows: which it is, and what stands in each of its lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.domain.words import Mistake, nearest
from journey.scenario.files.dated import Dated
from journey.scenario.lines import Line

if TYPE_CHECKING:  # a scenario that shows no file needs no importer
    from journey.scenario.files.formats import Format


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a list: the child's id, empty where it is blank, and the cells by header, as they stand in the file.

    ``inside`` is the place, in the list that holds this one, of the row that this one stands inside.
    """

    child: str
    cells: Mapping[str, str]
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file, under the name that questions call it by.

    ``lists`` are those that it has, with their rows; one without rows has its headers alone. ``columns`` are those of
    each list besides the child's id. ``again``: the same file is taken in once more; ``guarded``: only if not too much
    is missing.
    """

    line: Line
    name: str
    format: Format
    dated: Dated
    lists: Mapping[str, tuple[ShownRow, ...]]
    columns: Mapping[str, tuple[str, ...]]
    again: bool = False
    guarded: bool = False


def file_and_list(asked: str, files: Iterable[str]) -> tuple[str, str]:
    """What a question names: one of the files by its name, and a list of it or nothing. Raises Mistake."""
    found = [name for name in files if asked == name or asked.startswith(f"{name}, ")]
    if not found:
        known = list(files)
        hint = nearest(asked, known) or f" It shows {', '.join(known) or 'none'}."
        raise Mistake(f"'{asked}' is no file that the test shows.{hint}")
    name = max(found, key=len)
    return name, asked.removeprefix(name).removeprefix(", ")
