"""What only the yearly return on looked-after children tells: short breaks, deprivation of liberty, health outcomes."""

from pydantic import Field

from journey.domain.events.base import Code, Event, Listed, coded

_STAGE = "Looked after"


class ShortBreakStayed(Listed):
    """A stay in a series of short breaks (legal status V3 or V4), kept out of most counts of looked-after children."""

    NAME = "ShortBreakStayed"
    TITLE = "Short break stayed"
    KIND = "short-break"
    STAGE = _STAGE

    agreement: Code | None = coded("legal-status", "V3: each episode is recorded; V4: the agreement alone")
    need: Code | None = coded("need", "category of need")


class ShortBreakEnded(Event):
    """A short break, or the agreement on a series of them, ended."""

    NAME = "ShortBreakEnded"
    TITLE = "Short break ended"
    KIND = "short-break"
    PART = "ended"
    STAGE = _STAGE

    reason: Code | None = coded("ceased")


class PreviousPermanenceRecorded(Event):
    """The child had once left care for a permanent home."""

    NAME = "PreviousPermanenceRecorded"
    TITLE = "Previous permanence recorded"
    KIND = "previous-permanence"
    STAGE = _STAGE

    option: Code | None = coded("previous-permanence")
    authority: str | None = Field(None, description="the authority that looked after the child then")
    date_written: str | None = Field(None, description="the date as written, where it is not whole")


class UASCStatusEnded(Event):
    """The child ceased to be an unaccompanied asylum-seeking child."""

    NAME = "UASCStatusEnded"
    TITLE = "Unaccompanied status ended"
    KIND = "uasc-ended"
    STAGE = _STAGE


class DeprivationOfLibertyStarted(Listed):
    """An order depriving the child of liberty took effect."""

    NAME = "DeprivationOfLibertyStarted"
    TITLE = "Deprivation of liberty started"
    KIND = "deprivation-of-liberty"
    STAGE = _STAGE


class DeprivationOfLibertyEnded(Event):
    """An order depriving the child of liberty ended."""

    NAME = "DeprivationOfLibertyEnded"
    TITLE = "Deprivation of liberty ended"
    KIND = "deprivation-of-liberty"
    PART = "ended"
    STAGE = _STAGE


class HealthOutcomesObserved(Event):
    """What a file says of health checks, immunisation, convictions and substance misuse: a return, of 31 March."""

    NAME = "HealthOutcomesObserved"
    TITLE = "Health outcomes observed"
    KIND = "health-outcomes"
    SERIES = "observed"
    STAGE = "Health and education"

    sdq_score: int | None = Field(None, description="total of the strengths and difficulties questionnaire")
    sdq_reason: Code | None = coded("sdq-reason", "why there is no score")
    health_check: Code | None = coded("yes-no", "development checks up to date (children under five)")
    immunisations: Code | None = coded("yes-no", "immunisations up to date")
    teeth_check: Code | None = coded("yes-no", "teeth checked in the year")
    health_assessment: Code | None = coded("yes-no", "annual health assessment done")
    convicted: Code | None = coded("yes-no", "convicted, or given a caution, in the year")
    substance_misuse: Code | None = coded("yes-no", "identified as having a substance misuse problem")
    intervention_received: Code | None = coded("yes-no", "help with it received")
    intervention_offered: Code | None = coded("yes-no", "help with it offered, where not received")
