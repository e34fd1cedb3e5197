"""Where the time of one import goes: reading the file, comparing it with its neighbours, writing what it newly says.

Five thousand children, March into an empty store, then April, then April exported anew with nothing changed. Comparing
is measured as a dry run, which does all but write; writing is the rest, the keys of new children included.

Then each source's first file into an empty store, in a process of its own: with five thousand children, and with ten
times as many, to see how the time and the peak of memory grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.enlarged import annex_a, census, looked_after
from benchmarks.steps import step
from benchmarks.workbook import enlarge
from journey.domain.extract import Extract
from journey.domain.statements import organisation_stream
from journey.importers.annex_a import ANNEX_A, read_annex_a
from journey.importers.cin import CIN, read_cin
from journey.importers.ssda903 import SSDA903, read_ssda903
from journey.store.importing import import_extract
from journey.store.log import Log, open_log

CHILDREN = 5_000
LA = "999"
LAST = date(2025, 6, 30)
FILES = (
    ("March", "annex_a_2025_03.xlsx", date(2025, 3, 31)),
    ("April", "annex_a_2025_04.xlsx", date(2025, 4, 30)),
    ("April, exported anew", "annex_a_2025_04.xlsx", date(2025, 4, 30)),
)


MAKERS = {"annex-a": annex_a, "cin": census, "ssda903": looked_after}
TIMES = 10


def main() -> list[dict[str, object]]:
    """Seconds of each part of each import, and each part's share; then the sources by size, with their memory."""
    with TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/journey.db") as log:
        months = [row(log, Path(folder), *file) for file in FILES]
    return [*months, *by_size()]


def by_size(sizes: Sequence[int] = (CHILDREN, CHILDREN * TIMES)) -> list[dict[str, object]]:
    """Each source at each size, and how many times the time and the memory of the smallest the largest takes."""
    rows: list[dict[str, object]] = []
    for source, make in MAKERS.items():
        found = []
        for children in sizes:
            with TemporaryDirectory() as folder:
                paths = make(children, Path(folder))
                size = sum(path.stat().st_size for path in paths) / 2**20
                found.append({"file, MiB": size} | step("import_split:taken", source, folder))
        for children, one in zip(sizes, found, strict=True):
            parts = {f"{name}, share": f"{one[name] / one['whole']:.0%}" for name in ("read", "compare", "write")}
            grown = {f"{what}, times": one[name] / found[0][name] for what, name in _GROWN.items()}
            rows.append({"source": source, "children": children} | one | parts | grown)
    return rows


_GROWN = {"time": "whole", "memory": "peak_mib"}


def taken(source: str, folder: str) -> dict[str, object]:
    """A step: the files of a source in a folder, taken into an empty store."""
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix != ".db")
    declaration = {"annex-a": ANNEX_A, "cin": CIN, "ssda903": SSDA903}[source]
    with open_log(f"sqlite:///{folder}/journey.db") as log:
        started = perf_counter()
        [extract] = read(log, source, paths)
        at_read = perf_counter()
        import_extract(log, extract, declaration, dry_run=True)
        at_compared = perf_counter()
        done = import_extract(log, extract, declaration)
        both = perf_counter() - at_compared
    seconds = {"read": at_read - started, "compare": at_compared - at_read}
    seconds["write"] = max(0.0, both - seconds["compare"])
    return {"rows": done.totals["rows"], "events": done.events, **seconds, "whole": sum(seconds.values())}


def read(log: Log, source: str, paths: Sequence[Path]) -> Sequence[Extract]:
    """The files of a source, read as its command reads them."""
    if source == "cin":
        return read_cin(paths, la=LA, extract_date=None, import_day=LAST)
    if source == "ssda903":
        refer = partial(log.keyring.reference, organisation_stream(LA))
        return read_ssda903(paths, la=LA, known_on=LAST, year=LAST.year, refer=refer)
    return [reading(log, paths[0], FILES[0][2])]


def row(log: Log, folder: Path, name: str, extract: str, day: date) -> dict[str, object]:
    """One import, taken apart."""
    enlarge(extract, CHILDREN, folder / extract)
    started = perf_counter()
    read = reading(log, folder / extract, day)
    at_read = perf_counter()
    import_extract(log, read, ANNEX_A, dry_run=True)
    at_compared = perf_counter()
    done = import_extract(log, read, ANNEX_A)
    both = perf_counter() - at_compared

    seconds = {"read": at_read - started, "compare": at_compared - at_read}
    seconds["write"] = max(0.0, both - seconds["compare"])
    whole = sum(seconds.values())
    shares = {f"{part}, share": f"{taken / whole:.0%}" for part, taken in seconds.items()}
    return {"import": name, "rows": done.totals["rows"], "events": done.events} | seconds | {"whole": whole} | shares


def reading(log: Log, path: Path, day: date) -> Extract:
    """The workbook, read as the command reads it."""
    return read_annex_a(
        [path],
        la=LA,
        extract_date=day,
        refer=lambda kind, text: log.keyring.reference(organisation_stream(LA), kind, text),
    )
