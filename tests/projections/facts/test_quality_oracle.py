"""The checks in columns find what the plain ones find, in every journey."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from journey.projections.batch import date_of
from journey.projections.effective import Fact
from journey.projections.journal import open_journal
from journey.projections.quality.counts import ASSERTED
from journey.projections.quality.findings import findings, quality
from journey.projections.quality.overlaps import ENQUIRIES, KINDS
from journey.projections.questions import Asked
from tests.depth import examples
from tests.oracle import quality as oracle
from tests.projections.facts.building import batch, fact

FIRST = date(2024, 1, 8)
AS_AT = FIRST + timedelta(days=500)
days = st.sampled_from((0, 0, 1, 2, 3, 5, 30, 365, 366, 367)).map(lambda n: FIRST + timedelta(n))

_SINGLE: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "CPReviewHeld": {},
    "CaseStatusObserved": {"status": st.sampled_from(["child-protection-plan", "looked-after", "child-in-need-plan"])},
    "ChildSeen": {},
    "InitialCPConferenceHeld": {},
    **{one.on: {one.field: st.integers(0, 2)} for one in ASSERTED if one.on == "ReferralReceived"},
}
_ENDS = {
    "CaseClosed": st.sampled_from(["RC2", "RC7", "RC8", None]),
    "CeasedLookedAfter": st.sampled_from(["E2", "E4", None]),
}


@st.composite
def stretch(draw: st.DrawFn) -> list[Fact]:
    """Something that began and perhaps ended, before it began now and then; or something of one day."""
    opened, ended = draw(st.sampled_from([*KINDS, ENQUIRIES]))
    begun = draw(days)
    facts = [fact(opened, begun, draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        reason = draw(_ENDS[ended]) if ended in _ENDS else None
        end = fact(
            ended, draw(days), int(facts[0].key.rsplit("/", 1)[1]), of=begun, **{"reason": reason} if reason else {}
        )
        facts.append(end)
    return facts


@st.composite
def single(draw: st.DrawFn) -> list[Fact]:
    name = draw(st.sampled_from(sorted(_SINGLE)))
    return [fact(name, draw(days), **{field: draw(values) for field, values in _SINGLE[name].items()})]


@st.composite
def journeys(draw: st.DrawFn) -> list[Fact]:
    kept: dict[str, Fact] = {}
    for part in draw(st.lists(st.one_of(stretch(), stretch(), single()), max_size=8)):
        if part[0].key not in kept:
            kept |= {one.key: one for one in part}
    return list(kept.values())


CHECKED = ("after death", "activity", "case status", "child in need and", "closed", "closure", "count", "ended before",
           "overlapping", "plan started", "referral while", "review on")  # fmt: skip


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(journeys(), min_size=1, max_size=3))
def test_every_finding_is_the_same(histories: list[list[Fact]]) -> None:
    found = findings(batch(*histories, as_at=AS_AT))

    told = {
        (child, name, None if on is None else date_of(on), frozenset(events))
        for child, name, on, events in found.select("child", "finding", "on", "events").rows()
        if name.startswith(CHECKED)
    }
    assert told == {(child, *one) for child, facts in enumerate(histories) for one in oracle.findings(facts)}


def test_the_journal_tells_the_same_findings(asked: Asked, tmp_path: Path) -> None:
    at = asked.at
    with open_journal(asked.log, tmp_path) as journal:
        batches = journal.batches(at.as_at, at.known_at, at.position, coverage=asked.coverage)
        found = quality(batches)

    assert found
    assert found == quality(asked.batches())
