"""Lists 10 and 11: children for adoption, prospective adopters."""

from __future__ import annotations

from journey.domain.columns import Column, Listing, Reads, Scope
from journey.importers.annex_a.lists.common import AGE, CHILD, DATE_OF_BIRTH, DISABILITY, ETHNICITY, SEX, day
from journey.importers.rows import PERSON

DECISION = "AdoptionDecisionMade"
REVERSED = "AdoptionDecisionReversed"

CHILDREN = Listing(
    name="List 10",
    title="Children for adoption",
    main=DECISION,
    scope=Scope("end", 12),
    columns=(
        CHILD,
        Column("Family identifier", "person", PERSON, "family", "family"),
        SEX,
        ETHNICITY,
        DATE_OF_BIRTH,
        AGE,
        DISABILITY,
        Column("Date the Child Entered Care", "fixed", DECISION, "entered_care_on", "date", blank_ok=False),
        day("Date of Decision that Child Should be Placed for Adoption", "key", DECISION, blank_ok=False),
        day("Date of Placement Order", "fill-in", "PlacementOrderMade"),
        day("Date of Matching Child and Prospective Adopters", "fill-in", "MatchedForAdoption"),
        day("Date Placed for Adoption", "fill-in", "PlacedForAdoption"),
        day("Date of Adoption Order", "fill-in", "AdoptionOrderGranted"),
        day("Date of Decision that Child Should No Longer be Placed for Adoption", "fill-in", REVERSED),
        Column(
            "Reason Why Child No Longer Placed for Adoption",
            "fill-in",
            REVERSED,
            "reason",
            "code",
            "adoption-reversed",
        ),
        day(
            "Date the child was placed for fostering in FFA or concurrent planning placement",
            "fill-in",
            "PlacedInFosteringForAdoption",
        ),
    ),
    ends=("AdoptionOrderGranted", REVERSED),
    sheets=("Adoption", "Adoptions"),
)


def _of_adopter(header: str, reads: Reads, codes: str | None = None, aliases: tuple[str, ...] = ()) -> Column:
    """A column about somebody who is not a child: declared, so that the list is known, and never recorded."""
    return Column(header, "derived", None, None, reads, codes, aliases=aliases)


ADOPTERS = Listing(
    name="List 11",
    title="Prospective adopters",
    main=None,
    scope=Scope("end", 12),
    columns=(
        _of_adopter("Individual adopter identifier", "text"),
        _of_adopter("Family identifier", "family"),
        _of_adopter("Sex", "code", "sex", aliases=("Gender",)),
        _of_adopter("Ethnicity", "code", "ethnicity"),
        _of_adopter("Disability", "code", "yes-no"),
        _of_adopter("Is the (prospective) adopter fostering for adoption?", "code", "yes-no"),
        _of_adopter("Date enquiry received", "date"),
        _of_adopter("Date Stage 1 started", "date"),
        _of_adopter("Date Stage 1 ended", "date"),
        _of_adopter("Date Stage 2 started", "date"),
        _of_adopter("Date Stage 2 ended", "date"),
        _of_adopter("Date application submitted", "date"),
        _of_adopter("Date application approved", "date"),
        _of_adopter("Date adopter matched with child(ren)", "date"),
        _of_adopter("Date child/children placed with adopter(s)", "date"),
        _of_adopter("No. of children placed", "count"),
        _of_adopter("Date of Adoption Order", "date"),
        _of_adopter("Date of leaving adoption process", "date"),
        _of_adopter("Reason for leaving adoption process", "text"),
    ),
    sheets=("Adopters", "Prospective adopter"),
)
