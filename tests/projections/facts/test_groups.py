"""Groups of a figure, and whose children it is of: as at the end of its period."""

from __future__ import annotations

from datetime import date

import pytest

from journey.projections.effective import Fact
from journey.projections.indicators import indicator
from journey.projections.indicators.figures import units_of
from journey.projections.indicators.groups import GROUPS, Grouping, group_name, groups
from journey.projections.indicators.measure import Period
from journey.projections.organisation.structure import UNKNOWN, Structure
from tests.projections.facts.building import batch, fact, organisation

OPENED, TODAY = date(2017, 3, 1), date(2017, 3, 31)
OPEN = fact("CINEpisodeOpened", OPENED, need="N4")


def group(by: str, *facts: Fact, structure: Structure = UNKNOWN) -> str:
    """The group of one child."""
    (found,) = groups(batch([*facts], as_at=TODAY), Grouping(by), structure)["group"].to_list()
    return str(found)


def of(grouping: Grouping, *children: list[Fact]) -> list[str]:
    """Whose children are asked about, by id."""
    found = groups(batch(*children, as_at=TODAY), grouping)["stream"].to_list()
    return [stream.rpartition(":")[2] for stream in found]


def held(worker: str, **where: str) -> list[Fact]:
    """An open case that a worker holds."""
    return [OPEN, fact("WorkerAllocated", OPENED, worker=worker, **where)]


@pytest.mark.parametrize("by", GROUPS)
def test_what_nothing_says_is_not_known(by: str) -> None:
    assert group(by, fact("ReferralReceived", OPENED)) == "not known"


@pytest.mark.parametrize(("by", "found"), [("hub", "Hub 4"), ("team", "North"), ("worker", "w:a")])
def test_who_holds_the_case(by: str, found: str) -> None:
    assert group(by, *held("w:a", hub="Hub 4", team="North")) == found


@pytest.mark.parametrize("by", ["hub", "team", "worker"])
def test_a_case_that_has_ended_is_nobody_s_and_that_is_known(by: str) -> None:
    closed = fact("CaseClosed", date(2017, 3, 20), of=OPENED)

    assert group(by, *held("w:a", hub="Hub 4", team="North"), closed) == "case closed"


def test_a_hub_is_that_after_a_merger() -> None:
    merged = organisation(fact("HubsMerged", date(2017, 3, 15), from_hubs=["Hub 4"], into_hub="Hub 5"), as_at=TODAY)

    assert group("hub", *held("w:a", hub="Hub 4"), structure=merged) == "Hub 5"


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2016, 4, 1), "under 1"), (date(2016, 3, 31), "1 to 4"), (date(2012, 4, 1), "1 to 4"),
        (date(2012, 3, 31), "5 to 9"), (date(2007, 3, 31), "10 to 15"), (date(2001, 3, 31), "16 and 17"),
        (date(1999, 4, 1), "16 and 17"), (date(1999, 3, 31), "18 and over"), (date(2017, 4, 1), "unborn"),
    ],
)  # fmt: skip
def test_ages_are_told_in_the_bands_of_published_tables(born: date, band: str) -> None:
    assert group("age", fact("ChildRegistered", None, date_of_birth=born), OPEN) == band


def test_a_child_who_is_expected_is_unborn() -> None:
    assert group("age", fact("ChildRegistered", None, expected_birth_date=date(2017, 3, 1)), OPEN) == "unborn"


@pytest.mark.parametrize(
    ("by", "code", "name"),
    [("sex", "F", "Female"), ("ethnicity", "WBRI", "White British"), ("disability", "yes", "Yes")],
)
def test_what_the_child_is(by: str, code: str, name: str) -> None:
    assert group(by, fact("ChildRegistered", None, **{by: code}), OPEN) == code
    assert group_name(by, code) == name


def test_a_disability_recorded_as_unknown_is_not_known() -> None:
    assert group("disability", fact("ChildRegistered", None, disability="unknown")) == "not known"


def test_need_is_that_of_the_latest_episode() -> None:
    later = fact("CINEpisodeOpened", date(2017, 3, 20), need="N1")

    assert group("need", OPEN, later) == "N1"


def test_status_is_the_latest_shown() -> None:
    assert group("status", OPEN, fact("CaseStatusObserved", TODAY, status="open-assessment")) == "open-assessment"


def test_bands_stand_by_age_and_what_is_not_known_last() -> None:
    found = ["not known", "16 and 17", "1 to 4", "under 1", "10 to 15", "unborn"]

    assert sorted(found, key=Grouping("age").order) == [
        "unborn", "under 1", "1 to 4", "10 to 15", "16 and 17", "not known"
    ]  # fmt: skip


def test_whose_children_by_part_of_a_name_and_by_worker() -> None:
    children = [held("w:a", hub="Hub 4", team="North"), held("w:B", hub="Hub 5", team="South"), [OPEN]]

    assert of(Grouping(hub="hub 4"), *children) == ["1"]
    assert of(Grouping(team="OU"), *children) == ["2"]
    assert of(Grouping(workers=frozenset({"w:b"})), *children) == ["2"]
    assert of(Grouping(workers=frozenset({"unallocated"})), *children) == ["3"]
    assert of(Grouping(hub="hub", team="North"), *children) == ["1"]
    assert of(Grouping(hub="hub 9"), *children) == []
    assert of(Grouping(), *children) == ["1", "2", "3"]


def test_a_figure_of_one_team_told_apart_by_worker() -> None:
    both = Grouping("worker", team="North")
    children = batch(held("w:a", team="North"), held("w:b", team="South"), as_at=TODAY)

    assert groups(children, both)["group"].to_list() == ["w:a"]


@pytest.mark.parametrize(
    ("eligibility", "answer"),
    [("eligible", "yes"), ("relevant", "yes"), ("former-relevant", "yes"), ("qualifying", None)],
)
def test_children_still_looked_after_are_told_apart_from_care_leavers(eligibility: str, answer: str | None) -> None:
    leaver = [
        fact("CareLeaverStatusObserved", TODAY, eligibility=eligibility),
        fact("PathwayPlanReviewed", date(2017, 2, 1)),
    ]
    asked, march = indicator("pathway_plans_reviewed"), Period(OPENED, TODAY)
    everybody = batch(leaver, as_at=TODAY)

    units = units_of(everybody, asked, march, "referrals-only", groups(everybody, Grouping("eligibility")))

    assert group("eligibility", *leaver) == eligibility
    assert units.select("group", "answer").rows() == ([] if answer is None else [(eligibility, answer)])


def test_the_latest_eligibility_counts() -> None:
    before = fact("CareLeaverStatusObserved", OPENED, eligibility="eligible")

    assert group("eligibility", before, fact("CareLeaverStatusObserved", TODAY, eligibility="relevant")) == "relevant"
    assert group_name("eligibility", "relevant") == "Relevant child"
