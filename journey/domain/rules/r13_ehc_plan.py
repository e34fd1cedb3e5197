"""An education, health and care plan is issued within 20 weeks of the request; whether to assess is decided within six.

A refusal to issue a plan is given within 16 weeks of the request, and asked about when it is given. Who is not assessed
or is refused a plan is owed none. An exception changes the figure (the indicators show both), not the timescale.
"""

from journey.domain.rules.language import Clock, on

_REQUEST = on("EHCAssessmentRequested")
_REFUSED = on("EHCPlanRefused")

TIMESCALES = (
    Clock("R13", "decision", _REQUEST, (on("EHCAssessmentDecided", of_it=True),), until=None),
    Clock("R13", "refusal", _REFUSED, (_REFUSED,), counted_from=_REQUEST, until=None),
    Clock(
        "R13",
        "plan",
        _REQUEST,
        (on("EHCPlanIssued", of_it=True),),
        ends=(on("EHCPlanRefused", of_it=True), on("EHCAssessmentDecided", of_it=True, assess=("no",))),
        until=None,
    ),
)
