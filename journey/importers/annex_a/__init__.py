"""Annex A: Ofsted's child-level lists, the case system's view of one day and the months before it."""

from typing import TYPE_CHECKING, Any

from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.workers import NO_WORKER_WORDS

if TYPE_CHECKING:
    from journey.importers.annex_a.reader import read_annex_a

__all__ = ["ANNEX_A", "NO_WORKER_WORDS", "read_annex_a"]


def __getattr__(name: str) -> Any:
    """The reader, loaded when it is asked for: whoever reads a journey needs the columns alone."""
    if name != "read_annex_a":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from journey.importers.annex_a.reader import read_annex_a

    return read_annex_a
