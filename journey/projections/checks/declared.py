"""Checks that coded fields answer: read from their declaration, the first that says something counts."""

from __future__ import annotations

import polars as pl

from journey.domain.rules.language import ANY, CANNOT_TELL, NO, NOT_APPLICABLE, YES, Check, On, Says
from journey.projections.batch import Batch
from journey.projections.checks.rows import BASE, answered, where
from journey.projections.helpers import following
from journey.projections.visits import with_unborn

_SAME_FACT = ("child", "start", "ordinal")
_BEYOND = 2**62
"""A key after every other."""


def by_codes(batch: Batch, check: Check) -> pl.DataFrame:
    """The answers of a check that has ``says``, as ``rows.answered``. Raises ValueError for one that has none."""
    if not isinstance(check.of, On) or not check.says:
        raise ValueError(f"{check.rule}, {check.step}: no coded field answers it, and no function does")
    own = {one.field for one in check.says if not one.event}
    frame = batch.select(check.of.events, *sorted(own), where=check.of.where, base=(*BASE, "start", "ordinal"))
    frame = frame.unique("child", keep="last", maintain_order=True) if check.latest else frame
    for number, one in enumerate(check.says):
        frame = _with_answer(batch, frame, one, f"said{number}")
    names = [f"said{number}" for number in range(len(check.says))]
    answer = pl.coalesce(*names, pl.lit(CANNOT_TELL))
    if check.born:
        frame = with_unborn(frame, batch)
        answer = pl.when("unborn").then(pl.lit(NOT_APPLICABLE)).otherwise(answer)
    frame = frame.with_columns(told=answer)
    places = [f"{name}_position" for name, one in zip(names, check.says, strict=True) if one.event]
    unsaid = where(pl.col("told") == CANNOT_TELL, "it is not recorded")
    return answered(frame, pl.col("told"), detail=unsaid, behind=("position", *places))


def _with_answer(batch: Batch, frame: pl.DataFrame, one: Says, name: str) -> pl.DataFrame:
    """Adds what the code answers, null where it says nothing, and the position of the other event that says it."""
    if not one.event:
        return frame.with_columns(_answer(one, one.field).alias(name))
    fields = [one.field] if one.field else []
    found = batch.select((one.event,), *fields, base=(*_SAME_FACT, "key", "position"))
    if one.follows:
        frame = following(frame, found, [*fields, "position"], f"{name}_")
        # The next event asked about may be another child's: its key lies beyond every key of this one.
        mine = (pl.col(f"{name}_key") < pl.col("key").shift(-1, fill_value=_BEYOND)).fill_null(False)
    else:
        parts = found.unique(_SAME_FACT, keep="first", maintain_order=True)
        parts = parts.select(*_SAME_FACT, **{f"{name}_{field}": field for field in (*fields, "position")})
        frame = frame.join(parts, on=_SAME_FACT, how="left", maintain_order="left")
        mine = pl.col(f"{name}_position").is_not_null()
    told = pl.when(mine).then(_answer(one, f"{name}_{one.field}"))
    return frame.with_columns(told.alias(name)).with_columns(
        pl.when(pl.col(name).is_not_null()).then(f"{name}_position").alias(f"{name}_position")
    )


def _answer(one: Says, field: str) -> pl.Expr:
    gives = ((one.yes, YES), (one.no, NO), (one.not_applicable, NOT_APPLICABLE))
    answer = pl.lit(None, pl.String())
    for codes, what in gives:
        met = pl.lit(True) if codes == ANY else pl.col(field).is_in(codes) if codes else pl.lit(False)
        answer = pl.when(met).then(pl.lit(what)).otherwise(answer)
    return answer
