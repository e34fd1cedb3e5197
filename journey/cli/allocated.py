"""Which role the worker has whom files show: a dated setting of each authority, printed with what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey.projections.questions import Asked


def allocated_worker_is(question: Asked) -> str:
    """The role of the worker whom files show, as set on the day asked for; of several authorities each by its code."""
    from journey.projections.organisation.local_settings import ALLOCATED_WORKER, on_day

    settings = question.structure.settings
    roles = {
        la: next(iter(on_day(settings, ALLOCATED_WORKER, la, question.at.as_at)), "lead worker")
        for la in question.authorities
    }
    if len(set(roles.values())) <= 1:
        return next(iter(roles.values()), "lead worker")
    return ", ".join(f"{la}: {role}" for la, role in sorted(roles.items()))


def shown_worker_is(question: Asked) -> str:
    """The sentence that says so in a report."""
    return f"The worker that Annex A shows is taken for the {allocated_worker_is(question)}."
