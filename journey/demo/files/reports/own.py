"""Reports for which no map ships: the borough's own maps read them, and go with its files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journey.demo.borough.lives import Child, Episode
from journey.demo.files.reports.layout import Line
from journey.demo.files.reports.report import Asked
from journey.demo.files.said import DAY

Rows = Iterator[tuple[str, Line]]


def contact_decisions(child: Child, asked: Asked) -> Rows:
    """Contacts, with what was decided on them."""
    for one in child.contacts:
        if asked.holds(one.day):
            decided = asked.by_then(one.decided_on)
            yield (
                "ContactReceived",
                {
                    ("ContactReceived", DAY): one.day,
                    ("ContactReceived", "source"): one.source,
                    ("ContactDecided", DAY): decided,
                    ("ContactDecided", "outcome"): one.outcome if decided else None,
                    ("ContactDecided", "decided_by"): one.decided_by if decided else None,
                },
            )


def assessments(child: Child, asked: Asked) -> Rows:
    """Assessments, with the reason for a delay."""
    name = "AssessmentStarted"
    for one in (one for episode in child.episodes for one in episode.assessments):
        if asked.holds(one.started):
            yield (
                name,
                {
                    (name, DAY): one.started,
                    (name, "seen_alone"): one.seen_alone,
                    ("AssessmentDelayExplained", DAY): asked.by_then(one.delay_explained_on),
                },
            )


def enquiries(child: Child, asked: Asked) -> Rows:
    """Section 47 enquiries, with when the child was seen and what they ended with."""
    name = "Section47Started"
    for one in (one for episode in child.episodes for one in episode.enquiries):
        if asked.holds(one.started):
            seen, concluded = asked.by_then(one.seen_on), asked.by_then(one.concluded_on)
            yield (
                name,
                {
                    (name, DAY): one.started,
                    (name, "child_seen_on"): seen,
                    (name, "seen_alone"): one.seen_alone if seen else None,
                    ("Section47Concluded", DAY): concluded,
                    ("Section47Concluded", "outcome"): one.outcome if concluded else None,
                },
            )


def meetings(child: Child, asked: Asked) -> Rows:
    """Conferences and core groups, with who took part."""
    for name, day, line in (one for episode in child.episodes for one in _meetings(episode)):
        if asked.holds(day):
            yield name, {(name, DAY): day, **line}


def _meetings(episode: Episode) -> Iterator[tuple[str, date, Line]]:
    name = "InitialCPConferenceHeld"
    for enquiry in episode.enquiries:
        if (one := enquiry.conference) is not None:
            line: Line = {
                (name, "attending"): one.agencies,
                (name, "quorate"): one.quorate,
                (name, "report_shared_on"): one.report_shared_on,
            }
            yield name, one.day, line
    for plan in episode.protection_plans:
        for name, held in (("CPReviewHeld", plan.reviews), ("CoreGroupMet", plan.core_groups)):
            yield from ((name, one.day, {(name, "attending"): one.agencies}) for one in held)


def milestones(child: Child, asked: Asked) -> Rows:
    """Steps of care and leaving care, one row each."""
    found: list[tuple[str, date | None]] = []
    for care in child.care:
        found += [
            ("IROAppointed", care.officer_appointed_on),
            ("CarePlanMade", care.care_plan_on),
            ("PEPInitiated", care.education_plan_on),
            *(("PlacementPlanMade", one.plan_on) for one in care.placements),
            *(("PEPReviewed", day) for day in care.education_reviews),
            *(("IROContactMade", day) for day in care.officer_contacts),
        ]
    if child.leaver is not None:
        found += [
            ("PathwayNeedsAssessed", child.leaver.needs_assessed_on),
            ("PathwayPlanMade", child.leaver.plan_on),
            *(("CareLeaverContact", day) for day in child.leaver.contacts),
        ]
    for name, day in found:
        if day is not None and asked.holds(day):
            yield name, {(name, DAY): day}


def care_proceedings(child: Child, asked: Asked) -> Rows:
    """Care proceedings."""
    for issued, concluded in (care.proceedings for care in child.care if care.proceedings is not None):
        if asked.holds(issued):
            yield (
                "CareProceedingsIssued",
                {
                    ("CareProceedingsIssued", DAY): issued,
                    ("CareProceedingsConcluded", DAY): asked.by_then(concluded),
                },
            )


def leavers_homes(child: Child, asked: Asked) -> Rows:
    """Where care leavers live, from which day on."""
    name = "LeaverAccommodationStarted"
    for one in child.leaver.accommodation if child.leaver is not None else ():
        if asked.holds(one.day):
            yield name, {(name, DAY): one.day, (name, "type"): one.type, (name, "suitability"): one.suitability}
