"""What an earlier referral led to, before the child was referred again."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.projections.batch import Batch
from journey.projections.helpers import preceding

NO_FURTHER_ACTION: Final = "no further action"
ASSESSED: Final = "no further action after assessment"
PLAN_CLOSED: Final = "plan closed"
CLOSED: Final = "case closed"
NOT_KNOWN: Final = "not known"

_CLOSED_AFTER_ASSESSMENT: Final = ("RC8", "RC9")
"""Closure reasons: no further action after assessment, and assessed and closed to early help (CIN census)."""

_KEY: Final = ("key",)


def with_outcome(referred: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add ``previous_outcome`` to referrals that have a previous one (``previous_key``): the furthest it led to.

    A plan that ended since (child protection or child in need); else an assessment that found no support was required,
    or a closure for that reason; else any closure; else no further action on the referral itself; else not known.
    """
    first = batch.select(("ReferralReceived",), "no_further_action", base=_KEY).filter(
        pl.col("no_further_action") == "yes"
    )
    # A source may say the decision on its own, later.
    decided = batch.select(("ReferralDecisionMade",), "decision", base=_KEY).filter(
        pl.col("decision") == "no-further-action"
    )
    plans = batch.select(("CPPlanEnded", "CINPlanEnded"), base=_KEY)
    assessed = batch.select(("AssessmentAuthorised",), "support_required", base=_KEY).filter(
        pl.col("support_required") == "no"
    )
    closed = batch.select(("CaseClosed",), "reason", base=_KEY)
    so_closed = closed.filter(pl.col("reason").is_in(_CLOSED_AFTER_ASSESSMENT))
    found = referred
    steps = {
        "plan": plans,
        "assessed": assessed,
        "so_closed": so_closed,
        "closed": closed,
        "nfa": first,
        "decided": decided,
    }
    for name, rows in steps.items():
        # What was decided about this very referral says nothing of the one before.
        found = preceding(found, rows, (), f"{name}_since_", strict=name in ("nfa", "decided"))
    since = {name: pl.col(f"{name}_since_key") >= pl.col("previous_key") for name in steps}
    same_referral = pl.col("nfa_since_key") == pl.col("previous_key")
    outcome = (
        pl.when(pl.col("previous_key").is_null()).then(None)
        .when(since["plan"]).then(pl.lit(PLAN_CLOSED))
        .when(since["assessed"] | since["so_closed"]).then(pl.lit(ASSESSED))
        .when(since["closed"]).then(pl.lit(CLOSED))
        .when(same_referral | since["decided"]).then(pl.lit(NO_FURTHER_ACTION))
        .otherwise(pl.lit(NOT_KNOWN))
    )  # fmt: skip
    return found.with_columns(outcome.alias("previous_outcome"))
