"""What files hold of which events, worked out from how their lists are declared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from journey.domain.statements import PERSON_SYSTEM, Source
from journey.projections.batch import date_of
from journey.projections.coverage.carried import cut
from journey.projections.questions import Asked
from journey.projections.standpoint import stand
from journey.store.log import open_log
from tests.store.builders import said, write

MARCH, APRIL = date(2025, 3, 31), date(2025, 4, 30)


def held(question: Asked, event: str, as_at: date = APRIL) -> list[tuple[str, date | None, date]]:
    """What is carried of an event, from when and to when."""
    rows = cut(question.coverage, as_at).filter(event=event).sort("to", "from")
    return [
        (kind, first and date_of(first), date_of(last))
        for kind, first, last in rows.select("carries", "from", "to").rows()
    ]


@pytest.mark.parametrize("event", ["ReferralReceived", "AssessmentStarted", "CINEpisodeOpened", "CPPlanStarted"])
def test_every_beginning_since_the_first_day_of_each_window(asked: Asked, event: str) -> None:
    assert held(asked, event) == [("every", date(2024, 9, 30), MARCH), ("every", date(2024, 10, 30), APRIL)]


@pytest.mark.parametrize("event", ["AssessmentAuthorised", "CaseClosed", "CPPlanEnded", "CeasedLookedAfter"])
def test_every_end_of_what_is_still_shown(asked: Asked, event: str) -> None:
    assert held(asked, event) == [("every", None, MARCH), ("every", None, APRIL)]


@pytest.mark.parametrize(
    "event", ["ChildSeen", "CPVisitMade", "LACVisitMade", "PlacementStarted", "AllocationObserved"]
)
def test_the_latest_only_of_what_repeats(asked: Asked, event: str) -> None:
    assert held(asked, event) == [("latest only", MARCH, MARCH), ("latest only", APRIL, APRIL)]


def test_nothing_of_a_column_that_is_blank_in_every_row(asked: Asked) -> None:
    assert held(asked, "LACReviewHeld") == [("empty", MARCH, MARCH), ("empty", APRIL, APRIL)]


def test_a_list_that_is_not_in_the_files_covers_nothing(asked: Asked) -> None:
    assert held(asked, "CareLeaverStatusObserved") == []


def test_a_file_not_yet_known_covers_nothing(in_march: Asked) -> None:
    assert held(in_march, "ReferralReceived") == [("every", date(2024, 9, 30), MARCH)]


def test_as_at_an_earlier_day_nothing_after_it_is_held(asked: Asked) -> None:
    day = date(2025, 4, 15)

    assert held(asked, "ReferralReceived", day)[-1] == ("every", date(2024, 10, 30), day)
    assert held(asked, "ChildSeen", day) == [("latest only", MARCH, MARCH)]
    assert held(asked, "ReferralReceived", date(2024, 9, 29)) == []


def test_people_record_everything_up_to_today(tmp_path: Path) -> None:
    today = date(2025, 5, 7)
    with open_log(str(tmp_path / "journey.db")) as log:
        write(log, said(source=Source(PERSON_SYSTEM, APRIL)))

        by_hand = Asked(log, stand(log, today=today), {})

        assert held(by_hand, "ReferralReceived", today) == [("every", None, today)]
