"""Annex A (Ofsted, inspection of local authority children's services) as one declaration: system ``annex-a``."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import SourceDeclaration
from journey.importers.annex_a.lists.adoption import ADOPTERS, CHILDREN
from journey.importers.annex_a.lists.front_door import CONTACTS, EARLY_HELP, REFERRALS
from journey.importers.annex_a.lists.in_care import LEAVERS, LOOKED_AFTER
from journey.importers.annex_a.lists.in_need import ASSESSMENTS, ENQUIRIES, IN_NEED, PLANS

ANNEX_A: Final = SourceDeclaration(
    "annex-a",
    "Annex A",
    (
        CONTACTS,
        EARLY_HELP,
        REFERRALS,
        ASSESSMENTS,
        ENQUIRIES,
        IN_NEED,
        PLANS,
        LOOKED_AFTER,
        LEAVERS,
        CHILDREN,
        ADOPTERS,
    ),
)

NOT_CHILDREN: Final = ADOPTERS
"""The list whose rows are about adults; they are counted and nothing of them is kept."""
