"""A diagnostic made again: what differs is named, and so are the rules that changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from journey.audit.diagnostic import Diagnostic, find
from journey.audit.draw import Plan, draw
from journey.audit.frame import Frame
from journey.audit.frame_rows import frame_of
from journey.audit.recording import Opening, record_drawn, record_opened, record_replaced
from journey.audit.rerun import draw_problems, frame_again, frame_problems, replacement_problems
from journey.audit.strata import STRATUM
from journey.domain.errors import UsageError
from journey.store.log import Log
from tests.audit.stores import DAY, SINCE, asked, said, store, write

TODAY = date(2025, 5, 6)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A store with twelve children in need, two of a family."""
    children = [said(f"{number:03}", "CINEpisodeOpened", date(2025, 2, 3)) for number in range(12)]
    family = [said(f"{number:03}", "ChildRegistered", DAY, family="f:0123456789ab") for number in (3, 4)]
    with store(tmp_path, *children, *(replace(one, fact="person", occurred_on=None) for one in family)) as opened:
        yield opened


def opened(log: Log) -> tuple[Diagnostic, Frame]:
    """A diagnostic of all of them, and its frame."""
    question = asked(log)
    frame = frame_of(question, SINCE, ("child-in-need",))
    opening = Opening("d", "D", "diagnostic", "to learn", SINCE, DAY, question.at, ("child-in-need",), {})
    return record_opened(log, opening, frame, on=TODAY, by="a person"), frame


def test_what_is_written_is_read_back(log: Log) -> None:
    first, frame = opened(log)
    plan = Plan("random", 5, "a seed", 5)

    record_drawn(log, first, plan, frame, draw(frame, plan), on=TODAY, by="a person")
    found = find(log, "d")

    assert (found.plan, found.sample) == (plan, draw(frame, plan))
    assert found.at == first.at
    assert found.counts == {"child-in-need": 12}
    assert frame_again(asked(log), found) == frame


def test_a_family_is_told_and_one_of_it_is_drawn(log: Log) -> None:
    _, frame = opened(log)

    sample = draw(frame, Plan("random", 55, "a seed"))

    assert [one.child_id for one in frame.journeys if one.family] == ["003", "004"]
    assert (sample.strata[0].children, sample.strata[0].families) == (12, 11)


def test_nothing_differs_where_nothing_changed(log: Log) -> None:
    found, frame = opened(log)

    assert list(frame_problems(found, frame)) == []


def test_a_newer_release_names_the_rules_that_changed(log: Log) -> None:
    found, frame = opened(log)
    older = replace(
        found,
        opened={**found.opened, "frame_hash": "0" * 64, "release": "0.0.1", "rule_version": "another"},
        strata={"child-in-need": "another", "care-leaver": STRATUM["care-leaver"].fingerprint},
        counts=found.counts + type(found.counts)({"child-in-need": 1}),
    )

    told = " ".join(frame_problems(older, frame))

    assert "Stratum child-in-need: 12 children in place of 13." in told
    assert "made by release 0.0.1" in told
    assert "Strata defined otherwise since: child-in-need." in told
    assert "timescales are another version" in told


def test_a_journey_that_seed_and_frame_do_not_draw_is_named(log: Log) -> None:
    _, frame = opened(log)
    plan = Plan("random", 5, "a seed")
    sample = draw(frame, plan)
    other = next(one for one in draw(frame, replace(plan, size=11)).journeys if one not in sample.journeys)

    told = list(draw_problems(frame, plan, replace(sample, journeys=(*sample.journeys[:-1], other))))

    assert [other.stream.removeprefix("child:") in told[0], len(told)] == [True, 2]
    assert list(draw_problems(frame, plan, sample)) == []


def test_a_replacement_out_of_turn_is_named(log: Log) -> None:
    first, frame = opened(log)
    plan = Plan("random", 5, "a seed")
    drawn = record_drawn(log, first, plan, frame, draw(frame, plan), on=TODAY, by="a person")
    gone = drawn.journeys[0].stream

    fair = record_replaced(log, drawn, frame, gone, "other", on=TODAY, by="a person")

    assert list(replacement_problems(frame, fair)) == []
    last = draw(frame, replace(plan, size=11)).journeys[-1]
    unfair = replace(fair, replacements=(replace(fair.replacements[0], by=last),))
    assert "is not the next in rank" in next(replacement_problems(frame, unfair))


def test_two_who_draw_at_once_one_is_refused(log: Log) -> None:
    first, frame = opened(log)
    plan = Plan("random", 5, "a seed")
    record_drawn(log, first, plan, frame, draw(frame, plan), on=TODAY, by="one")

    with pytest.raises(UsageError, match="drawn once"):
        record_drawn(log, first, replace(plan, seed="mine"), frame, draw(frame, plan), on=TODAY, by="another")


def test_the_log_may_go_on(log: Log) -> None:
    found, frame = opened(log)

    write(log, said("012", "CINEpisodeOpened", date(2025, 2, 3)))

    assert frame_again(replace(asked(log), at=found.at), found) == frame
