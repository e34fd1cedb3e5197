"""Re-referrals: a child is referred within twelve months of a previous referral (DfE, children in need).

Counted from referral to referral, not from closure; exactly twelve months later counts; earlier referrals without
further action count. Referrals of one day are one. A referral while the child's case is open is not a referral of a
child not currently in need: it is a finding, and counted neither as a referral nor as a previous one. Returns within
twelve months of a closure are told apart. Where the twelve months before are not wholly covered by what was imported,
and no earlier referral was found, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

import polars as pl

from journey.domain.calendar import days_after, months_before
from journey.domain.errors import UsageError
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.coverage.complete import complete_from, is_complete
from journey.projections.helpers import preceding
from journey.projections.holding.cases import EPISODE, from_their_referrals, open_before, running
from journey.projections.outcomes import with_outcome
from journey.projections.timescales.due import earliest_on

CountingRule = Literal["referrals-only", "contacts-as-referrals"]
COUNTING_RULES: Final[tuple[CountingRule, ...]] = get_args(CountingRule)

COUNTED: Final[dict[CountingRule, tuple[str, ...]]] = {
    "referrals-only": ("ReferralReceived",),
    "contacts-as-referrals": ("ContactReceived", "ReferralReceived"),
}
"""Which events count as referrals. Under ``contacts-as-referrals`` all contacts do, also those about open cases."""

_COLUMNS = (
    "child",
    "key",
    "day",
    "answer",
    "previous_day",
    "days",
    "previous_outcome",
    "closed_day",
    "closed_days",
    "while_open",
    "positions",
)


def referrals(batch: Batch, counting_rule: CountingRule = "referrals-only") -> pl.DataFrame:
    """Every referral, one a child and day, and what came before it, sorted by child and day.

    ``child, key, day``; ``answer``: ``yes`` for a re-referral, ``no``, or ``cannot tell``; ``previous_day, days`` and
    ``previous_outcome`` of the referral before, within the limit; ``closed_day, closed_days`` of a closure within the
    limit before; ``while_open``, whether the case was open (then ``answer`` is ``no``); ``positions``, the referral's
    own first.
    """
    return batch.once(("referrals", counting_rule), lambda: _referrals(batch, counting_rule))


def _referrals(batch: Batch, counting_rule: CountingRule) -> pl.DataFrame:
    names = COUNTED[counting_rule]
    every = batch.select(names, base=("child", "key", "day", "position")).unique(
        "key", keep="first", maintain_order=True
    )
    every = open_before(every, _episodes(batch), "while_open")
    if counting_rule == "contacts-as-referrals":
        every = every.with_columns(while_open=pl.lit(False))
    counted = every.with_columns(earliest_on(("R03", "repeat"), every["day"]).alias("window_from"))
    earlier = counted.filter(~pl.col("while_open"))
    counted = preceding(counted, earlier, ("day", "position"), "previous_", strict=True)
    counted = preceding(
        counted, batch.select(("CaseClosed",), base=("key", "day", "position")), ("day", "position"), "closed_"
    )
    counted = _within_limit(counted, "previous_", "closed_")
    counted = is_complete(counted, batch, names, "window_from", "day", "covered")
    again = pl.col("previous_day").is_not_null() & ~pl.col("while_open")
    answer = (
        pl.when(again).then(pl.lit("yes"))
        .when(pl.col("covered") | pl.col("while_open")).then(pl.lit("no"))
        .otherwise(pl.lit("cannot tell"))
    )  # fmt: skip
    positions = pl.concat_arr("position", "previous_position", "closed_position").arr.to_list().list.drop_nulls()
    told = counted.with_columns(
        answer.alias("answer"),
        (pl.col("day") - pl.col("previous_day")).alias("days"),
        (pl.col("day") - pl.col("closed_day")).alias("closed_days"),
        positions.list.unique(maintain_order=True).alias("positions"),
    )
    return with_outcome(told, batch).select(_COLUMNS)


def _episodes(batch: Batch) -> pl.DataFrame:
    referrals = batch.select(("ReferralReceived",), base=("key",))
    return from_their_referrals(running(batch, *EPISODE), referrals)


def _within_limit(frame: pl.DataFrame, *prefixes: str) -> pl.DataFrame:
    """Only what was found within the limit before; nothing else was found."""
    for prefix in prefixes:
        soon = pl.col(f"{prefix}day") >= pl.col("window_from")
        names = (f"{prefix}key", f"{prefix}day", f"{prefix}position")
        frame = frame.with_columns(pl.when(soon).then(name).alias(name) for name in names)
    return frame


@dataclass(frozen=True, slots=True)
class Rate:
    """The figure of a period. ``denominator`` is all its referrals, ``cannot_tell`` those that may be re-referrals;
    ``covered_from`` the first day from which all referrals up to the end of the period are known."""

    first: date
    last: date
    counting_rule: CountingRule
    numerator: int
    denominator: int
    cannot_tell: int
    while_open: int
    returned_after_closure: int
    covered_from: date | None

    @property
    def share(self) -> float | None:
        """Re-referrals found among all referrals; None without referrals."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def high_if_all_yes(self) -> float | None:
        """The share if everything that nobody can tell were a re-referral."""
        return (self.numerator + self.cannot_tell) / self.denominator if self.denominator else None


def rate(batch: Batch, found: pl.DataFrame, first: date, last: date, counting_rule: CountingRule) -> Rate:
    """Count the referrals (``referrals``) from a day to another, both included."""
    of_period = found.filter(pl.col("day").is_between(day_of(first), day_of(last)))
    counted = of_period.filter(~pl.col("while_open"))
    since = complete_from(batch, min(day_of(last), day_of(batch.as_at)), *COUNTED[counting_rule])
    return Rate(
        first,
        last,
        counting_rule,
        numerator=len(counted.filter(pl.col("answer") == "yes")),
        denominator=len(counted),
        cannot_tell=len(counted.filter(pl.col("answer") == "cannot tell")),
        while_open=len(of_period) - len(counted),
        returned_after_closure=counted["closed_day"].count(),
        covered_from=None if since is None else date_of(since),
    )


def together(rates: Sequence[Rate]) -> Rate:
    """The figure of all batches."""
    first = rates[0]
    return replace(
        first,
        numerator=sum(one.numerator for one in rates),
        denominator=sum(one.denominator for one in rates),
        cannot_tell=sum(one.cannot_tell for one in rates),
        while_open=sum(one.while_open for one in rates),
        returned_after_closure=sum(one.returned_after_closure for one in rates),
    )


def period(first: date | None, last: date | None, as_at: date) -> tuple[date, date]:
    """The period asked for: up to the as-at day, twelve months long, where nothing else is said.

    Raises UsageError for one that ends before it begins.
    """
    end = last or as_at
    begin = first or days_after(months_before(end, 12), 1)
    if begin > end:
        raise UsageError(
            f"The period ends on {end.isoformat()}, before it begins on {begin.isoformat()}: put --from first."
        )
    return begin, end
