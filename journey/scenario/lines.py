"""A line of a scenario file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a scenario file, numbered as an editor shows it."""

    number: int
    text: str
