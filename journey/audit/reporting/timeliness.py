"""Which timescales were met and what checks answered in the audit period, of the sample and of the whole frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from journey.audit.reporting.figures import share_of
from journey.audit.reporting.waiting import median_with_open
from journey.audit.statistics.clustered import clustered
from journey.domain.rules import every_rule
from journey.domain.timescale_blocks import Step
from journey.domain.timescales import rules
from journey.projections.batch import Batch, day_of
from journey.projections.checks import check_rows
from journey.projections.timescales.answers import step_for
from journey.projections.timescales.running import runnings

TIMELINESS: Final = ("R01", "R05", "C02", "C05", "C08", "C09", "C10", "L06", "L07", "L13", "K02")
"""The rules of the table of timeliness (audit practice)."""

SEEN: Final = ("R06", "C04", "C11")
"""Whether children were seen, and seen alone."""

VOICE: Final = ("P05",)
"""Whether children took part, their views were recorded, and something came of them."""

TOLD_COLUMNS: Final = {
    "stream": pl.String(),
    "drawn": pl.Boolean(),
    "rule": pl.String(),
    "step": pl.String(),
    "kind": pl.String(),
    "answer": pl.String(),
    "days": pl.Int32(),
    "stopped": pl.Boolean(),
}
"""One running of a timescale or answer of a check: ``answer`` is ``yes``, ``no``, ``pending`` or ``cannot tell``;
``days`` it took, or has taken up to the day of the frame where it was not ``stopped``; null of a check."""

_ANSWER: Final = {"met": "yes", "late": "no", "overdue": "no", "pending": "pending", "cannot tell": "cannot tell"}


def told_of(batch: Batch, here: pl.DataFrame, names: Iterable[str], since: date) -> pl.DataFrame:
    """What rules say of the children of a frame in a batch (``members_in``) from ``since`` on: ``TOLD_COLUMNS``.

    A running is of the period if it was due in it, or is not yet due; one without a due day if it was stopped or began
    in it. What does not apply is left out.
    """
    first = day_of(since)
    asked = [every_rule()[name] for name in names]
    timed = [one for rule in asked for one in rule.timescales]
    checks = [one for rule in asked for one in rule.checks]
    found = [pl.DataFrame(schema=TOLD_COLUMNS)]
    found += [
        _of_timescale(frame, here, first, day_of(batch.as_at)) for frame in runnings(batch, timed, batch.settings)
    ]
    found += [_of_check(check_rows(batch, one), here, first) for one in checks]
    return pl.concat(found)


def _of_timescale(frame: pl.DataFrame, here: pl.DataFrame, first: int, today: int) -> pl.DataFrame:
    day = pl.coalesce("due", "stopped_on", "started_on")
    own = frame.join(here, on="child", maintain_order="left").filter(day.is_null() | (day >= first))
    running = pl.col("stopped_on").is_null() & pl.col("ended_on").is_null()
    days = pl.coalesce("stopped_on", pl.when(running).then(pl.lit(today, pl.Int32))) - pl.col("started_on")
    told = own.with_columns(
        kind=pl.lit("timescale"),
        answer=pl.col("state").cast(pl.String).replace_strict(_ANSWER, default=None, return_dtype=pl.String),
        days=days,
        stopped=pl.col("stopped_on").is_not_null(),
    )
    return _in_shape(told)


def _of_check(frame: pl.DataFrame, here: pl.DataFrame, first: int) -> pl.DataFrame:
    own = frame.join(here, on="child", maintain_order="left").filter(pl.col("day") >= first)
    answer = pl.when(pl.col("answer").is_in(["yes", "no", "cannot tell"])).then("answer")
    return _in_shape(own.with_columns(kind=pl.lit("check"), answer=answer, days=None, stopped=False))


def _in_shape(frame: pl.DataFrame) -> pl.DataFrame:
    told = frame.filter(pl.col("answer").is_not_null())
    return told.select(pl.col(name).cast(kind) for name, kind in TOLD_COLUMNS.items())


def rows(told: pl.DataFrame, names: Sequence[str], day: date, *, interval: bool) -> list[dict[str, Any]]:
    """One row a rule's step, in the order of ``names``: ``rule, title, step, kind, sentence, authority``; of the sample
    ``found, of, share, low, high, pending, cannot_tell, done, median_days, ninth_decile_days, median_with_open``, of
    the frame ``frame_found, frame_of, frame_share, frame_cannot_tell``.

    The interval is of the things counted, by child. What nobody can tell is in no denominator; ``names`` of which
    nothing is told have a row all the same.
    """
    found = []
    for name in names:
        of_rule = told.filter(pl.col("rule") == name)
        steps = of_rule.select("step", "kind").unique().sort("kind", "step", descending=[True, False]).rows()
        for step, kind in steps:
            own = of_rule.filter((pl.col("step") == step) & (pl.col("kind") == kind))
            found.append({**_about(step_for(name, step, day), step, kind), **_figures(own, interval)})
        if not steps:
            found.append({**_about(rules()[name].steps[0], None, None), **_figures(of_rule, interval)})
    return found


def _about(block: Step, step: str | None, kind: str | None) -> dict[str, Any]:
    title = rules()[block.rule].title
    return {"rule": block.rule, "title": title, "step": step, "kind": kind, "sentence": block.sentence,
            "authority": block.label}  # fmt: skip


def _figures(own: pl.DataFrame, interval: bool) -> dict[str, Any]:
    drawn = own.filter("drawn")
    by_child = _by_child(drawn)
    found, of = sum(yes for yes, _ in by_child), sum(every for _, every in by_child)
    limits = clustered(by_child) if interval and of else None
    every = _by_child(own)
    frame = {"found": sum(yes for yes, _ in every), "of": sum(number for _, number in every)}
    share = share_of(**frame, low=0.0, high=1.0)["share"]
    days = drawn.filter("stopped" if len(drawn) else pl.lit(False))["days"].drop_nulls()
    return {
        **share_of(found, of, low=limits.low if limits else None, high=limits.high if limits else None),
        "pending": len(drawn.filter(pl.col("answer") == "pending")),
        "cannot_tell": len(drawn.filter(pl.col("answer") == "cannot tell")),
        "done": len(days),
        "median_days": days.median(),
        "ninth_decile_days": days.quantile(0.9, "higher"),
        "median_with_open": median_with_open(drawn),
        "frame_found": frame["found"],
        "frame_of": frame["of"],
        "frame_share": share,
        "frame_cannot_tell": len(own.filter(pl.col("answer") == "cannot tell")),
    }


def _by_child(own: pl.DataFrame) -> list[tuple[int, int]]:
    """By child: how many are so, of how many that can be told."""
    can = own.filter(pl.col("answer").is_in(["yes", "no"]))
    each = can.group_by("stream").agg(found=(pl.col("answer") == "yes").sum(), of=pl.len()).sort("stream")
    return [(int(found), int(of)) for found, of in each.select("found", "of").rows()]
