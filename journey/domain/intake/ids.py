"""Ids that lost or gained leading zeros between two files: a spreadsheet read them as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journey.domain.errors import IdsChanged
from journey.domain.intake.inventory import FileInventory

AT_ONCE = 3
"""So many children at once are no coincidence."""

_EXAMPLES = 3


def check_ids(one: FileInventory, other: FileInventory) -> None:
    """Raises IdsChanged when several children of a file stand in the next one under ids that differ by zeros alone."""
    gone, come = one.children - other.children, other.children - one.children
    changed = sorted(differing_by_zeros(gone, come))
    if len(changed) < AT_ONCE:
        return
    examples = ", ".join(f"{before} and {now}" for before, now in changed[:_EXAMPLES])
    raise IdsChanged(
        f"{len(changed):,} children of the file of {one.file.speaks_for:%d/%m/%Y} stand in that of "
        f"{other.file.speaks_for:%d/%m/%Y} under ids that differ by leading zeros alone ({examples}). A spreadsheet "
        "drops them from a column of numbers: export the ids as text. Nothing was written. If the case system really "
        "numbered these children anew, import again with --allow-retractions."
    )


def differing_by_zeros(gone: Iterable[str], come: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The ids that went with those that came in their place."""
    by_number: dict[str, list[str]] = {}
    for child in come:
        by_number.setdefault(child.lstrip("0"), []).append(child)
    for child in gone:
        for other in by_number.get(child.lstrip("0"), ()):
            yield child, other
