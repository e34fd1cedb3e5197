"""The quality of the record: everything about a child's journey that somebody should look at or put right.

Findings are warnings on replay and never change the record. Each names the facts it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from journey.domain.statements import child_stream
from journey.projections import quality_counts, quality_record, quality_rules
from journey.projections.effective import Fact
from journey.projections.quality_history import Finding, History

CHECKS: Final = (*quality_record.CHECKS, *quality_rules.CHECKS, *quality_counts.CHECKS)
"""Every check of one child's history."""


def findings(history: Sequence[Fact], assessments_from: date | None = None) -> list[Finding]:
    """What there is to look at in the effective history of one child, by day.

    ``assessments_from`` is the first day from which every assessment is held; None where nobody can say.
    """
    of = History(history, assessments_from)
    return sorted((found for check in CHECKS for found in check(of)), key=quality_counts.in_order)


def quality(
    histories: Iterable[tuple[str, str, Sequence[Fact]]], assessments_from: Mapping[str, date]
) -> Iterator[dict[str, Any]]:
    """One row a finding: ``child_id, la, stream, finding, on, detail, list, events, positions``.

    ``list`` is the sheet of the latest file that says so (empty for what a person recorded), ``events`` the keys of
    the facts it rests on. ``assessments_from`` is by authority.
    """
    for la, child, history in histories:
        for found in findings(history, assessments_from.get(la)):
            yield {
                "child_id": child,
                "la": la,
                "stream": child_stream(la, child),
                "finding": found.finding,
                "on": found.on,
                "detail": found.detail,
                "list": found.facts[0].said[-1].source.sheet if found.facts else "",
                "events": [fact.key for fact in found.facts],
                "positions": sorted({fact.said[0].position for fact in found.facts}),
            }
