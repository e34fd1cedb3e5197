"""Which journeys a frame holds and what it says of each, from the facts of a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

import polars as pl

from journey.audit.frame import Frame, Journey, in_order
from journey.audit.strata import STRATA, THEMES
from journey.audit.withheld import withheld
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.drift.flags import drift
from journey.projections.holding.cases import CARE, EPISODE, LEAVER, PROTECTION, open_now, running
from journey.projections.holding.holders import holders
from journey.projections.questions import Asked

_EARLY_HELP: Final = ("EarlyHelpAssessmentStarted", "EarlyHelpAssessmentCompleted")
_IN_NEED: Final = ("CINPlanStarted", "CINPlanEnded")
_ASSESSMENT: Final = ("AssessmentStarted", "AssessmentAuthorised")
_EHC: Final = ("EHCAssessmentRequested", "EHCPlanRefused")
_NO_FURTHER_ACTION: Final = (
    ("ReferralReceived", "no_further_action", "yes"),
    ("ReferralDecisionMade", "outcome", "no-further-action"),
    ("ContactDecided", "outcome", "no-further-action"),
)


def frame_of(
    asked: Asked, since: date, strata: Collection[str], *, la: str | None = None, flags: Collection[str] = ()
) -> Frame:
    """The journeys of those strata that were in one on the as-at day, or last from ``since`` on.

    Merged records are one journey. Adopted, sealed and restricted records are counted and left out.
    ``flags`` are those of drift that are marked.
    """
    found: list[Journey] = []
    reasons: Counter[str] = Counter()
    for batch in asked.batches():
        held_back = withheld(batch)
        for child, journey in _journeys(asked, batch, since, tuple(strata), flags):
            if la not in (None, journey.la):
                continue
            if why := held_back.get(child):
                reasons[why] += 1
            else:
                found.append(journey)
    return in_order(found, reasons)


def _journeys(
    asked: Asked, batch: Batch, since: date, strata: tuple[str, ...], flags: Collection[str]
) -> Iterator[tuple[int, Journey]]:
    """Each journey of a batch, with the child's number in it."""
    placed = _stratum(batch, day_of(since), strata)
    referred = batch.select(("ReferralReceived",), base=("child", "day")).group_by("child").agg(pl.max("day"))
    rows = batch.children.join(placed, on="child").join(referred, on="child", how="left", maintain_order="left")
    themes, flagged = _themes(batch), _flags(asked, batch, flags)
    for child, la, child_id, family, stratum, day in rows.select(
        "child", "la", "child_id", "family", "stratum", "day"
    ).rows():
        yield (
            child,
            Journey(
                la,
                child_id,
                stratum,
                family or "",
                tuple(theme.name for theme in THEMES if theme.name in themes.get(child, ())),
                tuple(sorted(flagged.get(child, ()))),
                None if day is None else date_of(day),
            ),
        )


def _stratum(batch: Batch, since: int, strata: tuple[str, ...]) -> pl.DataFrame:
    """The stratum each child was in last: ``child, stratum``; of several on one day the first in their order."""
    order = {one.name: place for place, one in enumerate(STRATA)}
    each = pl.concat(
        frame.select("child", pl.col("last").cast(pl.Int32), stratum=pl.lit(name), place=pl.lit(order[name]))
        for name, frame in _last_days(batch)
        if name in strata
    )
    within = each.filter(pl.col("last") >= since).sort("child", "last", "place", descending=[False, True, False])
    return within.unique("child", keep="first", maintain_order=True).select("child", "stratum")


def _last_days(batch: Batch) -> Iterator[tuple[str, pl.DataFrame]]:
    """Stratum and the last days on which children were in it: ``child, last``, several rows a child."""
    today = pl.lit(day_of(batch.as_at), pl.Int32())
    lasting = (
        ("looked-after", CARE),
        ("child-protection", PROTECTION),
        ("child-in-need", EPISODE),
        ("child-in-need", _IN_NEED),
        ("child-in-need", _ASSESSMENT),
        ("early-help", _EARLY_HELP),
        ("sen", _EHC),
    )
    for name, (opened, ended) in lasting:
        yield name, running(batch, opened, ended).select("child", last=pl.coalesce("ended_on", today))
    yield "care-leaver", batch.select((LEAVER,), base=("child",)).select("child", last=today)
    issued = batch.select(("EHCPlanIssued",), base=("child", "day")).select("child", last=today)
    reviewed = batch.select(("EHCPlanReviewed",), "outcome", base=("child", "day"))
    ceased = reviewed.filter(pl.col("outcome") == "cease").group_by("child").agg(ceased=pl.max("day"))
    issued = issued.join(ceased, on="child", how="left").select("child", last=pl.coalesce("ceased", "last"))
    yield "sen", issued
    for event, field, code in _NO_FURTHER_ACTION:
        decided = batch.select((event,), field, base=("child", "day"))
        yield "front-door", decided.filter(pl.col(field) == code).select("child", last="day")


def _themes(batch: Batch) -> dict[int, set[str]]:
    """Child → the themes that stand on its record."""
    assessed = batch.select(("AssessmentAuthorised",), "factors", base=("child", "day"))
    said = assessed.filter(pl.col("factors").list.len() > 0).unique("child", keep="last", maintain_order=True)
    factors = said.select("child", code="factors").explode("code")
    on_plan = open_now(batch, *PROTECTION, "category").select("child", code="category")
    shown = batch.select(("CPCategoryObserved",), "category", base=("child",)).unique(
        "child", keep="last", maintain_order=True
    )
    latest = shown.join(on_plan, on="child", how="semi").select("child", code="category")
    found: dict[int, set[str]] = {}
    for child, code in pl.concat([factors, on_plan, latest]).drop_nulls().rows():
        for theme in THEMES:
            if code in theme.codes:
                found.setdefault(child, set()).add(theme.name)
    return found


def _flags(asked: Asked, batch: Batch, wanted: Collection[str]) -> dict[int, set[str]]:
    """Child → those of the wanted flags of drift that are raised."""
    found: dict[int, set[str]] = {}
    if wanted:
        raised = drift(batch, holders(batch, asked.structure), frozenset(wanted))
        for child, flag in raised.select("child", "flag").rows():
            found.setdefault(child, set()).add(flag)
    return found
