"""The Episodes file: periods of care, legal statuses, placements and short breaks, told in one row an episode.

An episode ends and another begins whenever legal status, placement or both change; RNE says which. A period of care is
a chain of episodes from RNE S to a REC other than X1, a placement a run of episodes that no RNE of P, T, B or U breaks.
"""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.ssda903.lists.common import CHILD, OF_SOME, OPEN_IN_YEAR, checked, code, day

CARE: Final = "BecameLookedAfter"
CEASED: Final = "CeasedLookedAfter"
STATUS: Final = "LegalStatusChanged"
STATUS_ENDED: Final = "LegalStatusEnded"
PLACEMENT: Final = "PlacementStarted"
PLACEMENT_ENDED: Final = "PlacementEnded"
BREAK: Final = "ShortBreakStayed"
BREAK_ENDED: Final = "ShortBreakEnded"

EPISODES: Final = Listing(
    name="Episodes",
    title="Episodes of care",
    main=None,
    scope=OF_SOME,
    columns=(
        CHILD,
        *(day("DECOM", "key", event, blank_ok=False) for event in (CARE, STATUS, PLACEMENT, BREAK)),
        code("RNE", PLACEMENT, "same_carer", "new-episode", blank_ok=False),
        code("LS", STATUS, "status", "legal-status", blank_ok=False),
        code("LS", BREAK, "agreement", "legal-status", blank_ok=False),
        code("CIN", CARE, "need", "need", blank_ok=False),
        code("CIN", BREAK, "need", "need", blank_ok=False),
        Column("PLACE", "fixed", PLACEMENT, "type", "code", "placement", blank_ok=False, aliases=("PL",)),
        code("PLACE_PROVIDER", PLACEMENT, "provider", "provider"),
        *(day("DEC", "fill-in", event) for event in (CEASED, STATUS_ENDED, PLACEMENT_ENDED, BREAK_ENDED)),
        code("REC", CEASED, "reason", "ceased", nature="fill-in"),
        code("REC", BREAK_ENDED, "reason", "ceased", nature="fill-in"),
        code("REASON_PLACE_CHANGE", PLACEMENT_ENDED, "reason", "placement-change", nature="fill-in"),
        checked("HOME_POST"),
        Column("PL_POST", "fixed", PLACEMENT, "postcode", "text"),
        Column("URN", "fixed", PLACEMENT, "urn", "text"),
    ),
)


def _of(name: str, title: str, main: str, end: str) -> Listing:
    """What the rows of the file say of one kind of thing."""
    columns = tuple(column for column in EPISODES.columns if column == CHILD or column.event in (main, end))
    return Listing(f"Episodes: {name}", title, main, OPEN_IN_YEAR, columns, ends=(end,), read_from=EPISODES.name)


PERIODS: Final = _of("care", "Periods of care", CARE, CEASED)
STATUSES: Final = _of("legal status", "Legal statuses", STATUS, STATUS_ENDED)
PLACEMENTS: Final = _of("placement", "Placements", PLACEMENT, PLACEMENT_ENDED)
BREAKS: Final = _of("short breaks", "Short breaks", BREAK, BREAK_ENDED)
