"""An answer to a check rests on what the check is said to rest on, and on nothing besides.

``journey coverage`` says of each check what must be held for it to be answered. So where all of that is held, and
nothing else, a scenario's answer must be what it is where everything is held.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

import polars as pl
import pytest

from journey.domain.shapes import dated_names
from journey.projections.batch_memory import covers
from journey.projections.coverage.answerable import every_question
from journey.scenario.parts import Scenario
from journey.scenario.run import run_file
from journey.scenario.view import View
from journey.scenario.words import find_question
from tests.scenarios.files import read, readable

NEEDS = {name.replace("_", " "): needs for kind, name, _, needs in every_question() if kind == "check"}


def asked() -> dict[str, tuple[Path, Scenario]]:
    """For each check the first scenario that answers it with yes and the first that answers it with no."""
    found: dict[str, tuple[Path, Scenario]] = {}
    for path in readable():
        for scenario in read(path).scenarios:
            for row in scenario.then:
                check = find_question(row.question)[0].name
                if check in NEEDS and row.answer in ("yes", "no"):
                    own = tuple(one for one in scenario.then if one.question == check)
                    found.setdefault(f"{check}, {row.answer}", (path, replace(scenario, then=own)))
    return found


ASKED = asked()


@pytest.mark.parametrize("named", ASKED)
def test_what_a_check_rests_on_is_enough(named: str) -> None:
    check = named.partition(", ")[0]
    path, scenario = ASKED[named]

    class WithThatAlone(View):
        @cached_property
        def covered(self) -> pl.DataFrame:
            first, last = self.complete
            return covers(self.la, last or self.as_at, held(check), since=first)

    outcomes = run_file(replace(read(path), scenarios=(scenario,)), WithThatAlone)

    assert outcomes
    assert [outcome.answer for outcome in outcomes if not outcome.right] == []


def held(check: str) -> set[str]:
    """The events, and the days in a field of one, that a check is said to rest on."""
    named = {one for need in NEEDS[check] for one in need.split("|")}
    return named & set(dated_names()) | {one.partition(".")[0] for one in named}
