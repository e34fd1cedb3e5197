"""C15: whether conferences were quorate, and whether the family had the report in time."""

from __future__ import annotations

from typing import Final

import polars as pl

from journey.domain.calendar import subtract_working_days
from journey.domain.errors import OutsideTables
from journey.domain.practice_codes import AGENCY
from journey.projections.batch import Batch, date_of, day_of
from journey.projections.checks.attendance import ATTENDING, took_part, with_attendance
from journey.projections.checks.rows import BASE, answered, decided, limit_on, none_known, where
from journey.projections.timescales.day_tables import by_day

_OWN: Final = ("social worker", "manager")
"""Children's social care itself."""

_NO_AGENCY: Final = (*_OWN, "legal", "referrer")
"""Legal services advise the authority; ``referrer`` says why somebody came, not from which agency."""

_OTHERS: Final = tuple(code for code in AGENCY.codes if code not in _NO_AGENCY)


def quorum(batch: Batch) -> pl.DataFrame:
    """By what was recorded of the conference, else by who took part."""
    held = batch.select(("InitialCPConferenceHeld", "CPReviewHeld"), "quorate", ATTENDING, base=BASE)
    held = with_attendance(held, (*_OWN, *_OTHERS))
    others = limit_on(("C15", "quorum"), batch.as_at).value
    there = [took_part(one) for one in _OTHERS]
    certain = pl.sum_horizontal(one.fill_null(False) for one in there)
    possible = pl.sum_horizontal(one.fill_null(True) for one in there)
    known = pl.col(ATTENDING).is_not_null()
    own = pl.any_horizontal(took_part(one) for one in _OWN)
    code = pl.col("quorate")
    yes = pl.when(code.is_in(["yes", "no"])).then(code == "yes").otherwise(known & own & (certain >= others))
    no = pl.when(code.is_in(["yes", "no"])).then(code == "no").otherwise(known & (own.eq(False) | (possible < others)))
    unsaid = where(code.is_null() & ~known, "neither quorum nor who took part is recorded")
    return answered(held, decided(yes, no), detail=unsaid)


def report(batch: Batch) -> pl.DataFrame:
    """Working days are counted back from the conference; a report not given by then is a no where that is recorded."""
    held = batch.select(("InitialCPConferenceHeld",), "report_shared_on", base=BASE)
    held = by_day(held, "day", "latest", _latest)
    shared = pl.col("report_shared_on")
    none = none_known(batch, held, ("InitialCPConferenceHeld.report_shared_on",), "day", "day")
    no = (shared > pl.col("latest")) | (shared.is_null() & none)
    return answered(held, decided(shared <= pl.col("latest"), no))


def _latest(day: int) -> int | None:
    """The last day on which the report is in time for a conference."""
    conference = date_of(day)
    try:
        return day_of(subtract_working_days(conference, limit_on(("C15", "report"), conference).value))
    except OutsideTables:
        return None


ANSWERS: Final = {"quorum": quorum, "report": report}
