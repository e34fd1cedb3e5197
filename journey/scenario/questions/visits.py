"""Questions about visits: whether the child was seen, and seen alone."""

from __future__ import annotations

from functools import partial

import polars as pl

from journey.projections.visits import visits
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _told(column: str, view: View, child: str, _about: str) -> str:
    own = view.once("visits", lambda: visits(view.batch)).filter(pl.col("child") == view.index(child))
    return "; ".join(own[column]) or NONE


QUESTIONS = (
    Question("seen at visits", "Of each visit, whether the child was seen.", "text", partial(_told, "seen")),
    Question("alone at visits", "Of each visit, whether the child was seen alone.", "text", partial(_told, "alone")),
)
"""Questions of this file."""
