"""What the log shows of the last twelve months, as the form asks for it: counted, or said that nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from journey.domain.calendar import earliest_within_months
from journey.projections.effective import Fact
from journey.projections.one_child.cover import Cover

MONTHS: Final = 12


class _Shown(NamedTuple):
    """Something to count: what it is called, the events it is, and the domain of the form it belongs to."""

    title: str
    events: tuple[str, ...]
    domain: str


_COUNTED: Final = (
    _Shown("Child protection enquiries begun", ("Section47Started",), "threshold"),
    _Shown("Assessments begun", ("AssessmentStarted",), "assessment"),
    _Shown("Visits on a child in need plan", ("CINVisitMade",), "visits"),
    _Shown("Visits on a child protection plan", ("CPVisitMade",), "visits"),
    _Shown("Visits while looked after", ("LACVisitMade",), "visits"),
    _Shown("Core groups", ("CoreGroupMet",), "working-together"),
    _Shown("Reviews of child in need plans", ("CINReviewHeld",), "working-together"),
    _Shown("Review conferences", ("CPReviewHeld",), "working-together"),
    _Shown("Reviews while looked after", ("LACReviewHeld",), "working-together"),
    _Shown("Supervision in which the case was discussed", ("SupervisionHeld",), "management"),
    _Shown("Management decisions", ("ManagementDecisionMade",), "management"),
    _Shown("Placements begun", ("PlacementStarted",), "continuity"),
    _Shown("Times the child went missing", ("WentMissing",), "continuity"),
    _Shown("Return interviews held", ("ReturnInterviewHeld",), "continuity"),
    _Shown("Times views were recorded", ("ViewsRecorded",), "voice"),
)


def shown_in_twelve_months(
    now: Mapping[str, Any], facts: Sequence[Fact], cover: Cover, as_at: date
) -> list[dict[str, Any]]:
    """Rows ``shown, domain, number, complete, events``: ``number`` is None where nobody can tell, a least number where
    not every day is covered (``complete`` false). ``now`` is the header of the journey.
    """
    since = earliest_within_months(as_at, MONTHS)
    rows = [
        _from_header(now, "referrals_12m", "referrals_complete", "Referrals", "threshold"),
        _from_header(now, "workers_12m", "workers_complete", "Lead workers", "continuity"),
    ]
    for one in _COUNTED:
        own = [
            f for f in facts if f.stands and f.event in one.events and f.occurred_on and since <= f.occurred_on <= as_at
        ]
        complete = cover.surely_all(one.events, since, as_at)
        rows.append(
            {
                "shown": one.title,
                "domain": one.domain,
                "number": len(own) if own or complete else None,
                "complete": complete,
                "events": [fact.key for fact in own],
            }
        )
    return rows


def _from_header(now: Mapping[str, Any], key: str, complete: str, title: str, domain: str) -> dict[str, Any]:
    """What the header counts already; it says 'not recorded' where it cannot."""
    found = now.get(key)
    number = found if isinstance(found, int) else None
    return {
        "shown": title,
        "domain": domain,
        "number": number,
        "complete": number is not None and bool(now.get(complete)),
        "events": [],
    }
