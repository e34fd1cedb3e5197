"""Journeys given to auditors: at random, in fair shares, some to two, none with a part in the case."""

from __future__ import annotations

from collections import Counter

import pytest

from journey.audit.raters import Given, assign, doubled, usual_calibration
from journey.domain.errors import UsageError

AUDITORS = ("w:a", "w:b", "w:c")
JOURNEYS = [f"child:999:{number}" for number in range(55)]
NOBODY: dict[str, set[str]] = {}


def raters(given: list[Given]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in given:
        found.setdefault(one.journey, set()).add(one.auditor)
    return found


def test_every_journey_has_one_first_rater_and_nobody_has_much_more_to_do() -> None:
    given = assign(JOURNEYS, AUDITORS, NOBODY, "seed", calibration=6)

    assert Counter(one.journey for one in given if not one.second) == Counter(JOURNEYS)
    shares = Counter(one.auditor for one in given).values()
    assert max(shares) - min(shares) <= 1


def test_a_fifth_are_graded_twice_beside_those_that_all_grade() -> None:
    given = assign(JOURNEYS, AUDITORS, NOBODY, "seed", calibration=6)

    assert len(set(doubled(given))) == 11  # a fifth of 55
    assert {len(raters(given)[one.journey]) for one in given if one.calibration} == {3}
    assert len({one.journey for one in given if one.calibration}) == usual_calibration(55) == 6


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    one, again, other = (assign(JOURNEYS, AUDITORS, NOBODY, seed) for seed in ("a", "a", "b"))

    assert one == again
    assert one != other
    assert one == assign(reversed(JOURNEYS), AUDITORS, NOBODY, "a")


def test_nobody_grades_a_case_they_had_a_part_in_as_first_or_second() -> None:
    involved = {journey: {"w:a"} for journey in JOURNEYS[:30]} | {journey: {"w:a", "w:b"} for journey in JOURNEYS[:5]}

    given = assign(JOURNEYS, AUDITORS, involved, "seed", calibration=6)

    assert not [one for one in given if one.auditor in involved.get(one.journey, ())]
    assert any(one.auditor == "w:a" for one in given)
    assert not {one.journey for one in given if one.calibration} & set(involved)


def test_a_journey_in_which_all_had_a_part_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"involved in 999:7\. .*--replace JOURNEY --reason auditor-involved"):
        assign(JOURNEYS, AUDITORS, {JOURNEYS[7]: set(AUDITORS)}, "seed")


def test_a_second_time_only_what_was_not_given_is() -> None:
    first = assign(JOURNEYS[:50], AUDITORS, NOBODY, "seed", calibration=5)

    later = assign(JOURNEYS, AUDITORS, NOBODY, "seed", calibration=5, before=first)

    assert set(raters(later)) == set(JOURNEYS[50:])
    assert len(set(doubled([*first, *later]))) == 11


def test_one_auditor_alone_grades_everything_once() -> None:
    given = assign(JOURNEYS, AUDITORS[:1], NOBODY, "seed", calibration=6)

    assert len(given) == 55
    assert not any(one.second or one.calibration for one in given)
