"""Lists 1 to 3: contacts, early help assessments, referrals."""

from __future__ import annotations

from journey.domain.columns import Column, Listing, Scope
from journey.importers.annex_a.lists.common import WHO, asserted, day, held_by

CONTACTS = Listing(
    name="List 1",
    title="Contacts",
    main="ContactReceived",
    scope=Scope("start"),
    columns=(
        *WHO,
        day("Date of Contact", "key", "ContactReceived", blank_ok=False),
        Column("Contact Source", "fixed", "ContactReceived", "source", "code", "referral-source", blank_ok=False),
    ),
    sheets=("Contact",),
)

EARLY_HELP = Listing(
    name="List 2",
    title="Early help assessments",
    main="EarlyHelpAssessmentStarted",
    scope=Scope("end"),
    columns=(
        *WHO,
        day("Assessment start date", "key", "EarlyHelpAssessmentStarted", blank_ok=False),
        day("Assessment completion date", "fill-in", "EarlyHelpAssessmentCompleted"),
        Column(
            "Organisation completing assessment",
            "fixed",
            "EarlyHelpAssessmentStarted",
            "organisation",
            "text",
            blank_ok=False,
        ),
    ),
    ends=("EarlyHelpAssessmentCompleted",),
    sheets=("Early Help", "Early help assessment", "EHA"),
)

REFERRALS = Listing(
    name="List 3",
    title="Referrals",
    main="ReferralReceived",
    scope=Scope("start"),
    columns=(
        *WHO,
        day("Date of referral", "key", "ReferralReceived", blank_ok=False),
        Column("Referral Source", "fixed", "ReferralReceived", "source", "code", "referral-source", blank_ok=False),
        Column("Referral NFA?", "fill-in", "ReferralReceived", "no_further_action", "code", "nfa", blank_ok=False),
        asserted("Number of Referrals in Last 12 Months", "ReferralReceived", "asserted_referrals_12m"),
        *held_by("ReferralReceived"),
    ),
    sheets=("Referral",),
)
