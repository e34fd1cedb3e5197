"""The files of the invented borough: written by hand-made lives, read back by the importers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from journey.cli.sources import declarations
from journey.demo.files.commands import Command
from journey.demo.files.recorded import recorded
from journey.demo.files.truth import read_truth
from journey.demo.files.writing import COMMANDS, write_files
from journey.domain.facts import parse_fact_key
from journey.domain.values import code_of
from journey.importers.annex_a import ANNEX_A
from journey.importers.report.shipped import shipped
from journey.importers.ssda903 import SSDA903
from journey.projections.effective import Fact, effective_history
from journey.projections.quality.findings import quality
from journey.projections.questions import Asked
from journey.projections.standpoint import stand
from journey.store.log import Log, open_log
from tests.demo.invented import CHILDREN, IN_CARE, LAST, ORGANISATION, PROTECTED, REFERRED, UNBORN
from tests.demo.taking_in import IMPORT_DAY, Taken, take_in


class Borough(NamedTuple):
    """A borough's folder, the commands that take it in, and what came of them."""

    folder: Path
    commands: list[Command]
    taken: Taken
    log: Log

    def facts(self, child: str, event: str) -> list[Fact]:
        """What stands of a child in the end, by the day on which it began."""
        stream = f"child:999:{child}"
        facts = effective_history(self.log.statements([stream])[stream], LAST, date.max)
        return [fact for fact in facts if fact.event == event and fact.stands]

    def days(self, child: str, event: str) -> list[date]:
        """The days of such facts."""
        return [fact.occurred_on for fact in self.facts(child, event) if fact.occurred_on is not None]


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Borough]:
    folder = tmp_path_factory.mktemp("borough")
    commands = write_files(CHILDREN, len(CHILDREN), ORGANISATION, folder)
    with open_log(f"sqlite:///{tmp_path_factory.mktemp('store') / 'j.db'}") as log:
        yield Borough(folder, commands, take_in(log, folder, commands), log)


def test_no_row_is_refused(borough: Borough) -> None:
    counts = sum((imported.totals for _, _, imported in borough.taken), Counter())

    outcomes = ("not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
    assert counts["rejected"] == 0
    assert counts["rows"] == sum(counts[name] for name in outcomes) > 250


def test_every_map_list_and_file_has_something_to_carry(borough: Borough) -> None:
    filled = Counter(
        (command.source, listed.listing.name)
        for command, extract, _ in borough.taken
        for listed in extract.lists
        if listed.read
    )
    maps = {command.options[1] for command in borough.commands if command.source == "report"}

    assert maps == set(shipped()) | {f"maps/{path.name}" for path in (borough.folder / "maps").iterdir()}
    assert {name for source, name in filled if source == "annex-a"} == set(ANNEX_A.by_name) - {"List 11"}
    returned = {name for source, name in filled if source == "ssda903"}
    assert set(SSDA903.by_name) - returned == {
        "AD1", "DoLo", "Episodes: short breaks", "PlacedAdoption", "PrevPerm", "SWEpisodes", "UASC",
    }  # fmt: skip


def test_what_was_recorded_late_is_missing_until_then(borough: Borough) -> None:
    (late,) = [fact for fact in borough.facts(PROTECTED.id, "ChildSeen") if fact.occurred_on == date(2015, 8, 6)]

    assert late.said[0].known_on == date(2015, 9, 30)
    assert late.said[0].known_from == date(2015, 9, 1)


def test_quality_finds_only_what_was_recorded_late(borough: Borough) -> None:
    at = stand(borough.log, today=IMPORT_DAY)

    found = quality(Asked(borough.log, at, declarations()).batches())

    assert {(row["child_id"], row["finding"], row["on"]) for row in found} == {
        (PROTECTED.id, "recorded late", date(2015, 8, 6))
    }


def test_a_child_is_expected_and_then_born(borough: Borough) -> None:
    (person,) = borough.facts(UNBORN.id, "ChildRegistered")

    assert person.data["expected_birth_date"] == person.data["date_of_birth"] == UNBORN.born
    assert code_of(person.data["sex"]) == UNBORN.sex
    assert [code_of(value) for value in person.disagreements["sex"]] == ["U"]


def test_a_referral_entered_twice_comes_and_goes(borough: Borough) -> None:
    stream = f"child:999:{REFERRED.id}"
    said = borough.log.statements([stream])[stream]
    twice = [one for one in said if one.fact == "referral/2015-12-18/1"]

    assert [(one.name, one.known_on) for one in twice] == [
        ("ReferralReceived", date(2015, 12, 31)),
        ("FactRetracted", date(2016, 2, 29)),
    ]
    assert borough.days(REFERRED.id, "ReferralReceived") == [date(2015, 12, 8), date(2016, 7, 28)]


def test_a_wrong_day_stands_until_it_is_put_right(borough: Borough) -> None:
    (referral,) = borough.facts(PROTECTED.id, "ReferralReceived")

    assert parse_fact_key(referral.said[0].fact or "").start == date(2015, 5, 3)
    assert referral.occurred_on == date(2015, 5, 5)


def test_a_contact_under_a_second_id_is_found_with_the_child(borough: Borough) -> None:
    assert borough.days(REFERRED.id, "ContactReceived") == [date(2015, 12, 7)]
    assert borough.days("5900004", "ContactReceived") == [date(2016, 8, 1)]
    assert "RecordsMerged" in {one.name for one in borough.log.statements(["child:999:5900004"])["child:999:5900004"]}


def test_periods_of_care_come_back_whole_from_the_return(borough: Borough) -> None:
    (care,) = borough.facts(IN_CARE.id, "BecameLookedAfter")
    placements, statuses = (borough.days(IN_CARE.id, name) for name in ("PlacementStarted", "LegalStatusChanged"))

    assert care.occurred_on == IN_CARE.care[0].started
    assert placements == [one.started for one in IN_CARE.care[0].placements]
    assert statuses == [one.started for one in IN_CARE.care[0].legal]


def test_every_file_is_named_by_a_command_that_can_be_typed(borough: Borough) -> None:
    named = {str(path) for command in borough.commands for path in command.files}
    there = {path.relative_to(borough.folder).as_posix() for path in borough.folder.rglob("*_20*")}
    lines = (borough.folder / COMMANDS).read_text(encoding="utf-8").splitlines()

    assert named == there
    assert lines[0] == "journey import annex-a annex_a/annex_a_2015_04.xlsx --la 999 --extract-date 2015-04-30"


def test_the_organisation_is_told_year_by_year(borough: Borough) -> None:
    said = borough.log.statements(["organisation:999"])["organisation:999"]
    posts = sorted((one.name, one.occurred_on, one.known_on) for one in said if one.name.startswith("WorkerPost"))

    assert posts == [
        ("WorkerPostEnded", date(2016, 11, 30), date(2017, 3, 31)),
        ("WorkerPostStarted", date(2015, 4, 1), date(2016, 3, 31)),
        ("WorkerPostStarted", date(2015, 4, 1), date(2016, 3, 31)),
        ("WorkerPostStarted", date(2015, 10, 1), date(2016, 3, 31)),
    ]
    assert {"HubOpened", "HubClosed", "HubsMerged", "PostVacant", "VacancyFilled", "SettingSet", "HubMeetingHeld"} <= {
        one.name for one in said
    }


def test_truth_is_what_really_happened(borough: Borough) -> None:
    assert list(read_truth(borough.folder)) == list(CHILDREN)


def test_the_same_lives_make_the_same_files(borough: Borough, tmp_path: Path) -> None:
    write_files(CHILDREN, len(CHILDREN), ORGANISATION, tmp_path)

    for path in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        assert path.read_bytes() == (borough.folder / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_report_has_the_columns_of_every_map_that_reads_it(borough: Borough) -> None:
    with (borough.folder / "reports" / "complaints_2016.csv").open(encoding="utf-8", newline="") as file:
        title, headers, row = csv.reader(file)

    assert title == ["Complaints, stage 1: 01/04/2015 to 31/03/2016"]
    assert dict(zip(headers, row, strict=True))["Panel answered"] == "10/12/2015"


@pytest.mark.parametrize(
    ("day", "visits"), [(date(2015, 9, 20), 1), (date(2015, 9, 21), 2)], ids=["before it was recorded", "then"]
)
def test_the_record_on_a_day(day: date, visits: int) -> None:
    (plan,) = recorded(PROTECTED, day).episodes[0].protection_plans

    assert sum(one.day < date(2015, 9, 1) for one in plan.visits) == visits
