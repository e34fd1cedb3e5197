"""Retention: the class that keeps longest counts, a hold overrides it, and what nobody can tell is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from journey.domain.retention import MADE_BY, classes
from journey.projections.batch import date_of
from journey.projections.effective import Fact
from journey.projections.record.retention import facts_behind, retention
from tests.projections.facts.building import batch, fact

BORN = date(2000, 2, 29)
TODAY = date(2026, 11, 21)


def born(day: date | None = BORN, died: date | None = None) -> Fact:
    return fact("ChildRegistered", None, date_of_birth=day, date_of_death=died)


def kept(*facts: Fact, as_at: date = TODAY) -> dict[str, Any]:
    found = retention(batch(list(facts), as_at=as_at)).row(0, named=True)
    until = found["keep_until"]
    return {**found, "keep_until": None if until is None else date_of(until)}


CONTACT = fact("ContactReceived", date(2001, 5, 1))
REFERRAL = fact("ReferralReceived", date(2001, 5, 1))
PLAN = fact("CPPlanStarted", date(2001, 6, 1))
CARE = fact("BecameLookedAfter", date(2001, 7, 1))


@pytest.mark.parametrize(
    ("facts", "of", "until"),
    [
        ((born(), CONTACT), "contact", date(2007, 5, 1)),
        ((born(), CONTACT, REFERRAL), "in_need", date(2025, 3, 1)),
        ((born(), REFERRAL, PLAN), "protection", date(2036, 6, 1)),
        ((born(), REFERRAL, PLAN, CARE), "looked_after", date(2075, 3, 1)),
        ((born(died=date(2010, 1, 2)), CARE), "looked_after", date(2025, 1, 2)),
        ((born(died=date(2019, 1, 2)), CARE), "looked_after", date(2075, 3, 1)),
        ((born(), CARE, fact("AdoptionOrderGranted", date(2003, 3, 3))), "adoption", date(2103, 3, 3)),
        (
            (born(), CARE, fact("CeasedLookedAfter", date(2003, 3, 3), of=CARE.occurred_on, reason="E11")),
            "adoption",
            date(2103, 3, 3),
        ),
        (
            (born(), CARE, fact("CeasedLookedAfter", date(2003, 3, 3), of=CARE.occurred_on, reason="E4")),
            "looked_after",
            date(2075, 3, 1),
        ),
        ((born(), fact("EHCPlanIssued", date(2010, 1, 1))), "education_health_care", date(2031, 3, 1)),
        ((born(), fact("CareLeaverStatusObserved", date(2018, 3, 1))), "leaver", date(2075, 3, 1)),
        ((fact("ComplaintReceived", date(2020, 3, 1)), born()), "complaint", date(2030, 3, 1)),
    ],
)
def test_the_longest_class_counts(facts: tuple[Fact, ...], of: str, until: date) -> None:
    found = kept(*facts)

    assert (found["retention_class"], found["keep_until"]) == (of, until)
    assert found["state"] == ("due" if until < TODAY else "keep")


def test_every_class_is_reached_and_says_from_when() -> None:
    assert set(MADE_BY) == set(classes())
    assert {s.name for c in classes().values() for s in c.steps} == {"birth", "death", "order", "last_contact"}


def test_it_is_kept_on_its_last_day_and_due_on_the_next() -> None:
    assert kept(born(), CONTACT, as_at=date(2007, 5, 1))["state"] == "keep"
    assert kept(born(), CONTACT, as_at=date(2007, 5, 2))["state"] == "due"


def test_a_later_contact_keeps_longer_and_is_among_the_events() -> None:
    later = fact("ContactReceived", date(2005, 5, 1))

    of = batch([born(), CONTACT, later], as_at=TODAY)
    found = retention(of)

    assert date_of(found["keep_until"][0]) == date(2011, 5, 1)
    assert set(facts_behind(of, found).values()) == {later.key}


def test_without_a_birth_date_nobody_can_tell() -> None:
    assert kept(born(None), CARE)["state"] == "cannot tell"
    assert kept(REFERRAL)["state"] == "cannot tell"
    assert kept(born())["state"] == "cannot tell"


def test_before_the_law_that_is_written_down_nobody_can_tell() -> None:
    assert kept(born(), CARE, as_at=date(2005, 1, 1))["state"] == "cannot tell"


def test_a_hold_forbids_what_is_due_until_it_is_lifted() -> None:
    held = fact("LegalHoldPlaced", date(2026, 1, 5), authorised_by="SW1", reasons="inquiry")
    lifted = fact("LegalHoldLifted", date(2026, 6, 1), of=date(2026, 1, 5))

    assert kept(born(), CONTACT, held)["state"] == "on hold"
    assert held.said[0].position in kept(born(), CONTACT, held)["positions"]
    assert kept(born(), CONTACT, held, lifted)["state"] == "due"
