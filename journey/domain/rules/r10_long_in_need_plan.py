"""A child in need plan is long when it began twelve months ago or earlier and is still open (local standard).

A plan that began again after a child protection plan is a new one. A child whom only a case status shows to be on a
plan cannot be told: when it began is not there.
"""

from journey.domain.rules.language import Check
from journey.domain.rules.spans import CIN_PLAN

CHECKS = (Check("R10", "ongoing", CIN_PLAN),)
