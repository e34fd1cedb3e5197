"""The auditors of a diagnostic by number: what stands on packs that name nobody, and comes back on their forms."""

from __future__ import annotations

from collections.abc import Callable

from journey.audit.audited import Audited


def auditor_numbers(made: Audited) -> dict[str, str]:
    """Reference → ``auditor 1`` and so on, in the order in which they were first given a journey: it never changes."""
    met = dict.fromkeys(one.auditor for one in made.assignments)
    return {reference: f"auditor {number}" for number, reference in enumerate(met, 1)}


def auditor_meant(made: Audited, written: str, refer: Callable[[str], str]) -> str:
    """The reference of an auditor, as named or by number; ``refer`` gives that of a name."""
    numbers = auditor_numbers(made)
    named = refer(written)
    by_number = {number: reference for reference, number in numbers.items()}
    return named if named in numbers else by_number.get(" ".join(written.casefold().split()), named)
