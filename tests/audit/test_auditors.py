"""Auditors by number: the same for ever, and never a stranger of that name."""

from __future__ import annotations

from journey.audit.audited import Assignment, Audited
from journey.audit.auditors import auditor_meant, auditor_numbers, auditors_by_name

INES, TOM = "w:aaaaaaaaaaaa", "w:bbbbbbbbbbbb"


def given(*auditors: str) -> Audited:
    """Journeys given to auditors, one each, in that order."""
    return Audited(tuple(Assignment(f"child:999:{n}", who) for n, who in enumerate(auditors)))


def test_a_number_stays_when_others_are_given_journeys_later() -> None:
    assert auditor_numbers(given(TOM, INES, TOM)) == {TOM: "auditor 1", INES: "auditor 2"}
    assert auditor_numbers(given(TOM, INES, TOM, "SW104417"))[INES] == "auditor 2"


def test_whoever_is_named_by_number_is_that_auditor_and_anybody_else_is_as_written() -> None:
    made = given(TOM, INES)

    assert [auditor_meant(made, words) for words in ("auditor 2", " Auditor  1 ", "auditor 3", "Mara Lund")] == [
        INES, TOM, "auditor 3", "Mara Lund",
    ]  # fmt: skip


def test_an_auditor_meant_twice_is_one_by_name_where_it_is_known() -> None:
    found = auditors_by_name(given(TOM, INES), {INES: "Ines Okafor"}, ("auditor 2", INES, "Ines Okafor", "auditor 1"))

    assert found == ("Ines Okafor", TOM)
