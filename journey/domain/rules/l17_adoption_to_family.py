"""The mean time from entering care to moving in with adopters is taken over the children adopted in three years (A1).

A child whose own foster carer adopts had moved in when the fostering began: so it is counted in the variant A10.
"""

from journey.domain.rules.adoptions import ADOPTED
from journey.domain.rules.language import Mean, on

_ENTERED = (on("BecameLookedAfter"), on("AdoptionDecisionMade", at="entered_care_on"))

MEANS = (
    Mean("L17", "average", ADOPTED, _ENTERED, (on("PlacedForAdoption"),)),
    Mean(
        "L17",
        "fostered",
        ADOPTED,
        _ENTERED,
        (on("PlacedForAdoption"),),
        needs=("MatchedForAdoption.foster_carer", "PlacedInFosteringForAdoption|PlacementStarted"),
    ),
)
