"""Where the time of one import goes: reading the file, comparing it with its neighbours, writing what it newly says.

Reading is opening, parsing, typing cells and making the rows that are compared; ``benchmarks/parts.py`` says which of
the rest is comparing and which writing. Seconds are the processor's, of one process that looks for garbage as seldom
as the command does.

Five thousand children, each time a first file into an empty store, a file after it in which something is said
otherwise of most children, and that file exported anew with nothing changed.

Then each source's first file into an empty store, in a process of its own: with five thousand children, and with ten
times as many, to see how the time and the peak of memory grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.enlarged import annex_a, census, changed, looked_after
from benchmarks.parts import collected_as_by_the_command, compared_and_written
from benchmarks.steps import step
from benchmarks.workbook import enlarge
from journey.domain.extract import Extract
from journey.domain.statements import organisation_stream
from journey.importers.annex_a import ANNEX_A, read_annex_a
from journey.importers.cin import CIN, read_cin
from journey.importers.ssda903 import SSDA903, read_ssda903
from journey.store.log import Log, open_log

CHILDREN = 5_000
LA = "999"
LAST = date(2025, 6, 30)
WORKBOOKS = (
    ("March", "annex_a_2025_03.xlsx", date(2025, 3, 31)),
    ("April", "annex_a_2025_04.xlsx", date(2025, 4, 30)),
    ("April, exported anew", "annex_a_2025_04.xlsx", date(2025, 4, 30)),
)
SOURCES = {"annex-a": ANNEX_A, "cin": CIN, "ssda903": SSDA903}
MAKERS = {"annex-a": annex_a, "cin": census, "ssda903": looked_after}
TIMES = 10
PARTS = ("read", "compare", "write")


def main() -> list[dict[str, object]]:
    """Seconds of each part of each import, and each part's share; then the sources by size, with their memory."""
    return [*one_after_another("annex-a"), *one_after_another("cin"), *by_size()]


def one_after_another(source: str, children: int = CHILDREN) -> list[dict[str, object]]:
    """A first file, one after it and that one again."""
    with TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/journey.db") as log:
        files = _workbooks(children, Path(folder)) if source == "annex-a" else _censuses(children, Path(folder))
        return [{"import": name} | shared(split(log, source, [path], day)) for name, path, day in files]


def _workbooks(children: int, folder: Path) -> list[tuple[str, Path, date]]:
    found = []
    for number, (name, extract, day) in enumerate(WORKBOOKS):
        path = folder / f"{number}_{extract}"
        enlarge(extract, children, path)
        found.append((f"workbook, {name}", path, day))
    return found


def _censuses(children: int, folder: Path) -> list[tuple[str, Path, date]]:
    [first] = census(children, folder)
    resubmitted = changed(first, folder / "resubmitted.xml", "2025-06-20")
    anew = changed(resubmitted, folder / "anew.xml", "2025-06-25", values=False)
    names = ("census", "census, resubmitted with corrections", "census, exported anew")
    return [(name, path, LAST) for name, path in zip(names, (first, resubmitted, anew), strict=True)]


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
            grown = {f"{what}, times": one[name] / found[0][name] for what, name in _GROWN.items()}
            rows.append({"source": source, "children": children} | shared(one) | grown)
    return rows


_GROWN = {"time": "whole", "memory": "peak_mib"}


def taken(source: str, folder: str) -> dict[str, object]:
    """A step: the files of a source in a folder, taken into an empty store."""
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix != ".db")
    with open_log(f"sqlite:///{folder}/journey.db") as log:
        return split(log, source, paths, WORKBOOKS[0][2])


def split(log: Log, source: str, paths: Sequence[Path], day: date) -> dict[str, object]:
    """One import, taken apart; ``day`` is that of a workbook."""
    with collected_as_by_the_command():
        started = process_time()
        [extract] = read(log, source, paths, day)
        seconds = {"read": process_time() - started}
        done, parts = compared_and_written(log, extract, SOURCES[source])
    seconds |= parts
    return {"rows": done.totals["rows"], "events": done.events, **seconds, "whole": sum(seconds.values())}


def shared(one: dict[str, object]) -> dict[str, object]:
    """With each part's share of the whole."""
    whole = float(str(one["whole"]))
    return one | {f"{name}, share": f"{float(str(one[name])) / whole:.0%}" for name in PARTS}


def read(log: Log, source: str, paths: Sequence[Path], day: date) -> Sequence[Extract]:
    """The files of a source, read as its command reads them."""
    if source == "cin":
        return read_cin(paths, la=LA, extract_date=None, import_day=LAST)
    if source == "ssda903":
        refer = partial(log.keyring.reference, organisation_stream(LA))
        return read_ssda903(paths, la=LA, known_on=LAST, year=LAST.year, refer=refer)
    return [reading(log, paths[0], day)]


def reading(log: Log, path: Path, day: date) -> Extract:
    """The workbook, read as the command reads it."""
    return read_annex_a(
        [path],
        la=LA,
        extract_date=day,
        refer=lambda kind, text: log.keyring.reference(organisation_stream(LA), kind, text),
    )
