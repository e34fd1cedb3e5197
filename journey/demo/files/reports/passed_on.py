"""Reports of cases that passed on, and of what was said: read by maps of the borough's own."""

from __future__ import annotations

from collections.abc import Iterator

from journey.demo.borough.lives import Child
from journey.demo.files.reports.layout import Line
from journey.demo.files.reports.report import Asked
from journey.demo.files.said import DAY

Rows = Iterator[tuple[str, Line]]


def views(child: Child, asked: Asked) -> Rows:
    """What children and parents said."""
    name = "ViewsRecorded"
    for one in child.views:
        if asked.holds(one.day):
            said: Line = {(name, "whose"): one.whose, (name, "how"): one.how, (name, "acted_on"): one.acted_on}
            yield name, {(name, DAY): one.day, **said}


def handovers(child: Child, asked: Asked) -> Rows:
    """Handovers between lead workers."""
    name = "HandoverMade"
    for one in child.handovers:
        if asked.holds(one.day):
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "kind"): one.kind,
                    (name, "from_worker"): one.from_worker,
                    (name, "to_worker"): one.to_worker,
                    (name, "with_family"): one.with_family,
                    (name, "child_told_on"): asked.by_then(one.child_told_on),
                    (name, "summary"): one.summary,
                },
            )


def hub_transfers(child: Child, asked: Asked) -> Rows:
    """Transfers between hubs, with the answer."""
    name = "HubTransferAgreed"
    for one in child.transfers:
        if asked.holds(one.day):
            accepted = asked.by_then(one.accepted_on)
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "from_hub"): one.from_hub,
                    (name, "to_hub"): one.to_hub,
                    (name, "reason"): one.reason,
                    (name, "reasons_recorded"): one.reasons_recorded,
                    (name, "alternatives_considered"): one.alternatives,
                    (name, "decided_by"): one.decided_by,
                    ("HubTransferRefused", DAY): asked.by_then(one.refused_on),
                    ("HubTransferred", DAY): accepted,
                    ("HubTransferred", "worker"): one.worker if accepted else None,
                },
            )


def steps_up(child: Child, asked: Asked) -> Rows:
    """Steps up."""
    name = "SteppedUp"
    for one in child.steps_up:
        if asked.holds(one.day):
            tiers: Line = {(name, "from_tier"): one.from_tier, (name, "to_tier"): one.to_tier}
            yield name, {(name, DAY): one.day, **tiers, (name, "decided_by"): one.decided_by}


def steps_down(child: Child, asked: Asked) -> Rows:
    """Steps down, with what the agency answered that takes over."""
    name = "SteppedDown"
    for one in child.steps_down:
        if asked.holds(one.day):
            answered = asked.by_then(one.answered_on)
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "from_tier"): one.from_tier,
                    (name, "to_tier"): one.to_tier,
                    (name, "agency"): one.agency or None,
                    (name, "lead_practitioner"): one.practitioner or None,
                    (name, "meeting_held_on"): one.met_on,
                    ("NextAgencyAnswered", DAY): answered,
                    ("NextAgencyAnswered", "accepted"): one.accepted if answered else None,
                },
            )


def families_told(child: Child, asked: Asked) -> Rows:
    """What families were told of who helps from here."""
    name = "FamilyInformedOfNextAgency"
    for one in child.families_told:
        if asked.holds(one.day):
            yield (
                name,
                {
                    (name, DAY): one.day,
                    (name, "agency"): one.agency,
                    (name, "starts_on"): one.starts_on,
                    (name, "how"): one.how or None,
                    (name, "told"): one.told,
                },
            )
