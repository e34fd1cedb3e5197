"""The strata and themes of a diagnostic: what each means, and which events tell of it.

A definition is a sentence and the events it rests on. Its fingerprint stands with every frame, so that a later release
that means something else by a word says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

By = Literal["case", "theme"]
"""What a sample is stratified by."""

NO_THEME: Final = "none-recorded"
"""The stratum, by theme, of journeys on whose record none of the themes stands."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A stratum or theme. ``events``: a source tells of it that holds any of them; ``codes`` are those that show it."""

    name: str
    title: str
    sentence: str
    events: tuple[str, ...]
    codes: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of everything that the definition says."""
        return sha256(repr((self.name, self.sentence, self.events, self.codes)).encode()).hexdigest()[:12]


STRATA: Final = (
    Definition(
        "looked-after",
        "Looked after",
        "Looked after on the day of the frame, or last so in the audit period.",
        ("BecameLookedAfter",),
    ),
    Definition(
        "child-protection",
        "Child protection",
        "On a child protection plan on the day of the frame, or last so in the audit period.",
        ("CPPlanStarted",),
    ),
    Definition(
        "care-leaver",
        "Care leaver",
        "Listed as a care leaver by the day of the frame, and not looked after.",
        ("CareLeaverStatusObserved",),
    ),
    Definition(
        "child-in-need",
        "Child in need",
        "An episode of need, a child in need plan or an assessment open on the day of the frame, or last so in the "
        "audit period.",
        ("CINEpisodeOpened", "CINPlanStarted", "AssessmentStarted"),
    ),
    Definition(
        "sen",
        "Special educational needs",
        "An education, health and care plan in force or asked for on the day of the frame, or last so in the audit "
        "period.",
        ("EHCPlanIssued", "EHCAssessmentRequested"),
    ),
    Definition(
        "early-help",
        "Early help",
        "An early help assessment under way on the day of the frame, or last so in the audit period.",
        ("EarlyHelpAssessmentStarted",),
    ),
    Definition(
        "front-door",
        "Front door, no further action",
        "A contact or referral in the audit period that ended with no further action, and nothing after it.",
        ("ReferralReceived", "ReferralDecisionMade", "ContactDecided"),
    ),
)
"""The strata by case. A child is in the one it was in last; of several on one day, in the first of this order."""

_ASSESSED: Final = ("AssessmentAuthorised",)

THEMES: Final = (
    Definition(
        "exploitation",
        "Exploitation",
        "Child sexual or criminal exploitation, trafficking or gangs among the factors of the last assessment that "
        "says any.",
        _ASSESSED,
        ("11A", "12A", "13A", "24A"),
    ),
    Definition(
        "domestic-abuse",
        "Domestic abuse",
        "Domestic violence among the factors of the last assessment that says any.",
        _ASSESSED,
        ("3A", "3B", "3C"),
    ),
    Definition(
        "neglect",
        "Neglect",
        "Neglect among the factors of the last assessment that says any, or the category of the open protection plan.",
        (*_ASSESSED, "CPPlanStarted", "CPCategoryObserved"),
        ("16A", "NEG"),
    ),
    Definition(
        "substance-misuse",
        "Substance misuse",
        "Alcohol or drug misuse among the factors of the last assessment that says any.",
        _ASSESSED,
        ("1A", "1B", "1C", "2A", "2B", "2C"),
    ),
)
"""The themes. A journey may have several; as strata it counts for the first of this order."""

STRATUM: Final = {one.name: one for one in STRATA}
THEME: Final = {one.name: one for one in THEMES}
