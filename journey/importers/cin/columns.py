"""The children in need census as one declaration: system ``cin``."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import SourceDeclaration
from journey.importers.cin.lists.child import CHARACTERISTICS, IDENTIFIERS
from journey.importers.cin.lists.in_need import ASSESSMENTS, CIN_DETAILS, CIN_PLANS
from journey.importers.cin.lists.protection import ENQUIRIES, PLANS, REVIEWS, TRANSFERS_IN

CIN: Final = SourceDeclaration(
    "cin",
    "Children in need census",
    (
        IDENTIFIERS,
        CHARACTERISTICS,
        CIN_DETAILS,
        ASSESSMENTS,
        CIN_PLANS,
        ENQUIRIES,
        TRANSFERS_IN,
        PLANS,
        REVIEWS,
    ),
)
