"""The seven principles of a whole store: how many journeys show each measure, and which, in which period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NO, YES
from journey.domain.shapes import shapes
from journey.domain.timescales import rules
from journey.projections.batch import Batch
from journey.projections.children_rows import held_rows, rows_of_children, with_holders
from journey.projections.coverage.answerable import ANSWERABLE, answerable
from journey.projections.holding.holders import holders
from journey.projections.indicators.measure import Period
from journey.projections.organisation.rule_settings import settings_on
from journey.projections.principles.answers import DOES_NOT, SHOWN, SHOWS, answers, asked_as_at
from journey.projections.principles.families import open_members, with_one_hub
from journey.projections.principles.measures import FAMILIES, PRINCIPLES, Measure
from journey.projections.principles.professionals import by_role
from journey.projections.questions import Asked
from journey.projections.timescales.answers import step_for

_FAMILIES_TITLE: Final = "The children of a family whose cases are open are with one hub."
_OF_FAMILY: Final = {YES: SHOWS, NO: DOES_NOT, CANNOT_TELL: CANNOT_TELL}


def principles(
    asked: Asked, measures: Sequence[Measure], periods: Sequence[Period], names: Mapping[str, str], *, listed: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The counts, a row a measure and period, and (``listed``) the journeys behind them, a row an answer.

    A count has ``principle, title, measure, sentence, shown_by, caution, unit, period, looked_at, shows, does_not,
    cannot_tell, wanting`` (which events or fields no source holds) and ``reasons`` (what answers that nobody can tell
    say of why, with how many say so). A journey is counted once a measure and
    period: as one that does not show it where any of its answers does not, else as one that cannot be told where any
    cannot. The rows of journeys have ``principle, measure, period, shown, fact, day, detail``, who holds the case,
    ``events`` (fact keys) and ``positions``.
    """
    counted: dict[tuple[Measure, Period], Counter[str]] = {
        (one, period): Counter() for one in measures for period in periods
    }
    why: dict[tuple[Measure, Period], Counter[str]] = {about: Counter() for about in counted}
    rows: list[dict[str, Any]] = []
    for one, period, batch, found in _answers(asked, measures, periods):
        counted[one, period].update(_journeys(found))
        why[one, period].update(_reasons(found))
        if listed:
            rows += _listed(asked, one, period, batch, found, names)
    for one in measures:
        for period in periods if one.rule == FAMILIES else ():
            of_families, own = _families(asked, one, period, names)
            counted[one, period] = of_families
            rows += own if listed else []
    wanting = _wanting(asked)
    counts = [
        _count(one, period, counted[one, period], why[one, period], wanting) for one in measures for period in periods
    ]
    rows.sort(key=lambda row: (row["principle"], row["measure"], row["period"], row["la"], row["child_id"], row["day"]))
    return counts, rows


def professionals(asked: Asked) -> list[dict[str, Any]]:
    """``role, professionals, children`` of open cases, over all batches: counted by role, without a verdict."""
    found = pl.concat([by_role(batch) for batch in asked.batches()])
    return found.group_by("role").sum().sort("role").to_dicts()


def _answers(
    asked: Asked, measures: Sequence[Measure], periods: Sequence[Period]
) -> Iterator[tuple[Measure, Period, Batch, pl.DataFrame]]:
    """What happened on days is asked of all that had happened by the as-at day, what is open at the end of a period."""
    settings = settings_on(asked.log, asked.at)
    whole = [one for one in measures if one.rule != FAMILIES]
    on_days = [one for one in whole if not asked_as_at(one)]
    for batch in asked.batches() if on_days else ():
        for one in on_days:
            found = answers(batch, one, settings)
            for period in periods:
                yield one, period, batch, found.filter(period.holds("counted_on"))
    if open_then := [one for one in whole if asked_as_at(one)]:
        for period in periods:
            for batch in asked.batches(period.last):
                for one in open_then:
                    yield one, period, batch, answers(batch, one, settings)


def _journeys(found: pl.DataFrame) -> Counter[str]:
    """How many children are counted as what."""
    worst = found.group_by("child").agg(
        does_not=(pl.col("shown") == DOES_NOT).any(), unsure=(pl.col("shown") == CANNOT_TELL).any()
    )
    says = pl.when("does_not").then(pl.lit(DOES_NOT)).when("unsure").then(pl.lit(CANNOT_TELL)).otherwise(pl.lit(SHOWS))
    return Counter(worst.select(says.alias("shown"))["shown"].to_list())


def _listed(
    asked: Asked, one: Measure, period: Period, batch: Batch, found: pl.DataFrame, names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    keys = batch.once("fact by position", lambda: dict(batch.select(tuple(shapes()), base=("position", "fact")).rows()))
    held = holders(batch, asked.structure_on(period.last))
    for row in rows_of_children(found.drop("counted_on"), held, names, days=("day",)):
        about = {"principle": one.principle, "measure": one.name, "period": str(period)}
        yield {**about, **row, "events": [keys[position] for position in row["positions"] if position in keys]}


def _families(
    asked: Asked, one: Measure, period: Period, names: Mapping[str, str]
) -> tuple[Counter[str], list[dict[str, Any]]]:
    """How many families with two open cases are with one hub, and their children; families are never named."""
    structure = asked.structure_on(period.last)
    members: list[pl.DataFrame] = []
    held: dict[str, dict[str, Any]] = {}
    for batch in asked.batches(period.last):
        frame = holders(batch, structure)
        members.append(open_members(frame))
        held |= held_rows(frame, names)
    found = with_one_hub(members)
    of_stream = {row["stream"]: row for frame in members for row in frame.iter_rows(named=True)}
    rows = [
        {
            "principle": one.principle,
            "measure": one.name,
            "period": str(period),
            "child_id": of_stream[stream]["child_id"],
            "la": row["la"],
            "stream": stream,
            "fact": None,
            "day": period.last,
            "shown": _OF_FAMILY[row["answer"]],
            "detail": "with " + (", ".join(row["hubs"]) or "a hub that is not known"),
            "positions": row["positions"],
            "events": [],
        }
        for row in found.iter_rows(named=True)
        for stream in row["streams"]
    ]
    return Counter(_OF_FAMILY[answer] for answer in found["answer"]), list(with_holders(rows, held))


def _reasons(found: pl.DataFrame) -> Counter[str]:
    """What the answers that nobody can tell say of why, with how many say so."""
    return Counter(found.filter(pl.col("shown") == CANNOT_TELL)["detail"].drop_nulls().to_list())


def _count(
    one: Measure, period: Period, found: Counter[str], why: Counter[str], wanting: Mapping[str, list[str]]
) -> dict[str, Any]:
    of_families = one.rule == FAMILIES
    return {
        "principle": one.principle,
        "title": PRINCIPLES[one.principle],
        "measure": one.name,
        "sentence": _FAMILIES_TITLE if of_families else _sentence(one, period),
        "shown_by": one.shows,
        "caution": one.caution,
        "unit": "family" if of_families else "journey",
        "period": str(period),
        "looked_at": sum(found[shown] for shown in SHOWN),
        "shows": found[SHOWS],
        "does_not": found[DOES_NOT],
        "cannot_tell": found[CANNOT_TELL],
        "wanting": wanting.get(one.name, []),
        "reasons": {reason: number for reason, number in sorted(why.items()) if reason != CANNOT_TELL},
    }


def _sentence(one: Measure, period: Period) -> str:
    step = one.step or next(step.name for step in rules()[one.rule].steps)
    return step_for(one.rule, step, period.last).sentence


def _wanting(asked: Asked) -> dict[str, list[str]]:
    """Measure → what its rule needs and no source holds, over all authorities."""
    found: dict[str, list[str]] = {}
    for row in answerable(asked.log, asked.at, asked.declarations):
        if row["answer"] == ANSWERABLE or row["kind"] not in ("check", "timescale"):
            continue
        said = row["missing"] or ["only the latest is shown"]
        for name in (row["name"].replace("_", " "), row["name"].partition(" ")[0]):
            found[name] = list(dict.fromkeys([*found.get(name, []), *said]))
    return found
