"""One row of the Episodes file, taken apart: what it says of legal status, placement and its own end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from journey.domain.columns import Listing
from journey.domain.extract import Row
from journey.domain.values import UNREAD, Data, Value, code_of
from journey.importers.ssda903.codes import CONTINUES, SHORT_BREAKS
from journey.importers.ssda903.lists.episodes import (
    BREAK_ENDED,
    CARE,
    CEASED,
    EPISODES,
    PLACEMENT,
    PLACEMENT_ENDED,
    STATUS,
    STATUS_ENDED,
)

AS_ROWS: Final[Listing] = replace(EPISODES, main=CARE, ends=(CEASED, STATUS_ENDED, PLACEMENT_ENDED, BREAK_ENDED))
"""The file as its rows are read: every row begins on DECOM and, where it has one, ends on DEC."""

NEW_STATUS: Final = frozenset("SLBU")
NEW_PLACEMENT: Final = frozenset("SPTBU")
SAME_CARER: Final = {"P": "no", "B": "no", "T": "yes", "U": "yes"}
"""The reasons for a new episode that begin a legal status, a placement, and whether the carer stays."""


@dataclass(slots=True)
class Episode:
    """One episode as its row tells it.

    ``rne`` is None where it is in no code set; ``placement`` and ``status`` are the fields of those events; ``rec`` and
    ``why`` the reasons for which the episode and the placement ended; ``unread`` what could not be read, by header.
    """

    number: int
    child: str
    sheet: str
    decom: date
    dec: date | None
    rne: str | None
    status: Value
    need: Value
    placement: Data
    rec: Value
    why: Value
    unread: dict[str, Any] = field(default_factory=dict)

    @property
    def is_short_break(self) -> bool:
        return code_of(self.status) in SHORT_BREAKS

    @property
    def goes_on(self) -> bool:
        """Whether it ended for another to begin the same day."""
        return code_of(self.rec) == CONTINUES

    def cannot_read(self, header: str, written: str, problem: str) -> None:
        """Keep what contradicts the rest of the file, unless the cell could not be read in the first place."""
        self.unread.setdefault(header, {"written": written, "problem": problem})

    def unread_of(self, *headers: str) -> dict[str, Any]:
        """What could not be read in some columns."""
        return {header: said for header, said in self.unread.items() if header in headers}


def episode_of(row: Row) -> Episode:
    """A row of ``AS_ROWS`` as an episode."""
    assert row.main is not None and row.main.occurred_on is not None
    told = {claim.event: claim for claim in (row.main, *row.claims)}
    data = {event: dict(claim.data) for event, claim in told.items()}
    placement = data.get(PLACEMENT, {})
    unread = dict(_unread(data.get(CARE, {})))
    rne = placement.pop("same_carer", None)
    if isinstance(rne, dict) and code_of(rne) is None:
        unread["RNE"] = {"written": rne["written"], "problem": "is no reason for a new episode"}
    return Episode(
        number=row.number,
        child=row.child,
        sheet=row.sheet,
        decom=row.main.occurred_on,
        dec=told[CEASED].occurred_on if CEASED in told else None,
        rne=code_of(rne),
        status=data.get(STATUS, {}).get("status"),
        need=data.get(CARE, {}).get("need"),
        placement=placement,
        rec=data.get(CEASED, {}).get("reason"),
        why=data.get(PLACEMENT_ENDED, {}).get("reason"),
        unread=unread,
    )


def _unread(data: Data) -> dict[str, Any]:
    unread = data.get(UNREAD)
    return unread if isinstance(unread, dict) else {}


def in_order(episodes: Iterable[Episode]) -> list[Episode]:
    """The episodes of one child in the order in which they followed each other.

    Where several begin on a day for the same reason, one is taken: the one that has ended, then the one told more
    fully, then the last; the others are noted with it.
    """
    by_start: dict[tuple[date, str | None], list[Episode]] = {}
    for episode in episodes:
        by_start.setdefault((episode.decom, episode.rne), []).append(episode)
    taken = []
    for same in by_start.values():
        *others, best = sorted(same, key=lambda e: (e.dec is not None, len(e.placement), e.number))
        for other in others:
            if _content(other) != _content(best):
                best.cannot_read("DECOM", f"{other.decom:%d/%m/%Y}", f"is told otherwise in row {other.number}")
        taken.append(best)
    return sorted(taken, key=lambda e: (e.decom, e.rne != "S", e.dec or date.max, e.number))


def _content(episode: Episode) -> tuple[object, ...]:
    return (episode.dec, str(episode.status), str(episode.placement), str(episode.rec), str(episode.why))
