"""A child is matched with adopters within six months of the decision that the child should be placed for adoption.

The agency decides within two months of the review that agreed adoption as the plan; a later review that leaves the plan
as it is agrees none.
"""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "L19",
        "decision",
        starts=on("PermanencePlanAgreed", plan=("adoption",)),
        stops=(on("AdoptionDecisionMade"),),
    ),
    Clock(
        "L19",
        "match",
        starts=on("AdoptionDecisionMade"),
        stops=(on("MatchedForAdoption"),),
        ends=(on("AdoptionDecisionReversed", of_it=True),),
    ),
)
