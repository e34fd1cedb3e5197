"""Where the time of one import goes: reading the file, comparing it with its neighbours, writing what it newly says.

Five thousand children, March into an empty store, then April, then April exported anew with nothing changed. Comparing
is measured as a dry run, which does all but write; writing is the rest, the keys of new children included.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.workbook import enlarge
from journey.domain.extract import Extract
from journey.domain.statements import organisation_stream
from journey.importers.annex_a import ANNEX_A, read_annex_a
from journey.store.importing import import_extract
from journey.store.log import Log, open_log

CHILDREN = 5_000
LA = "999"
FILES = (
    ("March", "annex_a_2025_03.xlsx", date(2025, 3, 31)),
    ("April", "annex_a_2025_04.xlsx", date(2025, 4, 30)),
    ("April, exported anew", "annex_a_2025_04.xlsx", date(2025, 4, 30)),
)


def main() -> list[dict[str, object]]:
    """Seconds of each part of each import, and each part's share."""
    with TemporaryDirectory() as folder, open_log(f"sqlite:///{folder}/journey.db") as log:
        return [row(log, Path(folder), *file) for file in FILES]


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
