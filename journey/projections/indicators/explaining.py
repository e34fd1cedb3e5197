"""What moved a figure: every unit that entered, left or is told otherwise, with the facts that moved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from journey.domain.statements import Statement, organisation_stream, split_stream
from journey.projections.indicators.asking import Key, Wanted
from journey.projections.indicators.causes import Answers, Around, Asking, Causes, Told, answers, causes
from journey.projections.indicators.changed import Changed, What
from journey.projections.indicators.lives import Life, life, lives
from journey.projections.indicators.measure import Indicator, Period
from journey.projections.questions import Asked
from journey.projections.standpoint import imports


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit that is told otherwise now. ``was`` and ``now`` are None where it is not counted; ``stream`` is that of
    the record which stands for the child now, ``unit`` the key of the fact that the unit is of, empty where it is of
    the child itself."""

    stream: str
    unit: str
    was: Told | None
    now: Told | None
    by: tuple[Changed, ...]

    def concerns(self, group: str) -> bool:
        """Whether it moved the figure of a group."""
        return any(told is not None and told[1] == group for told in (self.was, self.now))


@dataclass(frozen=True)
class Explained:
    """The units that moved, by indicator and period; the lives they are of; what the organisation said since."""

    moved: Mapping[Key, list[Moved]]
    lives: Sequence[Life]
    organisation: Sequence[Changed]


def explained(
    earlier: Asked, later: Asked, wanted: Wanted, then: Mapping[Key, pl.DataFrame], now: Mapping[Key, pl.DataFrame]
) -> Explained:
    """Compare the units of two standpoints (``figures.units_of``), unit by unit."""
    apart = {key: _apart(then[key], now[key]) for key in then}
    whole = list(lives(earlier, later, {stream for streams in apart.values() for stream in streams}))
    of = {stream: number for number, one in enumerate(whole) for stream in one.streams}
    organisation = _organisation(earlier, later)
    files = _files(earlier, later)
    moved: dict[Key, list[Moved]] = {}
    for one, period in wanted.figures():
        key = one.name, period
        named = {stream: of[stream] for number in {of[s] for s in apart[key]} for stream in whole[number].streams}
        told = [_answers(units, whole, named) for units in (then[key], now[key])]
        differing = [n for n in sorted(set(named.values())) if told[0].get(n, {}) != told[1].get(n, {})]
        asked = [(whole[n], told[0].get(n, {}), told[1].get(n, {})) for n in differing]
        found = _causes(earlier, later, wanted, one, period, asked)
        moved[key] = [
            unit
            for (life_of, was, is_now), by in zip(asked, found, strict=True)
            for unit in _units(life_of, was, is_now, by, files, organisation)
        ]
    return Explained(moved, whole, organisation)


def _apart(then: pl.DataFrame, now: pl.DataFrame) -> list[str]:
    """The streams of which not the same is told."""
    one, other = (_told(units) for units in (then, now))
    both = one.join(other, on="stream", how="full", coalesce=True, suffix="_now")
    return both.filter(pl.col("told").ne_missing(pl.col("told_now")))["stream"].sort().to_list()


def _told(units: pl.DataFrame) -> pl.DataFrame:
    """By stream all that is told of its units, as one text."""
    told_of = (name for name in ("answer", "group", "worker", "days") if name in units.columns)
    columns = [pl.col(name).cast(pl.String()).fill_null("") for name in told_of]
    positions = pl.col("positions").cast(pl.List(pl.String())).list.join(",")
    told = units.select("stream", pl.concat_str(*columns, positions, separator="\x1f").alias("told"))
    return told.group_by("stream").agg(pl.col("told").sort().str.join("\x1e"))


def _answers(units: pl.DataFrame, whole: Sequence[Life], of: Mapping[str, int]) -> dict[int, dict[str, Told]]:
    facts = {position: name for n in set(of.values()) for position, name in whole[n].facts.items()}
    return answers(units.filter(pl.col("stream").is_in(list(of))), facts, of)


def _causes(
    earlier: Asked,
    later: Asked,
    wanted: Wanted,
    one: Indicator,
    period: Period,
    asked: Sequence[tuple[Life, Answers, Answers]],
) -> list[Causes]:
    if not asked:
        return []
    files_now, all_now = (
        Around(later.coverage, known.settings, known.structure_on(period.last)) for known in (earlier, later)
    )
    asking = Asking(one, period, wanted, later.at.as_at, later.at.known_at)
    return list(causes(asking, asked, (files_now, all_now)))


def _units(
    life_of: Life, was: Answers, now: Answers, by: Causes, files: Sequence[Changed], organisation: Sequence[Changed]
) -> Iterator[Moved]:
    for unit, facts in by.by_unit.items():
        stream, _, called = unit.partition("#")[0].rpartition(" ")
        stream = stream or next(iter(life_of.now))
        la = split_stream(stream)[1]
        beside = [*(files if unit in by.by_files else ()), *(organisation if unit in by.by_organisation else ())]
        causing = (*facts, *(one for one in beside if split_stream(one.stream)[1] == la))
        yield Moved(stream, called, was.get(unit), now.get(unit), causing)


def _organisation(earlier: Asked, later: Asked) -> list[Changed]:
    """What the organisation said since, of every authority."""
    streams = [organisation_stream(la) for la in later.authorities]
    said = later.log.statements(streams, upto=later.at.position)
    return [one for stream in streams for one in life({stream: said[stream]}, earlier, later).changed]


def _files(earlier: Asked, later: Asked) -> list[Changed]:
    """The files that are known now and were not known then."""
    since = (s for s in imports(later.log, later.at.position) if earlier.at.known_at < s.known_on <= later.at.known_at)
    return [_file(statement) for statement in since]


def _file(said: Statement) -> Changed:
    what: What = "file imported later"
    day, position = said.source.speaks_for, (said.position,)
    return Changed(said.fact, said.stream, said.fact, said.name, what, said.known_on, position, occurred_on=day)
