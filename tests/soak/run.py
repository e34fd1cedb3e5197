"""Thousands of changed files through every importer: ``python -m tests.soak.run --count 20000 --first 0``.

Each number is one file, the same on every machine; a run that was stopped goes on with ``--first``. What broke a law
is printed and leaves exit code 1; what was run goes to ``--report``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

import click

from tests.soak.laws import Tried, store_of, tried
from tests.soak.sources import sources

_SAID_EVERY = 250

_LAWS = (
    "Each is an import after a good one: changed in cells, in structure, in bytes, or in the parts of a workbook. The "
    "laws: nothing but a refusal on purpose; each row read has one outcome; nothing is withdrawn of which the row "
    "still stands in the file; a refused file writes nothing; the store verifies."
)


def main() -> int:
    """Try the files asked for; 1 where a law was broken."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--report", type=Path)
    asked = parser.parse_args()

    begun, done = perf_counter(), []
    with tempfile.TemporaryDirectory(prefix="journey-soak-") as folder:
        home = {source.name: store_of(source, Path(folder) / "first") for source in sources()}
        for seed in range(asked.first, asked.first + asked.count):
            source = sources()[seed % len(sources())]
            one = tried(source, home[source.name], Path(folder) / "trial", seed)
            done.append(one)
            for wrong in one.wrong:
                click.echo(f"{one.source}, seed {seed} ({one.how}): {wrong}")
            if len(done) % _SAID_EVERY == 0:
                rate = len(done) / (perf_counter() - begun)
                click.echo(f"{len(done):,} of {asked.count:,}, {rate:.0f} a second; next: {seed + 1}", err=True)
    if asked.report:
        asked.report.write_text(report(done, asked.first, perf_counter() - begun), encoding="utf-8")
    return int(any(one.wrong for one in done))


def report(done: list[Tried], first: int, seconds: float) -> str:
    """What was run and how it went, by source, in Markdown."""
    lines = [
        "# Changed files through every importer",
        "",
        f"{len(done):,} files (seeds {first:,} to {first + len(done) - 1:,}) in {seconds:,.0f} s, one process. {_LAWS}",
        "",
        "| source | files | refused | taken in | rows | rows set aside | facts withdrawn | broke a law |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name in dict.fromkeys(one.source for one in done):
        own = [one for one in done if one.source == name]
        codes = Counter(bool(one.code) for one in own)
        sums = [sum(getattr(one, field) for one in own) for field in ("rows", "set_aside", "retracted")]
        counts = (len(own), codes[True], codes[False], *sums, sum(bool(one.wrong) for one in own))
        lines.append(f"| {name} | " + " | ".join(f"{n:,}" for n in counts) + " |")
    return "\n".join((*lines, "", "Made again by `make soak`.", ""))


if __name__ == "__main__":
    sys.exit(main())
