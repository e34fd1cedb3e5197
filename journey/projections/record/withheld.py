"""Records that are not for every reader today: sealed at an adoption order, restricted, or disposed of.

Rights are those of today, whatever day or position is asked about: a question as at a day before the seal is asked
today.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from journey.projections.cluster import cluster_of
from journey.projections.effective import Fact, effective_history
from journey.store.log import Log

DISPOSED: Final = "disposed of"
SEALED: Final = "sealed"
RESTRICTED: Final = "restricted"


def withheld(log: Log, today: date) -> dict[str, str]:
    """Stream → ``disposed of``, ``sealed`` or ``restricted``, of every record that is withheld today.

    Merged records are included.
    """
    disposed = log.disposed()
    found = dict.fromkeys(disposed, DISPOSED)
    position = log.position()
    for stream in (one for one in log.withholding() if one not in disposed):
        cluster = cluster_of(log, stream, date.max, position)
        why = _why(effective_history(cluster.all, today, date.max, position), today)
        if why:
            found.update(dict.fromkeys(cluster.statements, why))
    return found


def _why(facts: list[Fact], today: date) -> str | None:
    standing = {fact.key: fact for fact in facts if fact.stands}
    for fact in standing.values():
        if fact.event == "RecordSealed" and not _is_open(standing.get(f"{fact.key}/opened"), today):
            return SEALED
    for fact in standing.values():
        if fact.event == "ProcessingRestricted" and f"{fact.key}/lifted" not in standing:
            return RESTRICTED
    return None


def _is_open(opened: Fact | None, today: date) -> bool:
    """Whether a sealed record is open today. One opened without an end is not: opening is for a time."""
    until = opened.data.get("until") if opened else None
    return isinstance(until, date) and today <= until
