"""Where several sources, or several records of a child, speak of one fact: the fields of which one of them says last
something else than what counts.

As ``effective_history`` tells disagreements; a text in no code set is told from no text, not from another such text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from journey.projections.journal.going_on import INFERRED
from journey.projections.journal.layout import Layout, Slot
from journey.projections.journal.roles import Role

_VOICE: Final = ("system", "child")
"""A source on one of the child's records."""


def with_differences(
    facts: pl.DataFrame, rows: pl.DataFrame, groups: pl.Series, slots: Mapping[str, Slot], layout: Layout
) -> pl.DataFrame:
    """With ``differs``, ``day_differs`` and ``disputed`` (see ``resolve``).

    ``groups`` are those of the facts, row by row; ``rows`` are statements in the order of their weight, numbered by
    ``group`` and ``at``; ``slots`` those in use.
    """
    several = _of_several_voices(rows)
    differs = pl.zeros(facts.height, pl.UInt64, eager=True)
    if several.is_empty():
        nothing = pl.lit(False)
        return facts.with_columns(differs.alias("differs"), day_differs=nothing, disputed=nothing)
    observed = pl.col("event").is_in(layout.with_series("observed")) & (pl.col("role") == Role.SAY)
    for slot in slots.values():
        own = says(slot)
        # An observation says of all that was said before that it is so no more, unless it says it again.
        again = observed & (own.cum_sum().over("group") > 0)
        no_code = (pl.col("no_code").fill_null(0) & (1 << slot.bit)) != 0
        told = several.filter(own | again).select("group", *_VOICE, "at", no_code.alias("odd"), what=slot.column)
        bit = pl.when(pl.lit(_differing(told, groups))).then(pl.lit(1 << slot.bit, pl.UInt64)).otherwise(0)
        differs = differs | pl.select(bit.cast(pl.UInt64)).to_series()
    dated = several.filter(pl.col("role").is_in([Role.SAY, Role.MOVE]))
    sure = pl.col("precision") != INFERRED
    dated = dated.filter(sure | ~sure.any().over("group"))
    days = dated.select("group", *_VOICE, "at", pl.lit(False).alias("odd"), what="day")
    existence = several.filter(pl.col("role").is_in([Role.SAY, Role.RETRACT, Role.REINSTATE]))
    is_so = pl.col("role") != Role.RETRACT
    # Whether it is so at all is for each source to say, whichever record it is on.
    words = existence.select(
        "group", "system", pl.lit(0, pl.UInt32).alias("child"), "at", pl.lit(False).alias("odd"), what=is_so
    )
    return facts.with_columns(
        differs.alias("differs"),
        _differing(days, groups).alias("day_differs"),
        _differing(words, groups).alias("disputed"),
    )


def says(slot: Slot) -> pl.Expr:
    """Whether a statement says anything of a slot, be it that it is blank."""
    blank = (pl.col("blank").fill_null(0) & (1 << slot.bit)) != 0
    return pl.col(slot.column).is_not_null() | blank


def _of_several_voices(rows: pl.DataFrame) -> pl.DataFrame:
    """The statements that count, of facts of which more than one source speaks, or one on more than one record."""
    counted = rows.filter(~pl.col("aside"))
    several = pl.any_horizontal(pl.col(name).min() != pl.col(name).max() for name in _VOICE)
    groups = counted.group_by("group").agg(several.alias("several")).filter("several")
    return counted.join(groups, on="group", how="semi", maintain_order="left")


def _differing(told: pl.DataFrame, groups: pl.Series) -> pl.Series:
    """For each of the groups, whether a voice's last word (``what`` and ``odd``) differs from the last word of all."""
    last = told.unique(["group", *_VOICE], keep="last", maintain_order=True)
    counts = told.unique("group", keep="last", maintain_order=True).select("group", won="what", won_odd="odd")
    both = last.join(counts, on="group", how="left")
    other = both.filter(pl.col("what").ne_missing(pl.col("won")) | (pl.col("odd") != pl.col("won_odd")))
    return groups.is_in(other["group"].unique().implode())
