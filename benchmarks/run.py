"""Run the benchmarks and write ``benchmarks/report.md``.

python -m benchmarks.run                              all of them
python -m benchmarks.run startup …                    these
python -m benchmarks.run --events 1000000 questions   with made-up logs of these sizes alone
python -m benchmarks.run --clear                      remove the made-up stores that were kept
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import iter_modules
from time import perf_counter
from typing import Any

from benchmarks import steps, stores
from benchmarks.machine import load, machine
from benchmarks.tables import table, tables

FOLDER = Path(__file__).parent
REPORT = FOLDER / "report.md"

_INTRODUCTION = """\
# Benchmarks

Written on {on}. **The machine is shared with other work: quote the ratios, not the times.** What is compared was run in
turns in one run. A promise is met or missed, with nothing in between.
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
    others, started = load(), perf_counter()
    with redirect_stdout(io.StringIO()) as printed:
        result = run()
    text = [f"## {name}", (import_module(f"benchmarks.{name}").__doc__ or "").strip()]
    if result:
        text.append(tables([result] if isinstance(result, Mapping) else result))
    if printed.getvalue().strip():
        text.append(f"```\n{printed.getvalue().strip()}\n```")
    runs = f", runs of each step: {steps.RUNS}" if "sizes" in signature(run).parameters else ""
    text.append(f"Measured on {_today()}{runs}; took {perf_counter() - started:.0f} s in all.{others}")
    return "\n\n".join(text) + "\n"


def main(words: Sequence[str]) -> int:
    """Run the benchmarks chosen (none: all) and write the report. Returns the exit code.

    What was not measured anew stays in the report as it was, with its date. Made-up stores of this run are removed
    afterwards unless they are to be kept.
    """
    options = _options(words)
    if options.clear:
        stores.clear()
        return 0
    steps.RUNS = options.runs
    found = benchmarks()
    names = options.names or list(found)
    if unknown := [name for name in names if name not in found]:
        print(f"No benchmark {', '.join(unknown)}. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    kept = {name: text for name, text in _sections().items() if name in found}
    measured = {name: section(name, _sized(found[name], options.events)) for name in names}
    about = table([{"what": label, "value": value} for label, value in machine().items()])
    parts = [_INTRODUCTION.format(on=_today()), f"## Machine\n\n{about}\n", *(kept | measured).values()]
    REPORT.write_text("\n".join(parts), encoding="utf-8")
    if not options.keep:
        stores.clear(all_of_them=False)
    print(f"Written to {REPORT}", file=sys.stderr)
    return 0


def _sections() -> dict[str, str]:
    """The sections of the report as it is, by name."""
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    parts = [part for part in text.split("\n## ")[1:] if part]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _today() -> str:
    return datetime.now(UTC).strftime("%-d %B %Y")


def _options(words: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Measure, and write the report.")
    asked.add_argument("names", nargs="*", metavar="NAME", help="benchmarks to run; none: all")
    asked.add_argument("--events", type=int, nargs="+", help="sizes of the made-up logs")
    asked.add_argument("--runs", type=int, default=steps.RUNS, help="how often each step on a made-up log is taken")
    asked.add_argument("--keep", action="store_true", help="keep the made-up stores for the next run")
    asked.add_argument("--clear", action="store_true", help="only remove made-up stores that were kept")
    return asked.parse_args(words)


def _sized(main: Callable[..., Any], events: Sequence[int] | None) -> Callable[[], Any]:
    """A benchmark for these sizes, where sizes were asked for and it knows any."""
    return partial(main, sizes=events) if events and "sizes" in signature(main).parameters else main


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
