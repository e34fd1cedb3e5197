"""What is made of grades: which of several counts, by stratum, how far auditors agree, whom to look at first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journey.audit.reporting.agreement import agreement, moderation
from journey.audit.reporting.grades import by_stratum, grade_shares, unsafe_or_inadequate
from journey.audit.reporting.limitations import SAYS, limitations
from journey.audit.reporting.method import actions, method
from journey.audit.reporting.power import limits
from journey.audit.reporting.standing import counting
from journey.audit.reporting.survey import survey
from journey.audit.rerun import frame_again
from journey.store.log import Log
from tests.audit.audits import children, drawn, with_said
from tests.audit.graded import action, assigned, concern, graded, moderated
from tests.audit.stores import asked, said, store, stream, write

ONE, TWO, THREE = "w:aaaaaaaaaaaa", "w:bbbbbbbbbbbb", "w:cccccccccccc"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A store with the children of the audits."""
    with store(tmp_path, *children()) as opened:
        yield opened


def test_a_moderated_grade_counts_else_the_first_raters(log: Log) -> None:
    drawn(log)
    given = [(stream("000"), TWO, "second"), (stream("000"), ONE, "first"), (stream("001"), ONE, "first")]
    found, told = with_said(
        log, "d", *assigned("d", given),
        *graded("d", [(stream("000"), TWO, "good"), (stream("000"), ONE, "inadequate"), (stream("001"), ONE, "good")]),
        moderated("d", 3, stream("001"), ONE, "requires-improvement"),
    )  # fmt: skip

    counts = counting(told, frozenset(one.stream for one in found.journeys))

    assert {one: grade.stands for one, grade in counts.items()} == {
        stream("000"): "inadequate", stream("001"): "requires-improvement",
    }  # fmt: skip
    assert [one.grade for one in told.grades] == ["good", "inadequate", "good"]  # the first ones stay


def test_a_second_raters_moderated_grade_counts_before_the_first_raters(log: Log) -> None:
    drawn(log)
    given = [(stream("000"), ONE, "first"), (stream("000"), TWO, "second")]
    _, told = with_said(
        log, "d", *assigned("d", given),
        *graded("d", [(stream("000"), ONE, "good"), (stream("000"), TWO, "good")]),
        moderated("d", 2, stream("000"), TWO, "inadequate"),
    )  # fmt: skip

    assert counting(told, frozenset([stream("000")]))[stream("000")].stands == "inadequate"


def test_by_stratum_no_percentage_of_fewer_than_ten(log: Log) -> None:
    drawn(log)
    grades = [(stream(f"{n:03}"), ONE, "good" if n % 2 else "inadequate") for n in range(24)]
    found, told = with_said(log, "d", *graded("d", grades))

    cared, needy, every = by_stratum(found, told)

    assert (cared["stratum"], cared["graded"], cared["good_or_better"], cared["share"]) == ("looked-after", 4, 2, None)
    # Every child was looked at: nothing is left to chance.
    assert (needy["share"], needy["low"], needy["high"]) == (0.5, 0.5, 0.5)
    assert (every["stratum"], every["journeys"], every["good_or_better"]) == ("all", 24, 12)


def test_the_share_is_weighted_and_its_children_are_those_of_the_frame(log: Log) -> None:
    drawn(log, size=12, minimum=4)
    found, _ = with_said(log, "d")
    grades = [(one.stream, ONE, "good" if one.stratum == "looked-after" else "inadequate") for one in found.journeys]
    found, told = with_said(log, "d", *graded("d", grades))

    good = next(row for row in grade_shares(found, told) if row["grade"] == "good")

    assert (good["found"], good["of"]) == (4, 12)
    assert good["share"] == pytest.approx(4 / 24)
    assert good["children"] == 4


def test_without_a_draw_by_chance_nothing_is_told_of_other_children(log: Log) -> None:
    write(log, *(said(f"{n:03}", "ReferralReceived", date(2025, 2, 3)) for n in range(12)))
    drawn(log, method="consecutive", size=12)
    grades = [(stream(f"{n:03}"), ONE, "good") for n in range(12)]
    found, told = with_said(log, "d", *graded("d", grades))

    assert [(row["found"], row["of"], row["share"]) for row in grade_shares(found, told)][1] == (12, 12, None)
    shown = survey(asked(log), found, frame_again(asked(log), found))
    assert limitations(shown, told, [])[0].rule == "not a probability draw"


def test_agreement_as_worked_by_hand(log: Log) -> None:
    drawn(log)
    names = [stream(f"{n:03}") for n in range(10)]
    first = ["good"] * 5 + ["requires-improvement"] * 3 + ["inadequate"] * 2
    second = ["good"] * 4 + ["requires-improvement"] * 4 + ["inadequate", "good"]
    given = [(one, who, how) for one in names for who, how in ((ONE, "first"), (TWO, "second"))]
    grades = [*zip(names, [ONE] * 10, first, strict=True), *zip(names, [TWO] * 10, second, strict=True)]
    _, told = with_said(log, "d", *assigned("d", given), *graded("d", grades))

    (row,) = agreement(told)

    assert (row["kind"], row["journeys"], row["exact"], row["within_one"]) == ("independent", 10, 8, 9)
    # Observed weighted disagreement (1 + 4)/10 = 0.5; by chance, from the margins, Σ p q (i − j)² = 1.20 quadratic.
    chance = sum((a - b) ** 2 for a in (3,) * 5 + (2,) * 3 + (1,) * 2 for b in (3,) * 5 + (2,) * 4 + (1,)) / 100
    assert row["kappa"] == pytest.approx(1 - 0.5 / chance)
    assert row["ac2"] > row["kappa"]
    for name in ("kappa", "ac2", "alpha"):
        assert row[f"{name}_low"] < row[name] < row[f"{name}_high"]


def test_calibration_is_told_apart(log: Log) -> None:
    drawn(log)
    names = [stream("000"), stream("001")]
    given = [(one, who, "calibration") for one in names for who in (ONE, TWO, THREE)]
    grades = [(one, who, "good") for one in names for who in (ONE, TWO, THREE)]
    _, told = with_said(log, "d", *assigned("d", given), *graded("d", grades))

    (row,) = agreement(told)

    assert (row["kind"], row["journeys"], row["raters"], row["exact"]) == ("calibration", 2, 3, 2)
    assert row["kappa"] is None  # one grade alone: nothing tells agreement from chance
    assert row["exact_share"] is None
    assert {row[f"{name}_{limit}"] for name in ("kappa", "ac2", "alpha") for limit in ("low", "high")} == {None}


def test_moderation_says_whether_auditors_were_kinder(log: Log) -> None:
    drawn(log)
    grades = [(stream("000"), ONE, "good"), (stream("001"), ONE, "good"), (stream("002"), ONE, "inadequate")]
    _, told = with_said(
        log, "d", *graded("d", grades), moderated("d", 1, stream("000"), ONE, "inadequate"),
        moderated("d", 2, stream("001"), ONE, "good"),
    )  # fmt: skip

    (row,) = moderation(told)

    assert (row["moderated"], row["changed"], row["lowered"], row["mean_difference"]) == (2, 1, 1, -1.0)


def test_who_may_be_unsafe_comes_first(log: Log) -> None:
    drawn(log)
    grades = [(stream("000"), ONE, "inadequate"), (stream("023"), ONE, "good")]
    found, told = with_said(log, "d", *graded("d", grades), concern("d", stream("023"), ONE))

    rows = list(unsafe_or_inadequate(found, told))

    assert [(row["child_id"], row["unsafe"], row["grade"]) for row in rows] == [
        ("023", True, "good"), ("000", False, "inadequate"),
    ]  # fmt: skip


def test_overdue_actions_come_first_on_the_day_asked_for(log: Log) -> None:
    drawn(log)
    _, told = with_said(log, "d", action("d", 1, date(2025, 7, 1)), action("d", 2, date(2025, 5, 30)))

    assert [row["state"] for row in actions(told, date(2025, 6, 1))] == ["overdue", "open"]
    assert [row["state"] for row in actions(told, date(2025, 5, 30))] == ["open", "open"]


def test_response_is_told_by_stratum(log: Log) -> None:
    drawn(log)
    found, told = with_said(log, "d", *graded("d", [(stream("000"), ONE, "good")]))

    assert [(row["stratum"], row["drawn"], row["graded"]) for row in method(found, told)] == [
        ("looked-after", 4, 0), ("child-in-need", 20, 1),
    ]  # fmt: skip


def test_limitations_are_printed_by_rule(log: Log) -> None:
    drawn(log)
    found, told = with_said(log, "d", *graded("d", [(stream("000"), ONE, "good")]))
    shown = survey(asked(log), found, frame_again(asked(log), found))

    rules = {one.rule: one.sentence for one in limitations(shown, told, ["Rules that changed: R05."])}

    assert rules["changed since"] == "Rules that changed: R05."
    assert rules["response"].startswith("1 of 24 journeys are graded.")
    assert {"small sample", "low response", "few graded twice", "families not known", "stratum not graded"} <= set(
        rules
    )
    assert "not a probability draw" not in rules
    assert set(rules) <= set(SAYS)


@pytest.mark.parametrize(("size", "half", "none"), [(55, 0.13, 0.065), (60, 0.12, 0.06)])
def test_what_a_sample_cannot_show_is_as_published(size: int, half: float, none: float) -> None:
    rows = [row["value"] for row in limits(size)]

    assert rows[0] == pytest.approx(half, abs=0.005)
    assert rows[1] == pytest.approx(none, abs=0.002)
    assert all(0.2 < rise < 0.28 for rise in rows[2:])
