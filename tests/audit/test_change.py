"""Two diagnostics compared: two samples or the same children, and kinds of audit kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journey.audit.reporting.change import CHANCE, HIGHER, NO_DRAW, TOO_FEW, Side, changes, kinds, usual
from journey.audit.statistics.paired import Pairs, mcnemar
from journey.audit.statistics.proportions import difference
from journey.domain.errors import UsageError
from journey.store.log import Log
from tests.audit.audits import children, drawn, with_said
from tests.audit.graded import graded
from tests.audit.stores import said, store, stream, write

ONE = "w:aaaaaaaaaaaa"
NAMES = [stream(f"{n:03}") for n in range(24)]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A store with the children of the audits."""
    with store(tmp_path, *children()) as opened:
        yield opened


def side(log: Log, name: str, good: int, names: list[str] = NAMES, kind: str = "diagnostic") -> Side:
    """A diagnostic in which so many of some children are graded good, and the others inadequate."""
    drawn(log, name, kind)
    grades = [(one, ONE, "good" if place < good else "inadequate") for place, one in enumerate(names)]
    found, told = with_said(log, name, *graded(name, grades))
    return Side(found, told, {})


def test_the_same_children_twice(log: Log) -> None:
    before, after = side(log, "one", 10), side(log, "two", 20)

    good, worst = changes(before, after, "paired")

    assert usual(before, after) == "paired"
    assert (good["before_found"], good["after_found"], good["after_of"]) == (10, 20, 24)
    assert good["chance"] == mcnemar(Pairs(10, 0, 10, 4))
    assert (good["verdict"], good["difference"]) == (HIGHER, 10 / 24)
    assert worst["difference"] == -10 / 24


def test_two_samples(log: Log) -> None:
    before, after = side(log, "one", 12), side(log, "two", 15)

    good = changes(before, after, "independent")[0]

    assert good["verdict"] == CHANCE
    assert (good["low"], good["high"]) == pytest.approx(tuple(difference((12, 24), (15, 24))))
    assert good["smallest"] > good["difference"]


def test_a_large_change_of_two_samples_is_told(log: Log) -> None:
    good, worst = changes(side(log, "one", 4), side(log, "two", 21), "independent")

    assert (good["verdict"], worst["verdict"].partition(" ")[0]) == (HIGHER, "lower")


def test_few_can_tell_nothing(log: Log) -> None:
    before, after = side(log, "one", 0, NAMES[:9]), side(log, "two", 9, NAMES[:9])

    for how in ("paired", "independent"):
        assert {row["verdict"] for row in changes(before, after, how)} == {TOO_FEW}


def test_other_children_are_two_samples(log: Log) -> None:
    before, after = side(log, "one", 5, NAMES[:12]), side(log, "two", 5, NAMES[12:])

    assert usual(before, after) == "independent"


def test_merged_records_are_the_same_child(log: Log) -> None:
    before, after = side(log, "one", 6, NAMES[:12]), side(log, "two", 6, NAMES[12:])
    merged = Side(before.found, before.audited, dict(zip(NAMES[:12], NAMES[12:], strict=True)))

    assert usual(merged, after) == "paired"
    assert changes(merged, after, "paired")[0]["before_of"] == 12


def test_without_a_draw_by_chance_two_samples_tell_nothing(log: Log) -> None:
    write(log, *(said(f"{n:03}", "ReferralReceived", children()[0].known_on) for n in range(12)))
    drawn(log, "one", method="consecutive", size=12)
    grades = [(one, ONE, "good") for one in NAMES[:12]]
    found, told = with_said(log, "one", *graded("one", grades))

    rows = changes(Side(found, told, {}), side(log, "two", 12), "independent")

    assert {row["verdict"] for row in rows} == {NO_DRAW}
    assert {row["difference"] for row in rows} == {None}


def test_kinds_of_audit_are_kept_apart(log: Log) -> None:
    team, manager = side(log, "one", 6, NAMES[:12]), side(log, "two", 9, NAMES[:12], "manager")

    with pytest.raises(UsageError, match="kept apart"):
        changes(team, manager, "paired")
    (row,) = kinds(team, manager)

    # Three of twelve are graded two grades higher by the manager.
    assert (row["journeys"], row["exact"], row["within_one"], row["mean_difference"]) == (12, 9, 9, 0.5)
