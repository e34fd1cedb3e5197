"""Code sets that the Department for Education publishes, shared by every format that uses them.

Codes of all years are kept side by side: a set says what a code means, not in which year it was allowed. Sources: CIN
census and SSDA903 guides, Ofsted Annex A. Where no national code exists (yes or no), the codes are short lower-case
words. A label that repeats its code ("Reason SDQ1") stands where the published meaning was not at hand: the guide of
the year says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class CodeSet:
    """One code set: ``codes`` maps each code to its label."""

    name: str
    title: str
    codes: Mapping[str, str]

    def label(self, code: str) -> str:
        """The label of a code; the code itself when the set does not know it."""
        return self.codes.get(code, code)


def code_set(name: str, title: str, codes: Mapping[str, str]) -> CodeSet:
    """A code set that nobody can change."""
    return CodeSet(name, title, MappingProxyType(dict(codes)))


NOT_KNOWN: Final[Mapping[str, str]] = MappingProxyType({"sex": "U", "ethnicity": "NOBT", "need": "N0"})
"""By code set, the code that says that nothing is known; in every other set it is ``unknown``, where there is one."""


def is_known(codes: str, code: str | None) -> bool:
    """Whether a code of a set says anything but that nothing is known. A text in no code set says something."""
    return code != NOT_KNOWN.get(codes, "unknown")


YES_NO = code_set("yes-no", "Yes or no", {"yes": "Yes", "no": "No", "unknown": "Unknown"})

SEX = code_set("sex", "Sex", {"M": "Male", "F": "Female", "U": "Not stated or recorded", "N": "Neither"})

ETHNICITY = code_set(
    "ethnicity",
    "Ethnicity",
    {
        "WBRI": "White British",
        "WIRI": "White Irish",
        "WIRT": "Traveller of Irish heritage",
        "WOTH": "Any other White background",
        "WROM": "Gypsy or Roma",
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "Any other mixed background",
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "AOTH": "Any other Asian background",
        "BCRB": "Black Caribbean",
        "BAFR": "Black African",
        "BOTH": "Any other Black background",
        "CHNE": "Chinese",
        "OOTH": "Any other ethnic group",
        "NOBT": "Information not yet obtained",
        "REFU": "Refused",
    },
)

REFERRAL_SOURCE = code_set(
    "referral-source",
    "Source of contact or referral",
    {
        "1A": "Individual: family member, relative or carer",
        "1B": "Individual: acquaintance",
        "1C": "Individual: self",
        "1D": "Individual: other",
        "2A": "Schools",
        "2B": "Education services",
        "3A": "Health services: general practitioner",
        "3B": "Health services: health visitor",
        "3C": "Health services: school nurse",
        "3D": "Health services: other primary health services",
        "3E": "Health services: accident and emergency",
        "3F": "Health services: other",
        "4": "Housing",
        "5A": "LA services: social care",
        "5B": "LA services: other internal",
        "5C": "LA services: external",
        "5D": "LA services: early help",
        "6": "Police",
        "7": "Other legal agency",
        "8": "Other",
        "9": "Anonymous",
        "10": "Unknown",
    },
)

NEED = code_set(
    "need",
    "Primary need, or category of need",
    {
        "N0": "Not stated",
        "N1": "Abuse or neglect",
        "N2": "Child's disability",
        "N3": "Parental disability or illness",
        "N4": "Family in acute stress",
        "N5": "Family dysfunction",
        "N6": "Socially unacceptable behaviour",
        "N7": "Low income",
        "N8": "Absent parenting",
        "N9": "Cases other than children in need",
    },
)

CLOSURE = code_set(
    "closure",
    "Reason for closure",
    {
        "RC1": "Adopted",
        "RC2": "Died",
        "RC3": "Child arrangements order",
        "RC4": "Special guardianship order",
        "RC5": "Transferred to services of another local authority",
        "RC6": "Transferred to adult social care services",
        "RC7": "Services ceased for any other reason, including child no longer in need",
        "RC8": "Case closed after assessment, no further action",
        "RC9": "Case closed after assessment, referred to early help",
    },
)

ABUSE = code_set(
    "abuse",
    "Category of abuse",
    {
        "NEG": "Neglect",
        "PHY": "Physical abuse",
        "SAB": "Sexual abuse",
        "EMO": "Emotional abuse",
        "MUL": "Multiple/not recommended",
    },
)

DISABILITY = code_set(
    "disability",
    "Disability",
    {
        "NONE": "No disability",
        "MOB": "Mobility",
        "HAND": "Hand function",
        "PC": "Personal care",
        "INC": "Incontinence",
        "COMM": "Communication",
        "LD": "Learning",
        "HEAR": "Hearing",
        "VIS": "Vision",
        "BEH": "Behaviour",
        "CON": "Consciousness",
        "AUT": "Autism",
        "DDA": "Other",
    },
)

FACTORS = code_set(
    "factors",
    "Factors identified at assessment",
    {
        "1A": "Alcohol misuse: child",
        "1B": "Alcohol misuse: parent or carer",
        "1C": "Alcohol misuse: another person in the household",
        "2A": "Drug misuse: child",
        "2B": "Drug misuse: parent or carer",
        "2C": "Drug misuse: another person in the household",
        "3A": "Domestic violence: child",
        "3B": "Domestic violence: parent or carer",
        "3C": "Domestic violence: another person in the household",
        "4A": "Mental health: child",
        "4B": "Mental health: parent or carer",
        "4C": "Mental health: another person in the household",
        "5A": "Learning disability: child",
        "5B": "Learning disability: parent or carer",
        "5C": "Learning disability: another person in the household",
        "6A": "Physical disability or illness: child",
        "6B": "Physical disability or illness: parent or carer",
        "6C": "Physical disability or illness: another person in the household",
        "7A": "Young carer",
        "8B": "Privately fostered: overseas child who intends to return",
        "8C": "Privately fostered: overseas child who intends to stay",
        "8D": "Privately fostered: UK child in an educational placement",
        "8E": "Privately fostered: UK child under alternative family arrangements",
        "8F": "Privately fostered: other",
        "9A": "Unaccompanied asylum-seeking child",
        "10A": "Going or being missing",
        "11A": "Child sexual exploitation",
        "12A": "Trafficking",
        "13A": "Gangs",
        "14A": "Socially unacceptable behaviour",
        "15A": "Self-harm",
        "16A": "Neglect",
        "17A": "Emotional abuse",
        "18A": "Physical abuse (before 2021)",
        "18B": "Physical abuse: child on child",
        "18C": "Physical abuse: adult on child",
        "19A": "Sexual abuse (before 2021)",
        "19B": "Sexual abuse: child on child",
        "19C": "Sexual abuse: adult on child",
        "20": "Other",
        "21": "No factors identified",
        "22A": "Female genital mutilation",
        "23A": "Abuse linked to faith or belief",
        "24A": "Child criminal exploitation",
    },
)

LEGAL_STATUS = code_set(
    "legal-status",
    "Legal status",
    {
        "C1": "Interim care order",
        "C2": "Full care order",
        "D1": "Freeing order",
        "E1": "Placement order",
        "J1": "Remanded to LA or youth detention accommodation",
        "J2": "LA accommodation under PACE",
        "J3": "Youth rehabilitation order",
        "L1": "Police protection, in LA accommodation",
        "L2": "Emergency protection order",
        "L3": "Child assessment order, in LA accommodation",
        "V2": "Single period of accommodation under section 20",
        "V3": "Short breaks, episodes recorded",
        "V4": "Short breaks, agreement recorded",
    },
)

CEASED = code_set(
    "ceased",
    "Reason ceased to be looked after",
    {
        "X1": "Episode ends and a new one starts the same day",
        "E11": "Adopted, application unopposed",
        "E12": "Adopted, consent dispensed with",
        "E13": "Parents, relatives or other with no parental responsibility",
        "E14": "Accommodation on remand ended",
        "E15": "Age assessment determined child was 18 or over",
        "E16": "Child moved abroad",
        "E17": "Aged 18 or over and remained with current carers",
        "E2": "Died",
        "E3": "Care taken by another LA",
        "E41": "Residence or child arrangements order granted",
        "E43": "Special guardianship order to former foster carers (before 2019)",
        "E44": "Special guardianship order to others (before 2019)",
        "E45": "Special guardianship order to former foster carer, relative or friend",
        "E46": "Special guardianship order to former foster carer, other",
        "E47": "Special guardianship order to relative or friend",
        "E48": "Special guardianship order to other",
        "E4A": "Returned home to parents or relatives, part of planning",
        "E4B": "Returned home to parents or relatives, not part of planning",
        "E5": "Moved into independent living, supported",
        "E6": "Moved into independent living, no support",
        "E7": "Transferred to residential care funded by adult social services",
        "E8": "Care ceased for any other reason",
        "E9": "Sentenced to custody",
    },
)

NEW_EPISODE = code_set(
    "new-episode",
    "Reason for new episode of care",
    {
        "S": "Started to be looked after",
        "L": "Change of legal status only",
        "P": "Change of placement and carer",
        "T": "Change of placement, same carer",
        "B": "Change of legal status, placement and carer",
        "U": "Change of legal status and placement, same carer",
    },
)

PLACEMENT = code_set(
    "placement",
    "Placement type",
    {
        "A3": "Placed for adoption with consent, with current foster carer",
        "A4": "Placed for adoption with consent, not with current foster carer",
        "A5": "Placed for adoption under an order, with current foster carer",
        "A6": "Placed for adoption under an order, not with current foster carer",
        "H5": "Semi-independent accommodation (until 2024-25)",
        "K1": "Secure children's home",
        "K2": "Children's home",
        "K3": "Registered supported accommodation",
        "P1": "Placed with own parents",
        "P2": "Independent living (until 2024-25)",
        "P3": "Residential employment",
        "R1": "Residential care home",
        "R2": "NHS or health trust",
        "R3": "Family centre or mother and baby unit",
        "R5": "Young offender institution",
        "S1": "Residential school",
        "T0": "Temporary placement",
        "T1": "Temporary placement: hospital",
        "T2": "Temporary placement: holiday",
        "T3": "Temporary placement: carer's holiday",
        "T4": "Temporary placement: seven days or less",
        "U1": "Foster placement with relative or friend, long term",
        "U2": "Foster placement with relative or friend, fostering for adoption",
        "U3": "Foster placement with relative or friend, other",
        "U4": "Foster placement, long term",
        "U5": "Foster placement, fostering for adoption",
        "U6": "Foster placement, other",
        "Z1": "Other placement",
        "Z11": "Other placement (from 2025-26)",
        "Z12": "Other placement (from 2025-26)",
        "Z13": "Other placement (from 2025-26)",
        "Z14": "Other placement (from 2025-26)",
    },
)

PROVIDER = code_set(
    "provider",
    "Placement provider",
    {
        "PR0": "Parents or other with parental responsibility",
        "PR1": "Own provision",
        "PR2": "Other LA provision",
        "PR3": "Other public provision",
        "PR4": "Private provision",
        "PR5": "Voluntary or third sector",
    },
)

PLACEMENT_CHANGE = code_set(
    "placement-change",
    "Reason for change of placement",
    {
        "CARPL": "Change to or implementation of care plan",
        "CLOSE": "Resignation or closure of provision",
        "ALLEG": "Allegation (section 47)",
        "STAND": "Standards of care",
        "APPRR": "Approval removed",
        "CREQB": "Carer requests end, child's behaviour",
        "CREQO": "Carer requests end, other reason",
        "CHILD": "Child requests end",
        "LAREQ": "Authority requests end",
        "PLACE": "Change of status of placement only",
        "CUSTOD": "Custody arrangement",
        "OTHER": "Other",
    },
)

WORKER_REASON = code_set(
    "worker-reason",
    "Reason for the social worker's episode",
    {
        "MANAGE": "Managing caseloads",
        "FCONTA": "First contact or re-referral",
        "LEFTRL": "Previous worker left role",
        "ORGRST": "Organisational restructure",
        "TSPROC": "Transfer, standard process",
        "ABSENC": "Absence cover or return",
        "CHCHAN": "Child requested change",
        "PCCHAN": "Parent or carer requested change",
        "SWDIED": "Worker died",
        "OTHERS": "Other",
    },
)

IN_TOUCH = code_set(
    "in-touch",
    "Authority in touch with care leaver",
    {
        "YES": "Yes",
        "NO": "No",
        "DIED": "Died",
        "REFU": "Refuses contact",
        "NREQ": "No longer requires services",
        "RHOM": "Returned home",
    },
)

ACCOMMODATION = code_set(
    "accommodation",
    "Care leaver's accommodation",
    {
        "B": "Parents or relatives",
        "C": "Community home or residential care",
        "D": "Semi-independent, transitional or self-contained accommodation",
        "E": "Supported lodgings",
        "G": "Abroad",
        "H": "Deported",
        "K": "Ordinary lodgings, without formal support",
        "R": "Residence not known",
        "S": "No fixed abode or homeless",
        "T": "Foyers and similar supported accommodation",
        "U": "Independent living",
        "V": "Emergency accommodation",
        "W": "Bed and breakfast",
        "X": "In custody",
        "Y": "Other accommodation",
        "Z": "With former foster carers",
    },
)

ACTIVITY = code_set(
    "activity",
    "Care leaver's activity",
    {
        "F1": "Full time in higher education",
        "F2": "Full time in education other than higher",
        "F3": "Full time in training or employment (before 2022)",
        "F4": "Full time in an apprenticeship",
        "F5": "Full time in training or employment",
        "G4": "Not in education, employment or training: illness or disability",
        "G5": "Not in education, employment or training: other",
        "G6": "Not in education, employment or training: pregnancy or parenting",
        "P1": "Part time in higher education",
        "P2": "Part time in education other than higher",
        "P3": "Part time in training or employment (before 2022)",
        "P4": "Part time in an apprenticeship",
        "P5": "Part time in training or employment",
    },
)

ADOPTION_REVERSED = code_set(
    "adoption-reversed",
    "Reason why no longer placed for adoption",
    {
        "RD1": "Child's needs changed",
        "RD2": "Court did not make a placement order",
        "RD3": "Prospective adopters not found",
        "RD4": "Other",
    },
)

REVIEW_PARTICIPATION = code_set(
    "review-participation",
    "How a child took part in a review",
    {
        "PN0": "Under four at the time of the review",
        "PN1": "Attended and spoke for themself",
        "PN2": "Attended, an advocate spoke",
        "PN3": "Attended and conveyed views by symbols",
        "PN4": "Attended without contributing",
        "PN5": "Did not attend, views conveyed (PN5)",
        "PN6": "Did not attend, views conveyed (PN6)",
        "PN7": "Did not attend, views not conveyed",
    },
)

PREVIOUS_PERMANENCE = code_set(
    "previous-permanence",
    "Permanent home the child had once left care for",
    {
        "P1": "Adoption",
        "P2": "Special guardianship order",
        "P3": "Residence or child arrangements order",
        "P4": "Not known",
        "Z1": "None",
    },
)

SDQ_REASON = code_set(
    "sdq-reason",
    "Why there is no score of strengths and difficulties",
    {
        "SDQ1": "Reason SDQ1",
        "SDQ2": "Reason SDQ2",
        "SDQ3": "Reason SDQ3",
        "SDQ4": "Reason SDQ4",
        "SDQ5": "Reason SDQ5",
    },
)

UPN_UNKNOWN = code_set(
    "upn-unknown",
    "Why there is no unique pupil number",
    {
        "UN1": "Reason UN1",
        "UN2": "Reason UN2",
        "UN3": "Reason UN3",
        "UN4": "Reason UN4",
        "UN5": "Reason UN5",
        "UN6": "Reason UN6",
        "UN7": "Referral with no further action only",
    },
)

CODE_SETS: Final[Mapping[str, CodeSet]] = MappingProxyType(
    {
        item.name: item
        for item in (
            YES_NO,
            SEX,
            ETHNICITY,
            REFERRAL_SOURCE,
            NEED,
            CLOSURE,
            ABUSE,
            DISABILITY,
            FACTORS,
            LEGAL_STATUS,
            CEASED,
            NEW_EPISODE,
            PLACEMENT,
            PROVIDER,
            PLACEMENT_CHANGE,
            WORKER_REASON,
            IN_TOUCH,
            ACCOMMODATION,
            ACTIVITY,
            ADOPTION_REVERSED,
            UPN_UNKNOWN,
            REVIEW_PARTICIPATION,
            PREVIOUS_PERMANENCE,
            SDQ_REASON,
        )
    }
)
"""Every national code set by name."""
