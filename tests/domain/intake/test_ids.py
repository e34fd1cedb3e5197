"""Ids that lose leading zeros between two files: refused while nothing is written, whichever file comes first."""

from __future__ import annotations

import pytest

from journey.domain.errors import IdsChanged
from journey.domain.extract import Row
from tests.domain.intake.months import APRIL, MARCH, START, log_of
from tests.domain.intake.sources import MemoryLog, contact, episode, extract

WITH_ZEROS = ("0012", "0345", "0678", "9012")
WITHOUT = ("12", "345", "678", "9012")


def episodes(*children: str) -> list[Row]:
    return [episode(child, START, number=number) for number, child in enumerate(children, 2)]


@pytest.mark.parametrize(("before", "after"), [(WITH_ZEROS, WITHOUT), (WITHOUT, WITH_ZEROS)])
def test_children_who_come_back_without_their_zeros_stop_the_import(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    log = log_of({"Episodes": episodes(*before)})

    with pytest.raises(IdsChanged, match="3 children of the file of 31/03/2025 stand in that of 30/04/2025") as refused:
        log.take(extract(APRIL, {"Episodes": episodes(*after)}), strict=True)

    assert f"{before[0]} and {after[0]}" in str(refused.value)
    assert "--allow-retractions" in str(refused.value)


def test_so_does_an_earlier_file_that_arrives_late() -> None:
    log = MemoryLog()
    log.take(extract(APRIL, {"Episodes": episodes(*WITHOUT)}))

    with pytest.raises(IdsChanged, match="3 children of the file of 31/03/2025"):
        log.take(extract(MARCH, {"Episodes": episodes(*WITH_ZEROS)}), strict=True)


def test_when_it_is_allowed_each_may_be_one_child_under_two_ids() -> None:
    log = log_of({"Episodes": episodes(*WITH_ZEROS)})

    plan = log.take(extract(APRIL, {"Episodes": episodes(*WITHOUT)}))

    assert plan.totals["retracted"] == 0
    assert plan.reasons["under another id"] == 3


def test_two_children_at_once_may_be_a_coincidence() -> None:
    others = [contact(str(number), START) for number in range(50, 70)]
    log = log_of({"Contacts": [contact("0012", START), contact("0345", START), *others]})

    april = extract(APRIL, {"Contacts": [contact("12", START), contact("345", START), *others]})
    plan = log.take(april, strict=True)

    assert plan.children == 22


def test_both_ids_in_both_files_are_two_children() -> None:
    everyone = {"Episodes": episodes(*WITH_ZEROS, *WITHOUT[:3])}
    log = log_of(everyone)

    assert log.take(extract(APRIL, everyone), strict=True).totals["unchanged"] == 7
