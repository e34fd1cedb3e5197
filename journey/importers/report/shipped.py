"""The maps that come with a release, by name; and reading a map from a file of one's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from journey.domain.errors import BadInputFile
from journey.importers.files import bytes_of
from journey.importers.report.language import read_map
from journey.importers.report.map import ReportMap
from journey.importers.report.table import LONGEST_MAP, nearest

_FOLDER = files("journey.importers") / "maps"


def shipped() -> list[str]:
    """The names of the maps that come with the release."""
    return sorted(item.name.removesuffix(".toml") for item in _FOLDER.iterdir() if item.name.endswith(".toml"))


def text_of(name: str) -> str:
    """The text of a map that comes with the release. Raises BadInputFile with the nearest names for another."""
    if name not in shipped():
        raise BadInputFile(f"There is no map '{name}'.{nearest(name, shipped())}")
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def find_map(named: str) -> ReportMap:
    """A map by the name it ships under, or from a file. Raises BadInputFile."""
    path = Path(named)
    if path.suffix.casefold() != ".toml" and not path.exists():
        return read_map(text_of(named), f"{named}.toml")
    data = bytes_of(
        path, LONGEST_MAP, "Name a map in it, such as visits.toml.", "No map is that large; check the file."
    )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInputFile(f"{path} is not UTF-8 text, so it is no map. Save it as UTF-8.") from problem
    return read_map(text, path.name)
