"""A period of care as episodes: one ends and the next begins whenever legal status, placement or both change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from journey.demo.borough.lives import CarePeriod, LegalStatus, Placement
from journey.importers.ssda903.codes import CONTINUES

_STARTED: Final = "S"
_NEW: Final = {
    (True, True, False): "B",
    (True, True, True): "U",
    (False, True, False): "P",
    (False, True, True): "T",
    (True, False, False): "L",
}
"""RNE by whether the legal status changed, the placement changed, and the carer stayed."""


class Episode(NamedTuple):
    """One row of the Episodes file. ``rec`` and ``why`` are blank while it goes on."""

    decom: date
    rne: str
    legal: LegalStatus
    placement: Placement
    dec: date | None
    rec: str
    why: str


def episodes(care: CarePeriod, last: date) -> Iterator[Episode]:
    """The episodes of a period of care that began by ``last``, as they stood at its end."""
    begun = {care.started, *(one.started for one in care.legal), *(one.started for one in care.placements)}
    until = care.ended if care.ended is not None and care.ended <= last else None
    cuts = sorted(day for day in begun if day <= (until or last))
    if until is not None and cuts[-1] == until and len(cuts) > 1:
        cuts.pop()  # nothing begins on the day on which care ends
    before: Episode | None = None
    for decom, dec in zip(cuts, [*cuts[1:], until], strict=True):
        legal = [one for one in care.legal if one.started <= decom][-1]
        placement = [one for one in care.placements if one.started <= decom][-1]
        rne = _reason(before, legal, placement)
        is_last = dec == until
        moves = dec is not None and not is_last and any(one.started == dec for one in care.placements)
        rec = "" if dec is None else care.ceased if is_last else CONTINUES
        before = Episode(decom, rne, legal, placement, dec, rec, placement.reason if moves else "")
        yield before


def _reason(before: Episode | None, legal: LegalStatus, placement: Placement) -> str:
    if before is None:
        return _STARTED
    moved = before.placement is not placement
    return _NEW[before.legal is not legal, moved, moved and placement.same_carer]
