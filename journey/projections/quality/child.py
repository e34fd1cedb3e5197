"""Findings about who the child is: birth, death, sex, and what nobody said."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import months_after
from journey.domain.intake.absence import DEATH_CODES
from journey.projections.batch import Batch, day_of
from journey.projections.quality.frames import day_in_words, told, without

LONGEST_PREGNANCY: Final = 40 * 7
"""Days."""

_LONG_PAST: Final = 30
_FAR_AHEAD: Final = 9
"""Days before, and months after, the data date: an expected birth beyond them is put right (8530Q)."""

STARTS: Final = (
    "AssessmentStarted",
    "BecameLookedAfter",
    "CINEpisodeOpened",
    "CINPlanStarted",
    "CINReviewHeld",
    "CINVisitMade",
    "CPPlanStarted",
    "CPReviewHeld",
    "CPVisitMade",
    "ChildSeen",
    "InitialCPConferenceHeld",
    "LACReviewHeld",
    "LACVisitMade",
    "LegalStatusChanged",
    "WentMissing",
    "PlacementStarted",
    "ReferralReceived",
    "Section47Started",
    "StrategyDiscussionHeld",
)
"""What no child has after death."""

KNOWN_BY: Final = (*STARTS, "ContactReceived", "EarlyHelpAssessmentStarted")
"""By what a child is known to the service, from the first of it on."""

_FACT: Final = ("child", "key", "day", "event", "fact", "position")

_MISSING: Final = (
    ("CINEpisodeOpened", "need", "primary need"),
    ("CPPlanStarted", "category", "category of abuse"),
    ("BecameLookedAfter", "need", "category of need"),
    ("CeasedLookedAfter", "reason", "reason why care ended"),
)


def birth(batch: Batch) -> pl.DataFrame:
    """Neither or both dates, sex of an unborn child, a birth expected long ago or far ahead, a referral long before."""
    child = _readable(batch, "date_of_birth", "expected_birth_date", "sex")
    born, expected = pl.col("date_of_birth"), pl.col("expected_birth_date")
    unborn = child.filter(born.is_null() & expected.is_not_null())
    days = day_of(batch.as_at) - _LONG_PAST, day_of(months_after(batch.as_at, _FAR_AHEAD))
    amiss = unborn.filter(~expected.is_between(*days))
    both = child.filter(born.is_not_null() & expected.is_not_null())
    both = both.join(known_unborn(batch), on="child", how="anti", maintain_order="left")
    return pl.concat(
        [
            told(child.filter(born.is_null() & expected.is_null()), "no date of birth (8525Q)", None,
                 "neither born nor expected", ""),
            told(both, "born and expected (8525Q)", None, "both dates are recorded", ""),
            told(unborn.filter(pl.col("sex").is_in(["F", "M"])), "sex of an unborn child (8750)", None,
                 "recorded before birth", ""),
            told(amiss, "birth expected long ago or far ahead (8530Q)", None, "not shown as born", ""),
            _long_before(batch, child.with_columns(begins=pl.coalesce(born, expected))),
        ]
    )  # fmt: skip


def known_unborn(batch: Batch) -> pl.DataFrame:
    """The children (``child``) of whom something is recorded before they were born: they were expected then, and of no
    known sex."""
    born = batch.registered("date_of_birth").select("child", "date_of_birth").drop_nulls()
    first = batch.select(KNOWN_BY, base=("child", "day")).group_by("child").agg(pl.col("day").min())
    return born.join(first, on="child").filter(pl.col("day") < pl.col("date_of_birth")).select("child")


def _long_before(batch: Batch, child: pl.DataFrame) -> pl.DataFrame:
    person = child.select("child", "begins", other_fact="fact", other_position="position")
    referrals = batch.select(("ReferralReceived",), base=_FACT).join(person, on="child", maintain_order="left")
    early = referrals.filter(pl.col("begins") - pl.col("day") > LONGEST_PREGNANCY)
    return told(early, "referral long before birth (8606)", "day", "more than forty weeks before birth", "", "other_")


def after_death(batch: Batch) -> pl.DataFrame:
    """What began after the day the child died: the recorded day, or that of an end which says so."""
    died = pl.concat([_recorded_death(batch), *(_ended_by_death(batch, name) for name in ("CaseClosed", _CEASED))])
    first = died.sort("died", maintain_order=True).unique("child", keep="first", maintain_order=True)
    begun = batch.select(STARTS, base=_FACT).join(first, on="child", maintain_order="left")
    late = begun.filter(pl.col("day") > pl.col("died"))
    detail = pl.format("died on {}", day_in_words("died"))
    return told(late.with_columns(detail.alias("what")), "after death (8915)", "day", pl.col("what"), "", "other_")


_CEASED: Final = "CeasedLookedAfter"
_DIED: Final = ("child", "died", "other_fact", "other_position")


def _recorded_death(batch: Batch) -> pl.DataFrame:
    person = batch.registered("date_of_death").filter(pl.col("date_of_death").is_not_null())
    found = person.rename({"fact": "other_fact", "position": "other_position", "date_of_death": "died"})
    return found.select(_DIED).cast({"died": pl.Int32})


def _ended_by_death(batch: Batch, name: str) -> pl.DataFrame:
    ends = batch.select((name,), "reason", base=_FACT).filter(pl.col("reason").is_in(sorted(DEATH_CODES)))
    return ends.select("child", died="day", other_fact="fact", other_position="position")


def missing(batch: Batch) -> pl.DataFrame:
    """What a list has to say and does not."""
    child = _readable(batch, "sex", "ethnicity")
    own = [told(without(batch, child, field), "missing", None, field, "") for field in ("sex", "ethnicity")]
    facts = [
        told(without(batch, batch.select((name,), field, base=_FACT), field), "missing", "day", title, "")
        for name, field, title in _MISSING
    ]
    return pl.concat([*own, *facts])


def _readable(batch: Batch, *fields: str) -> pl.DataFrame:
    """The registrations whose sealed details this reader may open."""
    sealed = batch.remarks().filter(pl.col("kind") == "sealed").select("child")
    return batch.registered(*fields).join(sealed, on="child", how="anti", maintain_order="left")


CHECKS: Final = (birth, after_death, missing)
