"""Write the generated documents, or check that they are what the code says now.

python -m docs.generate            write them
python -m docs.generate --check    exit 1 and name the stale ones
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docs.pages import codes, columns, events, indicators, reference, scenarios, timescales

DOCS = Path(__file__).parent
PAGES: dict[str, Callable[[], str]] = {
    "events.md": events.page,
    "columns.md": columns.page,
    "codes.md": codes.page,
    "timescales.md": timescales.page,
    "indicators.md": indicators.page,
    "scenarios.md": scenarios.page,
    "reference.md": reference.page,
}
"""Each generated document and the function that makes its text."""


def stale() -> list[str]:
    """Names of the documents that differ from what the code says, or are missing."""
    return [name for name, page in PAGES.items() if _text(DOCS / name) != page()]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write or check, and say which documents changed or are stale. Returns the exit code."""
    found = stale()
    if "--check" in arguments:
        for name in found:
            print(f"docs/{name} is not what the code says. Put right by: make docs", file=sys.stderr)
        return 1 if found else 0
    for name in found:
        (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"docs/{name} written", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
