"""K04: whether the service was in touch with a care leaver around a birthday, and in the last eight weeks."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from journey.domain.calendar import birthday as birthday_of
from journey.domain.rules.language import NOT_APPLICABLE
from journey.domain.rules.leavers import NOT_OF_THE_COHORT
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.checks.rows import BASE, answered, decided, earliest_within, limit_on, none_known, where
from journey.projections.helpers import following, key_of, preceding
from journey.projections.timescales.day_tables import by_day
from journey.projections.timescales.due import due_on
from journey.projections.timescales.spans import spans

_STATUS: Final = ("CareLeaverStatusObserved",)
_CONTACT: Final = ("CareLeaverContact",)
_GONE: Final = ("DIED", "RHOM")
_OUT_OF_TOUCH: Final = ("NO", "REFU", "NREQ")


def birthday(batch: Batch) -> pl.DataFrame:
    """Each birthday of a care leaver no longer in care; while its time is not over, only a yes is an answer."""
    asked = _birthdays(batch)
    status = batch.select(_STATUS, "in_touch", base=("key", "day", "position"))
    events = {
        "contact": _met(batch),
        "yes": status.filter(pl.col("in_touch") == "YES"),
        "no": status.filter(pl.col("in_touch").is_in(_OUT_OF_TOUCH)),
        "gone": status.filter(pl.col("in_touch").is_in(_GONE)),
    }
    for name, found in events.items():
        asked = following(asked, found, ["day", "position"], f"{name}_", on="from_key")
    held = {name: (pl.col(f"{name}_day") <= pl.col("to")).fill_null(False) for name in events}
    yes = held["yes"] | held["contact"]
    none = none_known(batch, asked, _CONTACT, "from", "to") & ~yes
    over = pl.col("to") <= day_of(batch.as_at)
    answer = (
        pl.when(~yes & (held["gone"] | ~over)).then(pl.lit(NOT_APPLICABLE))
        .otherwise(decided(yes, held["no"] | none))
    )  # fmt: skip
    behind = asked.with_columns(pl.when(one).then(f"{name}_position").alias(f"{name}_position")
                                for name, one in held.items())  # fmt: skip
    detail = where(~yes & ~over, "the time around the birthday is not over")
    return answered(behind, answer, detail=detail, behind=("position", *(f"{name}_position" for name in events)))


def monthly(batch: Batch) -> pl.DataFrame:
    """As at the day, by the last contact, visits at which the young person was seen among them."""
    leavers = batch.select(_STATUS, "eligibility", "in_touch", base=BASE).unique(
        "child", keep="last", maintain_order=True
    )
    first = pl.lit(day_of(earliest_within(("K04", "monthly"), batch.as_at)), pl.Int32())
    today = pl.lit(day_of(batch.as_at), pl.Int32())
    leavers = leavers.with_columns(first=first, today=today).with_columns(today_key=key_of("child", "today"))
    found = preceding(leavers, _met(batch), ["day", "position"], "contact_", on="today_key")
    there = (pl.col("contact_day") >= pl.col("first")).fill_null(False)
    none = none_known(batch, found, _CONTACT, "first", "today") & ~there
    not_asked = pl.col("eligibility").is_in(NOT_OF_THE_COHORT) | pl.col("in_touch").is_in(_GONE)
    answer = pl.when(not_asked).then(pl.lit(NOT_APPLICABLE)).otherwise(decided(there, none))
    behind = found.with_columns(contact_position=pl.when(there).then("contact_position"))
    return answered(behind, answer, day="today", behind=("position", "contact_position"))


def _met(batch: Batch) -> pl.DataFrame:
    """Contacts, and visits at which the young person was seen."""
    visits = batch.select(("LeaverVisitMade",), where=(("seen", ("yes",)),), base=BASE)
    return pl.concat([batch.select(_CONTACT, base=BASE), visits]).sort("key", maintain_order=True)


def _birthdays(batch: Batch) -> pl.DataFrame:
    """One row a birthday of a care leaver of the cohort: ``day``, ``from`` and ``to`` of its window, sorted by key."""
    leavers = batch.select(_STATUS, "eligibility", base=BASE).unique("child", keep="last", maintain_order=True)
    leavers = leavers.filter(~pl.col("eligibility").is_in(NOT_OF_THE_COHORT).fill_null(False))
    born = batch.children.select("child", "born").drop_nulls()
    leavers = leavers.select("child", "fact", "position").join(born, on="child", maintain_order="left")
    youngest, oldest = (limit_on(("K04", step), batch.as_at).value for step in ("youngest", "oldest"))
    ages = range(youngest, oldest + 1)
    days = pl.concat(by_day(leavers, "born", "day", partial(_birthday, age=age)) for age in ages)
    every = by_day(days.filter(pl.col("day") <= day_of(batch.as_at)), "day", "from", _window_from)
    every = every.with_columns(to=due_on(("K04", "after_birthday"), every["day"]))
    every = every.with_columns(key=key_of("child", "day"), from_key=key_of("child", "from")).sort("key")
    every = preceding(every, spans(batch, CARE), ["ended_on"], "care_")
    in_care = pl.col("care_ended_on").is_null() | (pl.col("care_ended_on") > pl.col("day"))
    return every.filter(~(pl.col("care_key").is_not_null() & in_care))


def _birthday(born: int, *, age: int) -> int:
    return day_of(birthday_of(date_of(born), age))


def _window_from(day: int) -> int:
    """The first day that counts for a birthday."""
    return day_of(earliest_within(("K04", "before_birthday"), date_of(day)))


ANSWERS: Final = {"birthday": birthday, "monthly": monthly}
