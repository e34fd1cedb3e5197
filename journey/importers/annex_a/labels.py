"""What authorities write for a code besides the code and its national label: one short table per code set.

Keys are compared without case, apostrophes and punctuation. A label that fits two codes is in none of them.
"""

from __future__ import annotations

from typing import Final

YES_NO: Final = {
    **dict.fromkeys(("y", "true", "1", "t"), "yes"),
    **dict.fromkeys(("n", "false", "0", "f"), "no"),
    **dict.fromkeys(("u", "not known", "not recorded", "not stated", "dont know", "unk"), "unknown"),
}

NO_FURTHER_ACTION: Final = {
    **YES_NO,
    **dict.fromkeys(("nfa", "no further action", "yes nfa", "nfa yes"), "yes"),
    **dict.fromkeys(("fa", "further action", "no fa", "further action taken"), "no"),
}

SEX: Final = {
    **dict.fromkeys(("1", "boy"), "M"),
    **dict.fromkeys(("2", "girl"), "F"),
    **dict.fromkeys(
        ("0", "unknown", "not known", "not stated", "not recorded", "not stated recorded", "unborn", "not specified"),
        "U",
    ),
    **dict.fromkeys(("9", "indeterminate", "other", "neither male nor female"), "N"),
}

ETHNICITY: Final = {
    "british": "WBRI",
    "english welsh scottish northern irish british": "WBRI",
    "white english welsh scottish northern irish british": "WBRI",
    "irish": "WIRI",
    "irish traveller": "WIRT",
    "white traveller of irish heritage": "WIRT",
    "white other": "WOTH",
    "other white": "WOTH",
    "white any other white background": "WOTH",
    "gypsy roma": "WROM",
    "white gypsy roma": "WROM",
    "roma": "WROM",
    "mixed white and black caribbean": "MWBC",
    "mixed white and black african": "MWBA",
    "mixed white and asian": "MWAS",
    "mixed other": "MOTH",
    "other mixed": "MOTH",
    "mixed any other mixed background": "MOTH",
    "asian indian": "AIND",
    "asian or asian british indian": "AIND",
    "asian pakistani": "APKN",
    "asian or asian british pakistani": "APKN",
    "asian bangladeshi": "ABAN",
    "asian or asian british bangladeshi": "ABAN",
    "asian other": "AOTH",
    "other asian": "AOTH",
    "asian or asian british any other asian background": "AOTH",
    "caribbean": "BCRB",
    "black or black british caribbean": "BCRB",
    "african": "BAFR",
    "black or black british african": "BAFR",
    "black other": "BOTH",
    "other black": "BOTH",
    "black or black british any other black background": "BOTH",
    "other ethnic group": "OOTH",
    "not obtained": "NOBT",
    "information not obtained": "NOBT",
    "not yet obtained": "NOBT",
}

REFERRAL_SOURCE: Final = {
    "family member relative or carer": "1A",
    "individual family member relative or carer": "1A",
    "individual acquaintance": "1B",
    "acquaintance": "1B",
    "individual self": "1C",
    "self": "1C",
    "individual other": "1D",
    "school": "2A",
    "education": "2B",
    "gp": "3A",
    "general practitioner": "3A",
    "health services general practitioner gp": "3A",
    "health services gp": "3A",
    "health visitor": "3B",
    "health services health visitor": "3B",
    "school nurse": "3C",
    "health services school nurse": "3C",
    "health services other primary health services": "3D",
    "a e": "3E",
    "accident and emergency": "3E",
    "health services a e": "3E",
    "health services a e accident and emergency department": "3E",
    "health services other": "3F",
    "la services social care": "5A",
    "la services other internal": "5B",
    "la services external": "5C",
    "la services early help": "5D",
    "early help": "5D",
    "police": "6",
    "other legal agency": "7",
    "not known": "10",
}

NEED: Final = {
    "abuse neglect and exploitation": "N1",
    "abuse and neglect": "N1",
    "neglect or abuse": "N1",
    "disability": "N2",
    "childs disability or illness": "N2",
    "parental illness or disability": "N3",
    "parental illness disability": "N3",
    "acute stress": "N4",
    "absent parent": "N8",
}

CLOSURE: Final = {
    "died": "RC2",
    "residence order": "RC3",
    "transferred to another local authority": "RC5",
    "transferred to adult social services": "RC6",
    "services ceased for any other reason": "RC7",
    "case closed after assessment no further action": "RC8",
    "case closed after assessment referred to early help": "RC9",
}

ABUSE: Final = {
    "physical": "PHY",
    "sexual": "SAB",
    "emotional": "EMO",
    "multiple": "MUL",
    "multiple categories": "MUL",
    "not recommended": "MUL",
}

LEGAL_STATUS: Final = {
    "ico": "C1",
    "fco": "C2",
    "care order": "C2",
    "epo": "L2",
    "section 20": "V2",
    "s20": "V2",
    "single period under s20": "V2",
    "single period of accommodation under s20": "V2",
    "remanded to la or youth detention": "J1",
    "police protection la accommodation": "L1",
    "child assessment order la accommodation": "L3",
    "short term breaks episodes recorded": "V3",
    "short term breaks agreements recorded": "V4",
}

CEASED: Final = {
    "care taken by another local authority": "E3",
    "special guardianship orders former carer relative friend": "E45",
    "special guardianship orders former carer other": "E46",
    "special guardianship orders relative friend": "E47",
    "special guardianship orders other": "E48",
    "returned home to live with parents or relatives part of planning": "E4A",
    "returned home to live with parents or relatives not part of planning": "E4B",
    "residence order granted": "E41",
    "child arrangements order granted": "E41",
    "aged 18 and remained with current carers": "E17",
}

PLACEMENT: Final = {
    "foster placement relatives long term": "U1",
    "foster placement relative ffa": "U2",
    "foster placement relative not ffa": "U3",
    "foster placement ffa": "U5",
    "foster placement not ffa": "U6",
    "placed for adoption consent current foster": "A3",
    "placed for adoption consent not foster": "A4",
    "placed for adoption order foster": "A5",
    "placed for adoption order not foster": "A6",
    "placed with parents": "P1",
    "independent living": "P2",
    "residential accommodation": "H5",
    "childrens homes": "K2",
    "secure childrens homes": "K1",
    "supported accommodation": "K3",
    "nhs health trust": "R2",
    "other placements": "Z1",
}

PROVIDER: Final = {
    "parents parental responsibility": "PR0",
    "parents": "PR0",
    "other la": "PR2",
    "private": "PR4",
    "voluntary third sector": "PR5",
    "voluntary": "PR5",
}

CASE_STATUS: Final = {
    **dict.fromkeys(("looked after", "lac", "cla", "cic", "child in care", "child looked after"), "looked-after"),
    **dict.fromkeys(("cp", "cpp", "cp plan", "child protection", "child protection plan cpp"), "child-protection-plan"),
    **dict.fromkeys(("cin", "cinp", "cin plan", "child in need", "child in need plan cin"), "child-in-need-plan"),
    **dict.fromkeys(("assessment", "open to assessment"), "open-assessment"),
    **dict.fromkeys(("closed case", "case closed"), "closed"),
}

PERMANENCE: Final = {
    **dict.fromkeys(("return home", "reunification", "return to birth family"), "return-to-family"),
    **dict.fromkeys(
        (
            "sgo cao",
            "sgo",
            "cao",
            "special guardianship order",
            "special guardianship order child arrangements order",
            "child arrangements order",
        ),
        "guardianship",
    ),
    "supported living": "supported-living",
    "long term residential": "long-term-residential",
    "long term foster care": "long-term-fostering",
}

LOCATION: Final = {
    **dict.fromkeys(("inside", "in la", "in borough", "inside la", "in county", "i", "inside the la boundary"), "in"),
    **dict.fromkeys(("outside", "out of la", "out of borough", "outside la", "o", "outside the la boundary"), "out"),
}

ELIGIBILITY: Final = {
    "relevant care leaver": "relevant",
    "former relevant care leaver": "former-relevant",
    "qualifying child": "qualifying",
    "qualifying young person": "qualifying",
}

IN_TOUCH: Final = {"y": "YES", "true": "YES", "1": "YES", "n": "NO", "false": "NO", "0": "NO", "refused": "REFU"}

ACCOMMODATION: Final = {
    "parents relatives": "B",
    "with parents or relatives": "B",
    "community home residential care": "C",
    "semi independent transitional accommodation and self contained accommodation": "D",
    "semi independent transitional accommodation": "D",
    "no fixed adobe homeless": "S",
    "no fixed abode": "S",
    "homeless": "S",
    "custody": "X",
    "former foster carers": "Z",
}

SUITABILITY: Final = {
    **dict.fromkeys(("1", "s", "yes", "y"), "suitable"),
    **dict.fromkeys(("2", "u", "no", "n", "not suitable"), "unsuitable"),
}

ACTIVITY: Final = {
    "not in education employment or training pregnancy or parenting": "G6",
    "not in education employment or training illness or disability": "G4",
    "full time apprenticeship": "F4",
    "part time apprenticeship": "P4",
}

ADOPTION_REVERSED: Final = {
    "needs changed": "RD1",
    "childs needs changed": "RD1",
    "court did not make placement order": "RD2",
    "adopters not found": "RD3",
}
