"""Taking in the files of a scenario, by the importers and the comparison that every file of a borough goes through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from journey.domain.errors import JourneyError
from journey.scenario.files.shown import ShownFile
from journey.scenario.files.write import write
from journey.store.importing import Imported, import_extract
from journey.store.log import Log


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: its fingerprint and its account, or why nothing of it was taken in."""

    shown: ShownFile
    file: bytes = b""
    imported: Imported | None = None
    refused: str = ""


def take_in(log: Log, la: str, files: tuple[ShownFile, ...], folder: Path) -> Mapping[str, Taken]:
    """Write each file into a folder of its own and take it in, in the order given; the account of each, by its name."""
    done: dict[str, Taken] = {}
    for number, shown in enumerate(files, 1):
        within = folder / f"{la}-{number}"
        within.mkdir()
        done[shown.name] = _one(log, la, shown, within)
    return done


def _one(log: Log, la: str, shown: ShownFile, folder: Path) -> Taken:
    try:
        extract = shown.format.read(write(shown, folder, la), la, shown.dated)
        imported = import_extract(log, extract, shown.format.declaration, allow_retractions=not shown.guarded)
    except JourneyError as refused:  # a reason, which is what may be expected
        return Taken(shown, refused=str(refused))
    return Taken(shown, extract.file, imported)
