"""A contact has an outcome within one working day (local standard)."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (Clock("R08", "outcome", starts=on("ContactReceived"), stops=(on("ContactDecided", of_it=True),)),)
