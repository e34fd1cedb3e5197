"""The order in which journeys are drawn: a keyed hash, the same on any machine, that nobody can choose.

The rank of a journey goes by HMAC-SHA256 under the seed, over the hash of the frame, what the ranking is for and the
journey; lower comes first. Whoever has the frame and the seed can compute it with any tool.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import Literal

from journey.audit.frame import Journey

For = Literal["family", "draw"]
"""Rankings of their own: which child of a family can be drawn must not say how early it is drawn."""


def ticket(seed: str, frame_hash: str, ranking: For, journey: Journey) -> str:
    """A journey's number in a ranking, hexadecimal: ``HMAC(seed, frame hash · ranking · la · id)`` with line feeds."""
    message = "\n".join((frame_hash, ranking, journey.la, journey.child_id))
    return hmac.digest(seed.encode(), message.encode(), "sha256").hex()


def ranked(journeys: Iterable[Journey], seed: str, frame_hash: str, ranking: For) -> list[Journey]:
    """Journeys, first drawn first."""
    return sorted(journeys, key=lambda one: ticket(seed, frame_hash, ranking, one))
