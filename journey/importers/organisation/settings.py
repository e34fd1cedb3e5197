"""The settings that an organisation file can make, and what each may be set to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from journey.domain.events import events
from journey.importers.report.table import nearest
from journey.importers.values import NotReadable

ALLOCATED_WORKER: Final = "allocated_worker"
WORDS: Final = ("no_worker_words", "duty_trays")
TRANSFER_POINTS: Final = "transfer_points"

_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        ALLOCATED_WORKER: ("lead worker", "consultant"),
        "purpose_required": ("on", "off"),
        "statutory_visit_implies_seen": ("on", "off"),
    }
)
SETTINGS: Final = (*_ONE_OF, *WORDS, TRANSFER_POINTS)
"""Every setting by name."""


def checked(setting: str, values: Sequence[str]) -> list[str]:
    """The values of a setting as they are kept: events by stored name. Raises NotReadable with the nearest word."""
    if setting not in SETTINGS:
        raise NotReadable(f"is no setting.{nearest(setting, SETTINGS)}", "correct it")
    if setting == TRANSFER_POINTS:
        return [_event(value) for value in values]
    if setting in WORDS:
        return list(values)
    known = _ONE_OF[setting]
    if len(values) != 1 or values[0].casefold() not in known:
        raise NotReadable(f"is nothing that {setting} can be.{nearest(', '.join(values), known)}", "correct it")
    return [values[0].casefold()]


def _event(named: str) -> str:
    titles = {kind.TITLE.casefold(): name for name, kind in events().items()} | {
        name.casefold(): name for name in events()
    }
    if (found := titles.get(named.casefold())) is None:
        raise NotReadable(f"names no event.{nearest(named, (kind.TITLE for kind in events().values()))}", "correct it")
    return found
