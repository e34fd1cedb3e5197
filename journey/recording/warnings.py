"""What a record should be looked at for after something was recorded, and not before: a warning, never a refusal.

The checks are those of ``quality``. Whoever records by hand is taken to know the child, so that days are taken to be
covered: what was not recorded is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from journey.domain.recording.decision import History
from journey.projections.effective import Fact


@dataclass(frozen=True, order=True)
class Warned:
    """A finding that is new: what it is, what it is about, and the facts behind it. ``on`` is None for no day."""

    finding: str
    detail: str
    on: date | None
    events: tuple[str, ...]


def new_findings(before: Iterable[History], after: Callable[[str], History], day: date) -> tuple[Warned, ...]:
    """The findings of some children's records that were not there before, in the order of their days."""
    read = list(before)
    earlier = {one.survivor: one for one in read}
    later = {one.survivor: one for one in (after(one.stream) for one in read)}
    told = _findings([*earlier.values(), *later.values()], day)
    known = {warned for place, warned in told if place < len(earlier)}
    fresh = {warned for place, warned in told if place >= len(earlier)} - known
    return tuple(sorted(fresh, key=lambda one: (one.on or date.min, one.finding, one.detail, one.events)))


def _findings(histories: Sequence[History], day: date) -> list[tuple[int, Warned]]:
    """Each finding with the place of the history that it is about: all are asked at once, as if of as many children."""
    from journey.projections.batch import date_of  # slow to load, and of no use to a refusal
    from journey.projections.batch_memory import batch_of, covers
    from journey.projections.quality.findings import findings

    if not histories:
        return []
    la = histories[0].la
    children = [(la, f"{place:04}", cast("Sequence[Fact]", one.facts)) for place, one in enumerate(histories)]
    rows = findings(batch_of(children, day, day, covers(la, day))).iter_rows(named=True)
    return [
        (
            row["child"],
            Warned(
                row["finding"], row["detail"], None if row["on"] is None else date_of(row["on"]), tuple(row["events"])
            ),
        )
        for row in rows
    ]
