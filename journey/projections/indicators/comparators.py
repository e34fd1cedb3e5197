"""Published figures to compare with: one small CSV with indicator, period, area, value, source.

A share is written as 83% or 0.83, a rate under the indicator's name with ``_per_10000``, the number of children under
eighteen as ``population_under_18``. A figure that nothing here gives is kept, with the words why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from journey.domain.calendar import days_after, month_end, months_after
from journey.domain.errors import BadInputFile
from journey.projections.indicators.measure import Period
from journey.projections.rereferrals import COUNTING_RULES, CountingRule

NEEDED: Final = ("indicator", "period", "area", "value", "numerator", "denominator", "source", "note")
ALSO: Final = ("title", "counting_rule", "given_by")
"""Columns that may be there as well: what the figure is called, by which counting rule it was counted, and, of one that
no indicator gives, what does or why nothing can."""

POPULATION: Final = "population_under_18"
PER_10000: Final = "_per_10000"
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_YEAR: Final = re.compile(r"(\d{4})")
_FINANCIAL: Final = re.compile(r"(\d{4})/(\d{2})")
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)?)(%?)")


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure. ``period_as_written`` is as the file has it, ``row`` where it stands there; ``value`` is a
    fraction where it was a percentage, None where a word was published in its place (then ``note`` says it)."""

    indicator: str
    period: Period
    period_as_written: str
    area: str
    value: float | None
    numerator: float | None
    denominator: float | None
    source: str
    note: str
    title: str
    counting_rule: CountingRule | None
    given_by: str
    is_percentage: bool
    row: int

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate per 10,000 children."""
        return self.indicator.endswith(PER_10000)

    @property
    def of(self) -> str:
        """The indicator that measures it."""
        return self.indicator.removesuffix(PER_10000)


class Population(NamedTuple):
    """How many children under eighteen there were."""

    period: Period
    children: float
    said: Published


@dataclass(frozen=True)
class Comparators:
    """The published figures of a file, and the population of the one area that it gives one of."""

    figures: Sequence[Published]
    populations: Sequence[Population] = field(default=())

    def population(self, day: date) -> Population | None:
        """The population of the latest period that began by a day, else of the first after it."""
        begun = [one for one in self.populations if one.period.first <= day]
        return begun[-1] if begun else next(iter(self.populations), None)


def comparators(rows: Iterable[tuple[int, Mapping[str, str]]], name: str) -> Comparators:
    """Read rows by column name, each with its number in the file.

    Raises BadInputFile, naming the row, for what cannot be read, and where populations are of several areas.
    """
    found = [_published(number, row, name) for number, row in rows]
    populations = sorted(
        (Population(one.period, one.value or 0, one) for one in found if one.indicator == POPULATION),
        key=lambda one: one.period.first,
    )
    areas = sorted({one.said.area for one in populations})
    if len(areas) > 1:
        raise BadInputFile(
            f"{name}: {POPULATION} is of several areas ({', '.join(areas)}), so that nobody can say which is yours. "
            "Keep the rows of your own authority; rates of others can stand as published."
        )
    return Comparators([one for one in found if one.indicator != POPULATION], populations)


def _published(number: int, row: Mapping[str, str], name: str) -> Published:
    where = f"{name}, row {number}"
    indicator = row.get("indicator", "").replace("-", "_").casefold()
    if not indicator:
        raise BadInputFile(f"{where}: 'indicator' is empty. Name the indicator, as journey indicators lists it.")
    rule = row.get("counting_rule", "")
    if rule and rule not in COUNTING_RULES:
        raise BadInputFile(f"{where}: there is no counting rule {rule!r}. It is {' or '.join(COUNTING_RULES)}.")
    value, numerator, denominator = (_number(row.get(column, ""), column, where) for column in NEEDED[3:6])
    if not value and indicator == POPULATION:
        raise BadInputFile(f"{where}: {POPULATION} needs a value: how many children under 18 live there.")
    return Published(
        indicator,
        period_of(row.get("period", ""), where),
        row.get("period", ""),
        row.get("area", ""),
        value,
        numerator,
        denominator,
        row.get("source", ""),
        row.get("note", ""),
        row.get("title", ""),
        next((one for one in COUNTING_RULES if one == rule), None),
        row.get("given_by", ""),
        row.get("value", "").endswith("%"),
        number,
    )


def _number(text: str, column: str, where: str) -> float | None:
    """A number, 83% as 0.83; None for a blank."""
    if not text:
        return None
    found = _NUMBER.fullmatch(text.replace(",", ""))
    if found is None:
        raise BadInputFile(f"{where}: '{column}' is {text!r}, which is not a number. Write 2282, 13.2 or 83%.")
    return float(found[1]) / 100 if found[2] else float(found[1])


def period_of(text: str, where: str) -> Period:
    """A period as written: 2017, 2016/17 (to 31 March), 2017-03, or 2017-01-01/2017-03-31. Raises BadInputFile."""
    try:
        if found := _YEAR.fullmatch(text):
            return Period(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
        if (found := _FINANCIAL.fullmatch(text)) and (int(found[1]) + 1) % 100 == int(found[2]):
            begun = date(int(found[1]), 4, 1)
            return Period(begun, days_after(months_after(begun, 12), -1))
        if found := _MONTH.fullmatch(text):
            begun = date(int(found[1]), int(found[2]), 1)
            return Period(begun, month_end(begun))
        period = Period.read(text)
        if period.first <= period.last:
            return period
    except ValueError:
        pass  # said below, as for every other text
    raise BadInputFile(
        f"{where}: 'period' is {text!r}. Write a year (2017), a year to 31 March (2016/17), a month (2017-03), "
        "or two days (2017-01-01/2017-03-31)."
    )
