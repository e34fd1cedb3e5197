"""Who the child is."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.cin.lists.common import CHILD, OPEN_IN_YEAR, code
from journey.importers.rows import PERSON

IDENTIFIERS: Final = Listing(
    name="ChildIdentifiers",
    title="Child identifiers",
    main=None,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        Column("UPN", "person", PERSON, "upn", "text"),
        Column("FormerUPN", "person", PERSON, "former_upn", "text"),
        code("UPNunknown", "person", PERSON, "upn_unknown", "upn-unknown"),
        Column("PersonBirthDate", "person", PERSON, "date_of_birth", "date"),
        Column("ExpectedPersonBirthDate", "person", PERSON, "expected_birth_date", "date"),
        Column("Sex", "person", PERSON, "sex", "code", "sex", blank_ok=False, aliases=("GenderCurrent",)),
        Column("PersonDeathDate", "person", PERSON, "date_of_death", "date"),
    ),
)

CHARACTERISTICS: Final = Listing(
    name="ChildCharacteristics",
    title="Child characteristics",
    main=None,
    scope=OPEN_IN_YEAR,
    columns=(
        CHILD,
        code("Ethnicity", "person", PERSON, "ethnicity", "ethnicity", blank_ok=False),
        Column("Disability", "person", PERSON, "disabilities", "codes", "disability"),
    ),
)
