"""Two batches of the same children, compared in everything that a question can ask of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from journey.domain.statements import Statement, split_stream
from journey.projections.batch import Batch
from journey.projections.batch_memory import batch_of, covers
from journey.projections.cluster import cluster_of
from journey.projections.effective import effective_history
from journey.projections.journal.layout import layout
from journey.store.log import Log

from .made import FIELDS

NOTHING_COVERED = covers("999", date(2025, 3, 31), names=[])
_BY_ORDER_OF_CHILDREN = ("child", "key", "seq")


def everything(batches: Iterable[Batch]) -> tuple[list[Any], dict[str, list[Any]]]:
    """The children, and per event all that is selected, child by child in the order of ``seq``."""
    children: list[Any] = []
    facts: dict[str, list[Any]] = {}
    for batch in batches:
        ids = batch.children.select("child", "child_id")
        children.extend(batch.children.drop("child").rows())
        assert batch.children["child"].to_list() == list(range(batch.children.height))
        for name in FIELDS:
            found = batch.select((name,), *layout().slots[name])
            assert found["seq"].is_sorted()
            rows = found.join(ids, on="child", maintain_order="left").drop(_BY_ORDER_OF_CHILDREN)
            facts.setdefault(name, []).extend(rows.rows())
        facts.setdefault("in order", []).extend(in_order(batch, ids))
        for name, frame in (("registered", batch.registered(*REGISTERED)), ("remarks", remarks(batch))):
            rows = frame.join(ids, on="child", maintain_order="left").drop("child")
            facts.setdefault(name, []).extend(sorted(rows.rows(), key=str))
    return sorted(children, key=str), {name: _by_child(rows) for name, rows in facts.items() if rows}


REGISTERED = ("sex", "date_of_birth", "asserted_age", "also_written")


def remarks(batch: Batch) -> pl.DataFrame:
    """How facts were written, with the sheet of the last to say so and whether a person knew first."""
    found = batch.remarks()
    return found.join(batch.said_by(found["position"]), on="position", how="left", maintain_order="left")


def in_order(batch: Batch, ids: pl.DataFrame) -> list[Any]:
    """Every fact of every child, in the order of ``seq``."""
    facts = batch.select(tuple(FIELDS), "team")
    assert facts["key"].is_sorted()
    some = batch.only(batch.children["child"] % 2 == 0)
    assert some.select(tuple(FIELDS), "team").equals(facts.filter(pl.col("child") % 2 == 0))
    rows = facts.join(ids, on="child", maintain_order="left")
    return rows.select("fact", "event", "team", "child_id").rows()


def _by_child(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: str(row[-1]))


def oracle(log: Log, as_at: date, known_at: date, position: int, *, inferred: bool = True) -> Batch:
    """The batch that the plain effective history of every child makes."""
    said = log.statements([s.stream for s in log.streams("child")], upto=position)
    told = {stream: [s for s in of if not s.name.startswith("Records")] for stream, of in said.items()}
    histories, seen = [], set()
    for stream in (stream for stream, of in told.items() if of):
        cluster = cluster_of(log, stream, known_at, position)
        members = frozenset(cluster.statements)
        if members not in seen and _visible(told, members, known_at):
            seen.add(members)
            _, la, ident = split_stream(cluster.survivor)
            facts = effective_history(cluster.all, as_at, known_at, position, inferred=inferred)
            histories.append((la, ident, facts))
    return batch_of(histories, as_at, known_at, NOTHING_COVERED)


def _visible(told: dict[str, list[Statement]], members: Iterable[str], known_at: date) -> bool:
    return any(s.known_on <= known_at for member in members for s in told[member])
