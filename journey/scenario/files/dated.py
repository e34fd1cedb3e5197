"""The days of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a file: the one it speaks for, the one it was made on, and the first and last between which it leaves
    nothing out.

    ``whole``: it leaves nothing out at all.
    """

    day: date
    made: date
    covers_from: date | None = None
    covers_to: date | None = None
    whole: bool = False
