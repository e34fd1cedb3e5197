"""Each measure of the principles: journeys that show it, that do not, and of which nobody can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from journey.domain.rules.language import CANNOT_TELL
from journey.projections.batch import Batch
from journey.projections.principles.answers import ANSWER_COLUMNS, DOES_NOT, SHOWN, SHOWS, answers, asked_as_at
from journey.projections.principles.measures import FAMILIES, IN_TIME, MEASURES, PRINCIPLES, Measure
from journey.scenario.view import View
from journey.store.log import Log, open_log
from tests.scenarios.files import FOLDER, read

FILES = {
    "R03": "re_referrals",
    "R01": "referral_decisions",
    "R05": "assessments",
    "R06": "seen_in_assessments",
    "C02": "strategy_discussions",
    "C05": "enquiries_and_conferences",
    "C08": "protection_plans",
    "C09": "protection_plans",
    "C11": "seen_alone",
    "L06": "looked_after_reviews_and_visits",
    "K02": "care_leavers",
} | {f"P0{path.stem[10]}": path.stem for path in FOLDER.glob("principle_*.md")}
"""The scenarios in which a rule is asked."""

OF_JOURNEYS = [one for one in MEASURES if one.rule != FAMILIES]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Measure → what journeys of the scenarios are counted as."""
    found: dict[str, set[str]] = defaultdict(set)
    folder = tmp_path_factory.mktemp("principles")
    for file in sorted(set(FILES.values())):
        with open_log(f"sqlite:///{folder}/{file}.db") as log:
            for batch in _batches(log, file):
                for one in OF_JOURNEYS:
                    if FILES[one.rule] == file:
                        told = answers(batch, one)
                        assert dict(told.schema) == ANSWER_COLUMNS
                        found[one.name].update(told["shown"].to_list())
    return found


def _batches(log: Log, file: str) -> Iterator[Batch]:
    scenarios = read(FOLDER / f"{file}.md").scenarios
    with log.writing() as writer:
        for scenario in scenarios:
            writer.append(scenario.said)
    for scenario in scenarios:
        last = max([scenario.as_at, *(said.known_on for said in scenario.said)])
        yield View(log, scenario.la, scenario.children, scenario.as_at, last).batch


@pytest.mark.parametrize("one", OF_JOURNEYS, ids=lambda one: one.name)
def test_a_measure_is_shown_by_some_and_not_by_others(one: Measure, seen: dict[str, set[str]]) -> None:
    assert {SHOWS, DOES_NOT} <= seen[one.name] <= set(SHOWN)


@pytest.mark.parametrize("one", [m for m in OF_JOURNEYS if m.rule.startswith("P")], ids=lambda one: one.name)
def test_of_each_principle_nobody_can_tell_where_nothing_is_recorded(one: Measure, seen: dict[str, set[str]]) -> None:
    always_told = {"P02 same hub", "P03 second review", "P07 told", "P07 in time", "P07 complete"}

    assert (CANNOT_TELL in seen[one.name]) != (one.name in always_told)


def test_every_principle_is_measured_and_every_measure_has_a_name_of_its_own() -> None:
    assert {one.principle for one in MEASURES} == PRINCIPLES.keys()
    assert len({one.name for one in MEASURES}) == len(MEASURES)


def test_only_cases_that_are_open_are_asked_as_at_a_day() -> None:
    assert [one.name for one in OF_JOURNEYS if asked_as_at(one)] == ["P02 same worker", "P02 same hub"]
    assert not any(one.waits for one in OF_JOURNEYS if one.shows == IN_TIME)
