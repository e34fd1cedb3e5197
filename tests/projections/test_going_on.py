"""One source says when something began, another only that it was going on by a day: one thing, under its first day."""

from __future__ import annotations

from datetime import date

import pytest

from journey.domain.statements import Precision, Source, Statement, child_stream
from journey.domain.values import Data, code
from journey.projections.effective import Fact, effective_history

BEGAN, SHOWN, LATER = date(2022, 3, 1), date(2023, 6, 6), date(2024, 9, 3)
AS_AT = date(2025, 3, 31)


def said(
    name: str,
    fact: str,
    on: date,
    system: str = "ssda903",
    precision: Precision = "exact",
    version: int = 1,
    **data: str,
) -> Statement:
    held: Data = {key: code(value, value) for key, value in data.items()}
    source = Source(system, AS_AT, system.encode())
    stream = child_stream("999", "1")
    return Statement(stream, name, fact, AS_AT, source, held, on, precision=precision, version=version)


def placement(on: date, system: str, *, ongoing: bool = False, version: int = 1, **data: str) -> Statement:
    precision: Precision = "inferred" if ongoing else "exact"
    return said("PlacementStarted", f"placement/{on}/1", on, system, precision, version, **data)


def ended(start: date, on: date, system: str, version: int = 9) -> Statement:
    return said("PlacementEnded", f"placement/{start}/1/ended", on, system, version=version)


def history(*statements: Statement) -> list[Fact]:
    return [fact for fact in effective_history(statements, AS_AT, AS_AT) if fact.stands]


def test_it_is_one_thing_that_began_when_the_other_says() -> None:
    facts = history(placement(BEGAN, "annex-a", type="U4"), placement(SHOWN, "ssda903", ongoing=True, provider="PR1"))

    assert [(f.key, f.occurred_on, f.precision) for f in facts] == [(f"placement/{BEGAN}/1", BEGAN, "exact")]
    assert {name: value["code"] for name, value in facts[0].data.items() if isinstance(value, dict)} == {
        "type": "U4",
        "provider": "PR1",
    }
    assert {s.source.system for s in facts[0].said} == {"annex-a", "ssda903"}
    assert facts[0].disagreements == {}


def test_its_end_is_that_of_the_thing() -> None:
    facts = history(
        placement(BEGAN, "annex-a"), placement(SHOWN, "ssda903", ongoing=True), ended(SHOWN, LATER, "ssda903")
    )

    assert [(f.key, f.occurred_on) for f in facts] == [
        (f"placement/{BEGAN}/1", BEGAN),
        (f"placement/{BEGAN}/1/ended", LATER),
    ]


@pytest.mark.parametrize("end", [date(2023, 1, 3), SHOWN], ids=["before", "on that day"])
def test_what_had_ended_was_another(end: date) -> None:
    facts = history(
        placement(BEGAN, "annex-a"), ended(BEGAN, end, "annex-a"), placement(SHOWN, "ssda903", ongoing=True)
    )

    assert [f.key for f in facts if f.event == "PlacementStarted"] == [f"placement/{BEGAN}/1", f"placement/{SHOWN}/1"]


def test_the_last_that_began_before_is_meant() -> None:
    between = date(2023, 5, 2)

    facts = history(placement(BEGAN, "annex-a"), placement(between, "annex-a", version=2),
                    placement(SHOWN, "ssda903", ongoing=True))  # fmt: skip

    assert [(f.key, len(f.said)) for f in facts] == [(f"placement/{BEGAN}/1", 1), (f"placement/{between}/1", 2)]


def test_without_another_it_stands_by_itself() -> None:
    facts = history(placement(LATER, "annex-a"), placement(SHOWN, "ssda903", ongoing=True))

    assert [(f.key, f.precision) for f in facts] == [
        (f"placement/{SHOWN}/1", "inferred"),
        (f"placement/{LATER}/1", "exact"),
    ]


def test_a_day_that_somebody_says_counts_before_one_that_was_inferred() -> None:
    facts = history(placement(SHOWN, "annex-a"), placement(SHOWN, "ssda903", ongoing=True))

    assert [(f.occurred_on, f.precision) for f in facts] == [(SHOWN, "exact")]


def test_what_was_withdrawn_is_nothing_that_goes_on() -> None:
    gone = said("FactRetracted", f"placement/{BEGAN}/1", BEGAN, "annex-a", version=3)
    gone = Statement(gone.stream, gone.name, gone.fact, AS_AT, gone.source, {"reason": "absent"}, version=3)

    facts = history(placement(BEGAN, "annex-a"), gone, placement(SHOWN, "ssda903", ongoing=True))

    assert [f.key for f in facts] == [f"placement/{SHOWN}/1"]
