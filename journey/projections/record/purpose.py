"""Whether a store asks for the reason of each reading: a dated setting of the authorities in it."""

from __future__ import annotations

from datetime import date
from typing import Final

from journey.domain.statements import organisation_stream
from journey.projections.effective import effective_history
from journey.projections.organisation.rule_settings import on_among
from journey.store.log import Log

PURPOSE_REQUIRED: Final = "purpose_required"

_ABOUT_SETTINGS: Final = ("SettingSet", "FactCorrected", "FactProgressed", "FactReinstated", "FactRetracted")


def purpose_required(log: Log, today: date) -> bool:
    """Whether any authority in the store has it on today, whatever day is asked about."""
    streams = [organisation_stream(la) for la in log.authorities("organisation")]
    said = log.statements(streams, names=_ABOUT_SETTINGS)
    return any(PURPOSE_REQUIRED in on_among(effective_history(one, today, date.max)) for one in said.values() if one)
