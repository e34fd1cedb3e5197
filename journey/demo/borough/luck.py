"""Chance for one child: drawn from its own generator, so that lives can be made in any order and come out the same."""

from __future__ import annotations

from random import Random
from typing import Final

_SHIFT: Final = 40


class Luck:
    """Draws for one life. ``random`` is the generator's own function, for whoever draws by the million."""

    __slots__ = ("random",)

    def __init__(self, seed: int, number: int) -> None:
        self.random = Random((seed << _SHIFT) | number).random

    def within(self, least: int, most: int) -> int:
        """A whole number from the least to the most."""
        return least + int(self.random() * (most - least + 1))

    def one_of(self, few: tuple[str, ...]) -> str:
        """One of a few, all alike."""
        return few[int(self.random() * len(few))]

    def weighed(self, table: tuple[tuple[float, str], ...]) -> str:
        """One of a table by its shares; the last where they come to less than one."""
        at = self.random()
        for share, one in table:
            at -= share
            if at < 0:
                return one
        return table[-1][1]
