"""The cohort of care leavers that figures ask about."""

from __future__ import annotations

from typing import Final

NOT_OF_THE_COHORT: Final = ("qualifying", "eligible")
"""Eligibility of those who are not care leavers of the cohort: qualifying ones, and children still looked after."""
