"""Pre-proceedings end, by stepping down or an application to court, within 16 weeks of their start (local standard)."""

from journey.domain.rules.language import Clock, on

TIMESCALES = (Clock("L16", "exit", starts=on("PreProceedingsStarted"), stops=(on("PreProceedingsEnded", of_it=True),)),)
