"""A small borough as it is generated: its files taken in give back what happened, and nothing that did not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from journey.cli.sources import declarations
from journey.demo.borough.borough import Borough
from journey.demo.files.commands import Command
from journey.demo.files.truth import read_about, read_truth
from journey.demo.files.writing import write_files
from journey.demo.recovery.compare import Compared, compare
from journey.demo.recovery.rows import rows, wrong
from journey.projections.effective import effective_history
from journey.projections.quality.findings import quality
from journey.projections.questions import Asked
from journey.projections.standpoint import Standpoint, stand
from journey.store.log import Log, open_log
from tests.demo.taking_in import IMPORT_DAY, Taken, take_in

CHILDREN = 60
"""Enough that every list has rows; two years of them take a few seconds."""


class Imported(NamedTuple):
    """A borough's folder and the store into which its files were taken."""

    folder: Path
    commands: list[Command]
    taken: Taken
    log: Log
    at: Standpoint


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    borough = Borough(first=date(2016, 4, 1), last=date(2018, 3, 31), children=CHILDREN, seed=3)
    folder = tmp_path_factory.mktemp("borough")
    commands = write_files(borough.lives(), CHILDREN, borough.organisation(), folder)
    with open_log(f"sqlite:///{tmp_path_factory.mktemp('store') / 'j.db'}") as log:
        taken = take_in(log, folder, commands)
        yield Imported(folder, commands, taken, log, stand(log, today=IMPORT_DAY))


@pytest.fixture(scope="module")
def compared(imported: Imported) -> Compared:
    return compare(imported.log, imported.at, read_about(imported.folder), read_truth(imported.folder))


def test_every_row_is_taken_and_counted_once(imported: Imported) -> None:
    counts = sum((account.totals for _, _, account in imported.taken), Counter[str]())

    outcomes = ("not_child", "new", "reinstated", "corrected", "progressed", "unchanged")
    assert counts["rejected"] == 0
    assert counts["rows"] == sum(counts[name] for name in outcomes) > 500


def test_nothing_stands_that_did_not_happen(compared: Compared) -> None:
    assert wrong(compared) == []


def test_what_is_lost_has_a_reason(compared: Compared) -> None:
    told = {row["event"]: row for row in rows(compared)}

    assert sum(row["recovered"] for row in told.values()) > 500
    assert [name for name, row in told.items() if row["lost"] and not row["why"]] == []
    whole = ("ReferralReceived", "CINEpisodeOpened", "AssessmentStarted", "AssessmentAuthorised", "CaseClosed",
             "CINPlanStarted", "CPPlanStarted", "BecameLookedAfter", "WorkerAllocated")  # fmt: skip
    assert {name: told[name]["lost"] for name in whole if name in told} == dict.fromkeys(
        [name for name in whole if name in told], 0
    )


def test_each_source_gives_back_what_it_can_say(compared: Compared) -> None:
    told = {row["event"]: row for row in rows(compared)}

    referrals = told["ReferralReceived"]
    assert referrals["annex_a"] == referrals["cin_census"] == referrals["reports"] == referrals["happened"] > 0
    assert told["ChildSeen"]["annex_a"] == told["ChildSeen"]["recovered"] < told["ChildSeen"]["happened"]
    assert told["CoreGroupMet"]["annex_a"] == 0 < told["CoreGroupMet"]["reports"] == told["CoreGroupMet"]["happened"]


def test_quality_finds_nothing_but_what_was_planted(imported: Imported) -> None:
    planted = {(child.id, fault.day) for child in read_truth(imported.folder) for fault in child.faults}

    found: list[dict[str, Any]] = quality(Asked(imported.log, imported.at, declarations()).batches())

    assert [row for row in found if (row["child_id"], row["on"]) not in planted] == []


def test_any_order_of_files_gives_the_same_history(imported: Imported, tmp_path: Path) -> None:
    some = [one for one in imported.commands if one.source != "organisation"][:9]
    some += [one for one in imported.commands if one.source == "cin"][:2]
    assert {one.source for one in some} == {"annex-a", "cin", "ssda903"}
    mixed = list(some)
    random.Random(5).shuffle(mixed)

    with open_log(f"sqlite:///{tmp_path / 'a.db'}") as one, open_log(f"sqlite:///{tmp_path / 'b.db'}") as other:
        take_in(one, imported.folder, some)
        take_in(other, imported.folder, mixed)

        assert _history(one) == _history(other)


def _history(log: Log) -> dict[str, list[tuple[object, ...]]]:
    """What stands of every child in the end; workers stand by references, which each store makes its own."""
    found = {}
    for summary in log.streams("child"):
        facts = effective_history(log.statements([summary.stream])[summary.stream], date(2018, 3, 31), date.max)
        found[summary.stream] = [(fact.key, fact.event, fact.occurred_on, fact.known_on, fact.state) for fact in facts]
    return found
