"""Every source that can be imported, by the name its statements carry: what its files hold follows from its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from journey.domain.columns import SourceDeclaration

_WHERE: Final = {
    "annex-a": ("journey.importers.annex_a", "ANNEX_A"),
    "cin": ("journey.importers.cin", "CIN"),
    "ssd": ("journey.importers.ssd", "SSD"),
    "ssda903": ("journey.importers.ssda903", "SSDA903"),
}
"""System → the module and name of its declaration."""


class _Declarations(Mapping[str, SourceDeclaration]):
    """The declared sources by name; an importer is loaded when its own is asked for."""

    def __getitem__(self, system: str) -> SourceDeclaration:
        module, name = _WHERE[system]
        found: SourceDeclaration = getattr(import_module(module), name)
        return found

    def __contains__(self, system: object) -> bool:
        return system in _WHERE

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)


def declarations() -> Mapping[str, SourceDeclaration]:
    """The declared sources by name."""
    return _Declarations()
