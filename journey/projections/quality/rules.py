"""Findings about the journey: what cannot all be true, or should not be so, by the validation rules of the DfE.

They are warnings, never a reason to refuse: the record says what it says. Numbers are those of the CIN census. What
rests on something that is not there is a finding only where the files hold every one of it.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.shapes import shape
from journey.projections.batch import Batch
from journey.projections.coverage.complete import is_complete
from journey.projections.quality.frames import FOREVER, day_in_words, inside, none_found, stretches, told, without
from journey.projections.quality.overlaps import ASSESSMENTS, CARE, ENQUIRIES, EPISODES, KINDS, PROTECTION

ACTIVITY: Final = (
    "AssessmentStarted",
    "CINPlanStarted",
    "CPPlanStarted",
    "InitialCPConferenceHeld",
    "Section47Started",
)
_AFTER_ASSESSMENT: Final = ("RC8", "RC9")
_FACT: Final = ("child", "key", "day", "event", "fact", "position")


def outside_episode(batch: Batch) -> pl.DataFrame:
    """An assessment, enquiry, conference or plan that began while no episode was open, of a child who has had one."""
    episodes = stretches(batch, *EPISODES)
    activity = batch.select(ACTIVITY, base=_FACT).join(episodes, on="child", how="semi", maintain_order="left")
    loose = inside(activity, episodes, "open").filter(~pl.col("open"))
    loose = is_complete(loose, batch, EPISODES, "day", "day", "held").filter("held")
    ended = episodes.group_by("child").agg(pl.col("until").min().alias("first_end"))
    loose = loose.join(ended, on="child", how="left", maintain_order="left")
    closed = pl.col("first_end") < pl.col("day")
    name = pl.when(closed).then(pl.lit("activity after closure (8565)"))
    titles = {one: shape(one).title for one in ACTIVITY}
    detail = pl.col("event").replace_strict(titles, return_dtype=pl.String)
    return told(loose, name.otherwise(pl.lit("activity before the case opened (1103)")), "day", detail, "")


def closures(batch: Batch) -> pl.DataFrame:
    """Closures without a reason, after unfinished work, or for an assessment that is not there."""
    closed = batch.select(("CaseClosed",), "reason", base=_FACT)
    silent = told(without(batch, closed, "reason"), "closure without a reason (8805)", "day", "", "")
    return pl.concat(
        [
            silent,
            _unfinished(batch, ASSESSMENTS, "closed with an assessment unfinished (8867)", "assessment"),
            _unfinished(batch, ENQUIRIES, "closed with an enquiry unfinished (8868)", "section 47 enquiry"),
            _never_assessed(batch),
        ]
    )


def _unfinished(batch: Batch, kind: tuple[str, str], finding: str, what: str) -> pl.DataFrame:
    """Work begun in an episode and not ended with it, where every end of such work is held."""
    episodes = stretches(batch, *EPISODES).filter(pl.col("ended_on").is_not_null())
    work = stretches(batch, *kind)
    work = work.filter(pl.col("ended_on").is_null() | (pl.col("ended_on") > pl.col("day")))
    both = work.join(episodes, on="child", suffix="_of_other")
    begun_in = pl.col("day").is_between("day_of_other", "ended_on_of_other")
    left = both.filter(begun_in, pl.col("until") > pl.col("ended_on_of_other"))
    left = is_complete(left, batch, (kind[1],), "day", "ended_on_of_other", "held").filter("held")
    detail = pl.format(f"{what} started on {{}}", day_in_words("day"))
    closed = left.rename({"end_fact_of_other": "closed_fact", "end_position_of_other": "closed_position"})
    return told(
        closed.with_columns(detail.alias("what")), finding, "ended_on_of_other", pl.col("what"), "", "end_", "closed_"
    )


def _never_assessed(batch: Batch) -> pl.DataFrame:
    reasons = batch.select(("CaseClosed",), "reason", base=("child", "fact"))
    episodes = stretches(batch, *EPISODES).join(reasons.rename({"fact": "end_fact"}), on=["child", "end_fact"])
    episodes = episodes.filter(pl.col("reason").is_in(_AFTER_ASSESSMENT)).sort("key")
    began = batch.select(("AssessmentStarted",), base=("child", "day"))
    own = episodes.join(began, on="child", suffix="_of_other").filter(
        pl.col("day_of_other").is_between("day", "ended_on")
    )
    bare = episodes.join(own, on=["child", "fact"], how="anti", maintain_order="left")
    bare = is_complete(bare, batch, ("AssessmentStarted",), "day", "ended_on", "held").filter("held")
    detail = pl.format("closed for {}, no assessment in the episode", "reason")
    finding = "closed after an assessment that is not there (8825Q)"
    return told(bare.with_columns(detail.alias("what")), finding, "ended_on", pl.col("what"), "end_", "")


def plan_days(batch: Batch) -> pl.DataFrame:
    """Plans that start and end on one day, ends before beginnings, and reviews not after the plan's start."""
    plans = stretches(batch, *PROTECTION)
    one_day = told(
        plans.filter(pl.col("ended_on") == pl.col("day")),
        "plan started and ended on one day (8840)", "day", "", "", "end_",
    )  # fmt: skip
    back = [
        told(one.filter(pl.col("ended_on") < pl.col("day")), "ended before it began", "ended_on", what, "", "end_")
        for one, what in ((stretches(batch, *kind), what) for kind, (_, what) in KINDS.items())
    ]
    reviews = batch.select(("CPReviewHeld",), base=_FACT)
    same = reviews.join(plans.select("key", other_fact="fact", other_position="position"), on="key")
    early = told(same, "review on the day the plan started (8841)", "day", "", "", "other_")
    return pl.concat([one_day, *back, early])


def statuses(batch: Batch) -> pl.DataFrame:
    """A case status, as a file shows it, that the plans and care of the same day do not bear out.

    That no plan or care is open is said only where the files hold every one.
    """
    shown = batch.select(("CaseStatusObserved",), "status", base=_FACT)
    if shown.is_empty():
        return none_found()
    for kind, name in ((PROTECTION, "on_plan"), (CARE, "in_care")):
        some = stretches(batch, *kind)
        shown = is_complete(inside(shown, some, name), batch, kind[:1], "day", "day", f"{name}_held")
        ends = some.filter(pl.col("until") < FOREVER).select("child", day="until").unique()
        shown = shown.join(ends.with_columns(ended=True), on=["child", "day"], how="left", maintain_order="left")
        shown = shown.rename({"ended": f"{name}_ended"})
    status = pl.col("status")
    wrong = (
        pl.when((status == "child-protection-plan") & ~pl.col("on_plan") & pl.col("on_plan_held"))
        .then(pl.lit("no protection plan is open"))
        .when((status == "looked-after") & ~pl.col("in_care") & pl.col("in_care_held"))
        .then(pl.lit("no period of care is open"))
        .when((status == "child-in-need-plan") & pl.col("on_plan"))
        .then(pl.lit("a protection plan is open"))
        .when((status == "child-in-need-plan") & pl.col("in_care"))
        .then(pl.lit("the child is in care"))
    )
    ended = pl.col("on_plan_ended").is_null() & pl.col("in_care_ended").is_null()
    found = shown.with_columns(wrong.alias("wrong")).filter(pl.col("wrong").is_not_null(), ended)
    detail = pl.format("{}, but {}", status.str.replace_all("-", " "), "wrong")
    return told(found.with_columns(detail.alias("what")), "case status not borne out", "day", pl.col("what"), "")


CHECKS: Final = (outside_episode, closures, plan_days, statuses)
