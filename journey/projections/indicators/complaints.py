"""Complaints at their three stages, each within the limit of its step and within the extended one."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.timed import in_time


def _begun(name: str, title: str, what: str, limit: str, step: tuple[str, str], counts: str) -> Indicator:
    """Of what was due at a stage and began in the period: the limit is no longer than a month."""
    definition = f"{what} in the period, done within {limit}, of all of them that were done or are overdue"
    return in_time(name, title, definition, "SI 2006/1738", step, counts, "started_on")


def _ended(name: str, title: str, what: str, limit: str, step: tuple[str, str], counts: str) -> Indicator:
    """Of what was due at a stage and was done in the period."""
    definition = f"{what} in the period within {limit} of the request, of all of them in it"
    return in_time(name, title, definition, "SI 2006/1738", step, counts)


INDICATORS: Final = (
    _begun(
        "complaints_answered",
        "Complaints answered in ten working days",
        "Complaints received",
        "ten working days",
        ("Q01", "response"),
        "ComplaintReceived",
    ),
    _begun(
        "complaints_answered_extended",
        "Complaints answered in twenty working days",
        "Complaints received",
        "twenty working days",
        ("Q01", "extended"),
        "ComplaintReceived",
    ),
    _ended(
        "complaint_investigations_ended",
        "Complaint investigations ended in 25 working days",
        "Investigations that ended with adjudication",
        "25 working days",
        ("Q02", "response"),
        "ComplaintAdjudicated",
    ),
    _ended(
        "complaint_investigations_ended_extended",
        "Complaint investigations ended in 65 working days",
        "Investigations that ended with adjudication",
        "65 working days",
        ("Q02", "extended"),
        "ComplaintAdjudicated",
    ),
    _ended(
        "complaint_panels_held",
        "Complaint panels held in 30 working days",
        "Meetings of review panels",
        "30 working days",
        ("Q03", "panel"),
        "ComplaintPanelHeld",
    ),
    _begun(
        "complaint_panels_reported",
        "Complaint panels reported in five working days",
        "Reports of review panels due from meetings held",
        "five working days",
        ("Q03", "report"),
        "ComplaintPanelHeld",
    ),
    _begun(
        "complaint_panels_answered",
        "Complaint panels answered in 15 working days",
        "Answers due to reports of review panels",
        "15 working days",
        ("Q03", "reply"),
        "ComplaintPanelReported",
    ),
)
