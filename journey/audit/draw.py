"""The draw: which journeys of a frame are in the sample, by which method, and who comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from journey.audit.allocation import allocate
from journey.audit.frame import Frame, Journey, strata_of
from journey.audit.ranking import ranked
from journey.audit.strata import By
from journey.domain.errors import UsageError

Method = Literal["random", "thematic", "risk-based", "consecutive"]

PROBABILITY: Final[frozenset[Method]] = frozenset({"random"})
"""The methods by which every journey of the frame has a known chance: of them alone intervals are given."""

MINIMUM: Final = 5
"""Fewest journeys of each stratum, where nothing else is said and the size allows it."""

ALL: Final = "all"
"""The one stratum of a draw that is not stratified."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to draw. ``marks`` are themes or flags, of which a journey of a thematic or risk-based draw has one."""

    method: Method
    size: int
    seed: str
    minimum: int = 1
    by: By = "case"
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A journey in its place: ``rank`` counts from 1 in its stratum, ``siblings`` the children of its family in the
    frame, itself among them, of whom it is the one that could be drawn."""

    stream: str
    stratum: str
    rank: int
    siblings: int


@dataclass(frozen=True, slots=True)
class StratumDrawn:
    """A stratum: children in the frame, families of which one child each could be drawn, journeys drawn."""

    stratum: str
    children: int
    families: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn, in order of strata and rank."""

    strata: tuple[StratumDrawn, ...]
    journeys: tuple[Drawn, ...]


def draw(frame: Frame, plan: Plan) -> Sample:
    """Draw a sample: the same frame and plan give the same sample on any machine.

    Raises UsageError where nothing is there to draw from, or where the minimum of every stratum is more than the size.
    """
    ranks, sizes = _ranks(frame, plan)
    if not ranks:
        raise UsageError("There is no journey to draw from: see journey diagnostic show NAME for what the frame holds.")
    numbers = allocate(plan.size, {name: len(own) for name, own in ranks.items()}, plan.minimum)
    strata = tuple(StratumDrawn(name, sizes[name], len(own), numbers[name]) for name, own in ranks.items())
    return Sample(strata, tuple(one for name, own in ranks.items() for one in own[: numbers[name]]))


def usual_minimum(frame: Frame, method: Method, by: By, size: int) -> int:
    """The fewest of each stratum where nobody says: ``MINIMUM``, or what the size allows; 1 without strata."""
    strata = {one.stratum_by(by) for one in frame.journeys} if method in PROBABILITY else ()
    return max(1, min(MINIMUM, size // len(strata))) if strata else 1


def next_in_rank(frame: Frame, plan: Plan, stratum: str, taken: Iterable[str]) -> Drawn:
    """The next journey of a stratum that is not among the streams taken. Raises UsageError when there is none left."""
    ranks, _ = _ranks(frame, plan)
    used = frozenset(taken)
    for one in ranks.get(stratum, ()):
        if one.stream not in used:
            return one
    raise UsageError(f"No journey of the stratum {stratum} is left: every one of it was drawn.")


def weight(drawn: Drawn, stratum: StratumDrawn) -> Fraction:
    """How many children of the frame a drawn journey stands for (Horvitz–Thompson): one over its chance of being drawn.

    Of the families of a stratum ``drawn / families`` were drawn, and of each family one child of its ``siblings``.
    """
    return Fraction(drawn.siblings * stratum.families, stratum.drawn)


def _ranks(frame: Frame, plan: Plan) -> tuple[dict[str, list[Drawn]], Counter[str]]:
    """By stratum, every journey that could be drawn, first drawn first; and how many children each stratum holds."""
    eligible = [one for one in frame.journeys if _eligible(one, plan)]
    siblings = Counter((one.la, one.family) for one in eligible)
    frame_hash = frame.hash
    stratified = plan.method in PROBABILITY
    names = strata_of(plan.by) if stratified else (ALL,)
    ranks: dict[str, list[Drawn]] = {name: [] for name in names}
    sizes = Counter(one.stratum_by(plan.by) if stratified else ALL for one in eligible)
    order = ranked(_one_of_each_family(eligible, plan.seed, frame_hash), plan.seed, frame_hash, "draw")
    if plan.method == "consecutive":
        order.sort(key=lambda one: -one.referred_on.toordinal() if one.referred_on else 0)
    for one in order:
        stratum = one.stratum_by(plan.by) if stratified else ALL
        of_family = siblings[one.la, one.family] if one.family else 1
        ranks[stratum].append(Drawn(one.stream, stratum, len(ranks[stratum]) + 1, of_family))
    return {name: own for name, own in ranks.items() if own}, sizes


def _eligible(one: Journey, plan: Plan) -> bool:
    match plan.method:
        case "thematic":
            return bool(set(one.themes) & set(plan.marks))
        case "risk-based":
            return bool(set(one.flags) & set(plan.marks))
        case "consecutive":
            return one.referred_on is not None
        case "random":
            return True


def _one_of_each_family(journeys: list[Journey], seed: str, frame_hash: str) -> list[Journey]:
    """One child of each family, by the ranking of families; every child of whom no family is known."""
    first: dict[tuple[str, str], Journey] = {}
    for one in ranked(journeys, seed, frame_hash, "family"):
        first.setdefault((one.la, one.family or f"\0{one.child_id}"), one)
    return list(first.values())
