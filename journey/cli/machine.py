"""What of the machine this process may use."""

from __future__ import annotations

import os
from typing import Final

_AT_MOST: Final = 4
"""Each process that decodes holds some 400 MB, and one process has to put together what all of them bring."""


def processes() -> int:
    """How many processes to work with: one for each processor that this one may run on, and no more than a few."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, _AT_MOST)
