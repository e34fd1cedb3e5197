"""A child is matched with adopters within six months of the decision that the child should be placed for adoption."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock(
        "L19",
        "match",
        starts=on("AdoptionDecisionMade"),
        stops=(on("MatchedForAdoption"),),
        ends=(on("AdoptionDecisionReversed", of_it=True),),
    ),
)
