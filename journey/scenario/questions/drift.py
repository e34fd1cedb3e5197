"""Questions about drift: the flags that ask a person to look."""

from __future__ import annotations

from functools import partial

import polars as pl

from journey.projections.batch import date_of
from journey.projections.drift.flags import FLAGS, drift
from journey.projections.holding.holders import holders
from journey.scenario.cells import in_words
from journey.scenario.view import View
from journey.scenario.words import NONE, Question


def _flags(view: View, child: str) -> pl.DataFrame:
    frame = view.once("drift", lambda: drift(view.batch, holders(view.batch, view.structure)))
    return frame.filter(pl.col("child") == view.index(child))


def _raised(view: View, child: str, _about: str) -> str:
    return "; ".join(_in_plain_words(flag) for flag in _flags(view, child)["flag"]) or NONE


def _since(view: View, child: str, _about: str) -> str:
    return "; ".join(in_words(date_of(day)) for day in _flags(view, child)["since"]) or NONE


def _has(flag: str, view: View, child: str, _about: str) -> str:
    return "yes" if flag in _flags(view, child)["flag"] else "no"


def _in_plain_words(flag: str) -> str:
    return flag.replace("_", " ")


QUESTIONS = (
    Question("drift", "Every flag that is raised about a child.", "text", _raised),
    Question("drift since", "For each of them, the day from which it is counted.", "days", _since),
    *(
        Question(
            f"{_in_plain_words(flag)} flag",
            f"Whether the flag '{_in_plain_words(flag)}' is raised.",
            "yes or no",
            partial(_has, flag),
            twins=True,
        )
        for flag in FLAGS
    ),
)
"""Questions of this file."""
