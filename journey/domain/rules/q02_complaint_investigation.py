"""An investigation ends with adjudication within 25 working days of the request, or 65 where that was extended.

It is asked for within twenty working days of the answer at stage 1, which is looked at when it is asked for: nobody
must go on. Both limits of the investigation are asked of every one.
"""

from journey.domain.rules.language import Clock, on

_REQUEST = on("ComplaintInvestigationRequested")
_ADJUDICATED = (on("ComplaintAdjudicated", of_it=True),)

TIMESCALES = (
    Clock("Q02", "request", _REQUEST, (_REQUEST,), counted_from=on("ComplaintAnswered"), until=None),
    Clock("Q02", "response", _REQUEST, _ADJUDICATED, until=None),
    Clock("Q02", "extended", _REQUEST, _ADJUDICATED, until=None),
)
