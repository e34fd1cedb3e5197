"""Who refers children: the sources of a referral that are professionals, and the agency each of them belongs to."""

from __future__ import annotations

from typing import Final

AGENCY: Final = {
    **dict.fromkeys(("2A", "2B"), "education"),
    **dict.fromkeys(("3A", "3B", "3C", "3D", "3E", "3F"), "health"),
    "4": "housing",
    "5D": "early help",
    "6": "police",
}
"""The agency behind a source, as attendance names it; of the others only ``referrer`` tells that they took part."""

PROFESSIONALS: Final = (*AGENCY, "5A", "5B", "5C", "7", "8")
"""Sources that are professionals: no individuals, anonymous or unknown ones."""
