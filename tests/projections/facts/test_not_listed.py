"""A case that left its list for a lawful reason is nobody's caseload; a period nobody covers has no figure."""

from __future__ import annotations

from datetime import date

from journey.projections.batch_memory import batch_of, covers
from journey.projections.effective import effective_history
from journey.projections.holding.cases import open_cases
from journey.projections.indicators import indicators
from journey.projections.indicators.asking import is_covered
from journey.projections.indicators.measure import Period
from tests.domain.intake.months import APRIL, MARCH, START, log_of
from tests.domain.intake.sources import LA, episode


def open_children(*births: date, as_at: date = APRIL) -> int:
    """How many of the children born on these days have an open case as at a day, having left April's list."""
    rows = [episode(str(i), START, worker="w:a", date_of_birth=born) for i, born in enumerate(births)]
    stay = [row for row, born in zip(rows, births, strict=True) if born > date(2007, 4, 30)]
    log = log_of({"Episodes": rows}, {"Episodes": stay})
    histories = [
        (LA, str(i), effective_history(log.streams[f"child:{LA}:{i}"], as_at, APRIL)) for i in range(len(births))
    ]
    return open_cases(batch_of(histories, as_at, APRIL, covers(LA, APRIL))).height


def test_a_child_who_turned_eighteen_and_left_the_list_is_not_open() -> None:
    assert open_children(date(2007, 4, 10), date(2012, 1, 1)) == 1


def test_as_at_a_day_on_which_the_list_still_had_the_child_the_case_was_open() -> None:
    """Known in April, as at March: what a later file no longer lists says nothing of the days before it."""
    assert open_children(date(2007, 4, 10), date(2012, 1, 1), as_at=MARCH) == 2


def test_as_at_an_earlier_day_the_journey_does_not_say_that_it_left_the_list() -> None:
    gone = {"Episodes": [episode("1", START, worker="w:a", date_of_birth=date(2007, 4, 10))]}
    said = log_of(gone, {"Episodes": []}).streams[f"child:{LA}:1"]

    left = {
        day: [
            fact.data.get("not_listed_since") for fact in effective_history(said, day, APRIL) if "Opened" in fact.event
        ]
        for day in (MARCH, APRIL)
    }

    assert left == {MARCH: [None], APRIL: [APRIL]}


def test_a_child_who_is_still_listed_is_open() -> None:
    assert open_children(date(2010, 4, 10), date(2012, 1, 1)) == 2


def test_a_figure_needs_every_day_of_its_period_covered() -> None:
    referrals = indicators()["referrals"]
    held = covers(LA, APRIL, ["ReferralReceived"], MARCH)

    assert is_covered(held, referrals, Period(MARCH, APRIL))
    assert not is_covered(held, referrals, Period(date(2025, 3, 30), APRIL))
    assert not is_covered(held, referrals, Period(MARCH, date(2025, 5, 1)))
    assert not is_covered(covers(LA, APRIL, ["ContactReceived"], MARCH), referrals, Period(MARCH, APRIL))
