"""Timeliness at two times, of every child of each frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journey.audit.reporting.survey import Survey


def timelier(before: Survey, after: Survey) -> Iterator[dict[str, Any]]:
    """One row a rule's step that either frame tells of: ``rule, title, step, before_found, before_of, before_share,
    after_found, after_of, after_share, difference, before_cannot_tell, after_cannot_tell``.

    Every child of a frame is counted, so that there is no interval: whether the two periods differ is not a question
    of chance in drawing. There is no difference of fewer than ten.
    """
    one, other = (
        {(row["rule"], row["step"], row["kind"]): row for row in side.timeliness()} for side in (before, after)
    )
    for key in dict.fromkeys((*one, *other)):
        first, last = one.get(key), other.get(key)
        known = first or last
        if known is None or known["step"] is None:
            continue
        shares = [row["frame_share"] if row else None for row in (first, last)]
        yield {
            "rule": known["rule"], "title": known["title"], "step": known["step"],
            **_side("before", first), **_side("after", last),
            "difference": None if shares[0] is None or shares[1] is None else shares[1] - shares[0],
        }  # fmt: skip


def _side(name: str, row: dict[str, Any] | None) -> dict[str, Any]:
    kept = {"found": "frame_found", "of": "frame_of", "share": "frame_share", "cannot_tell": "frame_cannot_tell"}
    return {f"{name}_{short}": row[long] if row else None for short, long in kept.items()}
