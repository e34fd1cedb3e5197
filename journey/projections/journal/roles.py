"""What a statement does to its fact."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """What a statement does to its fact; the journal keeps the number."""

    SAY = 0
    SAY_MORE = 1
    CORRECT = 2
    MOVE = 3
    """Corrects the day it happened."""
    RETRACT = 4
    REINSTATE = 5
    WITHDRAW = 6
    """Withdraws one statement alone."""
