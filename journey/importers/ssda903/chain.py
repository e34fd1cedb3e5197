"""A child's episodes as what they are about: periods of care, legal statuses, placements, short breaks.

A period of care is a chain of episodes from RNE S to a REC other than X1. A file of one year holds the episodes that
were open in it, so that the first may continue what began in a year before: then nobody can tell from the file on which
day it began, and what is claimed is that it was so by the first day shown (``ongoing``, inferred).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from journey.domain.columns import Listing
from journey.domain.extract import Claim, Row
from journey.domain.statements import Precision
from journey.domain.values import UNREAD, Data, Value, code, code_of, same
from journey.importers.ssda903.episodes import NEW_PLACEMENT, NEW_STATUS, SAME_CARER, Episode, in_order
from journey.importers.ssda903.lists.episodes import (
    BREAK_ENDED,
    BREAKS,
    CEASED,
    PERIODS,
    PLACEMENT_ENDED,
    PLACEMENTS,
    STATUS_ENDED,
    STATUSES,
)

Derived = tuple[Listing, Row]

_ABOUT_PLACEMENT: Final = ("PLACE", "PLACE_PROVIDER", "PL_POST", "URN")


@dataclass(slots=True)
class _Thing:
    """A period, status or placement while its episodes are followed. ``ended`` by the episode whose DEC it is."""

    listing: Listing
    end: str
    begun: Episode
    data: Data
    ongoing: bool = False
    ended_on: date | None = None
    ended: Episode | None = None
    reason: Value = None
    unread: dict[str, Any] = field(default_factory=dict)

    def close(self, day: date | None, episode: Episode, reason: Value = None) -> None:
        self.ended_on, self.ended, self.reason = day, episode, reason

    def row(self) -> Derived:
        data: Data = {name: value for name, value in self.data.items() if value is not None}
        data |= {UNREAD: dict(sorted(self.unread.items()))} if self.unread else {}
        precision: Precision = "inferred" if self.ongoing else "exact"
        main = Claim(self.listing.main or "", self.begun.decom, data, precision, ongoing=self.ongoing)
        claims: tuple[Claim, ...] = ()
        if self.ended_on is not None and self.ended is not None:
            told: Data = {} if self.reason is None else {"reason": self.reason}
            claims = (Claim(self.end, self.ended_on, told, row=self.ended.number),)
        of = self.begun
        return self.listing, Row(of.number, of.child, main, claims, is_open=not claims, sheet=of.sheet)


def things_of(episodes: Iterable[Episode]) -> list[Derived]:
    """All that the episodes of one child are about, each under the row of its beginning."""
    every = list(episodes)
    return [
        *_Chain(in_order(e for e in every if not e.is_short_break)).follow(),
        *(_short_break(e) for e in in_order(e for e in every if e.is_short_break)),
    ]


def _short_break(episode: Episode) -> Derived:
    found = _Thing(BREAKS, BREAK_ENDED, episode, {"agreement": episode.status, "need": episode.need})
    if episode.dec is not None:
        found.close(episode.dec, episode, episode.rec)
    found.unread = episode.unread
    return found.row()


class _Chain:
    """Follows the episodes of one child in their order."""

    def __init__(self, episodes: list[Episode]) -> None:
        self._episodes = episodes
        self._done: list[_Thing] = []
        self._care: _Thing | None = None
        self._status: _Thing | None = None
        self._placement: _Thing | None = None
        self._before: Episode | None = None

    def follow(self) -> list[Derived]:
        for at, episode in enumerate(self._episodes):
            following = self._episodes[at + 1] if at + 1 < len(self._episodes) else None
            self._begin(episode)
            self._note(episode)
            self._end(episode, following)
            self._before = episode
        return [thing.row() for thing in self._done]

    def _begin(self, episode: Episode) -> None:
        """What an episode begins; the first of the file may continue what a year before began."""
        care = self._care
        if episode.rne == "S" and care is not None and self._goes_over_to(episode):
            episode.cannot_read("RNE", "S", "begins a period of care on the day on which the one before goes on")
        elif episode.rne == "S" or care is None:
            self._leave()
            self._care = self._new(PERIODS, CEASED, episode, {"need": episode.need}, ongoing=episode.rne != "S")
        first = self._status is None or self._placement is None
        if first or self._is_new(episode, NEW_STATUS, self._changed_status(episode)):
            self._end_of(self._status, episode)
            ongoing = first and episode.rne not in NEW_STATUS
            self._status = self._new(STATUSES, STATUS_ENDED, episode, {"status": episode.status}, ongoing=ongoing)
        if first or self._is_new(episode, NEW_PLACEMENT, self._changed_placement(episode)):
            self._end_of(self._placement, episode, self._before.why if self._before else None)
            ongoing = first and episode.rne not in NEW_PLACEMENT
            carer = SAME_CARER.get(episode.rne or "") if not ongoing else None
            data = episode.placement | ({"same_carer": code(carer, episode.rne or "")} if carer else {})
            self._placement = self._new(PLACEMENTS, PLACEMENT_ENDED, episode, data, ongoing=ongoing)

    def _new(self, listing: Listing, end: str, episode: Episode, data: Data, *, ongoing: bool) -> _Thing:
        thing = _Thing(listing, end, episode, data, ongoing)
        self._done.append(thing)
        return thing

    def _leave(self) -> None:
        self._care = self._status = self._placement = None

    def _goes_over_to(self, episode: Episode) -> bool:
        return self._before is not None and self._before.goes_on and self._before.dec == episode.decom

    @staticmethod
    def _is_new(episode: Episode, reasons: frozenset[str], changed: bool) -> bool:
        """Whether the reason says that something began; where it says nothing that is known, whether it changed."""
        return changed if episode.rne is None else episode.rne in reasons

    def _changed_status(self, episode: Episode) -> bool:
        return self._before is None or not same(self._before.status, episode.status)

    def _changed_placement(self, episode: Episode) -> bool:
        return self._before is None or not same(dict(self._before.placement), dict(episode.placement))

    def _end_of(self, thing: _Thing | None, episode: Episode, reason: Value = None) -> None:
        """A status or placement ends where the next begins; on DEC of the episode before, where that lies before."""
        if thing is None or self._before is None:
            return
        ended = self._before.dec
        thing.close(ended if ended is not None and ended <= episode.decom else episode.decom, self._before, reason)

    def _note(self, episode: Episode) -> None:
        """Where what could not be read is kept: with what the row begins, and an end with what it would have ended."""
        care, status, placement = self._care, self._status, self._placement
        assert care is not None and status is not None and placement is not None
        ends = episode.unread_of("DEC", "REC")
        care.unread |= ends
        status.unread |= episode.unread_of("DEC")
        placement.unread |= episode.unread_of("DEC", "REASON_PLACE_CHANGE")
        if status.begun is episode:
            status.unread |= episode.unread_of("LS")
        if placement.begun is episode:
            placement.unread |= episode.unread_of(*_ABOUT_PLACEMENT)
        rest = {"DECOM", "RNE", "CIN", "LS", *_ABOUT_PLACEMENT}
        about = next(thing for thing in (placement, status, care) if thing.begun is episode or thing is care)
        about.unread |= episode.unread_of(*(rest - status.unread.keys() - placement.unread.keys()))

    def _end(self, episode: Episode, following: Episode | None) -> None:
        """The end of the period, when no other episode takes over."""
        if episode.dec is None or self._care is None:
            return
        taken_over = following is not None and following.decom == episode.dec and following.rne != "S"
        if episode.goes_on or (episode.rec is None and taken_over):
            if following is None:
                self._care.unread["REC"] = {"written": "X1", "problem": "the episode that it goes over to is not there"}
                self._placement_over(episode)
            return
        if episode.rec is None:
            self._care.unread["REC"] = {"written": "", "problem": "is blank, though the episode has ended"}
        self._care.close(episode.dec, episode, episode.rec)
        for thing in (self._status, self._placement):
            if thing is not None:
                thing.close(episode.dec, episode, episode.why if thing is self._placement else None)
        self._leave()

    def _placement_over(self, episode: Episode) -> None:
        """A reason for a change of placement says that the placement ended, whatever came after."""
        if self._placement is not None and code_of(episode.why) is not None:
            self._placement.close(episode.dec, episode, episode.why)
