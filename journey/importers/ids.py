"""What the ids of a file's children show when they are seen together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from journey.domain.extract import ListRead


def leading_zeros(lists: Sequence[ListRead]) -> list[str]:
    """Ids that differ by leading zeros alone are different children here, and probably one child in the case system."""
    alike: dict[str, set[str]] = defaultdict(set)
    for child in {row.child for item in lists for row in item.rows}:
        alike[child.lstrip("0")].add(child)
    return [
        f"Child ids {' and '.join(sorted(ids))} differ only by leading zeros and are read as different children. "
        "If they are one child, format the column as text in every list and export again."
        for _, ids in sorted(alike.items())
        if len(ids) > 1
    ]
