"""What happened where a case passed on to another worker, hub or tier of help, and what children and parents said."""

from __future__ import annotations

from datetime import date

from journey.demo.borough.planted import Leaf


class Views(Leaf, frozen=True):
    """What somebody said was written down. ``whose``: a code of ``views-of``; ``how``: of ``manner``."""

    day: date
    whose: str
    how: str
    acted_on: bool


class Handover(Leaf, frozen=True):
    """A lead worker handed the child to the next. ``kind``: a code of ``manner``."""

    day: date
    kind: str
    from_worker: str
    to_worker: str
    with_family: bool
    child_told_on: date | None
    summary: bool


class Transfer(Leaf, frozen=True):
    """It was agreed that another hub takes the child on. ``refused_on`` or ``accepted_on``, where it answered."""

    day: date
    from_hub: str
    to_hub: str
    reason: str
    reasons_recorded: bool
    alternatives: bool
    decided_by: str
    refused_on: date | None
    accepted_on: date | None
    worker: str


class StepUp(Leaf, frozen=True):
    """The child moved to a higher tier of help (codes of ``tier``)."""

    day: date
    from_tier: str
    to_tier: str
    decided_by: str


class StepDown(Leaf, frozen=True):
    """The child moved to a lower tier. ``answered_on`` is None where the agency that takes over gave no answer."""

    day: date
    from_tier: str
    to_tier: str
    agency: str
    practitioner: str
    met_on: date | None
    answered_on: date | None
    accepted: bool


class FamilyTold(Leaf, frozen=True):
    """The family was told which agency helps from here. What was not said of when and how is None and blank.

    ``told``: codes of ``views-of``.
    """

    day: date
    agency: str
    starts_on: date | None
    how: str
    told: tuple[str, ...]
