"""Challenge by those who review independently."""

from pydantic import Field

from journey.domain.events.base import Code, Event, coded

_STAGE = "Child protection"


class ChallengeRaised(Event):
    """An independent reviewing officer or conference chair challenged how a case is handled."""

    NAME = "ChallengeRaised"
    TITLE = "Challenge raised"
    KIND = "challenge"
    STAGE = _STAGE

    by_role: Code | None = coded("challenge-role", "who challenged")
    stage: Code | None = coded("challenge-stage")
    reasons: str | None = Field(None, description="in people's own words")


class ChallengeResolved(Event):
    """A challenge was settled."""

    NAME = "ChallengeResolved"
    TITLE = "Challenge resolved"
    KIND = "challenge"
    PART = "resolved"
    STAGE = _STAGE

    outcome: Code | None = coded("challenge-outcome")
    changed: Code | None = coded("yes-no", "whether the plan or decision was changed")
