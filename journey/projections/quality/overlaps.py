"""Findings about what runs at one time and cannot: two of a kind, two plans, a referral while the case is open.

By the validation rules of the CIN census; the numbers are theirs.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.helpers import key_of
from journey.projections.holding.cases import from_their_referrals, open_before, paired
from journey.projections.quality.frames import day_in_words, stretches, told

IN_NEED: Final = ("CINPlanStarted", "CINPlanEnded")
PROTECTION: Final = ("CPPlanStarted", "CPPlanEnded")
CARE: Final = ("BecameLookedAfter", "CeasedLookedAfter")
EPISODES: Final = ("CINEpisodeOpened", "CaseClosed")
ASSESSMENTS: Final = ("AssessmentStarted", "AssessmentAuthorised")
ENQUIRIES: Final = ("Section47Started", "Section47Concluded")

KINDS: Final = {
    EPISODES: ("overlapping episodes (8820)", "episode"),
    PROTECTION: ("overlapping child protection plans (8940)", "child protection plan"),
    IN_NEED: ("overlapping child in need plans (4014)", "child in need plan"),
    ASSESSMENTS: ("overlapping assessments (8863Q)", "assessment"),
    CARE: ("overlapping periods of care", "period of care"),
}
"""What one child has one of at a time: the finding, and what it is called."""


def overlaps(batch: Batch) -> pl.DataFrame:
    """Two of a kind open on one day; ending on the day the next begins is no overlap."""
    return pl.concat(_overlapping(batch, kind, finding) for kind, (finding, _) in KINDS.items())


def _overlapping(batch: Batch, kind: tuple[str, str], finding: str) -> pl.DataFrame:
    every = stretches(batch, *kind).with_row_index("place")
    # A greatest end so far beyond the day is one of the same child's: keys of the children before lie below.
    late = key_of("child", "until").cum_max().shift(1) > pl.col("key")
    some = every.join(every.filter(late).select("child").unique(), on="child", how="semi", maintain_order="left")
    both = some.join(some, on="child", suffix="_of_other", maintain_order="left")
    found = both.filter(pl.col("place") < pl.col("place_of_other"), pl.col("until") > pl.col("day_of_other"))
    return _of_two(found, finding, "day_of_other")


def plans_together(batch: Batch) -> pl.DataFrame:
    """A child in need plan while a child protection plan runs."""
    both = stretches(batch, *IN_NEED).join(stretches(batch, *PROTECTION), on="child", suffix="_of_other")
    found = both.filter(pl.col("until") > pl.col("day_of_other"), pl.col("until_of_other") > pl.col("day"))
    found = found.with_columns(pl.max_horizontal("day", "day_of_other").alias("both_from"))
    return _of_two(found, "child in need and protection plan together (4001)", "both_from")


def _of_two(found: pl.DataFrame, finding: str, on: str) -> pl.DataFrame:
    begun = pl.format("begun {} and {}", day_in_words("day"), day_in_words("day_of_other"))
    names = {f"{name}_of_other": f"other_{name}" for name in ("fact", "position", "end_fact", "end_position")}
    own = {"end_fact": "end_fact", "end_position": "end_position"}
    return told(
        found.rename(names | own).with_columns(begun.alias("begun")),
        finding, on, pl.col("begun"), "", "end_", "other_", "other_end_",
    )  # fmt: skip


def referred_while_open(batch: Batch) -> pl.DataFrame:
    """A referral while the case is open is a contact on the open episode, not a referral."""
    base = ("child", "key", "day", "fact", "position")
    every = batch.select(("ReferralReceived",), base=base)
    referrals = open_before(every, from_their_referrals(paired(batch, *EPISODES), every), "while_open")
    episodes = from_their_referrals(stretches(batch, *EPISODES), every)
    held = referrals.filter("while_open").join(episodes, on="child", suffix="_of_other")
    found = held.filter(pl.col("key_of_other") < pl.col("key"), pl.col("day") < pl.col("until"))
    found = found.rename({"fact_of_other": "other_fact", "position_of_other": "other_position"})
    return told(found, "referral while the case was open (8815)", "day", "counted as no referral", "", "other_")


def referred_twice(batch: Batch) -> pl.DataFrame:
    """Two referrals on one day by different sources: one referral to whoever counts, and two to whoever decides."""
    every = batch.select(("ReferralReceived",), "source", base=("child", "key", "day", "fact", "position"))
    pairs = every.join(every, on=["child", "day"], suffix="_of_other", maintain_order="left").filter(
        pl.col("position_of_other") < pl.col("position"), pl.col("source_of_other") != pl.col("source")
    )
    found = pairs.rename({"fact_of_other": "other_fact", "position_of_other": "other_position"})
    return told(found, "two referrals on one day", "day", "counted as one referral", "", "other_")


CHECKS: Final = (overlaps, plans_together, referred_while_open, referred_twice)
