"""Risks that are on the record of one child, each with the fact that says so. Never a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from journey.domain.calendar import earliest_within_months
from journey.domain.values import is_code
from journey.projections.effective import Fact
from journey.projections.one_child.cases import stretches

NO_FACTORS: Final = "21"
"""The code of an assessment that no factors were identified."""

RECENT_MONTHS: Final = 12


def recorded_risks(facts: Sequence[Fact], as_at: date) -> list[dict[str, Any]]:
    """Each risk as ``risk`` (a code with its words, or text), ``kind``, ``on`` and ``event`` (the fact key), by day.

    The category of an open protection plan; the factors of the last assessment that says any; episodes of going
    missing, and what else was put on record, in the twelve months before.
    """
    found = [*_categories(facts), *_factors(facts), *_missing(facts, as_at)]
    return sorted(found, key=lambda risk: (risk["on"], risk["event"], str(risk["risk"])))


def _categories(facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    still = {one.first for one in stretches(facts, "CPPlanStarted", "CPPlanEnded") if one.last == date.max}
    for fact in facts:
        category = fact.data.get("category")
        if fact.event == "CPPlanStarted" and fact.occurred_on in still and category is not None:
            yield _risk("category of abuse", category, fact)


def _factors(facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    assessed = [fact for fact in facts if isinstance(fact.data.get("factors"), list) and fact.occurred_on]
    last = max(assessed, key=lambda fact: (fact.occurred_on or date.min, fact.key), default=None)
    factors = last.data["factors"] if last else []
    for factor in factors if isinstance(factors, list) else []:
        if last and not (is_code(factor) and factor["code"] == NO_FACTORS):
            yield _risk("factor at assessment", factor, last)


def _missing(facts: Sequence[Fact], as_at: date) -> Iterator[dict[str, Any]]:
    since = earliest_within_months(as_at, RECENT_MONTHS)
    for fact in facts:
        if fact.event in _ON_RECORD and fact.occurred_on and fact.occurred_on >= since:
            yield _risk("on record", fact.data.get("kind") or _ON_RECORD[fact.event], fact)


_ON_RECORD: Final = {
    "WentMissing": "went missing",
    "ExploitationRiskFlagged": "risk of exploitation",
}


def _risk(kind: str, risk: Any, fact: Fact) -> dict[str, Any]:
    return {"kind": kind, "risk": risk, "on": fact.occurred_on, "event": fact.key}
