"""What changed between two diagnostics, and whether chance alone would do it; kinds of audit are kept apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import isnan
from typing import Any, Final, Literal

from journey.audit.audited import Audited, Grade
from journey.audit.diagnostic import Diagnostic
from journey.audit.reporting.standing import GOOD, NUMBER, counting, graded_questions
from journey.audit.statistics.agreement import mean_difference, weighted_kappa, within
from journey.audit.statistics.change import Share, between, smallest_of_pairs
from journey.audit.statistics.detectable import ALPHA, detectable
from journey.audit.statistics.paired import Pairs, mcnemar, paired_difference
from journey.audit.statistics.proportions import wilson
from journey.audit.statistics.weighted import Seen, weights
from journey.domain.audit_codes import AUDIT_QUESTION
from journey.domain.errors import UsageError
from journey.projections.indicators.suppress import SMALLEST_OF_PERCENTAGE

How = Literal["independent", "paired"]

CHANCE: Final = "not distinguishable from chance"
HIGHER: Final = "higher than chance would give"
LOWER: Final = "lower than chance would give"
TOO_FEW: Final = "too few to tell"
NO_DRAW: Final = "no draw by chance: nothing can be told of other children"

WORST: Final = "inadequate"
_WHAT: Final[Mapping[str, Collection[str]]] = {"good or better": GOOD, WORST: (WORST,)}


@dataclass(frozen=True)
class Side:
    """One of two diagnostics. ``survivors`` leads from a journey to the record it was merged into by now."""

    found: Diagnostic
    audited: Audited
    survivors: Mapping[str, str]

    @property
    def kind(self) -> str:
        """What kind of audit it is."""
        return str(self.found.opened["kind"]["code"])

    @property
    def by_chance(self) -> bool:
        """Whether its journeys were drawn by chance."""
        return self.found.by_chance

    def grades(self, question: str) -> dict[str, Grade]:
        """The record that a journey is now → the grade that counts."""
        streams = frozenset(one.stream for one in self.found.journeys)
        return {self.survivors.get(one, one): g for one, g in counting(self.audited, streams, question).items()}


def usual(before: Side, after: Side) -> How:
    """As the same children, where half of the smaller sample or more was graded both times; else as independent."""
    one, other = before.grades("overall"), after.grades("overall")
    return "paired" if one and 2 * len(one.keys() & other.keys()) >= min(len(one), len(other) or 1) else "independent"


def changes(before: Side, after: Side, how: How) -> list[dict[str, Any]]:
    """One row a question that both graded and what of it: ``question, title, what, before_found, before_of,
    before_share, after_found, after_of, after_share, difference, low, high, chance, smallest, verdict``.

    Shares are those of all children of the frames, weighted, where both were drawn by chance; ``paired`` those of the
    same children. ``chance`` is McNemar's; ``smallest`` the smallest change for the better that could have
    been seen: a rise of good or better, a fall of inadequate. Raises UsageError for audits of two kinds.
    """
    if before.kind != after.kind:
        raise UsageError("Two kinds of audit are kept apart: their difference is no change.")
    asked = [one for one in graded_questions(before.audited) if one in graded_questions(after.audited)]
    one_way = _paired if how == "paired" else _independent
    return [
        {"question": name, "title": _title(name), "what": what, **one_way(before, after, name, wanted)}
        for name in asked
        for what, wanted in _WHAT.items()
    ]


def kinds(before: Side, after: Side) -> Iterator[dict[str, Any]]:
    """How two kinds of audit graded the same journeys, one row a question: ``question, title, journeys, exact,
    within_one, mean_difference, kappa``; the difference is the second less the first, in grades."""
    for name in graded_questions(before.audited):
        one, other = before.grades(name), after.grades(name)
        pairs = [(NUMBER[one[key].grade], NUMBER[other[key].stands]) for key in sorted(one.keys() & other.keys())]
        if pairs:
            kappa = weighted_kappa(pairs, sorted(NUMBER.values())).value
            yield {
                "question": name, "title": _title(name), "journeys": len(pairs), "exact": within(pairs)[0],
                "within_one": within(pairs, 1)[0], "mean_difference": mean_difference(pairs),
                "kappa": None if isnan(kappa) else kappa,
            }  # fmt: skip


def _paired(before: Side, after: Side, question: str, wanted: Collection[str]) -> dict[str, Any]:
    one, other = before.grades(question), after.grades(question)
    both = [(one[key].stands in wanted, other[key].stands in wanted) for key in sorted(one.keys() & other.keys())]
    pairs = Pairs(both.count((True, True)), both.count((True, False)), both.count((False, True)),
                  both.count((False, False)))  # fmt: skip
    total, first, last = pairs.total, pairs.both + pairs.before, pairs.both + pairs.after
    numbers = _numbers(first, total, last, total)
    if total < SMALLEST_OF_PERCENTAGE:
        return numbers | {"verdict": TOO_FEW}
    chance, interval = mcnemar(pairs), paired_difference(pairs)
    shares = {"before_share": first / total, "after_share": last / total, "difference": (last - first) / total}
    return numbers | shares | {
        "low": interval.low, "high": interval.high, "chance": chance, "smallest": _known(smallest_of_pairs(total)),
        "verdict": CHANCE if chance >= ALPHA else HIGHER if last > first else LOWER,
    }  # fmt: skip


def _independent(before: Side, after: Side, question: str, wanted: Collection[str]) -> dict[str, Any]:
    sides = [side.grades(question) for side in (before, after)]
    counts = [(sum(grade.stands in wanted for grade in one.values()), len(one)) for one in sides]
    numbers = _numbers(*counts[0], *counts[1])
    if min(of for _, of in counts) < SMALLEST_OF_PERCENTAGE:
        return numbers | {"verdict": TOO_FEW}
    if not (before.by_chance and after.by_chance):
        return numbers | {"verdict": NO_DRAW}
    first, last = (_share(side, question, wanted) for side in (before, after))
    interval = between(first, last)
    apart = interval.low > 0 or interval.high < 0
    return numbers | {
        "before_share": first.value, "after_share": last.value, "difference": last.value - first.value,
        "low": interval.low, "high": interval.high,
        "smallest": _smallest(first.value if WORST not in wanted else 1 - first.value, counts[0][1], counts[1][1]),
        "verdict": CHANCE if not apart else HIGHER if interval.low > 0 else LOWER,
    }  # fmt: skip


def _share(side: Side, question: str, wanted: Collection[str]) -> Share:
    """The weighted share, with Wilson's interval on the size that the weights leave (Kish 1965).

    Not narrowed by how much of the frame was drawn: the question is of practice, not of these children alone.
    """
    streams = frozenset(one.stream for one in side.found.journeys)
    grades = counting(side.audited, streams, question)
    strata = side.found.sample.strata if side.found.sample else ()
    seen = [
        Seen(one.stratum, one.siblings, float(grades[one.stream].stands in wanted))
        for one in side.found.journeys
        if one.stream in grades
    ]
    weight = weights({one.stratum: one.families for one in strata}, seen)
    share = min(1.0, sum(w * one.value for w, one in zip(weight, seen, strict=True)) / sum(weight))
    size = sum(weight) ** 2 / sum(w**2 for w in weight)
    return Share(share, wilson(share * size, size))


def _numbers(first: int, before: int, last: int, after: int) -> dict[str, Any]:
    return {
        "before_found": first, "before_of": before, "before_share": None,
        "after_found": last, "after_of": after, "after_share": None,
        "difference": None, "low": None, "high": None, "chance": None, "smallest": None,
    }  # fmt: skip


def _smallest(base: float, before: int, after: int) -> float | None:
    """The smallest rise from a share that two samples would show; None where none that is left could be seen."""
    return _known(detectable(base, before, later=after)) if base < 1 else None


def _known(value: float) -> float | None:
    return None if isnan(value) else value


def _title(question: str) -> str:
    return AUDIT_QUESTION.label(question).partition(":")[0]
