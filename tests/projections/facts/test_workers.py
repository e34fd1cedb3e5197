"""Children for each full-time social worker: what batches hold adds up, a person counts once."""

from __future__ import annotations

from datetime import date
from typing import Any

from journey.projections.batch import Batch
from journey.projections.effective import Fact
from journey.projections.indicators import indicator
from journey.projections.indicators.figures import counted, figures, units_of
from journey.projections.indicators.groups import Grouping, groups
from journey.projections.indicators.measure import Period
from journey.projections.organisation.structure import UNKNOWN, Structure
from tests.projections.facts.building import batch, fact, organisation

OPENED, TODAY = date(2017, 3, 1), date(2017, 3, 31)
MARCH = Period(OPENED, TODAY)
CASELOAD = indicator("caseload_per_social_worker")


def held(worker: str, team: str = "North") -> list[Fact]:
    """An open case that a worker holds."""
    return [fact("CINEpisodeOpened", OPENED), fact("WorkerAllocated", OPENED, worker=worker, team=team)]


def post(worker: str, hundredths: int | None, ordinal: int = 1, on: date = OPENED) -> Fact:
    """A qualified social worker's post; the second of a day is number 2."""
    return fact("WorkerPostStarted", on, ordinal, worker=worker, fte_hundredths=hundredths, qualified="yes")


def ask(*batches: Batch, structure: Structure = UNKNOWN, by: str | None = None, name: str = CASELOAD.name) -> Any:
    """The rows of a figure: group, numerator, denominator, value, cannot tell."""
    asked, grouping = indicator(name), Grouping(by)
    parts = [
        counted(units_of(one, asked, MARCH, "referrals-only", groups(one, grouping), structure)) for one in batches
    ]
    rows = figures(asked, MARCH, "referrals-only", parts, grouping, structure)
    return [(row["group"], row["numerator"], row["denominator"], row["value"], row["cannot_tell"]) for row in rows]


def test_a_worker_whose_children_are_in_two_batches_counts_once() -> None:
    known = organisation(post("w:a", 50), as_at=TODAY)
    halves = [batch(held("w:a"), as_at=TODAY), batch(held("w:a"), held("w:a"), as_at=TODAY)]

    assert ask(*halves, structure=known) == [("all", 3, 0.5, 6.0, 0)]


def test_two_references_of_one_person_are_one_worker() -> None:
    known = organisation(
        post("w:a", 50),
        post("w:b", 50, 2),
        fact("WorkerIdentified", OPENED, reference="w:b", same_as="w:a"),
        as_at=TODAY,
    )

    assert ask(batch(held("w:a"), held("w:b"), as_at=TODAY), structure=known) == [("all", 2, 1.0, 2.0, 0)]


def test_a_qualified_worker_whose_hours_are_not_recorded_cannot_be_told() -> None:
    known = organisation(post("w:a", 100), post("w:b", None, 2), as_at=TODAY)

    assert ask(batch(held("w:a"), held("w:b"), as_at=TODAY), structure=known) == [("all", 1, 1.0, 1.0, 1)]


def test_without_posts_there_is_no_figure() -> None:
    assert ask(batch(held("w:a"), as_at=TODAY)) == [("all", 0, 0.0, None, 1)]


def test_a_post_that_begins_after_the_day_is_none() -> None:
    later = organisation(post("w:a", 100, on=date(2017, 4, 1)), as_at=TODAY)

    assert ask(batch(held("w:a"), as_at=TODAY), structure=later) == [("all", 0, 0.0, None, 1)]


def test_an_open_case_of_which_no_source_says_who_holds_it_cannot_be_told() -> None:
    unknown = batch([fact("CINEpisodeOpened", OPENED)], as_at=TODAY, names=("CINEpisodeOpened",))

    assert ask(unknown, structure=organisation(post("w:a", 100), as_at=TODAY)) == [("all", 0, 0.0, None, 1)]


def test_a_worker_counts_in_each_group_of_children() -> None:
    known = organisation(post("w:a", 100), as_at=TODAY)
    found = ask(batch(held("w:a", "North"), held("w:a", "South"), as_at=TODAY), structure=known, by="team")

    assert found == [("North", 1, 1.0, 1.0, 0), ("South", 1, 1.0, 1.0, 0)]


def test_very_high_caseloads_of_workers_nobody_knows_to_be_qualified_cannot_be_told() -> None:
    thirty = batch(*(held("w:a") for _ in range(30)), *(held("w:b") for _ in range(30)), as_at=TODAY)
    known = organisation(post("w:a", 100), as_at=TODAY)

    assert ask(thirty, structure=known, name="very_high_caseloads") == [("all", 1, None, 1, 1)]


def test_what_the_authority_writes_for_nobody_is_no_worker_who_holds_a_case() -> None:
    tray = fact("SettingSet", OPENED, setting="no_worker_words", value="Tray", as_workers=["w:tray"])
    seen = [fact("CINEpisodeOpened", OPENED), fact("AllocationObserved", TODAY, worker="w:tray", team="North")]
    posts = (post("w:a", 100), post("w:tray", 100, 2))

    assert ask(batch(seen, held("w:a"), as_at=TODAY), structure=organisation(*posts, as_at=TODAY)) == [
        ("all", 2, 2.0, 1.0, 0)
    ]
    assert ask(batch(seen, held("w:a"), as_at=TODAY), structure=organisation(*posts, tray, as_at=TODAY)) == [
        ("all", 1, 1.0, 1.0, 0)
    ]
