"""Questions about drift: the flags that ask a person to look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import polars as pl

from journey.projections.batch import date_of
from journey.projections.drift.by_unit import medians, stages
from journey.projections.drift.flags import FLAGS, drift
from journey.projections.holding.holders import holders
from journey.scenario.cells import in_words
from journey.scenario.parts import Mistake
from journey.scenario.rows import said
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
    """Of one flag alone, which is worked out without the others."""
    held = holders(view.batch, view.structure)
    raised = view.once(f"drift {flag}", lambda: drift(view.batch, held, frozenset([flag])))
    return "yes" if view.index(child) in raised["child"] else "no"


def _in_plain_words(flag: str) -> str:
    return flag.replace("_", " ")


def _each(name: str, view: View, child: str, _about: str) -> str:
    return "; ".join(said(value) for value in _flags(view, child)[name].to_list()) or NONE


def _timed(view: View, _child: str, unit: str) -> str:
    batch = view.batch
    found = medians([stages(batch, holders(batch, view.structure), unit)], view.as_at)
    return "; ".join(_stage(row) for row in found) or NONE


def _stage(row: Mapping[str, Any]) -> str:
    """``Hub 1, R01: 1 done, 2 days, all 1.5, above; 0 late``."""
    done = f"{row['stopped']} done, {said(row['median_days'])} days, all {said(row['median_of_all'])}"
    above = ", above" if row["above"] else ""
    late = f"{row['delayed']} late by {said(row['median_days_over'])}"
    return f"{row['unit']}, {row['rule']} {row['step']}: {done}{above}, {late}"


def _is_unit(unit: str) -> None:
    if unit not in ("hub", "team"):
        raise Mistake(f"How long it takes is told by hub or team, not by '{unit}'.")


QUESTIONS = (
    Question("days of drift", "For each of them, its days.", "text", partial(_each, "days")),
    Question("reasons of drift", "For each of them, what was found.", "text", partial(_each, "detail")),
    Question("limits of drift", "For each of them, from when it is raised.", "text", partial(_each, "limit")),
    Question("how long it takes by GROUP", "Median days of each timescale by hub or team, beside those of all.", "text",
             _timed, about="all", check_about=_is_unit),
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
)  # fmt: skip
"""Questions of this file."""
