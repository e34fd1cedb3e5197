"""Rows for people and programs: the children of a frame by id, days as dates, and who holds each case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from journey.domain.practice_codes import CASE_STATUS
from journey.domain.values import code
from journey.projections.batch import date_of

HOLDER = ("lead_worker", "team", "hub", "case_status", "plan")
"""What every row that names a child also says, as at the day: so that a list can be sent to whoever must act."""


def rows_of_children(
    found: pl.DataFrame,
    held: pl.DataFrame,
    names: Mapping[str, str],
    *,
    days: Collection[str] = (),
    workers: Collection[str] = (),
) -> list[dict[str, Any]]:
    """One dictionary a row: ``child_id, la, stream``, its own columns, then ``HOLDER`` and ``lead_worker_name``.

    ``held`` is ``holders.holders``; columns in ``days`` become dates; ``workers`` are columns of references,
    beside which ``<column>_name`` says the name where it is known.
    """
    joined = found.join(held.select("child", "child_id", "la", "stream", *HOLDER), on="child", how="left")
    own = [name for name in found.columns if name != "child"]
    told: dict[str, list[Any]] = {name: joined[name].to_list() for name in ("child_id", "la", "stream", *own, *HOLDER)}
    for name in days:
        told[name] = _each(told[name], lambda day: None if day is None else date_of(day))
    for name in (*workers, "lead_worker"):
        told[f"{name}_name"] = [names.get(one or "") for one in told[name]]
    told["case_status"] = _each(told["case_status"], status)
    return [dict(zip(told, row, strict=True)) for row in zip(*told.values(), strict=True)]


def _each(values: list[Any], make: Callable[[Any], Any]) -> list[Any]:
    """What is made of each value; the same few come again and again."""
    made = {value: make(value) for value in set(values)}
    return [made[value] for value in values]


def status(found: str | None) -> dict[str, Any] | None:
    """A case status as a code with its words."""
    return None if found is None else code(found, CASE_STATUS.label(found))


def held_rows(held: pl.DataFrame, names: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Stream → ``HOLDER`` and ``lead_worker_name``, for rows that were not made from a frame."""
    return {
        row["stream"]: {
            **{name: row[name] for name in HOLDER},
            "case_status": status(row["case_status"]),
            "lead_worker_name": names.get(row["lead_worker"] or ""),
        }
        for row in held.select("stream", *HOLDER).iter_rows(named=True)
    }


def with_holders(rows: Iterable[dict[str, Any]], held: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows, each with who holds the child of its ``stream``."""
    nobody = dict.fromkeys((*HOLDER, "lead_worker_name"))
    for row in rows:
        yield {**row, **held.get(row["stream"], nobody)}
