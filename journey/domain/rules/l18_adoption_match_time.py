"""The mean time from the placement order to the match is taken over the children adopted in three years (A2).

A match before the order counts as no days. Children without a placement or freeing order are left out, and so
are those who were placed for adoption before it.
"""

from journey.domain.rules.adoptions import ADOPTED, COURT_AUTHORITY
from journey.domain.rules.language import Mean, on

MEANS = (Mean("L18", "average", ADOPTED, COURT_AUTHORITY, (on("MatchedForAdoption"),), needs=("PlacedForAdoption",)),)
