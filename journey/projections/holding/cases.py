"""Cases: what was opened and not yet ended, and the stretches of time in which a child had anything open."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import DAY_BITS, Batch
from journey.projections.days import OPENED_BEFORE
from journey.projections.helpers import key_of, preceding

EPISODE: Final = ("CINEpisodeOpened", "CaseClosed")
PROTECTION: Final = ("CPPlanStarted", "CPPlanEnded")
CARE: Final = ("BecameLookedAfter", "CeasedLookedAfter")
LEAVER: Final = "CareLeaverStatusObserved"

_ALWAYS = (1 << DAY_BITS) - 2
"""A day after every other, with one to spare before the next child's first."""


def paired(batch: Batch, opened: str, ended: str, *fields: str) -> pl.DataFrame:
    """The facts of one kind with their ends: the columns of ``opened`` and its fields, ``ended_key``, ``ended_on``
    (day) and ``ended_position``, null while nothing has ended it."""
    return batch.once(("paired", opened, ended, fields), lambda: _paired(batch, opened, ended, fields))


def _paired(batch: Batch, opened: str, ended: str, fields: tuple[str, ...]) -> pl.DataFrame:
    ends = batch.select((ended,), base=("child", "start", "ordinal", "key", "day", "position")).rename(
        {"key": "ended_key", "day": "ended_on", "position": "ended_position"}
    )
    ends = ends.unique(["child", "start", "ordinal"], keep="last", maintain_order=True)
    return batch.select((opened,), *fields).join(
        ends, on=["child", "start", "ordinal"], how="left", maintain_order="left"
    )


def running(batch: Batch, opened: str, ended: str, *fields: str) -> pl.DataFrame:
    """As ``paired``; what is still open and no longer listed, for a lawful reason, has ended for a caseload."""
    return batch.once(("running", opened, ended, fields), lambda: _running(batch, opened, ended, fields))


def _running(batch: Batch, opened: str, ended: str, fields: tuple[str, ...]) -> pl.DataFrame:
    listed = paired(batch, opened, ended, "not_listed_since", *fields)
    left = pl.col("ended_key").is_null() & pl.col("not_listed_since").is_not_null()
    return listed.with_columns(
        pl.when(left).then(key_of("child", "not_listed_since")).otherwise("ended_key").alias("ended_key"),
        pl.when(left).then("not_listed_since").otherwise("ended_on").alias("ended_on"),
    ).drop("not_listed_since")


def open_now(batch: Batch, opened: str, ended: str, *fields: str) -> pl.DataFrame:
    """The facts of one kind that nothing has ended by the as-at day, one row a child: the one that began last."""
    return batch.once(("open now", opened, ended, fields), lambda: _open_now(batch, opened, ended, fields))


def _open_now(batch: Batch, opened: str, ended: str, fields: tuple[str, ...]) -> pl.DataFrame:
    still = running(batch, opened, ended, *fields).filter(pl.col("ended_key").is_null())
    return still.unique("child", keep="last", maintain_order=True)


def open_before(frame: pl.DataFrame, opened: pl.DataFrame, name: str) -> pl.DataFrame:
    """Add ``name``: whether something of ``opened`` began before each row's day and had not ended by the end of it.

    ``opened`` is of ``paired``; what ended on the row's day had ended.
    """
    until = pl.col("ended_key").fill_null(key_of("child", pl.lit(_ALWAYS)))
    running = opened.select("key", until.cum_max().alias("_until")).unique("key", keep="last", maintain_order=True)
    found = frame.join_asof(
        running.rename({"key": "_began"}).set_sorted("_began"),
        left_on="key",
        right_on="_began",
        strategy="backward",
        allow_exact_matches=False,
    )
    # The running maximum of another child lies below every key of this one.
    return found.with_columns((pl.col("_until") > pl.col("key")).fill_null(False).alias(name)).drop("_until", "_began")


def from_their_referrals(opened: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """Episodes (of ``paired`` or ``running``), each with the ``key`` of the referral that opened it; sorted by key.

    Systems differ by a day or a few on when an episode opened. A referral up to ``OPENED_BEFORE`` days after, with no
    other about the episode's first day, opened it and did not come while it was open. ``referrals`` are sorted by key.
    """
    near = referrals.select(_referred="key").set_sorted("_referred")
    begun = opened.with_columns(_since=pl.col("key") - OPENED_BEFORE).set_sorted("_since")
    found = begun.join_asof(near, left_on="_since", right_on="_referred", strategy="forward")
    opening = (pl.col("_referred") - pl.col("key")).is_between(1, OPENED_BEFORE).fill_null(False)
    moved = found.with_columns(pl.when(opening).then("_referred").otherwise("key").alias("key"))
    return moved.drop("_since", "_referred").sort("key", maintain_order=True)


def stretches(batch: Batch) -> pl.DataFrame:
    """When a child had an episode, protection plan or period of care open, without a day between: ``child, key``
    (of the first day), ``ended_key`` (null while something is open), sorted.

    A period of care that leads to a care leaver's entitlement has not ended: from care on, one service holds the case.
    """
    return batch.once("stretches", lambda: _stretches(batch))


def _stretches(batch: Batch) -> pl.DataFrame:
    leavers = batch.select((LEAVER,), base=("child",))["child"].unique()
    care = running(batch, *CARE).with_columns(
        pl.when(~pl.col("child").is_in(leavers.implode())).then(pl.col("ended_key")).alias("ended_key")
    )
    spans = pl.concat(
        frame.select("child", "key", "ended_key")
        for frame in (running(batch, *EPISODE), running(batch, *PROTECTION), care)
    ).sort("key", "ended_key", nulls_last=True, maintain_order=True)
    until = pl.col("ended_key").fill_null(key_of("child", pl.lit(_ALWAYS)))
    joined = spans.with_columns(until.cum_max().alias("_until")).with_columns(
        (pl.col("key") > pl.col("_until").shift(1) + 1).fill_null(True).cum_sum().alias("_stretch")
    )
    merged = joined.group_by("_stretch", maintain_order=True).agg(pl.first("child", "key"), pl.max("_until"))
    whole = key_of("child", pl.lit(_ALWAYS))
    return merged.select("child", "key", pl.when(pl.col("_until") < whole).then(pl.col("_until")).alias("ended_key"))


def breaks(batch: Batch) -> pl.DataFrame:
    """The days after which a child had nothing open: ``child, key``, sorted."""
    return stretches(batch).filter(pl.col("ended_key").is_not_null()).select("child", pl.col("ended_key").alias("key"))


def open_cases(batch: Batch) -> pl.DataFrame:
    """The children with anything open as at the day: an episode, a protection plan, care, or a care leaver's
    entitlement; one row each: ``child``, sorted."""
    kinds = [open_now(batch, *pair).select("child") for pair in (EPISODE, PROTECTION, CARE)]
    return pl.concat([*kinds, batch.select((LEAVER,), base=("child",))]).unique().sort("child")


def unbroken(frame: pl.DataFrame, since: str, ended: pl.DataFrame) -> pl.DataFrame:
    """The rows between whose keys ``since`` and ``key`` the child always had something open (``ended``: ``breaks``).

    The day a case closed belongs to it: what follows after that day is another case.
    """
    found = preceding(frame.sort("key", maintain_order=True), ended, (), "break_", strict=True)
    return found.filter((pl.col("break_key") < pl.col(since)).fill_null(True)).drop("break_key")
