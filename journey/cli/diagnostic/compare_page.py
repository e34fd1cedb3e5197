"""Two diagnostics side by side: what changed and what that means, or how two kinds of audit graded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journey.cli.diagnostic.compare_tables import CHANGES, KINDS, LIMITS, TIMELIER, ranges
from journey.cli.diagnostic.found import Found
from journey.domain.errors import UsageError
from journey.reports.table import LeadLine, Report, Row, Section
from journey.reports.words import counted, day

if TYPE_CHECKING:
    from journey.audit.diagnostic import Diagnostic
    from journey.audit.reporting.change import Side

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
                      tuple(_lead(sides, None, share)), (_KEPT_APART,), _GUIDE)  # fmt: skip
    changed = changes(*sides, how)
    shown = share_changes(changed) if share else changed
    return Report(
        title=f"{one.name} and {other.name}", columns=CHANGES, rows=list(shown), meta=meta,
        caption="What changed, and whether chance alone would do it", lead=tuple(_lead(sides, how, share)),
        notes=tuple(_notes(sides, how, len(changed), share)), guide=_GUIDE,
        sections=tuple(_sections(page, sides, how, share)), picture=ranges(shown),
    )  # fmt: skip


_EVERY_CHILD = "Counted by the log, not sampled: there is no interval. Other children, other months."
_KEPT_APART = (
    "Kinds of audit are kept apart: no change is told. The difference is in grades, the second less the first; below "
    "nought, the first was kinder. The two may also differ because time went by between them."
)


def _lead(sides: tuple[Side, Side], how: str | None, share: bool) -> Iterator[LeadLine]:
    for label, side in zip(("Baseline", "Follow-up"), sides, strict=True):
        one, graded = side.found, len(side.grades("overall"))
        of = f"{_number(graded, share)} of {_journeys(len(one.journeys), share)} graded"
        yield LeadLine(label, f"{one.opened['title']}, {day(one.at.as_at)}", f"{one.opened['kind']['written']}; {of}")
    both = len(sides[0].grades("overall").keys() & sides[1].grades("overall").keys())
    yield LeadLine("Graded both times", _journeys(both, share))
    if how:
        yield LeadLine("Compared as", "the same children, twice" if how == "paired" else "two independent samples")


def _number(number: int, share: bool) -> str:
    """A number of journeys, hidden where it is small and what is told leaves the team."""
    from journey.projections.indicators.suppress import HIDDEN, is_small

    return HIDDEN if share and is_small(number) else f"{number:,}"


def _journeys(number: int, share: bool) -> str:
    return f"{_number(number, share)} journey{'' if number == 1 else 's'}"


def _notes(sides: tuple[Side, Side], how: str, rows: int, share: bool) -> Iterator[str]:
    one, other = (side.grades("overall").keys() for side in sides)
    both = len(one & other)
    if how == "paired" and both < max(len(one), len(other)):
        yield f"Only the {_number(both, share)} journeys that were graded both times are compared; others are left out."
    if how == "independent" and both:
        yield f"{_journeys(both, share)} are in both samples, and are taken here for different ones."
    if sides[0].found.at.as_at == sides[1].found.at.as_at:
        yield f"Both frames stand on {day(sides[0].found.at.as_at)}: what differs is no change over time."
    for side in sides:
        if not side.by_chance:
            yield f"{side.found.name} was not drawn by chance: it tells nothing of other children."
    if rows:
        yield (
            f"{counted(rows, 'comparison')} {'is' if rows == 1 else 'are'} made: of twenty, one would look like more "
            "than chance though nothing had changed."
        )
    yield from _rules(sides)


def _rules(sides: tuple[Side, Side]) -> Iterator[str]:
    """The rules whose numbers differ between the days on which the two were opened."""
    then, now = ({row["rule"]: row["version"] for row in side.found.opened.get("rules", ())} for side in sides)
    if changed := [rule for rule in now if rule in then and then[rule] != now[rule]]:
        yield f"Rules changed between the two: {', '.join(changed)}. Both are asked here by those of this release."


def _sections(page: Found, sides: tuple[Side, Side], how: str, share: bool) -> Iterator[Section]:
    from journey.audit.reporting.power import limits
    from journey.audit.reporting.sharing import share_changes
    from journey.audit.reporting.survey import survey
    from journey.audit.reporting.timelier import timelier
    from journey.audit.rerun import frame_again

    surveys = []
    for side in sides:
        question = replace(page.question, at=side.found.at)
        surveys.append(survey(question, side.found, frame_again(question, side.found)))
    rows = list(timelier(*surveys))
    shown: list[Row] = list(share_changes(rows) if share else rows)
    yield Section("timeliness", "Timeliness of every child of either frame", TIMELIER, shown, (_EVERY_CHILD,))
    if how == "independent":
        sizes = [len(side.grades("overall")) for side in sides]
        yield Section("power", "What samples of these sizes cannot show", LIMITS, list(limits(*sizes)))
