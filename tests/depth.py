"""How many examples a law is tried with: some in every run of the tests, more where ``JOURNEY_DEPTH`` says so."""

from __future__ import annotations

import os
from typing import Final

DEPTH: Final = int(os.environ.get("JOURNEY_DEPTH", "1"))
"""How many times the examples of an ordinary run: ``JOURNEY_DEPTH=20 pytest tests/projections`` takes an hour."""


def examples(ordinarily: int) -> int:
    """The number of examples for a law that is tried with so many in an ordinary run."""
    return ordinarily * DEPTH
