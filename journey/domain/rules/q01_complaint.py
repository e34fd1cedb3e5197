"""A complaint is answered within ten working days of being received, or within twenty where that was extended.

Both are asked of every complaint: whether an extension was agreed is not recorded. Complaints about a conference are
outside the procedure and are not recorded as complaints.
"""

from journey.domain.rules.language import Clock, on

_ANSWERED = (on("ComplaintAnswered", of_it=True),)

TIMESCALES = (
    Clock("Q01", "response", on("ComplaintReceived"), _ANSWERED, until=None),
    Clock("Q01", "extended", on("ComplaintReceived"), _ANSWERED, until=None),
)
