"""The scorecard's means: the days of each child, and whose days nobody can tell. The examples are in scenarios."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from journey.domain.rules import every_rule
from journey.projections.batch import Batch
from journey.projections.batch_memory import batch_of, covers
from journey.projections.effective import Fact
from journey.projections.indicators import indicator
from journey.projections.indicators.asking import is_covered
from journey.projections.indicators.figures import counted, figures, units_of
from journey.projections.indicators.measure import Period
from journey.projections.why.explain import questions
from tests.projections.facts.building import LA, batch, fact

TODAY = date(2016, 3, 31)
MONTH = Period(date(2016, 3, 1), TODAY)
A1, A10, A2 = "care_to_adoptive_family", "care_to_adoptive_family_fostered", "placement_order_to_match"
ENTERED, PLACED = fact("BecameLookedAfter", date(2014, 2, 1)), fact("PlacedForAdoption", date(2015, 4, 3))
ADOPTED = fact("AdoptionOrderGranted", date(2016, 1, 15))
ORDER, MATCHED = fact("PlacementOrderMade", date(2014, 9, 1)), fact("MatchedForAdoption", date(2014, 12, 31))


def row(name: str, *histories: list[Fact], of: Batch | None = None) -> dict[str, Any]:
    """The one row of an indicator, asked at the end of March 2016."""
    asked = indicator(name)
    period = asked.reaching(MONTH)
    parts = [counted(units_of(of or batch(*histories, as_at=TODAY), asked, period, "referrals-only"))]
    (found,) = figures(asked, period, "referrals-only", parts)
    return found


def told(name: str, *facts: Fact, of: Batch | None = None) -> tuple[int, int, int]:
    """Days, children and what cannot be told, of one child."""
    found = row(name, list(facts), of=of)
    return found["numerator"], found["denominator"], found["cannot_tell"]


def covered(facts: list[Fact], without: str, since: date) -> Batch:
    """A child of whom every event is covered, of one name from a day on only."""
    everything = covers(LA, TODAY).filter(pl.col("event") != without)
    return batch_of([(LA, "1", facts)], TODAY, TODAY, pl.concat([everything, covers(LA, TODAY, [without], since)]))


def test_a_mean_is_the_days_of_all_by_the_children_whose_days_can_be_told() -> None:
    other = [fact("BecameLookedAfter", date(2015, 4, 1)), PLACED, ADOPTED]

    found = row(A1, [ENTERED, PLACED, ADOPTED], other, [ENTERED, ADOPTED])

    assert (found["numerator"], found["denominator"], found["cannot_tell"]) == (428, 2, 1)
    assert (found["value"], found["low"], found["high"], found["mean_of"]) == (214.0, None, None, "days")
    assert found["period"] == "2013-04-01/2016-03-31"


def test_the_events_behind_a_mean_are_named() -> None:
    found = row(A1, [ENTERED, PLACED, ADOPTED])

    assert set(found["positions"]) == {one.said[0].position for one in (ENTERED, PLACED, ADOPTED)}


def test_leaving_care_by_adoption_counts_as_an_order_does_and_once() -> None:
    ceased = fact("CeasedLookedAfter", date(2016, 1, 20), of=date(2014, 2, 1), reason="E12")
    other = fact("CeasedLookedAfter", date(2016, 1, 20), of=date(2014, 2, 1), reason="E4A")

    assert told(A1, ENTERED, PLACED, ceased) == (426, 1, 0)
    assert told(A1, ENTERED, PLACED, ADOPTED, ceased) == (426, 1, 0)
    assert told(A1, ENTERED, PLACED, other) == (0, 0, 0)


def test_the_care_counts_that_the_child_was_placed_from() -> None:
    before = [fact("BecameLookedAfter", date(2010, 1, 1)),
              fact("CeasedLookedAfter", date(2010, 6, 1), of=date(2010, 1, 1))]  # fmt: skip

    assert told(A1, *before, ENTERED, PLACED, ADOPTED) == (426, 1, 0)
    assert told(A1, *before, PLACED, ADOPTED) == (0, 0, 1)


def test_a_later_entry_to_care_that_may_have_gone_unseen_cannot_be_told() -> None:
    known = [ENTERED, PLACED, ADOPTED]

    assert told(A1, of=covered(known, "BecameLookedAfter", date(2014, 2, 2))) == (426, 1, 0)
    assert told(A1, of=covered(known, "BecameLookedAfter", date(2014, 2, 3))) == (0, 0, 1)


def test_the_entry_recorded_with_the_decision_tells_where_no_other_does() -> None:
    decided = fact("AdoptionDecisionMade", date(2014, 7, 1), entered_care_on=date(2014, 2, 1))

    assert told(A1, decided, PLACED, ADOPTED) == (426, 1, 0)
    assert told(A1, of=covered([decided, PLACED, ADOPTED], "BecameLookedAfter", TODAY)) == (426, 1, 0)


def test_without_a_placement_for_adoption_nobody_can_tell() -> None:
    assert [told(name, ENTERED, ORDER, MATCHED, ADOPTED) for name in (A1, A10, A2)] == [(0, 0, 1)] * 3


@pytest.mark.parametrize(
    ("carers", "fostering", "days"),
    [
        ("no", None, (426, 1, 0)),
        ("yes", "PlacedInFosteringForAdoption", (38, 1, 0)),
        ("yes", "PlacementStarted", (38, 1, 0)),
        ("yes", None, (0, 0, 1)),
        (None, "PlacementStarted", (0, 0, 1)),
    ],
)
def test_fostering_counts_as_moving_in_only_with_ones_own_foster_carers(
    carers: str | None, fostering: str | None, days: tuple[int, int, int]
) -> None:
    matched = fact("MatchedForAdoption", date(2014, 12, 31), foster_carer=carers)
    began = [fact(fostering, date(2014, 3, 11))] if fostering else []

    assert told(A10, ENTERED, *began, matched, PLACED, ADOPTED) == days


def test_a_freeing_order_as_a_legal_status_is_the_courts_authority() -> None:
    freed = fact("LegalStatusChanged", date(2014, 9, 1), status="D1")
    in_care = fact("LegalStatusChanged", date(2014, 9, 1), status="C2")

    assert told(A2, ENTERED, freed, MATCHED, PLACED, ADOPTED) == (121, 1, 0)
    assert told(A2, ENTERED, in_care, MATCHED, PLACED, ADOPTED) == (0, 0, 0)


def test_an_order_that_may_have_gone_unseen_cannot_be_told() -> None:
    known = [ENTERED, MATCHED, PLACED, ADOPTED]
    neither = covers(LA, TODAY).filter(~pl.col("event").is_in(["PlacementOrderMade", "LegalStatusChanged"]))

    assert told(A2, *known) == (0, 0, 0)
    assert told(A2, of=batch_of([(LA, "1", known)], TODAY, TODAY, neither)) == (0, 0, 1)
    assert told(A2, of=covered(known, "PlacementOrderMade", TODAY)) == (0, 0, 0)


def test_a_month_is_covered_where_either_says_who_was_adopted_in_all_three_years() -> None:
    asked = indicator(A1)
    period = asked.reaching(MONTH)

    assert is_covered(covers(LA, TODAY, ["CeasedLookedAfter"], period.first), asked, period)
    assert not is_covered(covers(LA, TODAY, ["CeasedLookedAfter"], date(2013, 4, 2)), asked, period)
    assert not is_covered(covers(LA, TODAY, ["BecameLookedAfter"]), asked, period)


def test_rules_of_means_are_rules_but_nothing_is_asked_of_one_child() -> None:
    assert [len(every_rule()[name].means) for name in ("L17", "L18")] == [2, 1]
    assert not {"L17", "L18"} & set(questions())


def test_weeks_are_the_days_by_seven() -> None:
    issued = fact("CareProceedingsIssued", date(2015, 10, 1))
    ended = fact("CareProceedingsConcluded", date(2016, 3, 10), of=date(2015, 10, 1))

    found = row("care_proceedings_length", [issued, ended])

    assert (found["numerator"], found["denominator"], found["value"], found["mean_of"]) == (161, 1, 23.0, "weeks")
    assert found["period"] == str(MONTH)
