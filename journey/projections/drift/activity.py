"""Drift of a case: nobody holds it, it keeps coming back, a transfer hangs."""

from __future__ import annotations

import polars as pl

from journey.domain.timescales import timescale
from journey.projections.batch import Batch
from journey.projections.drift.lasting import lasting, with_today, written
from journey.projections.helpers import day_in, preceding
from journey.projections.holding.cases import EPISODE, PROTECTION, from_their_referrals, open_before, running, stretches
from journey.projections.holding.holders import UNALLOCATED
from journey.projections.timescales.due import due_on


def opened(batch: Batch) -> pl.DataFrame:
    """``child, opened``: the day each child's present case opened; of care leavers the day first shown as such."""
    running = stretches(batch).filter(pl.col("ended_key").is_null())
    opened = running.select("child", day_in("key").alias("opened"))
    leavers = batch.select(("CareLeaverStatusObserved",), base=("child", "day")).unique(
        "child", keep="first", maintain_order=True
    )
    return pl.concat([opened, leavers.select("child", opened="day")]).unique("child", keep="first", maintain_order=True)


def allocation_gap(batch: Batch, held: pl.DataFrame) -> pl.DataFrame:
    """Open cases without a lead worker, since nobody was shown to hold them or since the case opened."""
    without = held.filter(pl.col("lead_worker") == UNALLOCATED).select("child", "unheld_since", "positions")
    since = without.join(opened(batch), on="child").with_columns(
        pl.max_horizontal("opened", "unheld_since").alias("day")
    )
    return lasting(since, batch, "allocation_gap", "gap", pl.lit("open case without a lead worker"))


def transfer_limbo(batch: Batch) -> pl.DataFrame:
    """Transfers agreed and neither accepted nor refused."""
    agreed = batch.select(("HubTransferAgreed",), "to_hub")
    for answer in ("HubTransferred", "HubTransferRefused"):
        ends = batch.select((answer,), base=("child", "start", "ordinal"))
        agreed = agreed.join(ends, on=["child", "start", "ordinal"], how="anti")
    waiting = agreed.with_columns(pl.concat_list("position").alias("positions"))
    to = pl.format("transfer to {} agreed, not yet accepted", pl.col("to_hub").fill_null("another hub"))
    return lasting(waiting, batch, "transfer_limbo", "waiting", to)


def revolving_door(batch: Batch) -> pl.DataFrame:
    """Children who keep coming back: many referrals, steps up after steps down, a second protection plan soon."""
    referrals = batch.select(("ReferralReceived",)).unique("key", keep="first", maintain_order=True)
    episodes = from_their_referrals(running(batch, *EPISODE), referrals)
    referrals = open_before(referrals, episodes, "while_open").filter(~pl.col("while_open"))
    stepped = batch.select(("SteppedUp",))
    down = preceding(stepped, batch.select(("SteppedDown",)), (), "down_").filter(pl.col("down_key").is_not_null())
    return pl.concat(
        [
            _often(referrals, batch, "referrals", "{} referrals in the period"),
            _often(down, batch, "step_ups", "{} steps up after a step down in the period"),
            _second_plan(batch),
        ]
    )


def _often(frame: pl.DataFrame, batch: Batch, step: str, detail: str) -> pl.DataFrame:
    """Children of whom the frame has as many rows in the period up to today as the step says."""
    limit = timescale("revolving_door", batch.as_at).step(step).limit
    until = due_on(("revolving_door", "period"), frame["day"])
    recent = with_today(frame.with_columns(until.alias("until")), batch)
    counted = (
        recent.filter(pl.col("until") >= pl.col("today"))
        .group_by("child", maintain_order=True)
        .agg(pl.len().alias("n"), pl.first("day", "today"), pl.col("position").alias("positions"))
        .filter(pl.col("n") >= (limit.value if limit else 0))
    )
    return counted.select(
        "child",
        pl.lit("revolving_door").alias("flag"),
        pl.lit(step).alias("step"),
        pl.col("day").alias("since"),
        (pl.col("today") - pl.col("day")).alias("days"),
        pl.format(detail, "n").alias("detail"),
        "positions",
    )


def _second_plan(batch: Batch) -> pl.DataFrame:
    """Children on a protection plan that began soon after another had ended."""
    plans = running(batch, *PROTECTION)
    ends = batch.select(("CPPlanEnded",))
    again = preceding(plans.filter(pl.col("ended_key").is_null()), ends, ("day", "position"), "last_")
    soon = again.with_columns(due_on(("revolving_door", "second_plan"), again["last_day"]).alias("until"))
    found = with_today(soon.filter(pl.col("day") <= pl.col("until")), batch)
    return found.select(
        "child",
        pl.lit("revolving_door").alias("flag"),
        pl.lit("second_plan").alias("step"),
        pl.col("day").alias("since"),
        (pl.col("today") - pl.col("day")).alias("days"),
        pl.format("second protection plan; the last ended on {}", written("last_day")).alias("detail"),
        pl.concat_list("last_position", "position").alias("positions"),
    )
