"""Two diagnostics side by side in words: how many were graded, and what must be said of the comparison."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from journey.reports.table import LeadLine
from journey.reports.words import counted, day

if TYPE_CHECKING:
    from journey.audit.reporting.change import Side


def lead_of(sides: tuple[Side, Side], how: str | None, share: bool) -> Iterator[LeadLine]:
    """Both diagnostics, how many journeys of each are graded, and how they are compared."""
    for label, side in zip(("Baseline", "Follow-up"), sides, strict=True):
        one, graded = side.found, len(side.grades("overall"))
        of = f"{_number(graded, share)} of {_journeys(len(one.journeys), share)} graded"
        yield LeadLine(label, f"{one.opened['title']}, {day(one.at.as_at)}", f"{one.opened['kind']['written']}; {of}")
    both = len(sides[0].grades("overall").keys() & sides[1].grades("overall").keys())
    yield LeadLine("Graded both times", _journeys(both, share))
    if how:
        yield LeadLine("Compared as", "the same children, twice" if how == "paired" else "two independent samples")


def notes_of(sides: tuple[Side, Side], how: str, rows: int, share: bool) -> Iterator[str]:
    """What must be said beside the ``rows`` of a comparison."""
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


def _number(number: int, share: bool) -> str:
    """A number of journeys, hidden where it is small and what is told leaves the team."""
    from journey.projections.indicators.suppress import HIDDEN, is_small

    return HIDDEN if share and is_small(number) else f"{number:,}"


def _journeys(number: int, share: bool) -> str:
    return f"{_number(number, share)} journey{'' if number == 1 and not share else 's'}"
