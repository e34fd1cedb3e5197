"""Run the benchmarks and write ``benchmarks/report.md``.

python -m benchmarks.run              all of them
python -m benchmarks.run startup …    these
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from time import perf_counter
from typing import Any

from benchmarks.machine import machine

FOLDER = Path(__file__).parent
REPORT = FOLDER / "report.md"

Rows = Sequence[Mapping[str, Any]]

_INTRODUCTION = """\
# Benchmarks

Measured {on}. **The machine is shared with other work: quote the ratios, not the times.** What is compared was run in
turns in one run.
"""


def benchmarks() -> dict[str, Callable[[], Any]]:
    """Every module of this folder that measures something, by name; its ``main`` returns rows."""
    found = {}
    for name in sorted(module.name for module in iter_modules([str(FOLDER)])):
        main = getattr(import_module(f"benchmarks.{name}"), "main", None)
        if callable(main) and name != "run":
            found[name] = main
    return found


def section(name: str, run: Callable[[], Any]) -> str:
    """One benchmark, run: its docstring and its table. One that prints instead of returning rows is quoted."""
    print(f"{name} …", file=sys.stderr, flush=True)
    started = perf_counter()
    with redirect_stdout(io.StringIO()) as printed:
        result = run()
    text = [f"## {name}", (import_module(f"benchmarks.{name}").__doc__ or "").strip()]
    if result:
        text.append(table([result] if isinstance(result, Mapping) else result))
    if printed.getvalue().strip():
        text.append(f"```\n{printed.getvalue().strip()}\n```")
    text.append(f"Took {perf_counter() - started:.0f} s in all.")
    return "\n\n".join(text) + "\n"


def table(rows: Rows) -> str:
    """Rows as a Markdown table."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([_shown(row.get(name)).replace("|", "\\|") for name in names] for row in rows)]
    head, *body = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([head, "|" + "---|" * len(names), *body])


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)


def main(chosen: Iterable[str]) -> int:
    """Run the benchmarks chosen (none: all) and write the report. Returns the exit code."""
    found = benchmarks()
    names = list(chosen) or list(found)
    if unknown := [name for name in names if name not in found]:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    parts = [_INTRODUCTION.format(on=datetime.now(UTC).strftime("on %-d %B %Y")), "## Machine\n"]
    parts.append(table([{"what": label, "value": value} for label, value in machine().items()]) + "\n")
    parts.extend(section(name, found[name]) for name in names)
    REPORT.write_text("\n".join(parts), encoding="utf-8")
    print(f"Written to {REPORT}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
