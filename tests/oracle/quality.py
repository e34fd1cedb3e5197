"""Findings about one child's journey, the slow and obvious way, for comparison with the columns.

``findings`` takes the effective history of one child: facts that stand, cut at the as-at day; everything is covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import NamedTuple

from journey.domain.calendar import earliest_within_months
from journey.domain.facts import thing_of
from journey.domain.intake.absence import DEATH_CODES
from journey.domain.values import code_of
from journey.projections.effective import Fact
from journey.projections.quality.child import STARTS
from journey.projections.quality.counts import ASSERTED
from journey.projections.quality.overlaps import CARE, ENQUIRIES, EPISODES, IN_NEED, KINDS, PROTECTION
from journey.projections.quality.rules import ACTIVITY
from tests.oracle.facts import referred_on

Found = tuple[str, date | None, frozenset[str]]
"""Finding, day, and the facts it rests on."""


class Stretch(NamedTuple):
    """Something that began, and what ended it."""

    begun: Fact
    ended: Fact | None
    first: date
    last: date

    @property
    def keys(self) -> set[str]:
        return {fact.key for fact in (self.begun, self.ended) if fact}

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def findings(facts: Sequence[Fact]) -> set[Found]:
    """What the checks of overlaps, rules, death and counts should find."""
    found: set[Found] = set()
    checks = (
        _overlaps, _together, _referred, _referred_twice, _outside, _closures, _plan_days, _statuses, _dead, _counts,
    )  # fmt: skip
    for check in checks:
        found |= {(name, day, frozenset(keys)) for name, day, keys in check(facts)}
    return found


def _named(facts: Sequence[Fact], *names: str) -> list[Fact]:
    return [fact for fact in facts if fact.event in names]


def _on(fact: Fact) -> date:
    assert fact.occurred_on is not None
    return fact.occurred_on


def _stretches(facts: Sequence[Fact], kind: tuple[str, str]) -> list[Stretch]:
    found = []
    for begun in sorted(_named(facts, kind[0]), key=lambda f: (_on(f), f.key)):
        ends = [end for end in _named(facts, kind[1]) if thing_of(end.key) == begun.key]
        ended = ends[0] if ends else None
        found.append(Stretch(begun, ended, _on(begun), _on(ended) if ended else date.max))
    return found


def _overlaps(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    for kind, (finding, _) in KINDS.items():
        for one, other in combinations(_stretches(facts, kind), 2):
            if one.last > other.first:
                yield finding, other.first, one.keys | other.keys


def _together(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    for one, other in product(_stretches(facts, IN_NEED), _stretches(facts, PROTECTION)):
        if one.last > other.first and other.last > one.first:
            finding = "child in need and protection plan together (4001)"
            yield finding, max(one.first, other.first), one.keys | other.keys


def _referred(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    for fact, episode in product(_named(facts, "ReferralReceived"), _stretches(facts, EPISODES)):
        if referred_on(facts, episode.first) < _on(fact) < episode.last:
            yield "referral while the case was open (8815)", _on(fact), {fact.key, episode.begun.key}


def _referred_twice(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    for one, other in combinations(_named(facts, "ReferralReceived"), 2):
        sources = {code_of(one.data.get("source")), code_of(other.data.get("source"))} - {None}
        if _on(one) == _on(other) and len(sources) == 2:
            yield "two referrals on one day", _on(one), {one.key, other.key}


def _outside(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    episodes = _stretches(facts, EPISODES)
    for fact in _named(facts, *ACTIVITY):
        day = _on(fact)
        if episodes and not any(episode.holds(day) for episode in episodes):
            closed = any(episode.last < day for episode in episodes)
            finding = "activity after closure (8565)" if closed else "activity before the case opened (1103)"
            yield finding, day, {fact.key}


def _closures(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    begun = {
        "closed with an assessment unfinished (8867)": _stretches(facts, KINDS_OF_WORK[0]),
        "closed with an enquiry unfinished (8868)": _stretches(facts, KINDS_OF_WORK[1]),
    }
    for episode in _stretches(facts, EPISODES):
        if episode.ended is None:
            continue
        reason = code_of(episode.ended.data.get("reason"))
        if "reason" not in episode.ended.data:
            yield "closure without a reason (8805)", episode.last, {episode.ended.key}
        for finding, works in begun.items():
            own = [one for one in works if episode.holds(one.first)]
            for one in own:
                if one.last > episode.last and one.last > one.first:
                    yield finding, episode.last, one.keys | {episode.ended.key}
        assessed = any(episode.holds(one.first) for one in _stretches(facts, KINDS_OF_WORK[0]))
        if reason in ("RC8", "RC9") and not assessed:
            yield "closed after an assessment that is not there (8825Q)", episode.last, episode.keys


KINDS_OF_WORK = (("AssessmentStarted", "AssessmentAuthorised"), ENQUIRIES)


def _plan_days(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    plans = _stretches(facts, PROTECTION)
    for plan in plans:
        if plan.last == plan.first:
            yield "plan started and ended on one day (8840)", plan.first, plan.keys
    for kind in KINDS:
        for one in _stretches(facts, kind):
            if one.last < one.first:
                yield "ended before it began", one.last, one.keys
    for review, plan in product(_named(facts, "CPReviewHeld"), plans):
        if _on(review) == plan.first:
            yield "review on the day the plan started (8841)", plan.first, {review.key, plan.begun.key}


def _statuses(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    plans, care = _stretches(facts, PROTECTION), _stretches(facts, CARE)
    for fact in _named(facts, "CaseStatusObserved"):
        day, status = _on(fact), code_of(fact.data.get("status"))
        on_plan, in_care = (any(one.holds(day) for one in kind) for kind in (plans, care))
        wrong = {
            "child-protection-plan": not on_plan,
            "looked-after": not in_care,
            "child-in-need-plan": on_plan or in_care,
        }.get(status or "", False)
        if wrong and not any(one.last == day for one in [*plans, *care]):
            yield "case status not borne out", day, {fact.key}


def _dead(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    ends = [f for f in _named(facts, "CaseClosed", "CeasedLookedAfter") if code_of(f.data.get("reason")) in DEATH_CODES]
    first = min(ends, key=lambda f: (_on(f), f.event != "CaseClosed", f.key), default=None)
    for fact in _named(facts, *STARTS) if first else ():
        if first and _on(fact) > _on(first):
            yield "after death (8915)", _on(fact), {fact.key, first.key}


def _counts(facts: Sequence[Fact]) -> Iterator[tuple[str, date, set[str]]]:
    for asserted in ASSERTED:
        for fact in _named(facts, asserted.on):
            said, day = fact.data.get(asserted.field), _on(fact)
            since = date(1900, 1, 1) if asserted.months is None else earliest_within_months(day, asserted.months)
            before = [f for f in _named(facts, asserted.counts) if since <= _on(f) <= day - timedelta(1)]
            if isinstance(said, int) and said < len({_on(f) for f in before}):
                yield "count not borne out", day, {fact.key, *(f.key for f in before)}
