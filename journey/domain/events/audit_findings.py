"""What auditors make of the journeys of a diagnostic: grades, answers, concerns. On the diagnostic's stream.

A grade is never overwritten: a second one of the same auditor is refused, and a moderated one stands beside it. The
actions it leads to are ``ActionSet`` and ``ActionDone`` on the same stream.
"""

from pydantic import Field

from journey.domain.events.base import Code, Event, OptionalDate, coded

_STAGE = "Diagnostic"


class _Audited(Event):
    """What every statement about one journey of a diagnostic names."""

    journey: str | None = Field(None, description="stream of the journey")
    auditor: str | None = Field(None, description="worker reference")


class JourneyAssigned(_Audited):
    """A journey was given to an auditor with no involvement in it."""

    NAME = "JourneyAssigned"
    TITLE = "Journey assigned"
    KIND = "audit-assignment"
    STAGE = _STAGE

    second_rater: Code | None = coded("yes-no", "yes: another auditor grades it as well, and is the first")
    calibration: Code | None = coded("yes-no", "yes: every auditor grades it, to be of one mind")
    seed: str | None = Field(None, description="of the random order in which journeys were given out")
    due_on: OptionalDate = Field(None, description="the last day on which grades are taken")


class JourneyGraded(_Audited):
    """An auditor graded a journey; a grade is never overwritten."""

    NAME = "JourneyGraded"
    TITLE = "Journey graded"
    KIND = "audit-grade"
    STAGE = _STAGE

    question: Code | None = coded("audit-question", "a domain, or `overall`")
    grade: Code | None = coded("audit-grade")
    notes: str | None = Field(None, description="the rationale, in the auditor's own words")
    reasons: str | None = Field(None, description="why it was taken after the last day for grades")


class QuestionAnswered(_Audited):
    """An auditor answered a question of the form from the case file, the worker or the family."""

    NAME = "QuestionAnswered"
    TITLE = "Question answered"
    KIND = "audit-answer"
    STAGE = _STAGE

    question: Code | None = coded("audit-question")
    answer: Code | None = coded("audit-answer")
    notes: str | None = Field(None, description="what was found, in the auditor's own words")
    reasons: str | None = Field(None, description="why it was taken after the last day for grades")


class GradeModerated(_Audited):
    """A grade was moderated, with the reason; both stay."""

    NAME = "GradeModerated"
    TITLE = "Grade moderated"
    KIND = "audit-grade"
    PART = "moderated"
    STAGE = _STAGE

    question: Code | None = coded("audit-question", "a domain, or `overall`")
    grade: Code | None = coded("audit-grade", "the moderated grade; `auditor` is who gave the first one")
    reasons: str | None = Field(None, description="why, in the moderator's own words")


class SafetyConcernRaised(_Audited):
    """An auditor found a child who may be unsafe and told somebody the same day."""

    NAME = "SafetyConcernRaised"
    TITLE = "Safety concern raised"
    KIND = "audit-concern"
    STAGE = _STAGE

    told_to: str | None = Field(
        None, description="worker reference of who was told; absent: nobody yet, as far as is said"
    )
    notes: str | None = Field(None, description="what the concern is, in the auditor's own words")
