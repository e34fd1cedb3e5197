"""What an authority has set for itself, each setting with the days on which it is in force.

Which role the worker is whom files show; which words stand for no worker, or for a duty tray; after which events a
change of worker is planned. Until an authority says otherwise the defaults hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from journey.domain.statements import split_stream
from journey.projections.days import DAY_BITS, day_of, in_range
from journey.projections.effective import Fact

ALLOCATED_WORKER: Final = "allocated_worker"
NO_WORKER_WORDS: Final = "no_worker_words"
DUTY_TRAYS: Final = "duty_trays"
TRANSFER_POINTS: Final = "transfer_points"

_END: Final = 1 << DAY_BITS


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


def stands_for_nobody(settings: Iterable[Setting], la: str, day: date, worker: str) -> bool:
    """Whether a reference is, on a day, one of the authority's words for no worker or for a duty tray."""
    at = day_of(day)
    return any(
        worker in s.as_workers
        for s in settings
        if s.name in (NO_WORKER_WORDS, DUTY_TRAYS) and s.la == la and s.first <= at <= s.last
    )


def transfer_points(settings: Iterable[Setting]) -> list[Setting]:
    """The settings that say after which events a change of worker is planned."""
    return [s for s in settings if s.name == TRANSFER_POINTS]
