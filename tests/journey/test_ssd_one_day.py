"""Two referrals of one child on one day: what belongs to which is known by the dataset's own ids."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from journey.domain.extract import Extract
from journey.importers.ssd import SSD
from journey.projections.effective import effective_history
from journey.store.importing import import_extract
from journey.store.log import open_log
from tests.journey.test_ssd_laws import DAYS, extract

CHILD = "0070"
REFERRALS = [
    {"cine_referral_id": "R1", "cine_person_id": CHILD, "cine_referral_date": "2024-10-07", "cine_referral_nfa": "N"},
    {"cine_referral_id": "R2", "cine_person_id": CHILD, "cine_referral_date": "2024-10-07", "cine_referral_nfa": "Y"},
]


def month(folder: Path, at: int, referral: str, referrals: Sequence[dict[str, str]] = REFERRALS) -> Extract:
    """An extract in which the child's only assessment names a referral."""
    assessment = {
        "cina_assessment_id": "A1",
        "cina_referral_id": referral,
        "cina_person_id": CHILD,
        "cina_assessment_start_date": "2024-10-08",
    }
    folder.mkdir(exist_ok=True)
    return extract(folder, DAYS[at], {"ssd_cin_episodes": [*referrals], "ssd_cin_assessments": [assessment]})


def belongs_to(files: Sequence[Extract], folder: Path) -> list[str | None]:
    """By month, whether the referral that the assessment belongs to led to no further action; None if to none."""
    with open_log(f"sqlite:///{folder / 'journey.db'}") as log:
        for file in files:
            import_extract(log, file, SSD)
        said = log.statements([f"child:999:{CHILD}"])[f"child:999:{CHILD}"]
    found: list[str | None] = []
    for day in sorted(file.speaks_for for file in files):
        facts = {fact.key: fact for fact in effective_history(said, day, day)}
        (assessment,) = (fact for fact in facts.values() if fact.event == "AssessmentStarted")
        referral = assessment.data.get("referral")
        found.append(str(facts[str(referral)].data["no_further_action"]) if referral else None)
    return found


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_what_goes_from_one_to_the_other_is_seen_whatever_came_first(tmp_path: Path, order: tuple[int, ...]) -> None:
    files = [month(tmp_path, 0, "R1"), month(tmp_path, 1, "R2"), month(tmp_path, 2, "R1", REFERRALS[::-1])]

    first, second, third = belongs_to([files[n] for n in order], tmp_path)

    assert first == third != second
    assert None not in (first, second)


def test_twins_that_say_the_same_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    twins = [{**REFERRALS[0], "cine_referral_id": name} for name in ("R1", "R2")]

    assert None not in belongs_to([month(tmp_path, 0, "R2", twins), month(tmp_path, 1, "R2", twins)], tmp_path)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(("later", "stays"), [("R9", True), ("", False)])
def test_an_id_that_leads_nowhere_says_nothing_and_a_blank_one_takes_back(
    tmp_path: Path, order: tuple[int, ...], later: str, stays: bool
) -> None:
    files = [month(tmp_path, 0, "R1"), month(tmp_path, 1, later)]

    first, second = belongs_to([files[n] for n in order], tmp_path)

    assert first is not None
    assert second == (first if stays else None)
