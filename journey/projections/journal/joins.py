"""What is rare and goes step by step: statements withdrawn one by one, fact keys joined by a moved start date."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from journey.domain.facts import parse_fact_key, thing_of
from journey.projections.batch import date_of
from journey.projections.journal.roles import Role


def standing(rows: pl.DataFrame) -> pl.DataFrame:
    """Without the statements that were withdrawn alone, and without what withdrew them."""
    retractions = rows.filter(pl.col("role") == Role.WITHDRAW).sort("version", descending=True)
    withdrawn: set[tuple[int, int]] = set()
    for child, version, target in retractions.select("child", "version", "target").rows():
        if target is not None and (child, version) not in withdrawn:
            withdrawn.add((child, target))
    kept = rows.filter(pl.col("role") != Role.WITHDRAW)
    if not withdrawn:
        return kept
    gone = pl.DataFrame(sorted(withdrawn), {"child": pl.UInt32, "version": pl.UInt32}, orient="row")
    return kept.join(gone, on=["child", "version"], how="anti", maintain_order="left")


Group = dict[str, str]
"""Fact key → the key that stands for all keys of the same fact."""


class Moves:
    """Per child, the fact keys that are one fact: its start date moved from one to the other, or only one of two
    sources says when it began.
    """

    def __init__(self, rows: pl.DataFrame) -> None:
        self._groups: dict[int, Group] = {}
        moved = rows.filter(pl.col("moved_to").is_not_null())
        for child, fact, moved_to in moved.select("cluster", "fact", "moved_to").rows():
            _join(self._groups.setdefault(child, {}), thing_of(fact), moved_to)

    def add(self, pairs: Iterable[tuple[int, str, str]]) -> None:
        """Two keys of a child (``cluster, one, other``) are of one fact."""
        for child, one, other in pairs:
            group = self._groups.setdefault(child, {})
            _join(group, *(_root(group, key) if key in group else key for key in (one, other)))

    def __bool__(self) -> bool:
        return bool(self._groups)

    def roots(self) -> pl.DataFrame:
        """``cluster, thing, root``: for every key joined with others, the one that stands for all."""
        found = [(child, key, _root(group, key)) for child, group in self._groups.items() for key in group]
        return pl.DataFrame(found, {"cluster": pl.UInt32, "thing": pl.String, "root": pl.String}, orient="row")

    def shown(self, resulting: Iterable[tuple[int, str, int | None]]) -> pl.DataFrame:
        """``cluster, root, shown``: for (child, root, resulting day) the key that has the resulting start date."""
        found = []
        for child, root, day in resulting:
            group = self._groups.get(child, {})
            if root in group:
                start = None if day is None else date_of(day)
                keys = sorted(key for key in group if _root(group, key) == root)
                fitting = [key for key in keys if parse_fact_key(key).start == start]
                found.append((child, root, fitting[0] if fitting else root))
        return pl.DataFrame(found, {"cluster": pl.UInt32, "root": pl.String, "shown": pl.String}, orient="row")


def _join(group: Group, one: str, other: str) -> None:
    group.setdefault(one, one)
    group.setdefault(other, other)
    one, other = _root(group, one), _root(group, other)
    group[max(one, other)] = min(one, other)


def _root(group: Group, key: str) -> str:
    while group[key] != key:
        key = group[key]
    return key
