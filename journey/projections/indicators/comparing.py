"""Figures beside published ones: what was published, what is measured, the difference, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from journey.domain.errors import BadInputFile
from journey.projections.indicators.asking import Wanted
from journey.projections.indicators.comparators import Comparators, Population, Published
from journey.projections.indicators.groups import ALL
from journey.projections.indicators.measure import Indicator, Period
from journey.projections.indicators.suppress import HIDDEN

UNITS: Final = {"share": "percentage points", "count": "count", "ratio": "children for each full-time worker"}
RATE: Final = "per 10,000 under 18"

_RATE_COLUMNS: Final = ("population", "population_period", "rate")
_PUBLISHED_COLUMNS: Final = (
    "published", "published_period", "published_area", "published_numerator", "published_denominator",
    "published_counting_rule", "measured", "unit", "difference", "comparable", "remark", "source", "note",
)  # fmt: skip
_NONE: Final = dict.fromkeys(_PUBLISHED_COLUMNS)


def beside(
    rows: Iterable[Mapping[str, Any]], wanted: Wanted, known: Comparators, file: str, *, all_listed: bool
) -> Iterator[dict[str, Any]]:
    """Each figure (``figures.figures``), once for every published one of the same indicator, with ``population,
    population_period, rate`` and what was published.

    ``published, published_period, published_area, published_numerator, published_denominator,
    published_counting_rule, measured, unit, difference, comparable, remark, source, note``. A figure counted by another
    rule, or of a number over a period of another length, has no difference: the remark says why. ``all_listed`` ends
    with what was published and no indicator gives. Raises BadInputFile for a value that its indicator cannot have.
    """
    by_name = {one.name: one for one in wanted.indicators}
    for one in known.figures:
        if one.of in by_name:
            _check(one, by_name[one.of], file)
    for row in rows:
        asked = by_name[row["indicator"]]
        figure = {**row, **_rate(row, asked, wanted, known)}
        of_it = [one for one in known.figures if one.of == asked.name]
        for one in of_it:
            yield figure | _comparison(figure, asked, one)
        if not of_it:
            yield figure | _NONE
    if all_listed:
        yield from (_not_given(one, by_name) for one in known.figures if one.of not in by_name)


def _check(one: Published, asked: Indicator, file: str) -> None:
    where = f"{file}, row {one.row}"
    if one.is_rate and asked.shape != "count":
        raise BadInputFile(f"{where}: {asked.name} is no number of children, so it has no rate: write {asked.name}.")
    if asked.shape == "share" and one.value is not None and not one.is_rate and one.value > 1:
        raise BadInputFile(f"{where}: {asked.name} is a share: write 83% or 0.83, not {one.value:g}.")


def _rate(row: Mapping[str, Any], asked: Indicator, wanted: Wanted, known: Comparators) -> dict[str, Any]:
    """The population of the period and the rate; none for a part of the authority, whose population is not known."""
    population: Population | None = known.population(Period.read(row["period"]).last)
    grouping = wanted.grouping
    if asked.shape != "count" or asked.per != "unit" or population is None or not grouping.is_whole:
        return dict.fromkeys(_RATE_COLUMNS)
    rate = row["value"] if row["value"] in (None, HIDDEN) else row["value"] * 10_000 / population.children
    return dict(zip(_RATE_COLUMNS, (population.children, population.said.period_as_written, rate), strict=True))


def _comparison(row: Mapping[str, Any], asked: Indicator, one: Published) -> dict[str, Any]:
    measured = row["rate"] if one.is_rate else row["value"]
    against = list(_against(row, asked, one, measured))
    comparable = not against and measured is not None and one.value is not None
    return {
        "published": one.value,
        "published_period": one.period_as_written,
        "published_area": one.area,
        "published_numerator": one.numerator,
        "published_denominator": one.denominator,
        "published_counting_rule": one.counting_rule,
        "measured": measured,
        "unit": RATE if one.is_rate else asked.mean_of or UNITS[asked.shape],
        "difference": measured - one.value if comparable and measured != HIDDEN else None,
        "comparable": comparable,
        "remark": "; ".join([*against, *_beware(row, asked, one)]),
        "source": one.source,
        "note": one.note,
    }


def _against(row: Mapping[str, Any], asked: Indicator, one: Published, measured: Any) -> Iterator[str]:
    """Why the two cannot be compared."""
    if one.counting_rule and one.counting_rule != row["counting_rule"]:
        own = row["counting_rule"] or "by none"
        other = f" (--counting-rule {one.counting_rule} asks for it)" if asked.takes_rule else ""
        yield f"published by the counting rule {one.counting_rule}{other}, this figure {own}"
    period = Period.read(row["period"])
    if asked.shape == "count" and asked.at == "period" and _months(period) != _months(one.period):
        yield f"numbers over {_long(period)} and over {_long(one.period)}"
    if one.value is None:
        yield "no number was published"
    if not row["covered"]:
        yield "no source covers the period"
    elif measured is None:
        yield "no population is known of those asked about" if one.is_rate else "there is no figure"


def _beware(row: Mapping[str, Any], asked: Indicator, one: Published) -> Iterator[str]:
    """What to bear in mind."""
    if one.period != Period.read(row["period"]):
        yield "of another period"
    if row["counting_rule"] and not one.counting_rule:
        yield "by which counting rule it was published is not known"
    if asked.shape != "count" and one.denominator is None:
        yield "its denominator was not published"
    if row["group"] != ALL:
        yield "published for the whole authority"


def _not_given(one: Published, by_name: Mapping[str, Indicator]) -> dict[str, Any]:
    """A published figure that no indicator gives, with the words why."""
    near = get_close_matches(one.of, by_name, n=3)
    unknown = f"there is no indicator {one.of}" + (f"; the nearest are {', '.join(near)}" if near else "")
    figure = dict.fromkeys(("numerator", "denominator", "value", "low", "high", "mean_of", "counting_rule"))
    return {
        "indicator": one.of,
        "title": one.title or one.of.replace("_", " ").capitalize(),
        "period": str(one.period),
        "group": ALL,
        "group_name": ALL,
        **figure,
        "cannot_tell": None,
        "covered": False,
        "definition": None,
        "reference": None,
        "positions": [],
        **dict.fromkeys(_RATE_COLUMNS),
        **_NONE,
        "published": one.value,
        "published_period": one.period_as_written,
        "published_area": one.area,
        "published_numerator": one.numerator,
        "published_denominator": one.denominator,
        "published_counting_rule": one.counting_rule,
        "unit": _unit(one),
        "comparable": False,
        "remark": one.given_by or unknown,
        "source": one.source,
        "note": one.note,
    }


def _unit(one: Published) -> str:
    return RATE if one.is_rate else UNITS["share" if one.is_percentage else "count"]


def _months(period: Period) -> int:
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def _long(period: Period) -> str:
    months = _months(period)
    return f"{months} month" + ("s" if months > 1 else "")
