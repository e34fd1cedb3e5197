"""Which fields of an event name a worker."""

from __future__ import annotations

from typing import Final

WORKER_FIELDS: Final = frozenset(
    {
        "auditor",
        "authorised_by",
        "decided_by",
        "from_worker",
        "lead_practitioner",
        "manager",
        "owner",
        "personal_adviser",
        "reference",
        "same_as",
        "supervisor",
        "to_worker",
        "told_to",
        "worker",
    }
)
"""Fields that hold a worker's reference, whatever the event: one name never means two things."""
