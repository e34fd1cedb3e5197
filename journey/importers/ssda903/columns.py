"""SSDA903, the yearly return on looked-after children, as one declaration: system ``ssda903``."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Listing, SourceDeclaration
from journey.importers.ssda903.lists.adoption import AD1, PLACED_ADOPTION, PREV_PERM
from journey.importers.ssda903.lists.child import HEADER, OC2, OC3, UASC
from journey.importers.ssda903.lists.episodes import BREAKS, EPISODES, PERIODS, PLACEMENTS, STATUSES
from journey.importers.ssda903.lists.in_care import DOLO, MISSING_EPISODES, REVIEWS, SW_EPISODES

FILES: Final[tuple[Listing, ...]] = (
    HEADER,
    EPISODES,
    REVIEWS,
    MISSING_EPISODES,
    OC2,
    OC3,
    AD1,
    PLACED_ADOPTION,
    PREV_PERM,
    UASC,
    SW_EPISODES,
    DOLO,
)
"""The files of the return, in its own order."""

SSDA903: Final = SourceDeclaration("ssda903", "SSDA903", (*FILES, PERIODS, STATUSES, PLACEMENTS, BREAKS))
