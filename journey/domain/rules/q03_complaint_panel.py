"""A review panel meets within 30 working days of the request, reports within five, and is answered within 15."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (
    Clock("Q03", "panel", on("ComplaintPanelRequested"), (on("ComplaintPanelHeld", of_it=True),), until=None),
    Clock("Q03", "report", on("ComplaintPanelHeld"), (on("ComplaintPanelReported"),), until=None),
    Clock("Q03", "reply", on("ComplaintPanelReported"), (on("ComplaintPanelAnswered"),), until=None),
)
