"""What an authority has set for itself, each setting with the days on which it is in force.

Which role the worker is whom files show; which words stand for no worker, or for a duty tray; after which events a
change of worker is planned. Until an authority says otherwise the defaults hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

import polars as pl

from journey.domain.statements import split_stream
from journey.projections.days import DAY_BITS, day_of, in_range
from journey.projections.effective import Fact

ALLOCATED_WORKER: Final = "allocated_worker"
NO_WORKER_WORDS: Final = "no_worker_words"
DUTY_TRAYS: Final = "duty_trays"
TRANSFER_POINTS: Final = "transfer_points"

_END: Final = 1 << DAY_BITS
_SCHEMA: Final = {"la": pl.String(), "from": pl.Int32(), "to": pl.Int32()}


class Setting(NamedTuple):
    """A setting of an authority, in force from day ``first`` up to and including ``last`` (days since 1900).

    ``as_workers`` are, for words, the references under which files show them.
    """

    la: str
    name: str
    first: int
    last: int
    values: tuple[str, ...]
    as_workers: tuple[str, ...] = ()


def settings_of(facts: Iterable[Fact]) -> tuple[Setting, ...]:
    """The settings that the standing facts of organisations say, each until the next of its name."""
    said: dict[tuple[str, str], list[tuple[date, Fact]]] = {}
    for fact in facts:
        if fact.event == "SettingSet" and fact.stands and fact.occurred_on and in_range(fact.occurred_on):
            key = (split_stream(fact.stream)[1], str(fact.data.get("setting")))
            said.setdefault(key, []).append((fact.occurred_on, fact))
    return tuple(setting for key, own in sorted(said.items()) for setting in _each(*key, own))


def _each(la: str, name: str, said: list[tuple[date, Fact]]) -> Iterator[Setting]:
    said.sort(key=lambda one: (one[0], one[1].key))
    ends = [day_of(day) - 1 for day, _ in said[1:]] + [_END]
    for (day, fact), last in zip(said, ends, strict=True):
        as_workers = fact.data.get("as_workers")
        values = tuple(part.strip() for part in str(fact.data.get("value") or "").split(";") if part.strip())
        yield Setting(la, name, day_of(day), last, values, tuple(as_workers) if isinstance(as_workers, list) else ())


def on_day(settings: Iterable[Setting], name: str, la: str, day: date) -> tuple[str, ...]:
    """The values of a setting in force on a day; none where nothing was set."""
    at = day_of(day)
    return next((s.values for s in settings if (s.la, s.name) == (la, name) and s.first <= at <= s.last), ())


def roles_shown(settings: Iterable[Setting]) -> pl.DataFrame:
    """Which role the worker is whom files show: ``la, from, to, shown``."""
    rows = [(s.la, s.first, s.last, s.values[0]) for s in settings if s.name == ALLOCATED_WORKER and s.values]
    return pl.DataFrame(rows, _SCHEMA | {"shown": pl.String()}, orient="row")


def nobodies(settings: Iterable[Setting]) -> pl.DataFrame:
    """References that stand for no worker: ``la, from, to, worker, word``."""
    rows = [
        (s.la, s.first, s.last, reference, word)
        for s in settings
        if s.name in (NO_WORKER_WORDS, DUTY_TRAYS)
        for word, reference in zip(s.values, s.as_workers, strict=False)
    ]
    return pl.DataFrame(rows, _SCHEMA | {"worker": pl.String(), "word": pl.String()}, orient="row")


def transfer_points(settings: Iterable[Setting]) -> list[Setting]:
    """The settings that say after which events a change of worker is planned."""
    return [s for s in settings if s.name == TRANSFER_POINTS]


def in_force(rows: pl.DataFrame, set_: pl.DataFrame, *on: str) -> pl.DataFrame:
    """``rows`` (with ``la`` and ``day``) with what is set for their day, null where nothing is; each row once."""
    numbered = rows.with_row_index("_row")
    found = numbered.join(set_, on=["la", *on]).filter(pl.col("day").is_between("from", "to"))
    own = [name for name in set_.columns if name not in ("la", "from", "to", *on)]
    found = found.unique("_row", keep="first", maintain_order=True).select("_row", *own)
    return numbered.join(found, on="_row", how="left", maintain_order="left").drop("_row")
