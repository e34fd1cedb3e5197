"""Questions about the seven principles that no check asks: who is involved, how many workers, one hub for a family."""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, YES
from journey.projections.holding.allocations import LEAD, allocations
from journey.projections.holding.holders import holders
from journey.projections.principles.families import open_members, with_one_hub
from journey.projections.principles.professionals import involved
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _involved(view: View, child: str, _about: str) -> str:
    own = involved(view.batch).filter(pl.col("child") == view.index(child))
    counted = own.group_by("role").len().sort("role")
    return "; ".join(f"{role} {number}" for role, number in counted.rows()) or NONE


def _workers(view: View, child: str, _about: str) -> str:
    led = allocations(view.batch, LEAD, structure=view.structure)
    return str(led.filter(pl.col("child") == view.index(child))["worker"].drop_nulls().n_unique())


def _one_hub(view: View, _child: str, _about: str) -> str:
    answers = with_one_hub([open_members(holders(view.batch, view.structure))])["answer"]
    unsure = int((answers == CANNOT_TELL).sum())
    return f"{int((answers == YES).sum())} of {len(answers)}" + (f", {unsure} cannot tell" if unsure else "")


QUESTIONS = (
    Question("professionals involved", "How many professionals are involved, by role.", "text", _involved),
    Question("different lead workers", "How many lead workers are known of the whole journey.", "count", _workers),
    Question(
        "families with one hub",
        "Of families with two or more open cases, how many are with one hub.",
        "figure",
        _one_hub,
        about="all",
        twins=True,
    ),
)
"""Questions of this file."""
