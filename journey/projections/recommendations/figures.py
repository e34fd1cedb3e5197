"""The figures behind each recommendation, over one period, with what no source holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from journey.domain.shapes import shape
from journey.projections.coverage.answerable import NOT_ANSWERABLE, answerable
from journey.projections.indicators import indicators
from journey.projections.indicators.asking import Wanted, figures_of
from journey.projections.indicators.measure import Period
from journey.projections.principles.counting import principles
from journey.projections.principles.measures import IN_TIME, MEASURES, Measure
from journey.projections.questions import Asked
from journey.projections.recommendations.declared import Recommendation

_NOTHING: Final[dict[str, Any]] = {
    "figure": None,
    "name": None,
    "numerator": None,
    "denominator": None,
    "cannot_tell": None,
    "wanting": [],
}


def recommendations(asked: Asked, wanted: Sequence[Recommendation], period: Period) -> list[dict[str, Any]]:
    """One row a figure, at least one a recommendation, by number.

    ``recommendation, title, evidence, on_record`` (whether any figure of it looks at anything), ``figure, name, kind``
    (indicator, journeys or events), ``period, numerator, denominator`` (None of a count), ``cannot_tell, wanting``
    (events and fields that no source holds), ``missing`` (what no event of this log says), ``not_provable``. A share is
    of all it looks at, with those that cannot be told beside it.
    """
    by_indicator = _of_indicators(asked, wanted, period)
    by_measure = _of_measures(asked, wanted, period)
    by_event = _of_events(asked, wanted, period)
    rows: list[dict[str, Any]] = []
    for one in wanted:
        found = [by_indicator[name] for name in one.indicators]
        found += [by_measure[about] for about in one.measures]
        found += [by_event[name] for name in one.events]
        about = {
            "recommendation": one.number,
            "title": one.title,
            "evidence": one.evidence,
            "on_record": any(figure["denominator"] or figure["numerator"] for figure in found),
        }
        beside = {"missing": list(one.missing), "not_provable": one.not_provable}
        rows += [
            {**about, **figure, "period": str(period), **beside} for figure in found or [{**_NOTHING, "kind": None}]
        ]
    return rows


def _of_indicators(asked: Asked, wanted: Sequence[Recommendation], period: Period) -> dict[str, dict[str, Any]]:
    chosen = [indicators()[name] for name in dict.fromkeys(name for one in wanted for name in one.indicators)]
    wanting = {
        row["name"]: row["missing"] for row in _answerable(asked) if row["kind"] == "indicator" and row["missing"]
    }
    rows = [row for rows in figures_of(asked, Wanted(chosen, [period])) for row in rows] if chosen else []
    return {
        row["indicator"]: {
            "kind": "indicator",
            "figure": row["title"],
            "name": row["indicator"],
            "numerator": row["numerator"],
            "denominator": row["denominator"],
            "cannot_tell": row["cannot_tell"],
            "wanting": wanting.get(row["indicator"], []) if not row["covered"] or row["cannot_tell"] else [],
        }
        for row in rows
    }


def _of_measures(
    asked: Asked, wanted: Sequence[Recommendation], period: Period
) -> dict[tuple[str, str], dict[str, Any]]:
    """Journeys that show a measure, of those that are asked."""
    known = {(one.rule, one.step): one for one in MEASURES}
    about = list(dict.fromkeys(about for one in wanted for about in one.measures))
    chosen = [known.get(one, Measure(4, *one, IN_TIME)) for one in about]
    counts, _ = principles(asked, chosen, [period], {}, listed=False)
    return {
        of: {
            "kind": "journeys",
            "figure": row["sentence"],
            "name": row["measure"],
            "numerator": row["shows"],
            "denominator": row["looked_at"],
            "cannot_tell": row["cannot_tell"],
            "wanting": row["wanting"] if row["cannot_tell"] or not row["looked_at"] else [],
        }
        for of, row in zip(about, counts, strict=True)
    }


def _of_events(asked: Asked, wanted: Sequence[Recommendation], period: Period) -> dict[str, dict[str, Any]]:
    """How many of some events happened in the period; None, which is not 0, where no source holds them."""
    names = list(dict.fromkeys(name for one in wanted for name in one.events))
    found: Counter[str] = Counter()
    for batch in asked.batches() if names else ():
        rows = batch.select(tuple(names), base=("event", "day")).filter(period.holds("day"))
        found.update(dict(rows.group_by("event").len().rows()))
    held = set(asked.coverage.filter(pl.col("carries") != "empty")["event"].to_list())
    return {
        name: {
            "kind": "events",
            "figure": shape(name).title,
            "name": name,
            "numerator": found[name] if name in held or found[name] else None,
            "denominator": None,
            "cannot_tell": None,
            "wanting": [] if name in held else [name],
        }
        for name in names
    }


def _answerable(asked: Asked) -> Iterator[Mapping[str, Any]]:
    return (row for row in answerable(asked.log, asked.at, asked.declarations) if row["answer"] == NOT_ANSWERABLE)
