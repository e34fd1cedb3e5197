"""Changed files through every importer, and their report."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from tests.soak.laws import Tried, store_of, tried
from tests.soak.model import Source
from tests.soak.said import Said, say
from tests.soak.sources import sources

_SAID_EVERY = 250

_LAWS = (
    "Each is an import after a good one: changed in cells, in structure, in bytes, or in the parts of a workbook. The "
    "laws: nothing but a refusal on purpose; each row read has one outcome; nothing is withdrawn of which the row "
    "still stands in the file; a refused file writes nothing; the store verifies."
)


def run(count: int, first: int) -> Said:
    """Try so many files from a number on; each number is one file, the same on every machine."""
    begun, done = perf_counter(), []
    with tempfile.TemporaryDirectory(prefix="journey-soak-") as folder:
        home = {source.name: store_of(source, Path(folder) / "first") for source in sources()}
        for seed in range(first, first + count):
            source = _source(seed)
            one = tried(source, home[source.name], Path(folder) / "trial", seed)
            done.append(one)
            for wrong in one.wrong:
                say(f"{one.source}, seed {seed} ({one.how}): {wrong}")
            if len(done) % _SAID_EVERY == 0:
                rate = len(done) / (perf_counter() - begun)
                say(f"{len(done):,} of {count:,}, {rate:.0f} a second; next: {seed + 1}")
    return Said(_report(done, first, perf_counter() - begun), not any(one.wrong for one in done))


def _source(seed: int) -> Source:
    return sources()[seed % len(sources())]


def _report(done: list[Tried], first: int, seconds: float) -> str:
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
