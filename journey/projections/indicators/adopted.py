"""Adopted children, and how long each stage of their adoption took: the days behind the scorecard's means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from journey.domain.rules.language import Mean, On
from journey.domain.rules.spans import CARE
from journey.projections.batch import Batch
from journey.projections.checks.placements import homes
from journey.projections.checks.rows import none_known
from journey.projections.choosing import chosen, sure
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import key_of, look, preceding
from journey.projections.timescales.spans import spans

_SAID: Final = ("day", "position")
_ENTRY: Final = ("BecameLookedAfter",)
_FOSTERED: Final = ("PlacedInFosteringForAdoption",)


def adopted(batch: Batch, mean: Mean) -> pl.DataFrame:
    """The children adopted by the day of the batch: ``child, key, day, position`` of what said so first, sorted."""
    return _any_of(batch, mean.of).unique("child", keep="first", maintain_order=True)


def care_to_family(batch: Batch, asked: pl.DataFrame, mean: Mean) -> pl.DataFrame:
    """``days`` from entering care to moving in with the adopters, and the positions ``behind`` them.

    The entry is that of the period of care in which the child was placed, where no later one may have gone unseen; else
    the day of it that the decision on adoption was recorded with. With ``fostered`` the days of a child adopted by
    foster carers end where that fostering began.
    """
    found = _entered(batch, _placed(batch, asked, mean.stops))
    if mean.step == "fostered":
        found = _fostered(batch, found)
    else:
        found = found.with_columns(home="placed_day", home_position=pl.lit(None, pl.Int64()))
    took = pl.col("home") - pl.col("entered")
    behind = pl.concat_list("entered_position", "placed_position", "home_position")
    return found.select("child", "position", days=pl.when(took >= 0).then(took), behind=behind)


def order_to_match(batch: Batch, asked: pl.DataFrame, mean: Mean) -> pl.DataFrame:
    """``days`` from the court's authority to the match, none where the match came first, and the positions ``behind``.

    Left out are children who surely had no order, and those placed before it.
    """
    found = _entered(batch, _placed(batch, asked, [On(mean.needs)]))
    found = preceding(found, _any_of(batch, mean.starts), _SAID, "order_")
    found = preceding(found, _any_of(batch, mean.stops), _SAID, "match_")
    born = look(batch.children.get_column("born"), "child")
    found = found.with_columns(since=pl.coalesce("entered", born, pl.lit(0)).cast(pl.Int32()))
    no_order = none_known(batch, found, ("PlacementOrderMade",), "since", "day") | pl.lit(
        surely_all(batch, found, ("LegalStatusChanged",), "since", "day")
    )
    left_out = (pl.col("order_day").is_null() & no_order) | (pl.col("placed_day") < pl.col("order_day"))
    took = (pl.col("match_day") - pl.col("order_day")).clip(lower_bound=0)
    behind = pl.concat_list("order_position", "match_position", "placed_position")
    days = pl.when(pl.col("placed_day").is_not_null()).then(took)
    return found.filter(~left_out.fill_null(False)).select("child", "position", days=days, behind=behind)


def _any_of(batch: Batch, some: Iterable[On]) -> pl.DataFrame:
    """What surely is any of some events: ``child, key, day, position``, sorted."""
    found = [sure(chosen(batch, on)).select("child", "key", "day", "position") for on in some]
    return pl.concat(found).sort("key", maintain_order=True)


def _placed(batch: Batch, asked: pl.DataFrame, stops: Iterable[On]) -> pl.DataFrame:
    """Add the last placement for adoption by the day of the adoption; ``until`` is its key, else that of the day."""
    found = preceding(asked, _any_of(batch, stops), _SAID, "placed_")
    return found.with_columns(
        until=pl.coalesce("placed_key", "key"), until_day=pl.coalesce("placed_day", "day").cast(pl.Int32())
    )


def _entered(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Add ``entered``, the day on which the care began that the child was placed from, and ``entered_position``."""
    care = spans(batch, CARE)
    found = preceding(found, care, ("started_on", "ended_on", "begun_before", "position"), "care_", on="until")
    said = sure(chosen(batch, On(("AdoptionDecisionMade",), at="entered_care_on")))
    found = preceding(found, said, _SAID, "said_", on="until")
    lasted = (pl.col("care_ended_on") >= pl.col("until_day")).fill_null(pl.col("care_ended_on").is_null())
    found = found.with_columns(
        shown=none_known(batch, found, _ENTRY, pl.col("care_started_on") + 1, "until_day")
        & lasted
        & ~pl.col("care_begun_before")
    ).with_columns(pl.col("shown").fill_null(False))
    return found.with_columns(
        entered=pl.when("shown").then("care_started_on").otherwise("said_day"),
        entered_position=pl.when("shown").then("care_position").otherwise("said_position"),
    )


def _fostered(batch: Batch, found: pl.DataFrame) -> pl.DataFrame:
    """Add ``home``, the day on which the child moved in with those who adopted, be it as foster carers."""
    matched = batch.select(("MatchedForAdoption",), "foster_carer", base=("child", "key", "position"))
    found = preceding(found, matched, ("foster_carer", "position"), "match_")
    early = batch.select(_FOSTERED, base=("child", "key", "day", "position"))
    found = preceding(found, early, _SAID, "early_", on="until")
    lived = homes(batch).filter(~pl.col("begun_before"))
    before = found.with_columns(before=key_of("child", pl.col("until_day") - 1))
    found = preceding(before, lived, ("started_on", "ended_on", "position"), "lived_", on="before")
    stayed = (pl.col("lived_ended_on") >= pl.col("until_day")).fill_null(pl.col("lived_started_on").is_not_null())
    fostering = pl.coalesce("early_day", pl.when(stayed).then("lived_started_on"))
    by_fostering = pl.coalesce("early_position", pl.when(stayed).then("lived_position"))
    own = pl.col("match_foster_carer")
    placed = pl.col("placed_day").is_not_null()
    return found.with_columns(
        home=pl.when(placed & (own == "yes")).then(fostering).when(own == "no").then("placed_day"),
        home_position=pl.coalesce(pl.when(own == "yes").then(by_fostering), "match_position"),
    )
