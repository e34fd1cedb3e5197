"""Nothing personal of the sample stands in clear in the files of a store."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from journey.store.log import open_log
from tests.journey.commands import APRIL, MARCH, SAMPLES, asked, import_file, import_sample

PERSONAL = {
    "Date of Birth",
    "Ethnicity",
    "Placement postcode",
    "URN of Placement",
    "Allocated Worker",
    "Age of Child (Years)",
}
CLEAR = {"Age of Child (Years)"}
"""Ages are numbers like any other: what they would tell is looked for as dates of birth."""


def cells(header: str) -> set[object]:
    """All that the sample holds under a header."""
    found: set[object] = set()
    for path in SAMPLES.values():
        book = load_workbook(str(path))
        for name in book.sheet_names:
            headers, *rows = book.get_sheet_by_name(name).to_python()
            found |= {row[headers.index(header)] for row in rows if header in headers}
    return found - {""}


def other_dates() -> set[object]:
    """Every date of the sample that is no date of birth: an event on the day of somebody's birth is no secret."""
    found: set[object] = {MARCH, APRIL}
    for path in SAMPLES.values():
        book = load_workbook(str(path))
        for name in book.sheet_names:
            headers, *rows = book.get_sheet_by_name(name).to_python()
            found |= {c for row in rows for h, c in zip(headers, row, strict=True) if h != "Date of Birth"}
    return found


def secrets() -> dict[str, set[bytes]]:
    """What must not be found, in every spelling."""
    born = {day for day in cells("Date of Birth") - other_dates() if isinstance(day, date)}
    texts = {header: {str(cell).encode() for cell in cells(header)} for header in sorted(PERSONAL - CLEAR)}
    urns = {str(int(float(str(cell)))) for cell in cells("URN of Placement")}
    return {
        **texts,
        "URN of Placement": {urn.encode() for urn in urns},
        "Date of Birth": {f"{day:{form}}".encode() for day in born for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")},
    }


def files(store: str) -> Iterator[tuple[str, bytes]]:
    """The bytes of the store's files, and of the inventories in them, which are compressed."""
    path = Path(store.removeprefix("sqlite:///"))
    for file in sorted(path.parent.glob("journey*.db*")):
        if ".keys." not in file.name:
            yield file.name, file.read_bytes()
    with open_log(store, create=False) as log:
        for statement in log.statements(["extract:999"], names=["ListInventoried"])["extract:999"]:
            table = statement.data["table"]
            assert isinstance(table, bytes)
            yield statement.fact, zlib.decompress(table)


def test_nothing_personal_stands_in_clear(sqlite_url: str, tmp_path: Path) -> None:
    import_sample(sqlite_url, MARCH, APRIL, into=tmp_path)
    for child in ("1000252", "1000504"):
        asked(sqlite_url, "show", child, "--purpose", "case audit")
    looked_for = secrets()
    assert all(len(found) > 3 for found in looked_for.values()), {h: len(found) for h, found in looked_for.items()}

    searched = list(files(sqlite_url))
    assert {"journey.db", "journey.access.db"} <= {name for name, _ in searched}
    assert len(searched) >= 2 + 16
    clear = [
        (name, header, secret)
        for name, content in searched
        for header, some in looked_for.items()
        for secret in some
        if secret in content
    ]

    assert clear == []


def test_the_search_would_find_what_stands_in_clear(sqlite_url: str, tmp_path: Path) -> None:
    import_sample(sqlite_url, MARCH, into=tmp_path)

    everything = b"".join(content for _, content in files(sqlite_url))

    assert b"2025-03-31" in everything  # a date in clear is spelt as a sealed one would be
    assert b"CIN/CP South" in everything


def test_without_the_keys_nobody_reads_it(sqlite_url: str, tmp_path: Path) -> None:
    import_sample(sqlite_url, MARCH, into=tmp_path)
    for file in tmp_path.glob("journey.keys.db*"):
        file.unlink()

    [person] = [row for row in asked(sqlite_url, "show", "1000504")["rows"] if row["fact"] == "person"]

    assert person["data"]["date_of_birth"] == {"sealed": True}
    assert person["data"]["ethnicity"] == {"sealed": True}


@pytest.mark.parametrize("pattern", ["journey.db", "journey.keys.db", "journey.access.db", "rejects.csv"])
def test_the_files_are_their_owners_alone(sqlite_url: str, tmp_path: Path, pattern: str) -> None:
    (tmp_path / "list 1.csv").write_text("Child Unique ID,Date of Contact,Contact Source\n7,31/02/2025,6\n", "utf-8")
    import_sample(sqlite_url, MARCH, into=tmp_path)

    rejects = ("--rejects", str(tmp_path / "rejects.csv"))
    done = import_file(sqlite_url, tmp_path / "list 1.csv", APRIL, *rejects, "--allow-retractions")

    assert done.exit_code == 0, done.stderr
    assert (tmp_path / pattern).stat().st_mode & 0o077 == 0
