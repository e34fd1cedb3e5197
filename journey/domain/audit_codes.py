"""Code sets of the diagnostic: kinds of audit, how journeys are drawn, why one is replaced."""

from __future__ import annotations

from typing import Final

from journey.domain.codes import code_set

DIAGNOSTIC_KIND: Final = code_set(
    "diagnostic-kind",
    "Kind of audit",
    {
        "diagnostic": "Benchmark diagnostic",
        "monthly": "Monthly case audit",
        "dip": "Dip sample",
        "peer": "Peer audit",
        "manager": "Manager's audit",
        "iro": "Independent reviewing officer's audit",
    },
)

DRAW_METHOD: Final = code_set(
    "draw-method",
    "How journeys are drawn",
    {
        "random": "Stratified random",
        "thematic": "Thematic",
        "risk-based": "Risk-based",
        "consecutive": "Consecutive",
    },
)

REPLACEMENT_REASON: Final = code_set(
    "replacement-reason",
    "Why a drawn journey was replaced",
    {
        "record-not-available": "The record could not be made available",
        "auditor-involved": "Every auditor had been involved in the case",
        "sealed-since": "The record was sealed or restricted after the draw",
        "same-child": "The record turned out to be of a child already drawn",
        "not-in-scope": "The case turned out to be another authority's, or not a case",
        "family-asked": "The family asked not to be looked at",
        "other": "Another reason",
    },
)
