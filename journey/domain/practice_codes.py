"""Code sets that no national return publishes: Ofsted's in Annex A, and the words of practice that rules go by.

The codes are short lower-case words; agencies are spelt as ``timescales.toml`` names the parties of a meeting.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from journey.domain.audit_codes import AUDIT_CODE_SETS
from journey.domain.codes import CODE_SETS, CodeSet, code_set

CASE_STATUS = code_set(
    "case-status",
    "Case status",
    {
        "looked-after": "Looked after child",
        "child-protection-plan": "Child protection plan",
        "child-in-need-plan": "Child in need plan",
        "open-assessment": "Open assessment",
        "closed": "Closed episode",
    },
)

PERMANENCE = code_set(
    "permanence",
    "Permanence plan",
    {
        "return-to-family": "Return to family",
        "adoption": "Adoption",
        "guardianship": "Special guardianship or child arrangements order",
        "supported-living": "Supported living in the community",
        "long-term-residential": "Long-term residential placement",
        "long-term-fostering": "Long-term fostering",
        "other": "Other",
    },
)

ELIGIBILITY = code_set(
    "eligibility",
    "Eligibility category of care leaver",
    {
        "relevant": "Relevant child",
        "former-relevant": "Former relevant child",
        "qualifying": "Qualifying care leaver",
        "eligible": "Eligible child",
    },
)

SUITABILITY = code_set(
    "suitability", "Suitability of accommodation", {"suitable": "Suitable", "unsuitable": "Unsuitable"}
)

LOCATION = code_set("location", "Placement location", {"in": "Inside the authority", "out": "Outside the authority"})

CONTACT_OUTCOME = code_set(
    "contact-outcome",
    "Outcome of a contact",
    {
        "referral": "Referral to children's social care",
        "early-help": "Early help",
        "information": "Information or advice",
        "no-further-action": "No further action",
    },
)

REFERRAL_DECISION = code_set(
    "referral-decision",
    "Decision on a referral",
    {
        "assessment": "Assessment",
        "strategy-discussion": "Strategy discussion",
        "early-help": "Early help",
        "no-further-action": "No further action",
        "other": "Other response",
    },
)

MANNER = code_set(
    "manner",
    "How somebody met or was told",
    {"face-to-face": "Face to face", "phone": "By phone", "video": "By video", "letter": "Letter", "email": "Email"},
)

TIER = code_set(
    "tier",
    "Tier of help",
    {
        "universal": "Universal services",
        "early-help": "Early help",
        "child-in-need": "Child in need",
        "child-protection": "Child protection",
        "looked-after": "Looked after",
    },
)

ASSESSMENT_OUTCOME = code_set(
    "assessment-outcome",
    "Outcome of an assessment",
    {
        "no-further-action": "No further action",
        "early-help": "Early help",
        "child-in-need-plan": "Child in need plan",
        "section-47": "Section 47 enquiry",
        "looked-after": "Becomes looked after",
        "other": "Other",
    },
)

SECTION_47_OUTCOME = code_set(
    "section-47-outcome",
    "Outcome of a section 47 enquiry",
    {
        "conference": "Initial child protection conference",
        "child-in-need-plan": "Child in need plan",
        "looked-after": "Becomes looked after",
        "no-further-action": "No further action",
        "other": "Other",
    },
)

AGENCY = code_set(
    "agency",
    "Who takes part in a meeting",
    {
        "social worker": "Social worker",
        "manager": "Social worker's manager",
        "health": "Health",
        "police": "Police",
        "education": "School or education service",
        "early help": "Early help",
        "probation": "Probation",
        "housing": "Housing",
        "legal": "Legal services",
        "referrer": "Agency that referred",
        "voluntary": "Voluntary organisation",
        "other": "Other agency",
    },
)

SEEN_ALONE = code_set(
    "seen-alone",
    "Whether the child was seen alone",
    {"yes": "Alone", "no": "Not alone", "not-applicable": "Not applicable: unborn or an infant", "unknown": "Unknown"},
)

NOT_ALONE_REASON = code_set(
    "not-alone-reason",
    "Why a child was not seen alone",
    {"refused": "Refused", "infant": "Infant", "interpreter": "Interpreter needed", "other": "Other"},
)

PRE_PROCEEDINGS_OUTCOME = code_set(
    "pre-proceedings-outcome",
    "Outcome of pre-proceedings",
    {"stepped-down": "Stepped down", "court": "Application to court", "other": "Other"},
)

MISSING = code_set(
    "missing", "Missing or away (SSDA903, MISSING)", {"M": "Missing", "A": "Away from placement without authorisation"}
)

WORKER_ROLE = code_set(
    "worker-role",
    "Role of a worker for a child",
    {
        "lead worker": "Lead worker, whom the child knows",
        "consultant": "Consultant social worker, to whom the child is formally allocated",
        "personal adviser": "Personal adviser",
        "reviewing officer": "Independent reviewing officer",
    },
)

TRANSFER_REASON = code_set(
    "transfer-reason",
    "Reason for a transfer between hubs",
    {
        "transfer-point": "A transfer point of the model",
        "specialist-knowledge": "Specialist knowledge",
        "address": "Change of address",
        "siblings": "Siblings together",
        "capacity": "Capacity",
        "other": "Other",
    },
)

VIEWS_OF = code_set(
    "views-of",
    "Whose views were recorded, or who was told",
    {"child": "Child or young person", "parent": "Parent", "carer": "Carer", "other": "Somebody else"},
)

PROFESSIONAL_ROLE = code_set(
    "professional-role",
    "Role of a professional who is involved with a child",
    {
        "social worker": "Social worker",
        "family support worker": "Family support worker",
        "personal adviser": "Personal adviser",
        "clinician": "Clinician or primary mental health worker",
        "health visitor": "Health visitor or school nurse",
        "police officer": "Police officer",
        "teacher": "Teacher or other school staff",
        "youth worker": "Youth worker",
        "probation officer": "Probation officer",
        "housing officer": "Housing officer",
        "advocate": "Advocate",
        "other": "Other",
    },
)

INVOLVEMENT_END = code_set(
    "involvement-end",
    "Why a professional's involvement ended",
    {"done": "What was to be done is done", "not-needed": "Not needed", "replaced": "Replaced", "other": "Other"},
)

CHALLENGE_ROLE = code_set(
    "challenge-role",
    "Who challenged how a case is handled",
    {"reviewing officer": "Independent reviewing officer", "conference chair": "Conference chair", "other": "Other"},
)

CHALLENGE_STAGE = code_set("challenge-stage", "Stage of a challenge", {"informal": "Informal", "formal": "Formal"})

CHALLENGE_OUTCOME = code_set(
    "challenge-outcome",
    "Outcome of a challenge",
    {
        "accepted": "Accepted",
        "partly-accepted": "Accepted in part",
        "not-accepted": "Not accepted",
        "withdrawn": "Withdrawn",
    },
)

COMPLAINANT = code_set(
    "complainant",
    "Who complained",
    {
        "child": "Child or young person",
        "parent": "Parent",
        "carer": "Carer",
        "advocate": "Advocate",
        "other": "Other",
    },
)

COMPLAINT_ABOUT = code_set(
    "complaint-about",
    "What a complaint is about",
    {
        "staff": "Conduct of staff",
        "decision": "A decision",
        "delay": "Delay",
        "service": "Standard of service",
        "information": "Information or communication",
        "other": "Other",
    },
)

COMPLAINT_OUTCOME = code_set(
    "complaint-outcome",
    "Outcome of a complaint",
    {"upheld": "Upheld", "partly-upheld": "Upheld in part", "not-upheld": "Not upheld", "withdrawn": "Withdrawn"},
)

EHC_REQUESTER = code_set(
    "ehc-requester",
    "Who asked for an education, health and care needs assessment",
    {
        "parent": "Parent",
        "young-person": "Young person",
        "education": "School or college",
        "health": "Health",
        "social-care": "Social care",
        "other": "Other",
    },
)

EHC_REVIEW_OUTCOME = code_set(
    "ehc-review-outcome",
    "Outcome of a review of an education, health and care plan",
    {"maintain": "Plan maintained", "amend": "Plan amended", "cease": "Plan ceased"},
)

HUB_ROLE = code_set(
    "hub-role",
    "Role of a worker in a hub",
    {
        "group manager": "Group manager",
        "consultant": "Consultant social worker",
        "hub coordinator": "Hub coordinator",
        "senior social worker": "Senior social worker",
        "social worker": "Social worker",
        "family support worker": "Family support worker",
        "asye": "Social worker in the assessed and supported year in employment",
        "clinician": "Clinician or primary mental health worker",
        "personal adviser": "Personal adviser",
        "reviewing officer": "Independent reviewing officer",
        "other": "Other",
    },
)

EMPLOYMENT = code_set(
    "employment", "Employment of a worker", {"permanent": "Permanent", "fixed-term": "Fixed term", "agency": "Agency"}
)

POST_END_REASON = code_set(
    "post-end-reason",
    "Reason why a worker left a post",
    {
        "resigned": "Resigned",
        "retired": "Retired",
        "moved": "Moved to another post of the authority",
        "contract-ended": "Contract ended",
        "dismissed": "Dismissed",
        "died": "Died",
        "other": "Other",
    },
)

HUB_UNIT = code_set("hub-unit", "Whether a unit is a hub", {"hub": "Hub", "team": "Team that is not a hub"})

PRACTICE_CODE_SETS: Final[Mapping[str, CodeSet]] = MappingProxyType(
    {
        item.name: item
        for item in (
            CASE_STATUS,
            PERMANENCE,
            ELIGIBILITY,
            SUITABILITY,
            LOCATION,
            CONTACT_OUTCOME,
            REFERRAL_DECISION,
            MANNER,
            TIER,
            ASSESSMENT_OUTCOME,
            SECTION_47_OUTCOME,
            AGENCY,
            SEEN_ALONE,
            NOT_ALONE_REASON,
            PRE_PROCEEDINGS_OUTCOME,
            MISSING,
            WORKER_ROLE,
            TRANSFER_REASON,
            VIEWS_OF,
            PROFESSIONAL_ROLE,
            INVOLVEMENT_END,
            CHALLENGE_ROLE,
            CHALLENGE_STAGE,
            CHALLENGE_OUTCOME,
            COMPLAINANT,
            COMPLAINT_ABOUT,
            COMPLAINT_OUTCOME,
            EHC_REQUESTER,
            EHC_REVIEW_OUTCOME,
            HUB_ROLE,
            EMPLOYMENT,
            POST_END_REASON,
            HUB_UNIT,
            *AUDIT_CODE_SETS,
        )
    }
)
"""Every code set of practice by name."""


def codes_of(name: str) -> CodeSet:
    """A code set by name, national or of practice. Raises KeyError for a name that is neither."""
    return PRACTICE_CODE_SETS.get(name) or CODE_SETS[name]
