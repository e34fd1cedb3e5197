"""Disabilities, and the numbers by which others know a child. Several rows may be about one child."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.rows import PERSON
from journey.importers.ssd.tables.common import NOW, child, link

DISABILITIES: Final = Listing(
    name="ssd_disability",
    title="Disabilities",
    main=None,
    scope=NOW,
    columns=(
        child("disa_person_id"),
        link("disa_table_id"),
        Column("disa_disability_code", "person", PERSON, "disabilities", "codes", "disability"),
    ),
)

NUMBER: Final = "link_identifier_value"

IDENTIFIERS: Final = Listing(
    name="ssd_linked_identifiers",
    title="Numbers elsewhere",
    main=None,
    scope=NOW,
    columns=(
        child("link_person_id"),
        link("link_table_id"),
        link("link_identifier_type"),
        *(Column(NUMBER, "person", PERSON, field, "text") for field in ("upn", "former_upn", "nhs_number")),
        link("link_valid_from_date"),
        link("link_valid_to_date"),
    ),
)
