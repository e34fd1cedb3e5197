"""The same said by two sources a few days apart is pointed at; what one source says twice, or far apart, is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journey.domain.statements import Source
from journey.projections.effective import Fact
from journey.projections.quality.sources import possible_duplicates
from tests.projections.facts.building import batch, fact

ON = date(2024, 9, 18)


def by(system: str, name: str = "ReferralReceived", days: int = 0, position: int = 1) -> Fact:
    """A fact that one source says, some days after the first."""
    told = fact(name, ON + timedelta(days=days))
    [said] = told.said
    source = Source(system, date(2025, 3, 31), b"f" if system != "person" else b"")
    return replace(told, said=(replace(said, source=source, position=position),))


def found(*facts: Fact) -> list[tuple[str, list[str]]]:
    """What is found, with the facts it rests on."""
    frame = possible_duplicates(batch(list(facts), as_at=date(2025, 3, 31)))
    return list(zip(frame["detail"], frame["events"].to_list(), strict=True))


@pytest.mark.parametrize("days", [1, 2, 3])
def test_the_same_from_two_sources_some_days_apart(days: int) -> None:
    later = ON + timedelta(days=days)

    assert found(by("cin"), by("annex-a", days=days, position=2)) == [
        (
            f"Referral received: on {later} as another source has it",
            ["referral/2024-09-18/1", f"referral/{later}/1"],
        )
    ]


@pytest.mark.parametrize("days", [0, 4, 30])
def test_on_one_day_or_far_apart_it_is_none(days: int) -> None:
    assert found(by("cin"), by("annex-a", days=days, position=2)) == []


def test_what_one_source_says_twice_it_means_twice() -> None:
    assert found(by("cin"), by("cin", days=2, position=2)) == []


def test_what_one_source_says_beside_the_other_it_means_too() -> None:
    one, other = by("cin"), by("annex-a", days=2, position=2)
    [said] = one.said
    both = replace(one, said=(said, replace(said, source=other.said[0].source, position=3)))

    assert found(both, other) == []


def test_another_kind_is_another_thing() -> None:
    assert found(by("cin"), by("annex-a", "AssessmentStarted", days=2, position=2)) == []


def test_a_person_is_a_source_as_well() -> None:
    assert len(found(by("cin"), by("person", days=-1, position=2))) == 1


def test_one_between_two_is_found_with_each() -> None:
    facts = (by("cin"), by("annex-a", days=1, position=2), by("cin", days=3, position=3))

    assert [events for _, events in found(*facts)] == [
        ["referral/2024-09-18/1", "referral/2024-09-19/1"],
        ["referral/2024-09-19/1", "referral/2024-09-21/1"],
    ]
