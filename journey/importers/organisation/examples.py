"""The example organisation files that come with the release, by name."""

from __future__ import annotations

from importlib.resources import files

from journey.domain.errors import UsageError
from journey.importers.report.table import nearest

_FOLDER = files("journey.importers.organisation") / "examples"


def examples() -> list[str]:
    """The names of the examples."""
    return sorted(item.name.removesuffix(".toml") for item in _FOLDER.iterdir() if item.name.endswith(".toml"))


def text_of(name: str) -> str:
    """The text of an example. Raises UsageError with the nearest names for another."""
    if name not in examples():
        raise UsageError(f"There is no example '{name}'.{nearest(name, examples())}")
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
