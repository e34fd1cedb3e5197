"""Two diagnostics side by side: what changed and what that means, or how two kinds of audit graded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journey.cli.diagnostic.compare_tables import CHANGES, KINDS, LIMITS, TIMELIER, ranges
from journey.cli.diagnostic.compare_words import lead_of, notes_of
from journey.cli.diagnostic.found import Found
from journey.domain.errors import UsageError
from journey.reports.table import Report, Row, Section

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.reporting.change import Side
    from journey.audit.reporting.survey import Survey

_GUIDE = (
    (
        "A difference is 'not distinguishable from chance' where two samples of this size, or the same children graded "
        "twice, would often differ by as much though nothing had changed. It does not say that nothing changed."
    ),
    (
        "Independent samples: Newcombe's interval, on weighted shares, and not narrowed by how much of the frame was "
        "drawn: what is asked about is practice. The same children: McNemar's exact test."
    ),
    (
        "The smallest change is the one that would be seen four times in five; of the same children, the one that "
        "would be seen if all that changed did so in one way."
    ),
    "Kinds of audit are kept apart: grades of a team and of a manager differ though practice is the same.",
)


def side_of(page: Found, one: Diagnostic, last: Diagnostic) -> Side:
    """A diagnostic with what was said; its records as they were merged where the later frame stands."""
    from journey.audit.audited import audited
    from journey.audit.reporting.change import Side
    from journey.projections.cluster import cluster_of

    log, at = page.reader.log, last.at
    merged = {j.stream: cluster_of(log, j.stream, at.known_at, at.position).survivor for j in one.journeys}
    return Side(one, audited(log, one), merged)


def compare_page(page: Found, sides: tuple[Side, Side], how: Any, stand: int, share: bool) -> Report:
    """The report of two diagnostics as they stood at a position. Raises UsageError for two kinds of audit that graded
    none of the same journeys."""
    from journey.audit.reporting.change import changes, kinds
    from journey.audit.reporting.sharing import share_changes
    from journey.audit.reporting.sharing_agreement import share_agreement

    one, other = (side.found for side in sides)
    log = page.reader.log
    meta = page.meta(
        position=stand, chain=log.chain_at(stand).hex(), later=other.name, how=how, shared=share,
        later_as_at=other.at.as_at, later_frame_hash=other.opened["frame_hash"],
    )  # fmt: skip
    if sides[0].kind != sides[1].kind:
        rows = list(kinds(*sides))
        if not rows:
            raise UsageError(
                f"{one.name} and {other.name} are two kinds of audit, which are kept apart, and graded none of the "
                "same journeys: nothing can be told of how they differ."
            )
        rows = share_agreement(rows) if share else rows
        return Report(f"{one.name} and {other.name}", KINDS, list(rows), meta, "Two kinds of audit, the same journeys",
                      tuple(lead_of(sides, None, share)), (_KEPT_APART,), _GUIDE)  # fmt: skip
    changed = changes(*sides, how)
    shown = share_changes(changed) if share else changed
    return Report(
        title=f"{one.name} and {other.name}", columns=CHANGES, rows=list(shown), meta=meta,
        caption="What changed, and whether chance alone would do it", lead=tuple(lead_of(sides, how, share)),
        notes=tuple(notes_of(sides, how, len(changed), share)), guide=_GUIDE,
        sections=tuple(_sections(page, sides, how, share)), picture=ranges(shown),
    )  # fmt: skip


_EVERY_CHILD = "Counted by the log, not sampled: there is no interval. Other children, other months."
_KEPT_APART = (
    "Kinds of audit are kept apart: no change is told. The difference is in grades, the second less the first; below "
    "nought, the first was kinder. The two may also differ because time went by between them."
)


def _sections(page: Found, sides: tuple[Side, Side], how: str, share: bool) -> Iterator[Section]:
    from journey.audit.reporting.power import limits

    yield timelier_section(survey_of(page, sides[0].found), survey_of(page, sides[1].found), share)
    if how == "independent":
        sizes = [len(side.grades("overall")) for side in sides]
        yield Section("power", "What samples of these sizes cannot show", LIMITS, list(limits(*sizes)))


def survey_of(page: Found, one: Diagnostic) -> Survey:
    """What the log shows where the frame of a diagnostic stands."""
    from journey.audit.reporting.survey import survey
    from journey.audit.rerun import frame_again

    question = replace(page.question, at=one.at)
    return survey(question, one, frame_again(question, one))


def timelier_section(before: Survey, after: Survey, share: bool, name: str = "timeliness") -> Section:
    """Timeliness at both times."""
    from journey.audit.reporting.sharing import share_changes
    from journey.audit.reporting.timelier import timelier

    rows = list(timelier(before, after))
    shown: list[Row] = list(share_changes(rows) if share else rows)
    return Section(name, "Timeliness of every child of either frame", TIMELIER, shown, (_EVERY_CHILD,))
