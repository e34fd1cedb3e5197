"""Reports about what happens beside the casework: missing episodes, challenges, complaints, special needs, families."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from journey.demo.borough.lives import Child, Complaint
from journey.demo.files.reports.layout import CHILD, OTHER, SEN, TIME, Line, Value
from journey.demo.files.reports.report import Asked
from journey.demo.files.said import DAY
from journey.demo.files.spell import is_shown_by

Rows = Iterator[tuple[str, Line]]


def missing_episodes(child: Child, asked: Asked) -> Rows:
    """Missing episodes and return interviews."""
    for one in child.missing:
        if not asked.holds(one.day):
            continue
        back, offered, held = (asked.by_then(day) for day in (one.returned_on, one.offered_on, one.held_on))
        yield (
            "WentMissing",
            {
                ("WentMissing", DAY): one.day,
                ("WentMissing", TIME): one.left_at,
                ("WentMissing", "type"): one.type,
                ("ReturnedFromMissing", DAY): back,
                ("ReturnedFromMissing", TIME): one.returned_at if back else None,
                ("ReturnInterviewOffered", DAY): offered,
                ("ReturnInterviewOffered", "accepted"): one.accepted if offered else None,
                ("ReturnInterviewHeld", DAY): held,
                ("ReturnInterviewHeld", TIME): one.held_at if held else None,
                ("ReturnInterviewHeld", "provider"): one.held_by if held else None,
            },
        )


def challenges(child: Child, asked: Asked) -> Rows:
    """Challenges by reviewing officers and conference chairs."""
    for one in child.challenges:
        if asked.holds(one.day):
            done = asked.by_then(one.resolved_on)
            yield (
                "ChallengeRaised",
                {
                    ("ChallengeRaised", DAY): one.day,
                    ("ChallengeRaised", "by_role"): one.by,
                    ("ChallengeRaised", "stage"): one.stage,
                    ("ChallengeResolved", DAY): done,
                    ("ChallengeResolved", "outcome"): one.outcome if done else None,
                    ("ChallengeResolved", "changed"): one.changed if done else None,
                },
            )


def complaints(child: Child, asked: Asked) -> Rows:
    """Complaints with all their stages."""
    for one in child.complaints:
        if asked.holds(one.day):
            yield (
                "ComplaintReceived",
                {
                    ("ComplaintReceived", DAY): one.day,
                    ("ComplaintReceived", "about"): one.about,
                    ("ComplaintReceived", "by"): one.by,
                    **_when("ComplaintAnswered", asked.by_then(one.answered_on), outcome=one.outcome),
                    **_later_stages(one, asked),
                },
            )


def _later_stages(one: Complaint, asked: Asked) -> Line:
    return {
        **_when(
            "ComplaintInvestigationRequested",
            asked.by_then(one.stage_2_on),
            statement_agreed_on=asked.by_then(one.statement_on),
        ),
        **_when("ComplaintAdjudicated", asked.by_then(one.stage_2_answered_on), outcome=one.stage_2_outcome),
        **_when("ComplaintPanelRequested", asked.by_then(one.stage_3_on)),
        **_when("ComplaintPanelHeld", asked.by_then(one.panel_on)),
        **_when("ComplaintPanelReported", asked.by_then(one.panel_reported_on), outcome=one.panel_outcome),
        **_when("ComplaintPanelAnswered", asked.by_then(one.panel_answered_on)),
    }


def ehc_plans(child: Child, asked: Asked) -> Rows:
    """Requests for an education, health and care plan, as the SEN system has them: under its own id alone."""
    one = child.sen
    if one is not None and asked.holds(one.requested_on):
        yield (
            "EHCAssessmentRequested",
            {
                CHILD: None,
                SEN: child.sen_id,
                ("EHCAssessmentRequested", DAY): one.requested_on,
                ("EHCAssessmentRequested", "by"): one.by,
                **_when("EHCAssessmentDecided", asked.by_then(one.decided_on), assess=one.assess),
                **_when("EHCPlanRefused", asked.by_then(one.refused_on)),
                **_when("EHCPlanIssued", asked.by_then(one.issued_on), exception=one.exception),
            },
        )


def ehc_reviews(child: Child, asked: Asked) -> Rows:
    """Reviews of such plans."""
    for day, outcome in child.sen.reviews if child.sen is not None else ():
        if asked.holds(day):
            told = _when("EHCPlanReviewed", day, outcome=outcome)
            yield "EHCPlanReviewed", {CHILD: None, SEN: child.sen_id, **told}


def sen_links(child: Child, asked: Asked) -> Rows:
    """Children whom both systems know."""
    if child.sen is not None and asked.by_then(child.sen.requested_on) and is_shown_by(child, asked.first, asked.last):
        yield "RecordsMerged", {SEN: child.sen_id}


def family_links(child: Child, asked: Asked) -> Rows:
    """Families of the children known by the day of the report."""
    if is_shown_by(child, asked.first, asked.last):
        yield "ChildRegistered", {("ChildRegistered", "family"): child.family}


def duplicate_records(child: Child, asked: Asked) -> Rows:
    """Second records of a child, once they are known to be such."""
    for fault in child.faults:
        if fault.kind == "duplicate-record" and asked.by_then(fault.put_right_on):
            yield "RecordsMerged", {OTHER: fault.recorded}


def _when(name: str, day: date | None, **fields: Value) -> dict[tuple[str, str], Value]:
    """An event and what is said of it, where it had happened."""
    return {(name, DAY): day, **{(name, field): value for field, value in fields.items()}} if day is not None else {}
