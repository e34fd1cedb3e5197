"""Caseloads at the end of the period: children for each social worker, and workers who hold very many."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.measure import Indicator
from journey.projections.indicators.workers import AllocatedCases

INDICATORS: Final = (
    Indicator(
        "caseload_per_social_worker",
        "Caseload per social worker",
        "Children with an open case allocated to qualified social workers at the end of the period, for each full-time "
        "equivalent of the qualified social workers who hold a case",
        "S1 evaluation report 2018, average cases per qualified social worker at year end; Children's social work "
        "workforce census; W01",
        "ratio",
        "end",
        AllocatedCases(),
        counts=("CINEpisodeOpened",),
        per="worker",
    ),
    Indicator(
        "very_high_caseloads",
        "Social workers with very high caseloads",
        "Number of qualified social workers who hold 30 children or more at the end of the period",
        "S1 evaluation report 2018, social workers with caseloads of 30 and more; W01",
        "count",
        "end",
        AllocatedCases(),
        counts=("CINEpisodeOpened",),
        per="worker",
    ),
)
