"""The settings of an authority that rules go by, recorded on the stream of its organisation with a day each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from journey.domain.statements import organisation_stream
from journey.projections.cluster import authorities
from journey.projections.effective import Fact, effective_history
from journey.projections.standpoint import Standpoint
from journey.store.log import Log

ON: Final = frozenset({"on", "yes"})
"""What a setting that is on is set to."""


def settings_on(log: Log, at: Standpoint) -> frozenset[str]:
    """The settings that every authority of the store has on as at the standpoint: one answer covers all of them."""
    found = [_on(log, at, la) for la in authorities(log)]
    return frozenset.intersection(*found) if found else frozenset()


def _on(log: Log, at: Standpoint, la: str) -> frozenset[str]:
    stream = organisation_stream(la)
    said = log.statements([stream], upto=at.position)[stream]
    return on_among(effective_history(said, at.as_at, at.known_at, at.position))


def on_among(facts: Iterable[Fact]) -> frozenset[str]:
    """The settings that are on by the effective history of one authority's organisation."""
    value: dict[str, str] = {}
    for fact in facts:  # in time order: the last one said counts
        if fact.stands and fact.event == "SettingSet":
            value[_text(fact, "setting")] = _text(fact, "value").casefold()
    return frozenset(name for name, said in value.items() if said in ON)


def _text(fact: Fact, field: str) -> str:
    return str(fact.data.get(field) or "")
