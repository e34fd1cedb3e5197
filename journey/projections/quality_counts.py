"""Findings about what files work out themselves: counts and ages that the log contradicts, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, NamedTuple

from journey.domain.calendar import earliest_within_months
from journey.projections.effective import Fact
from journey.projections.quality_history import Finding, History


class Asserted(NamedTuple):
    """A count on an event, of the events of another name in the months before."""

    on: str
    field: str
    counts: str
    months: int | None
    what: str


_COUNTS: Final = (
    Asserted("ReferralReceived", "asserted_referrals_12m", "ReferralReceived", 12, "referrals in twelve months"),
    Asserted("Section47Started", "asserted_section_47_12m", "Section47Started", 12, "enquiries in twelve months"),
    Asserted(
        "Section47Started", "asserted_conferences_12m", "InitialCPConferenceHeld", 12, "conferences in twelve months"
    ),
    Asserted("CPPlanStarted", "asserted_previous_plans", "CPPlanStarted", None, "earlier protection plans"),
)

_MISSING: Final = (
    ("CINEpisodeOpened", "need", "primary need"),
    ("CPPlanStarted", "category", "category of abuse"),
    ("BecameLookedAfter", "need", "category of need"),
    ("CeasedLookedAfter", "reason", "reason why care ended"),
)


def asserted_counts(history: History) -> Iterator[Finding]:
    """Counts in the files of fewer than the log itself holds: the log may know too little, never too much.

    Whether a count takes in the event it stands on differs between tools; only a count too small either way is told.
    """
    for asserted in _COUNTS:
        for fact in history.named(asserted.on):
            said, day = fact.data.get(asserted.field), fact.occurred_on
            if not isinstance(said, int) or day is None:
                continue
            since = date.min if asserted.months is None else earliest_within_months(day, asserted.months)
            before = [f for f in history.named(asserted.counts) if f.occurred_on and since <= f.occurred_on < day]
            days = {f.occurred_on for f in before}
            if said < len(days):
                detail = f"{asserted.what}: the file counts {said}, the log holds {len(days)}"
                yield Finding("count not borne out", day, detail, (fact, *before))


def asserted_ages(history: History) -> Iterator[Finding]:
    """Ages in the files that do not follow from the date of birth."""
    age = history.person.get("asserted_age")
    if isinstance(age, int):
        detail = f"the file says {age} years"
        yield Finding("age not borne out", None, detail, history.registered)


def missing(history: History) -> Iterator[Finding]:
    """What a list has to say and does not."""
    for name, title in (("sex", "sex"), ("ethnicity", "ethnicity")):
        if history.registered and name not in history.person:
            yield Finding("missing", None, title, history.registered)
    for event_name, field, title in _MISSING:
        for fact in history.named(event_name):
            if field not in fact.data:
                yield Finding("missing", fact.occurred_on, title, (fact,))


Check = Callable[[History], Iterator[Finding]]
CHECKS: Final[tuple[Check, ...]] = (asserted_counts, asserted_ages, missing)


def in_order(finding: Finding) -> tuple[date, str, str, tuple[str, ...]]:
    """Findings by day, then by what they are."""
    keys = tuple(_key(fact) for fact in finding.facts)
    return (finding.on or date.min, finding.finding, finding.detail, keys)


def _key(fact: Fact) -> str:
    return fact.key
