"""The published figures that a command compares with: a CSV file, or one that comes with journey, by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journey.domain.errors import BadInputFile, UsageError

if TYPE_CHECKING:
    from journey.projections.indicators.comparators import Comparators

_SHIPPED: Final = "journey.projections.indicators"
_LARGEST: Final = 2**20
"""Bytes of the largest file read: a table of figures is small."""


def shipped() -> list[str]:
    """The names of the published figures that come with journey."""
    return sorted(Path(one.name).stem for one in files(_SHIPPED).joinpath("published").iterdir())


def published(named: str) -> Comparators:
    """The figures of a file, or of a shipped one. Raises UsageError where there is neither, BadInputFile for a file
    that cannot be read as such."""
    from journey.projections.indicators.comparators import comparators

    path = Path(named)
    if named in shipped():
        data = files(_SHIPPED).joinpath("published", f"{named}.csv").read_bytes()
    elif path.is_file():
        data = _read(path)
    else:
        raise UsageError(
            f"There is no file {named}, and nothing of that name comes with journey: {', '.join(shipped())} does."
        )
    return comparators(_rows(data, path.name), path.name)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInputFile(f"{path.name} is larger than 1 MB: a table of published figures is small.")
        return path.read_bytes()
    except OSError as error:
        raise BadInputFile(f"{path} cannot be read ({error.strerror}).") from None


def _rows(data: bytes, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows by column name. Raises BadInputFile for a column that is missing, unknown or there twice."""
    from journey.importers.cells import as_written
    from journey.importers.delimited import csv_rows, decoded
    from journey.projections.indicators.comparators import ALSO, NEEDED

    found = csv_rows(decoded(data, name), name)
    _, first = next(found)
    columns = {n: as_written(cell).strip().casefold() for n, cell in first.items()}
    names = list(columns.values())
    for wrong, says in (
        ([one for one in NEEDED if one not in names], "lacks the column"),
        ([one for one in names if one not in (*NEEDED, *ALSO)], "has a column nobody knows,"),
        (sorted({one for one in names if names.count(one) > 1}), "has more than once the column"),
    ):
        if wrong:
            raise BadInputFile(
                f"{name} {says} {wrong[0]!r}. Its first row is: {','.join(NEEDED)}; {', '.join(ALSO)} may follow."
            )
    for number, cells in found:
        yield number, {column: as_written(cells.get(n)).strip() for n, column in columns.items()}
