"""Annex A: Ofsted's child-level lists, the case system's view of one day and the months before it."""

from journey.importers.annex_a.columns import ANNEX_A
from journey.importers.annex_a.reader import read_annex_a
from journey.importers.workers import NO_WORKER_WORDS

__all__ = ["ANNEX_A", "NO_WORKER_WORDS", "read_annex_a"]
