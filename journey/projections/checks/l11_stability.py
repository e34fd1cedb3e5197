"""L11: whether a child looked after for long has lived in the same placement for long."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.rules.language import CANNOT_TELL, NOT_APPLICABLE
from journey.domain.rules.spans import CARE, PLACEMENT
from journey.projections.batch import Batch
from journey.projections.checks.placements import homes
from journey.projections.checks.rows import answered, decided, none_known, open_spans
from journey.projections.coverage.covered import surely_all
from journey.projections.helpers import key_of, look, preceding
from journey.projections.timescales.due import age_reached, due_on


def same_placement(batch: Batch) -> pl.DataFrame:
    """Asked under 16 after two and a half years. A child with no open placement lives nobody knows where."""
    care = open_spans(batch, CARE).with_columns(today_key=key_of("child", "today"))
    carry = ["started_on", "since", "begun_before", "care_key", "position", "type"]
    home = preceding(care, homes(batch), carry, "home_", on="today_key")
    placed = open_spans(batch, PLACEMENT).select("child", placed=pl.lit(True))
    home = home.join(placed, on="child", how="left", maintain_order="left")
    home = home.with_columns(every=surely_all(batch, home, ("PlacementStarted",), "started_on", "today"))
    grown = look(age_reached(batch, ("L11", "age")), "child")
    short = due_on(("L11", "in_care"), home["started_on"]) > pl.col("today")
    not_asked = (grown <= pl.col("today")) | (short & ~pl.col("begun_before"))
    long = due_on(("L11", "same_placement"), home["home_since"]) <= pl.col("today")
    here = pl.col("placed").fill_null(False) & (pl.col("home_care_key") == pl.col("key"))
    # Where an adoptive placement came from may not be known, and the two together are asked about.
    certain = pl.col("every") | ~pl.col("home_type").str.starts_with("A").fill_null(False)
    stayed = none_known(batch, home, ("PlacementStarted",), pl.col("home_started_on") + 1, "today")
    answer = (
        pl.when(not_asked).then(pl.lit(NOT_APPLICABLE))
        .when(grown.is_null() | ~here | ~pl.col("shown") | short).then(pl.lit(CANNOT_TELL))
        .otherwise(decided(long & stayed, ~long & certain & ~pl.col("home_begun_before")))
    )  # fmt: skip
    detail = (
        pl.when(grown <= pl.col("today")).then(pl.lit("the child is not under the age asked about"))
        .when(not_asked).then(pl.lit("the child has not been looked after for long enough"))
        .when(grown.is_null()).then(pl.lit("the date of birth is not known"))
        .when(~here.fill_null(False)).then(pl.lit("no open placement is known"))
    )  # fmt: skip
    return answered(home, answer, day="today", detail=detail, behind=("position", "home_position"))


ANSWERS: Final = {"same_placement": same_placement}
