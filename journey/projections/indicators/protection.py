"""Child protection plans: visited and seen, seen alone, repeated, long and short, and looked after as well."""

from __future__ import annotations

from typing import Final

from journey.projections.indicators.checked import of_check
from journey.projections.indicators.measure import Indicator

INDICATORS: Final = (
    Indicator(
        "cp_visited_and_seen",
        "Protection plans visited and seen in the last ten working days",
        "Child protection plans, active for two weeks or more at month end, where child was visited and seen in last "
        "10 working days of month",
        "S1 evaluation report 2018; C10",
        "share",
        "end",
        of_check("C10", "window", at_end=True),
        counts=("CPPlanStarted",),
    ),
    Indicator(
        "cp_plans_again",
        "Second or later protection plans",
        "Child protection plans starting in the period of a child who had ever been subject to a plan in the "
        "authority, of plans starting in it",
        "NI65, LG Inform 100; C13",
        "share",
        "period",
        of_check("C13", "ever"),
        counts=("CPPlanStarted",),
    ),
    Indicator(
        "cp_plans_two_years",
        "Protection plans that lasted two years",
        "Child protection plans ending in the period that had lasted two years or more, of plans ending in it",
        "NI64; C12",
        "share",
        "period",
        of_check("C12", "two_years"),
        counts=("CPPlanEnded",),
    ),
    Indicator(
        "cp_plans_short",
        "Protection plans of less than three months",
        "Child protection plans ending in the period that had lasted less than three months, of plans ending in it",
        "DfE CIN census, duration bands; C16. A rise is neither good nor bad in itself",
        "share",
        "period",
        of_check("C16", "short"),
        counts=("CPPlanEnded",),
    ),
    Indicator(
        "visits_seen_alone",
        "Children seen alone at statutory visits",
        "Visits in the period to children on protection plans or looked after at which the child was seen alone, of "
        "visits at which the child was seen. No value where not every visit of the period is held: Annex A shows the "
        "last one alone",
        "S0 vision; AXA lists 7 and 8; C11",
        "share",
        "period",
        of_check("C11", "visit"),
        counts=("CPVisitMade", "LACVisitMade"),
    ),
    Indicator(
        "last_visit_seen_alone",
        "Children seen alone at the last statutory visit",
        "Children on a protection plan or looked after at the end of the period who were seen alone at their last "
        "statutory visit, of those visited. Who was not seen alone is a no, also where nobody recorded whether they "
        "were seen at all",
        "S0 vision; AXA lists 7 and 8; C11",
        "share",
        "end",
        of_check("C11", "last_visit", at_end=True),
    ),
    Indicator(
        "cp_plans_again_recent",
        "Protection plans within two years of the last",
        "Child protection plans starting in the period within two years of the end of an earlier one, of plans "
        "starting in it",
        "Local variant of NI65; C13",
        "share",
        "period",
        of_check("C13", "recent"),
        counts=("CPPlanStarted",),
    ),
    Indicator(
        "cp_plans_open_two_years",
        "Open protection plans of two years or more",
        "Child protection plans open at the end of the period that had been open for two years or more, of plans open "
        "then",
        "After NI64, as a snapshot; C12",
        "share",
        "end",
        of_check("C12", "open", at_end=True),
        counts=("CPPlanStarted",),
    ),
    Indicator(
        "cp_and_looked_after",
        "Children on a protection plan who are looked after",
        "Children on a protection plan who were looked after as well at the end of the period, of children on a plan "
        "then",
        "Practice; C14",
        "share",
        "end",
        of_check("C14", "dual", at_end=True),
        counts=("CPPlanStarted",),
    ),
)
