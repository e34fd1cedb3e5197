"""Reports, written in every format. A format is a file of this folder with ``write(report) -> bytes``; its name is the
format's name and the ending of its files."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from typing import cast

from journey.reports.table import Report

_SHARED = frozenset({"pictures", "provenance", "pseudonymised", "pseudonyms", "svg", "table", "terminal", "words"})
"""What the formats share, and the one for people at a terminal; every other file is a format."""

_OTHER_ENDINGS = {"htm": "html", "markdown": "md"}


def formats() -> tuple[str, ...]:
    """The names of all file formats."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if module.name not in _SHARED))


def format_of(path: PurePath) -> str | None:
    """The format that a file name's ending stands for; None if it stands for none."""
    ending = path.suffix.lower().removeprefix(".")
    name = _OTHER_ENDINGS.get(ending, ending)
    return name if name in formats() else None


def write(report: Report, format_name: str) -> bytes:
    """A report as a file of one of the ``formats``. Raises ``CannotWrite`` where the format cannot hold it."""
    writer = cast(Callable[[Report], bytes], import_module(f"{__name__}.{format_name}").write)
    return writer(report)
