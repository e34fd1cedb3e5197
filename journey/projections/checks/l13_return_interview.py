"""L13: whether a return home interview was offered after a missing episode, and accepted."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import NOT_APPLICABLE
from journey.projections.batch import Batch, day_of
from journey.projections.checks.rows import BASE, answered, decided, none_known

_EPISODE: Final = ("child", "start", "ordinal")
_BEHIND: Final = ("position", "offered_position", "held_position")


def offered(batch: Batch) -> pl.DataFrame:
    """Episodes that ended; an interview that was held was offered."""
    found = _episodes(batch)
    return answered(found, decided(pl.col("offered"), pl.col("none")), behind=_BEHIND)


def accepted(batch: Batch) -> pl.DataFrame:
    """Episodes after which an interview was offered; one that was held was accepted."""
    found = _episodes(batch)
    yes = pl.col("held_position").is_not_null() | (pl.col("accepted") == "yes")
    answer = pl.when("none").then(pl.lit(NOT_APPLICABLE)).otherwise(decided(yes, pl.col("accepted") == "no"))
    return answered(found, answer, behind=_BEHIND)


def _episodes(batch: Batch) -> pl.DataFrame:
    """Returns, with the offer and the interview of the same episode; ``none``: there was surely neither."""
    found = batch.select(("ReturnedFromMissing",), base=(*BASE, "start", "ordinal"))
    for name, event, fields in (
        ("offered", "ReturnInterviewOffered", ("accepted",)),
        ("held", "ReturnInterviewHeld", ()),
    ):
        parts = batch.select((event,), *fields, base=(*_EPISODE, "position"))
        parts = parts.unique(_EPISODE, keep="first", maintain_order=True).rename({"position": f"{name}_position"})
        found = found.join(parts, on=_EPISODE, how="left", maintain_order="left")
    was = pl.col("offered_position").is_not_null() | pl.col("held_position").is_not_null()
    found = found.with_columns(offered=was, today=pl.lit(day_of(batch.as_at), pl.Int32()))
    surely = none_known(batch, found, ("ReturnInterviewOffered", "ReturnInterviewHeld"), "day", "today")
    return found.with_columns(none=surely & ~pl.col("offered"))


ANSWERS: Final = {"offered": offered, "accepted": accepted}
