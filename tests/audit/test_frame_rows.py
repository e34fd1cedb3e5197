"""Which journeys a frame holds: the stratum each was in last, themes on record, who is in no frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journey.audit.frame import Frame
from journey.audit.frame_rows import frame_of
from journey.audit.sources import refuse, told_of
from journey.audit.strata import STRATA, STRATUM
from journey.domain.errors import UsageError
from journey.domain.statements import Statement
from journey.domain.values import code
from journey.store.log import Log
from tests.audit.stores import DAY, SINCE, asked, merged, said, store, write

RECENT, LONG_AGO = date(2025, 2, 3), date(2023, 2, 6)

EVERY_STRATUM = {
    "care": [said("care", "BecameLookedAfter", LONG_AGO)],
    "plan": [said("plan", "CPPlanStarted", RECENT, category="NEG"), said("plan", "CINEpisodeOpened", LONG_AGO)],
    "leaver": [said("leaver", "CareLeaverStatusObserved", RECENT)],
    "episode": [said("episode", "CINEpisodeOpened", RECENT)],
    "school": [said("school", "EHCPlanIssued", LONG_AGO)],
    "helped": [said("helped", "EarlyHelpAssessmentStarted", RECENT)],
    "turned-away": [said("turned-away", "ReferralReceived", RECENT, no_further_action="yes")],
}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """An empty store."""
    with store(tmp_path) as opened:
        yield opened


def frame(log: Log, **at: object) -> Frame:
    return frame_of(asked(log, **at), SINCE, STRATUM)


def strata(found: Frame) -> dict[str, str]:
    return {one.child_id: one.stratum for one in found.journeys}


def test_each_stratum_holds_its_own(log: Log) -> None:
    write(log, *(one for own in EVERY_STRATUM.values() for one in own))

    assert strata(frame(log)) == {
        "care": "looked-after",
        "plan": "child-protection",
        "leaver": "care-leaver",
        "episode": "child-in-need",
        "school": "sen",
        "helped": "early-help",
        "turned-away": "front-door",
    }


def test_a_stratum_that_was_not_asked_for_is_not_there(log: Log) -> None:
    write(log, *EVERY_STRATUM["plan"], *EVERY_STRATUM["care"])

    found = frame_of(asked(log), SINCE, ("child-in-need",))

    assert strata(found) == {"plan": "child-in-need"}


def test_what_ended_in_the_period_is_the_stratum_it_was_in_last(log: Log) -> None:
    write(
        log,
        said("was", "CPPlanStarted", LONG_AGO),
        said("was", "CPPlanEnded", RECENT, start=LONG_AGO),
        said("then", "CPPlanStarted", LONG_AGO),
        said("then", "CPPlanEnded", RECENT, start=LONG_AGO),
        said("then", "CINEpisodeOpened", LONG_AGO),
        said("over", "CPPlanStarted", LONG_AGO),
        said("over", "CPPlanEnded", date(2024, 10, 30), start=LONG_AGO),
    )

    assert strata(frame(log)) == {"was": "child-protection", "then": "child-in-need"}


def test_a_referral_that_opened_a_case_is_no_front_door(log: Log) -> None:
    write(log, *EVERY_STRATUM["turned-away"], said("turned-away", "CINEpisodeOpened", date(2025, 3, 3)))

    assert strata(frame(log)) == {"turned-away": "child-in-need"}


def test_a_plan_that_ceased_is_no_longer_in_force(log: Log) -> None:
    write(log, *EVERY_STRATUM["school"], said("school", "EHCPlanReviewed", date(2024, 9, 3), outcome="cease"))

    assert strata(frame(log)) == {}


def test_themes_are_those_of_the_last_assessment_and_the_open_plan(log: Log) -> None:
    factors = [code("3B", "3B"), code("2B", "2B"), code("24A", "24A")]
    write(
        log,
        *EVERY_STRATUM["plan"],
        said("plan", "AssessmentStarted", LONG_AGO),
        said("plan", "AssessmentAuthorised", date(2023, 3, 20), start=LONG_AGO, factors=factors),
        said("episode", "CINEpisodeOpened", RECENT),
    )

    themes = {one.child_id: one.themes for one in frame(log).journeys}

    assert themes == {"plan": ("exploitation", "domestic-abuse", "neglect", "substance-misuse"), "episode": ()}


def test_merged_records_are_one_journey(log: Log) -> None:
    write(log, *EVERY_STRATUM["episode"], *EVERY_STRATUM["care"], *merged("care", "episode"))

    assert strata(frame(log)) == {"care": "looked-after"}


def test_the_adopted_are_counted_and_not_named(log: Log) -> None:
    write(
        log,
        *EVERY_STRATUM["episode"],
        said("care", "BecameLookedAfter", LONG_AGO),
        said("care", "CeasedLookedAfter", RECENT, start=LONG_AGO, reason="E11"),
    )

    found = frame(log)

    assert strata(found) == {"episode": "child-in-need"}
    assert found.excluded == {"adopted": 1}


def test_sealed_and_restricted_records_are_counted_and_not_named(log: Log) -> None:
    children = ("sealed", "opened", "restricted", "lifted", "later")
    write(
        log,
        *(said(child, "CINEpisodeOpened", RECENT) for child in children),
        said("sealed", "RecordSealed", DAY),
        said("opened", "RecordSealed", RECENT),
        said("opened", "RecordUnsealed", DAY, start=RECENT, until=date(2025, 12, 31)),
        said("restricted", "ProcessingRestricted", DAY),
        said("lifted", "ProcessingRestricted", RECENT),
        said("lifted", "RestrictionLifted", DAY, start=RECENT),
        said("later", "RecordSealed", date(2025, 5, 1), known_on=date(2025, 5, 1)),
    )

    found = frame(log)

    assert list(strata(found)) == ["later", "lifted"]
    assert found.excluded == {"sealed": 2, "restricted": 1}


def test_what_arrived_later_changes_nothing(log: Log) -> None:
    write(log, *EVERY_STRATUM["episode"], *EVERY_STRATUM["care"])
    before = frame(log)
    position = log.position()

    write(log, *EVERY_STRATUM["helped"], *merged("care", "episode"))

    assert frame(log, position=position) == before
    assert frame(log) != before


def imported(event_name: str, to: date) -> Statement:
    """An import that held every such event up to a day."""
    listed = {"list": "report", "carries": [{"event": event_name, "carries": "every", "from": None, "to": to}]}
    found = said("", "ExtractImported", DAY, lists=[listed])
    return replace(found, stream="extract:999", source=replace(found.source, system="report:made-up"))


def test_a_stratum_of_which_no_source_tells_is_refused_by_name(log: Log) -> None:
    write(log, *EVERY_STRATUM["episode"], imported("CINEpisodeOpened", DAY))

    untold = told_of(asked(log), STRATA, SINCE)

    assert sorted(untold) == ["care-leaver", "child-protection", "early-help", "front-door", "looked-after", "sen"]
    with pytest.raises(UsageError, match="sen: no source was ever imported that holds 'EHC plan issued'"):
        refuse(["sen"], untold)
    refuse(["child-in-need"], untold)


def test_a_stratum_whose_source_ended_before_the_period_is_refused(log: Log) -> None:
    write(log, *EVERY_STRATUM["episode"], imported("CINEpisodeOpened", date(2024, 3, 31)))

    assert "end on 31/03/2024" in told_of(asked(log), STRATA, SINCE)["child-in-need"]


def test_people_who_record_as_things_happen_tell_of_every_stratum(log: Log) -> None:
    write(log, *EVERY_STRATUM["episode"])

    assert told_of(asked(log), STRATA, SINCE) == {}
