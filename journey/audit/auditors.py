"""The auditors of a diagnostic by number: what stands on packs that name nobody, and comes back on their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from journey.audit.audited import Audited


def auditor_numbers(made: Audited) -> dict[str, str]:
    """Reference → ``auditor 1`` and so on, in the order in which they were first given a journey: it never changes."""
    met = dict.fromkeys(one.auditor for one in made.assignments)
    return {reference: f"auditor {number}" for number, reference in enumerate(met, 1)}


def auditor_meant(made: Audited, written: str) -> str:
    """The reference of an auditor named by number; what was written, where it is no auditor's number."""
    by_number = {number: reference for reference, number in auditor_numbers(made).items()}
    return by_number.get(" ".join(written.casefold().split()), written)


def auditors_by_name(made: Audited, names: Mapping[str, str], written: Iterable[str]) -> tuple[str, ...]:
    """Auditors by name where it is known, each once: whoever recorded by hand is known to a case by name alone."""
    meant = (auditor_meant(made, who) for who in written)
    return tuple(dict.fromkeys(names.get(who, who) for who in meant))
