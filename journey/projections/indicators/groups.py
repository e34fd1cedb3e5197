"""The groups that a figure can be told apart by, and whose children it is of, as at the end of its period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from journey.domain.calendar import age_on
from journey.domain.codes import ETHNICITY, NEED, SEX, YES_NO, CodeSet
from journey.domain.practice_codes import CASE_STATUS, ELIGIBILITY
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.holding.cases import stretches
from journey.projections.holding.holders import holders
from journey.projections.organisation.structure import UNKNOWN, Structure
from journey.projections.timescales.day_tables import by_day

HELD: Final = {"hub": "hub", "team": "team", "worker": "lead_worker"}
OWN: Final = ("sex", "ethnicity", "disability")
GROUPS: Final = (*HELD, "status", "age", *OWN, "need", "eligibility")
NOT_KNOWN: Final = "not known"
CLOSED: Final = "case closed"
"""The group of a child whose case is shown to have ended by then: nobody holds it, and that is known."""

ALL: Final = "all"
"""The one group of a figure that is not told apart."""

AGE_BANDS: Final = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
"""The bands of DfE's tables: below which age, and what the band is called."""

UNBORN: Final = "unborn"
ADULT: Final = "18 and over"
_CODES: Final[Mapping[str, CodeSet]] = {
    "status": CASE_STATUS,
    "sex": SEX,
    "ethnicity": ETHNICITY,
    "disability": YES_NO,
    "need": NEED,
    "eligibility": ELIGIBILITY,
}
_BANDS: Final = (UNBORN, *(name for _, name in AGE_BANDS), ADULT)


@dataclass(frozen=True, slots=True)
class Grouping:
    """By what a figure is told apart (None: one group), and of whose children it is.

    ``hub`` and ``team`` are texts that the name contains; ``workers`` references, or ``unallocated``; empty: of all.
    """

    by: str | None = None
    hub: str | None = None
    team: str | None = None
    workers: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether the figure is of all children, in one group."""
        return self == Grouping()

    def order(self, group: str) -> tuple[bool, int, str]:
        """Where a group stands: bands of age by age, all others by name, what is not known last."""
        band = _BANDS.index(group) if self.by == "age" and group in _BANDS else 0
        return group in (CLOSED, NOT_KNOWN), band, group


WHOLE: Final = Grouping()


def group_name(by: str | None, group: str) -> str:
    """A group as people say it: the label of a code, else the group itself."""
    known = _CODES.get(by or "")
    return known.label(group) if known else group


def groups(batch: Batch, grouping: Grouping = WHOLE, structure: Structure = UNKNOWN) -> pl.DataFrame:
    """``stream, group`` of the children asked about: one group a child, ``not known`` where nothing says which.

    Hub, team and worker of a case that has ended are ``case closed``.
    """
    wanted = _of_whom(batch, grouping, structure)
    if grouping.by is None:
        return wanted.select("stream", pl.lit(ALL).alias("group"))
    found = _groups(batch, grouping.by, structure).join(wanted.select("child"), on="child", how="semi")
    named = found.join(batch.children.select("child", "stream"), on="child")
    return named.select("stream", pl.col("group").replace("unknown", NOT_KNOWN).fill_null(NOT_KNOWN))


def _of_whom(batch: Batch, grouping: Grouping, structure: Structure) -> pl.DataFrame:
    if not (grouping.hub or grouping.team or grouping.workers):
        return batch.children.select("child", "stream")
    held = holders(batch, structure)
    for column, text in (("hub", grouping.hub), ("team", grouping.team)):
        if text:
            held = held.filter(pl.col(column).str.to_lowercase().str.contains(text.casefold(), literal=True))
    if grouping.workers:
        held = held.filter(pl.col("lead_worker").str.to_lowercase().is_in(list(grouping.workers)))
    return held.select("child", "stream")


def _groups(batch: Batch, by: str, structure: Structure) -> pl.DataFrame:
    """``child, group``; null where nothing says which."""
    if by in HELD:
        held = holders(batch, structure)
        ended = pl.col("child").is_in(stretches(batch)["child"].unique().implode()) & ~pl.col("open")
        return held.select("child", pl.when(ended).then(pl.lit(CLOSED)).otherwise(HELD[by]).alias("group"))
    if by == "status":
        return _latest(batch, "CaseStatusObserved", "status")
    if by == "need":
        return _latest(batch, "CINEpisodeOpened", "need")
    if by == "eligibility":
        return _latest(batch, "CareLeaverStatusObserved", "eligibility")
    if by == "age":
        return _ages(batch)
    return batch.children.select("child", pl.col(by).alias("group"))


def _latest(batch: Batch, event: str, field: str) -> pl.DataFrame:
    said = batch.select((event,), field).unique("child", keep="last", maintain_order=True)
    return batch.children.select("child").join(said.select("child", group=field), on="child", how="left")


def _ages(batch: Batch) -> pl.DataFrame:
    """Ages in bands on the day; a child who is expected, or born later, is unborn."""
    as_at = batch.as_at
    today = day_of(as_at)
    aged = by_day(
        batch.children.select("child", "born", "expected"),
        "born",
        "age",
        lambda born: age_on(date_of(born), as_at) if born <= today else None,
    )
    band = pl.lit(ADULT)
    for below, name in reversed(AGE_BANDS):
        band = pl.when(pl.col("age") < below).then(pl.lit(name)).otherwise(band)
    awaited = (pl.col("born") > today) | (pl.col("born").is_null() & pl.col("expected").is_not_null())
    group = pl.when(awaited).then(pl.lit(UNBORN)).when(pl.col("age").is_not_null()).then(band)
    return aged.select("child", group.alias("group"))
