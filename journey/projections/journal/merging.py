"""Which records are one child, as known at a day and up to a position (see ``journey.projections.cluster``)."""

from __future__ import annotations

import polars as pl


class Merged:
    """Records by the record that stands for the child. ``ever`` are all that were ever merged, standing or not."""

    def __init__(self, merges: pl.DataFrame, known_at: int, position: int) -> None:
        self.ever: set[str] = {*merges["survivor"], *merges["absorbed"]}
        visible = merges.filter((pl.col("position") <= position) & (pl.col("known_on") <= known_at))
        last = visible.sort("position").unique(["survivor", "absorbed"], keep="last", maintain_order=True)
        pairs = last.filter("merged").select("survivor", "absorbed").rows()
        self._absorbed = {absorbed for _, absorbed in pairs}
        self._together: dict[str, set[str]] = {}
        for survivor, absorbed in pairs:
            group = self._together.get(survivor, {survivor}) | self._together.get(absorbed, {absorbed})
            self._together.update(dict.fromkeys(group, group))

    def survivor(self, stream: str) -> str:
        """The record that stands for a record's child: of those together the one that no other absorbed."""
        group = self._together.get(stream, {stream})
        return min(group - self._absorbed, default=min(group))
