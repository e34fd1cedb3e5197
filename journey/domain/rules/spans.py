"""The spans of a child's life along which timescales run."""

from __future__ import annotations

from typing import Final

from journey.domain.rules.language import Span, on

NOT_RESPONSIBLE: Final = on("HeldElsewhere", "PregnancyEnded")
"""What lawfully ends everything that a child is owed by this authority."""

EPISODE: Final = Span("episode of need", on("CINEpisodeOpened"), on("CaseClosed"), until=None)
"""A case open to children's social care; it may outlast childhood for a care leaver."""

CIN_PLAN: Final = Span("child in need plan", on("CINPlanStarted"), on("CINPlanEnded"))

CP_PLAN: Final = Span("child protection plan", on("CPPlanStarted"), on("CPPlanEnded"), carry=("category",))

CARE: Final = Span("period of care", on("BecameLookedAfter"), on("CeasedLookedAfter"))

PLACEMENT: Final = Span(
    "placement",
    on("PlacementStarted"),
    on("PlacementEnded"),
    within=CARE,
    only_within=True,
    carry=("type", "intended_to_18", "same_carer", "location"),
)
"""A placement is open care only while a period of care stands."""

LEGAL_STATUS: Final = Span(
    "legal status", on("LegalStatusChanged"), on("LegalStatusEnded"), within=CARE, carry=("status",)
)
"""Not of care alone: a short break under V3 is no period of care."""

SHORT_BREAK: Final = Span(
    "short break", on("ShortBreakStayed", agreement=("V3",)), on("ShortBreakEnded"), carry=("agreement",)
)
"""A stay that the yearly return records by itself; of an agreement (V4) no single stay is known."""

LEAVER_ACCOMMODATION: Final = Span(
    "care leaver's accommodation", on("LeaverAccommodationStarted"), until=("K02", "until"), carry=("type",)
)

PRIVATE_FOSTERING: Final = Span("private fostering", on("PrivateFosteringNotified"), on("PrivateFosteringEnded"))
"""Deemed to begin when the authority becomes aware of it."""

SPANS: Final = {
    span.name: span
    for span in (
        EPISODE,
        CIN_PLAN,
        CP_PLAN,
        CARE,
        PLACEMENT,
        LEGAL_STATUS,
        SHORT_BREAK,
        LEAVER_ACCOMMODATION,
        PRIVATE_FOSTERING,
    )
}
"""Every kind of span by its name."""
