"""``journey coverage``: which rules, checks and indicators can be answered, from which source, or what is missing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from journey.domain.events import events
from journey.domain.rules import checked
from journey.domain.statements import PERSON_SYSTEM, Source
from journey.projections.coverage.answerable import NOT_ANSWERABLE, every_question
from journey.store.log import open_log
from tests.cli.running import journey
from tests.store.builders import said, write


def asked(store: str) -> dict[str, dict[str, Any]]:
    """The rows about rules by name."""
    done = journey("coverage", "--format", "json", store=store)
    assert done.exit_code == 0, done.stderr
    return {row["name"]: row for row in json.loads(done.stdout)["rules"]}


def test_a_rule_whose_events_are_all_held_is_answerable_for_the_days_of_the_files(sample: str) -> None:
    row = asked(sample)["C05 conference"]

    assert (row["kind"], row["answer"], row["sources"]) == ("timescale", "answerable", ["annex-a"])
    assert (row["first"], row["last"], row["missing"]) == ("2024-09-30", "2025-04-30", [])


def test_what_no_source_holds_is_named(sample: str) -> None:
    found = asked(sample)

    assert (found["C08 first"]["answer"], found["C08 first"]["missing"]) == (NOT_ANSWERABLE, ["CoreGroupMet"])
    assert found["C10 gap"]["missing"] == []
    assert found["R16 rationale"]["missing"] == ["ManagementDecisionMade"]
    assert found["C08 first"]["first"] is None


def test_what_a_file_shows_the_latest_of_is_said(sample: str) -> None:
    assert asked(sample)["C10 gap"]["answer"] == "latest only"


def test_a_column_that_is_blank_in_every_row_is_said(sample: str) -> None:
    row = asked(sample)["L06 next"]

    assert (row["answer"], row["missing"]) == (NOT_ANSWERABLE, ["LACReviewHeld (empty in every row)"])


def test_an_indicator_needs_what_its_rule_needs(sample: str) -> None:
    found = asked(sample)

    assert found["cases_supervised"]["missing"] == ["SupervisionHeld"]
    assert found["referrals"]["answer"] == "answerable"


def test_a_store_fed_by_people_can_answer_everything(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/journey.db"
    with open_log(url) as log:
        write(log, said("child:999:1", source=Source(PERSON_SYSTEM, date(2025, 4, 30))))

    rows = asked(url).values()

    assert len(rows) > 150
    assert {row["answer"] for row in rows} == {"answerable"}
    assert {tuple(row["sources"]) for row in rows} == {("recorded by hand",)}


def test_every_need_names_an_event_and_a_field_that_exist() -> None:
    for _, name, _, needs in every_question():
        for need in needs:
            for one in need.split("|"):
                event, _, field = one.partition(".")
                assert not field or field in events()[event].model_fields, (name, one)


def test_every_check_that_a_function_answers_says_what_it_rests_on() -> None:
    resting_on_its_own = {("C12", "open"), ("C13", "ever"), ("C13", "recent"), ("R03", "repeat"), ("R10", "ongoing")}

    silent = {(c.rule, c.step) for rule in checked().values() for c in rule.checks if not c.says and not c.needs}

    assert silent == resting_on_its_own
