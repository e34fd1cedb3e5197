"""Why a source of the borough cannot say that something happened: by its declaration, or by its own rules."""

from __future__ import annotations

from typing import Final

from journey.demo.files.reports.layout import map_of
from journey.demo.files.reports.shipped import REPORTS
from journey.domain.columns import Listing, SourceDeclaration
from journey.domain.intake.says import series_of
from journey.importers.annex_a import ANNEX_A
from journey.importers.cin import CIN
from journey.importers.report import declaration_of
from journey.importers.ssda903 import SSDA903

SOURCES: Final = ("Annex A", "CIN census", "SSDA903", "Reports")

NOWHERE: Final = "no column for it"
_LATEST: Final = "shows the latest alone"
_OWN: Final = {
    ("CIN census", "CINPlanStarted"): "asked for since 2022 only",
    ("CIN census", "CINPlanEnded"): "asked for since 2022 only",
    ("CIN census", "StrategyDiscussionHeld"): "only those that began an enquiry",
    ("CIN census", "InitialCPConferenceHeld"): "stands with the enquiry, which a later year does not show",
    ("Annex A", "StrategyDiscussionHeld"): "only those that began an enquiry",
    ("Annex A", "InitialCPConferenceHeld"): "stands with the enquiry, for six months from its start",
    ("SSDA903", "WentMissing"): "only while looked after",
    ("SSDA903", "ReturnedFromMissing"): "only while looked after",
    ("SSDA903", "AdoptionDecisionMade"): "only of children adopted in the year",
    ("SSDA903", "MatchedForAdoption"): "only of children adopted in the year",
    ("SSDA903", "WorkerAllocated"): "asked for since 2023-24 only",
    ("SSDA903", "WorkerEnded"): "asked for since 2023-24 only",
    ("SSDA903", "HealthOutcomesObserved"): "only of children looked after on 31 March",
}
"""Rules of a format that its columns do not tell."""


def why_not(source: str, event: str) -> str:
    """Why a source does not tell every such event; blank where it should tell each that lies in the days it covers."""
    lists = _lists(source, event)
    if not lists:
        return NOWHERE
    own = _OWN.get((source, event), "")
    return own or (_LATEST if all(_shows_latest(one, event) for one in lists) else "")


def _lists(source: str, event: str) -> list[Listing]:
    declarations = _DECLARED[source]
    return [one for of in declarations for one in of.listings if any(column.event == event for column in one.columns)]


def _shows_latest(listing: Listing, event: str) -> bool:
    return event != listing.main and series_of(listing, event) != "fact"


_DECLARED: Final[dict[str, tuple[SourceDeclaration, ...]]] = {
    "Annex A": (ANNEX_A,),
    "CIN census": (CIN,),
    "SSDA903": (SSDA903,),
    "Reports": tuple(declaration_of(map_of(name)) for report in REPORTS for name in report.maps),
}


def source_of(system: str) -> str:
    """The source that a system's statements come from."""
    return {"annex-a": "Annex A", "cin": "CIN census", "ssda903": "SSDA903"}.get(system, "Reports")
