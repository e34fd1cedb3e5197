"""Who the child is, contacts, early help, referrals."""

from __future__ import annotations

from typing import Final

from journey.domain.columns import Column, Listing
from journey.importers.rows import PERSON
from journey.importers.ssd.tables.common import BEGAN, NOW, WENT_ON, child, code, day, link, text, worker

EPISODES_NAME: Final = "ssd_cin_episodes"

PEOPLE: Final = Listing(
    name="ssd_person",
    title="Children",
    main=None,
    scope=NOW,
    columns=(
        child("pers_person_id"),
        code("pers_sex", PERSON, "sex", "sex", "person"),
        code("pers_ethnicity", PERSON, "ethnicity", "ethnicity", "person"),
        Column("pers_dob", "person", PERSON, "date_of_birth", "date"),
        Column("pers_expected_dob", "person", PERSON, "expected_birth_date", "date"),
        Column("pers_death_date", "person", PERSON, "date_of_death", "date"),
        code("pers_upn_unknown", PERSON, "upn_unknown", "upn-unknown", "person"),
        Column("pers_upn", "person", PERSON, "upn", "text"),
        Column("pers_common_child_id", "person", PERSON, "nhs_number", "text"),
        code("pers_is_mother", PERSON, "mother", "yes-no", "person"),
    ),
)

CONTACTS: Final = Listing(
    name="ssd_contacts",
    title="Contacts",
    main="ContactReceived",
    scope=BEGAN,
    columns=(
        child("cont_person_id"),
        link("cont_contact_id"),
        day("cont_contact_date", "key", "ContactReceived"),
        code("cont_contact_source_code", "ContactReceived", "source", "referral-source"),
    ),
)

EARLY_HELP: Final = Listing(
    name="ssd_early_help_episodes",
    title="Early help episodes",
    main="EarlyHelpAssessmentStarted",
    scope=WENT_ON,
    columns=(
        child("earl_person_id"),
        link("earl_episode_id"),
        day("earl_episode_start_date", "key", "EarlyHelpAssessmentStarted"),
        day("earl_episode_end_date", "fill-in", "EarlyHelpAssessmentCompleted"),
        text("earl_episode_organisation", "EarlyHelpAssessmentStarted", "organisation"),
    ),
    ends=("EarlyHelpAssessmentCompleted",),
)

EPISODES: Final = Listing(
    name=EPISODES_NAME,
    title="Referrals and episodes of need",
    main="ReferralReceived",
    scope=WENT_ON,
    columns=(
        child("cine_person_id"),
        link("cine_referral_id"),
        day("cine_referral_date", "key", "ReferralReceived"),
        day("cine_referral_date", "key", "CINEpisodeOpened"),
        code("cine_referral_source_code", "ReferralReceived", "source", "referral-source"),
        code("cine_referral_nfa", "ReferralReceived", "no_further_action", "nfa", "fill-in"),
        code("cine_cin_primary_need_code", "ReferralReceived", "need", "need"),
        code("cine_cin_primary_need_code", "CINEpisodeOpened", "need", "need"),
        day("cine_close_date", "fill-in", "CaseClosed"),
        code("cine_close_reason", "CaseClosed", "reason", "closure", "fill-in"),
        text("cine_referral_team", "ReferralReceived", "team"),
        worker("cine_referral_worker_id", "ReferralReceived"),
    ),
    ends=("CaseClosed",),
    opens=("CINEpisodeOpened",),
)
