"""Write the generated documents and the shapes of events, or check that they are what the code says now.

python -m docs.generate            write them
python -m docs.generate --check    exit 1 and name the stale ones
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.pages import codes, columns, events, indicators, reference, scenarios, shapes, timescales

ROOT = Path(__file__).parents[1]
PAGES: dict[str, Callable[[], str]] = {
    "docs/events.md": events.page,
    "docs/columns.md": columns.page,
    "docs/codes.md": codes.page,
    "docs/timescales.md": timescales.page,
    "docs/indicators.md": indicators.page,
    "docs/scenarios.md": scenarios.page,
    "docs/reference.md": reference.page,
    "journey/domain/shapes.json": shapes.page,
}
"""Each generated file and the function that makes its text."""


def stale() -> list[str]:
    """Names of the files that differ from what the code says, or are missing."""
    return [name for name, page in PAGES.items() if _text(ROOT / name) != page()]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write or check, and say which files changed or are stale. Returns the exit code."""
    found = stale()
    if "--check" in arguments:
        for name in found:
            print(f"{name} is not what the code says. Put right by: make docs", file=sys.stderr)
        return 1 if found else 0
    for name in found:
        (ROOT / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"{name} written", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
