"""The event classes by stored name, found by module: adding a class to a stage file is all it takes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the base brings the library that checks values with it: only who makes an event needs that
    from journey.domain.events.base import Event


@cache
def events() -> dict[str, type[Event]]:
    """Every event class by stored name, in the order of the catalogue."""
    from journey.domain.events.base import Event

    found: dict[str, type[Event]] = {}
    for module in sorted(m.name for m in iter_modules(__path__)):
        for item in vars(import_module(f"{__name__}.{module}")).values():
            if isinstance(item, type) and issubclass(item, Event) and "NAME" in vars(item):
                if found.setdefault(item.NAME, item) is not item:
                    raise ValueError(f"two event classes are stored as {item.NAME}")
    return found


@cache
def event(name: str) -> type[Event]:
    """The class behind a stored name. Raises KeyError for a name no release has written."""
    return events()[name]
