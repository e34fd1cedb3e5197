"""What says that a child was adopted: the order, or that being looked after ended by adoption."""

from __future__ import annotations

from typing import Final

from journey.domain.rules.language import on

ADOPTED: Final = (on("AdoptionOrderGranted"), on("CeasedLookedAfter", reason=("E11", "E12")))

COURT_AUTHORITY: Final = (on("PlacementOrderMade"), on("LegalStatusChanged", status=("D1", "E1")))
"""A placement order or, before there were any, a freeing order; also as a legal status."""
