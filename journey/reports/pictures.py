"""Pictures of a table, for people who would rather look than read; ``svg`` draws them.

Each has a text alternative that says the same; the table it is of stands below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of several parts each, as long as their share of the bar: label → one number a part."""

    title: str
    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Ranges:
    """Shares with the interval they may lie in: label, share, low, high, all between 0 and 1, and the numbers in words.

    ``beside`` is another share to show with it, such as that of everybody; None where there is none.
    """

    title: str
    rows: tuple[tuple[str, float, float, float, str, float | None], ...]
    beside: str = ""


Picture: TypeAlias = Bars | Ranges


def described(picture: Picture) -> str:
    """The picture in words."""
    return " ".join(_in_words(picture))


def _in_words(picture: Picture) -> Iterator[str]:
    if isinstance(picture, Bars):
        for label, numbers in picture.rows:
            told = ", ".join(f"{part} {number}" for part, number in zip(picture.parts, numbers, strict=True))
            yield f"{label}: {told}."
        return
    for name, share, low, high, of, other in picture.rows:
        also = f", {picture.beside} {other:.0%}" if other is not None else ""
        yield f"{name}: {share:.0%}, between {low:.0%} and {high:.0%} ({of}){also}."
