"""Supervision of open cases, and key decisions with a manager's reasons."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.timed import told

INDICATORS: Final = (
    told(
        "cases_supervised",
        "Open cases supervised in their interval",
        "Open cases supervised in the interval up to the end of the period (a month on a protection plan or looked "
        "after, else six weeks), of open cases that began before it",
        "Local standard",
        ("R15", "window"),
        ("CINEpisodeOpened",),
        at="end",
    ),
    told(
        "decisions_with_reasons",
        "Key decisions with a manager's reasons",
        "Decisions that a manager made in the period whose reasons are on record, of decisions that a manager made in "
        "it",
        "Local standard",
        ("R16", "rationale"),
        ("ManagementDecisionMade",),
    ),
)
