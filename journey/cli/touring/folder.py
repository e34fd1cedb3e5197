"""The folder of a tour: made anew, and never at the cost of anything that no tour made."""

from __future__ import annotations

import shutil
from pathlib import Path

from journey.domain.errors import UsageError

_OURS = (
    "annex_a", "cin", "ssda903", "reports", "maps", "organisation", "borough.json", "truth.json", "faults.json",
    "import.txt", "journey.*", "rejects.csv", "signing.pem", "checkpoint.json",
)  # fmt: skip
"""What an earlier tour leaves behind: all that may be removed."""


def fresh(folder: Path) -> None:
    """Make the folder anew. Raises UsageError, with nothing removed, where it holds anything that no tour made."""
    if folder.exists():
        ours = {path for pattern in _OURS for path in folder.glob(pattern)}
        foreign = sorted(path.name for path in folder.iterdir() if path not in ours)
        if foreign:
            raise UsageError(
                f"{folder.resolve()} holds what no tour made ({', '.join(foreign[:3])}): nothing was removed. "
                "Move it away, or name another folder."
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
