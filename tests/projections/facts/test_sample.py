"""The sample of Annex A, by hand: 44 open cases, 7 changes of worker between the files, 33 referrals."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from journey.projections.batch import date_of
from journey.projections.drift.flags import drift
from journey.projections.holding.caseloads import caseloads
from journey.projections.holding.handoffs import handoffs
from journey.projections.holding.holders import holders
from journey.projections.journal import open_journal
from journey.projections.questions import Asked
from journey.projections.rereferrals import rate, referrals
from tests.projections.facts.conftest import DECLARED


def test_caseloads_are_those_of_the_case_status_column(asked: Asked, in_march: Asked) -> None:
    for asked_at, kinds in (
        (in_march, {"cin": 25, "cp": 9, "assessment": 6, "looked_after": 4}),
        (asked, {"cin": 26, "cp": 10, "assessment": 5, "looked_after": 3}),
    ):
        (batch,) = asked_at.batches()
        held = holders(batch).filter("open")

        assert Counter(held["kind"]) == kinds
        assert caseloads(held, "team")["children"].sum() == 44


def test_handoffs_between_the_two_files_are_intervals(asked: Asked) -> None:
    """List 6 shows eight changes of worker and four of team; one of each is of a case that closed in April."""
    (batch,) = asked.batches()

    found = handoffs(batch, asked.structure)

    assert Counter(found["kind"]) == {"worker_handoff": 7, "team_transfer": 3}
    assert set(found["precision"]) == {"interval"}
    assert {(date_of(first), date_of(last)) for first, last in found.select("from_on", "day").rows()} == {
        (date(2025, 4, 1), date(2025, 4, 30))
    }


def test_before_a_year_of_files_nobody_can_tell_who_was_referred_before(asked: Asked) -> None:
    """Thirty rows of List 3 in March, three new ones in April; the window of the first file opens in September."""
    (batch,) = asked.batches()

    figure = rate(batch, referrals(batch), date(2024, 5, 1), date(2025, 4, 30), "referrals-only")

    assert (figure.numerator, figure.denominator, figure.cannot_tell) == (0, 33, 33)
    assert (figure.share, figure.high_if_all_yes) == (0, 1)
    assert figure.covered_from == date(2024, 9, 30)


def test_contacts_counted_as_referrals_change_the_figure(asked: Asked) -> None:
    (batch,) = asked.batches()

    rule = "contacts-as-referrals"
    figure = rate(batch, referrals(batch, rule), date(2024, 5, 1), date(2025, 4, 30), rule)

    assert (figure.numerator, figure.denominator) == (24, 68)


def test_the_journal_gives_the_same_answers_as_the_store(asked: Asked, tmp_path: Path) -> None:
    with open_journal(asked.log, tmp_path):
        from_journal = Asked(asked.log, asked.at, DECLARED, tmp_path)

        answers = [[_answers(question, day) for day in (None, MARCH)] for question in (asked, from_journal)]

    assert answers[0] == answers[1]


MARCH = date(2025, 3, 31)


def _answers(question: Asked, day: date | None) -> list[list[Any]]:
    """Every question's rows, by child's id."""
    found: list[list[Any]] = [[], [], [], []]
    for batch in question.batches(day):
        held = holders(batch, question.structure)
        frames = (held, handoffs(batch), referrals(batch), drift(batch, held))
        for rows, frame in zip(found, frames, strict=True):
            by_id = frame.drop("la", "child_id", strict=False).join(
                batch.children.select("child", "la", "child_id"), on="child"
            )
            rows += by_id.drop("child", "key", strict=False).rows()
    return [sorted(rows, key=str) for rows in found]
