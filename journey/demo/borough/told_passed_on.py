"""Cases that passed on, and what was said, as happenings."""

from __future__ import annotations

from journey.demo.borough.lives import Child
from journey.demo.borough.passed_on import StepDown, Transfer
from journey.demo.borough.telling import NOTHING, Telling
from journey.domain.values import Data


def tell_passed_on(telling: Telling, child: Child) -> None:
    """Views, handovers, transfers between hubs, steps up and down, and what the family was told."""
    for said in child.views:
        telling.say("ViewsRecorded", "views", said.day, telling.kept[_views][said.whose, said.how, said.acted_on])
    for one in child.handovers:
        handed: Data = {
            "kind": telling.code("manner", one.kind),
            "from_worker": telling.worker(one.from_worker),
            "to_worker": telling.worker(one.to_worker),
            "with_family": telling.yes(one.with_family),
            "child_told_on": one.child_told_on,
            "summary": telling.yes(one.summary),
        }
        telling.say("HandoverMade", "handover", one.day, handed)
    for transfer in child.transfers:
        _transfer(telling, transfer)
    for up in child.steps_up:
        telling.say("SteppedUp", "step-up", up.day, telling.kept[_up][up.from_tier, up.to_tier, up.decided_by])
    for down in child.steps_down:
        _step_down(telling, down)
    for told in child.families_told:
        informed: Data = {
            "agency": told.agency,
            "starts_on": told.starts_on,
            "how": telling.code("manner", told.how) if told.how else None,
            "told": [telling.code("views-of", who) for who in told.told],
        }
        telling.say("FamilyInformedOfNextAgency", "family-informed", told.day, informed)


def _transfer(telling: Telling, one: Transfer) -> None:
    agreed: Data = {
        "from_hub": one.from_hub,
        "to_hub": one.to_hub,
        "reason": telling.code("transfer-reason", one.reason),
        "reasons_recorded": telling.yes(one.reasons_recorded),
        "alternatives_considered": telling.yes(one.alternatives),
        "decided_by": telling.worker(one.decided_by),
    }
    key = telling.say("HubTransferAgreed", "hub-transfer", one.day, agreed)
    telling.say_of("HubTransferRefused", key, "refused", one.refused_on)
    said: Data = {"worker": telling.worker(one.worker)} if one.worker else NOTHING
    telling.say_of("HubTransferred", key, "accepted", one.accepted_on, said)


def _step_down(telling: Telling, one: StepDown) -> None:
    said: Data = {
        "from_tier": telling.code("tier", one.from_tier),
        "to_tier": telling.code("tier", one.to_tier),
        "agency": one.agency or None,
        "lead_practitioner": telling.worker(one.practitioner),
        "meeting_held_on": one.met_on,
    }
    key = telling.say("SteppedDown", "step-down", one.day, said)
    telling.say_of("NextAgencyAnswered", key, "answered", one.answered_on, {"accepted": telling.yes(one.accepted)})


def _views(telling: Telling, whose: str, how: str, acted_on: bool) -> Data:
    return {
        "whose": telling.code("views-of", whose),
        "how": telling.code("manner", how),
        "acted_on": telling.yes(acted_on),
    }


def _up(telling: Telling, from_tier: str, to_tier: str, decided_by: str) -> Data:
    return {
        "from_tier": telling.code("tier", from_tier),
        "to_tier": telling.code("tier", to_tier),
        "decided_by": telling.worker(decided_by),
    }
